// Search among the files of a site: the index was loaded before this, the words stand in the address.
"use strict";
(() => {
  const SHOWN = 30; // of each sort
  const SORTS = [["party", "Parties"], ["event", "Events"], ["article", "Articles"]];
  const entries = globalThis.cuibonoSearch ?? [];
  const told = document.getElementById("told");
  const place = document.getElementById("found");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const letter = /[\p{L}\p{N}]/u;

  /** What must stand there: words, and what is in quotation marks as a whole. */
  const terms = (words) =>
    [...plain(words).matchAll(/["“”]([^"“”]*)["“”]|(\S+)/gu)]
      .map(([, side, word]) => (side ?? word).replace(/[*"“”]/gu, "").trim().replace(/\s+/gu, " "))
      .filter((term) => letter.test(term));

  /** Whether a term stands in a text from the beginning of a word. */
  const stands = (text, term) => {
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      if (!at || !letter.test(text[at - 1]) || !letter.test(term[0])) return true;
    }
    return false;
  };

  const made = (tag, text, className = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    element.dir = "auto";
    return element;
  };

  const hit = ([sort, id, title, about]) => {
    const item = made("li", "", "hit");
    const link = made("a", title);
    link.href = place.dataset[sort].replace("{id}", encodeURIComponent(id));
    item.append(link);
    if (about) item.append(made("p", about, "says"));
    return item;
  };

  const section = (sort, heading, found) => {
    const box = document.createElement("section");
    const head = made("h2", `${heading} `);
    head.append(made("span", found.length.toLocaleString("en-GB"), "count"));
    head.id = `found-${sort}`;
    box.setAttribute("aria-labelledby", head.id);
    const list = made("ol", "", "entries plainly");
    list.append(...found.slice(0, SHOWN).map(hit));
    box.append(head, list);
    if (found.length > SHOWN) box.append(made("p", `The first ${SHOWN} are shown; more words narrow it.`, "note"));
    return box;
  };

  const find = (words) => {
    const asked = terms(words);
    if (!asked.length) return void (told.textContent = "Write one or more words above.");
    const found = entries.filter((entry) => {
      const text = plain(`${entry[2]}\n${entry[3]}`).replace(/[^\S\n]+/gu, " ");
      return asked.every((term) => stands(text, term));
    });
    const count = `${found.length.toLocaleString("en-GB")} ${found.length === 1 ? "entry holds" : "entries hold"}`;
    told.textContent = `${count} “${words}”.`;
    for (const [sort, heading] of SORTS) {
      const some = found.filter((entry) => entry[0] === sort);
      if (some.length) place.append(section(sort, heading, some));
    }
  };

  const words = (new URLSearchParams(location.search).get("words") ?? "").slice(0, 300);
  document.getElementById("find").value = words;
  find(words);
})();
