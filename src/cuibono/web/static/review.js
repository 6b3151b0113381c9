// Deciding without leaving the keyboard, and without the page being built anew. Everything here also works without it:
// the panels are forms, the lists are links.
"use strict";
(() => {
  const OFF = "cuibono-keys-off";
  const said = document.createElement("p");
  said.className = "told";
  said.setAttribute("role", "status");
  document.body.append(said);
  let hush = 0;
  const say = (text) => {
    clearTimeout(hush);
    said.textContent = "";
    setTimeout(() => { said.textContent = text; }, 50);
    hush = setTimeout(() => { said.textContent = ""; }, 8000);
  };
  const main = () => document.getElementById("main");
  const items = () => [...main().querySelectorAll(".item")];
  const named = (id) => (id ? document.getElementById(id) : null);
  const keys = {
    get on() { try { return localStorage.getItem(OFF) !== "1"; } catch { return true; } },
    set on(on) { try { localStorage.setItem(OFF, on ? "0" : "1"); } catch { /* then for this page alone */ } },
  };
  let here = "";
  let sending = false;

  const current = () => {
    const active = document.activeElement?.closest(".item");
    return active || named(here) || items()[0] || null;
  };
  const go = (item) => {
    if (!item) return;
    here = item.id;
    main().querySelectorAll(".item.current").forEach((one) => one.classList.remove("current"));
    item.classList.add("current");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    const { top } = item.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.6) item.scrollIntoView({ block: "start" });
  };
  const step = (by) => {
    const all = items();
    const active = document.activeElement?.closest(".item") || named(here);
    const at = all.indexOf(active);
    go(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  };
  const open = (summary) => {
    const panel = summary.parentElement;
    panel.closest(".decide")?.querySelectorAll("details.panel[open]").forEach((other) => { if (other !== panel) other.open = false; });
    panel.open = true;
    const first = panel.querySelector(".wrong[tabindex]") || panel.querySelector(".fields select, .fields input, [type=checkbox]") || panel.querySelector("[type=radio]:checked") || panel.querySelector("input:not([type=hidden]), button");
    first?.focus();
    panel.scrollIntoView({ block: "nearest" });
  };
  const press = (target) => {
    if (target.tagName === "SUMMARY") open(target);
    else if (target.tagName === "A") target.click();
    else showKeys();
  };
  const showKeys = () => {
    const box = named("keys");
    if (!box) return;
    named("keys-on").checked = keys.on;
    box.showModal();
  };
  const bound = (letter) => {
    const own = (scope) => [...scope.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(letter));
    const item = current();
    return (item && own(item)) || own(named("desk") || document.body) || null;
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Escape") {
      const panel = target.closest?.("details.panel[open]");
      if (panel) { panel.open = false; (panel.closest(".item") ? go(panel.closest(".item")) : panel.querySelector("summary").focus()); }
      return;
    }
    if (event.key === "Enter" && target.matches?.("[type=radio], [type=checkbox]") && target.form?.action.endsWith("/judge")) {
      event.preventDefault();
      target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target.closest?.("input, textarea, select, dialog, [contenteditable]")) return;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && target.closest?.(".item")) { event.preventDefault(); step(arrow); return; }
    if (!keys.on) return;
    if (event.key === "j" || event.key === "k") { event.preventDefault(); step(event.key === "j" ? 1 : -1); return; }
    if (event.key === "/") { event.preventDefault(); named("find")?.focus(); return; }
    const wanted = bound(event.key);
    if (wanted) { event.preventDefault(); press(wanted); }
  });

  document.addEventListener("focusin", (event) => {
    const item = event.target.closest?.(".item");
    if (item && item.id !== here) {
      here = item.id;
      items().forEach((one) => one.classList.toggle("current", one === item));
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("button[data-key]")) showKeys();
    if (event.target.id === "keys-close") named("keys").close();
    const summary = event.target.closest?.(".panel > summary");
    if (summary && !summary.parentElement.open) { event.preventDefault(); open(summary); }
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") {
      keys.on = event.target.checked;
      say(keys.on ? "Single keys do something." : "Single keys do nothing.");
    }
  });

  const put = (text, next) => {
    const found = new DOMParser().parseFromString(text, "text/html");
    const fresh = found.getElementById("main");
    if (!fresh) { location.reload(); return; }
    main().replaceWith(fresh);
    prepare();
    const wrong = fresh.querySelector(".wrong[tabindex]");
    if (wrong) { wrong.focus(); wrong.scrollIntoView({ block: "center" }); return; }
    const to = named(next) || items()[0];
    if (to?.classList.contains("item")) go(to);
    else (named("nothing") || fresh).focus();
    say(`Taken down. ${named("ledger")?.textContent || ""}${to ? "" : " Nothing more is open here."}`);
  };
  const send = async (form) => {
    sending = true;
    const data = new FormData(form);
    const name = named("by")?.value.trim();
    if (name) data.set("by", name);
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), credentials: "same-origin" });
      put(await answer.text(), data.get("next"));
    } catch {
      button.disabled = false;
      say("Nothing was taken down: the program does not answer.");
      let box = form.querySelector(".unsent");
      if (!box) { box = document.createElement("p"); box.className = "wrong unsent"; form.prepend(box); }
      box.textContent = "Nothing was taken down: the program does not answer. Try again.";
    }
    sending = false;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.getAttribute("action")?.startsWith("/judge") || form.action.endsWith("/name")) return;
    event.preventDefault();
    if (!sending) send(form);
  });

  let timer = 0;
  const poll = async () => {
    const line = named("ledger");
    if (!line || line.dataset.waiting === "0") return;
    try {
      const answer = await fetch("/waiting.json", { credentials: "same-origin" });
      const state = await answer.json();
      if (String(state.waiting) !== line.dataset.waiting || (state.failed && !state.running)) await refresh(state);
    } catch { /* asked again below */ }
    clearTimeout(timer);
    timer = setTimeout(poll, 1500);
  };
  const refresh = async (state) => {
    const line = named("ledger");
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("ledger");
    if (!found || !line.isConnected || found.textContent === line.textContent) return;
    line.replaceWith(found);
    if (state.waiting === 0 || state.failed) say(found.textContent);
  };
  const prepare = () => {
    main().querySelectorAll(".help").forEach((one) => { one.hidden = false; });
    clearTimeout(timer);
    timer = setTimeout(poll, 800);
  };
  prepare();
  const wrong = main().querySelector(".wrong[tabindex]");
  if (wrong) wrong.focus();
})();
