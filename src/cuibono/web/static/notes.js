// What stands in the margin about a marked passage, shown beside the passage under the pointer or the keyboard's focus.
"use strict";
(() => {
  const notes = new Map([...document.querySelectorAll(".margin li[data-event]")].map((li) => [li.dataset.event, li]));
  let box = null;
  let leaving = 0;
  const close = () => {
    if (box) box.remove();
    box = null;
    notes.forEach((note) => note.classList.remove("lit"));
  };
  const later = () => { leaving = setTimeout(close, 250); };
  const keys = (link) => {
    const key = decodeURIComponent(link.getAttribute("href").split("#")[0].split("/").pop()).replace(/\.html$/, "");
    return notes.has(key) ? [key] : [];
  };
  const show = (link) => {
    clearTimeout(leaving);
    close();
    const found = keys(link);
    if (!found.length) return;
    box = document.createElement("div");
    box.className = "floating";
    box.id = "note-shown";
    box.setAttribute("role", "tooltip");
    found.forEach((key) => {
      const note = notes.get(key);
      note.classList.add("lit");
      [...note.children].forEach((child) => box.append(child.cloneNode(true)));
    });
    document.querySelector("main").append(box);
    const at = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${at.bottom + scrollY + 6}px`;
    box.addEventListener("pointerenter", () => clearTimeout(leaving));
    box.addEventListener("pointerleave", later);
    link.setAttribute("aria-describedby", box.id);
  };
  document.querySelectorAll(".text mark a").forEach((link) => {
    link.removeAttribute("title");
    link.tabIndex = 0;
    link.addEventListener("pointerenter", () => show(link));
    link.addEventListener("pointerleave", later);
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", () => { link.removeAttribute("aria-describedby"); later(); });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
})();
