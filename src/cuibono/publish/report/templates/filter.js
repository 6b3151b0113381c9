"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return; // no events: nothing to filter, nothing folded
  const entries = [...document.querySelectorAll("li.event")];
  const others = [...document.querySelectorAll("[data-n]:not(li.event):not(mark)")];
  const groups = [...document.querySelectorAll("details.kind, details.party")];
  const said = form.querySelector("output");
  const texts = new Map();
  const text = (entry) => {
    if (!texts.has(entry)) texts.set(entry, entry.textContent.toLowerCase());
    return texts.get(entry);
  };

  const narrow = () => {
    const want = Object.fromEntries(new FormData(form));
    const words = want.words.toLowerCase().split(/\s+/).filter(Boolean);
    const active = Boolean(words.length || want.kind || want.grade || want.stance);
    const kept = new Set();
    for (const entry of entries) {
      const fits = ["kind", "grade", "stance"].every((k) => !want[k] || entry.dataset[k] === want[k])
        && words.every((word) => text(entry).includes(word));
      entry.hidden = !fits;
      if (fits) kept.add(entry.dataset.n);
    }
    for (const other of others) {
      const fits = kept.has(other.dataset.n);
      if (other instanceof SVGElement) other.classList.toggle("dim", !fits);
      else other.hidden = !fits;
    }
    for (const group of groups) {
      const left = group.querySelectorAll("li[data-n]:not([hidden])").length;
      group.hidden = left === 0;
      if (active && left && group.matches(".kind")) group.open = true;
    }
    said.textContent = active ? `${kept.size} of ${entries.length} events` : "";
  };

  const unfold = (place) => {
    for (let up = place; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };

  const show = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    if (place.closest("[hidden]")) { form.reset(); narrow(); }
    unfold(place);
    for (const lit of document.querySelectorAll("mark.lit")) lit.classList.remove("lit");
    if (place.id.startsWith("at-")) {
      for (const mark of document.querySelectorAll(`mark[data-at~="${place.id}"]`)) mark.classList.add("lit");
    }
    place.scrollIntoView({ block: place.matches("li, mark, .pin, blockquote") ? "center" : "start" });
  };

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.kind:not([open]), details.article:not([open]), details.behind:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of folded) one.open = false; });

  let pause = 0;
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(narrow, 120); });
  form.addEventListener("reset", () => { clearTimeout(pause); pause = setTimeout(narrow); });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", show);
  form.hidden = false;
  if (location.hash) show();
})();
