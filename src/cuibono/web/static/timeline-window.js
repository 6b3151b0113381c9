// What is chosen on the timeline goes into the page: the fields of the filter and the link to the list hold its window.
"use strict";
(() => {
  const given = new Map(); // of each field and link what the page came with

  function put(element, name, value) {
    if (!element) return;
    if (!given.has(element)) given.set(element, element[name]);
    element[name] = value ?? given.get(element);
  }

  function follow({ from, to, whole }) {
    const list = document.getElementById("as-list");
    const form = document.getElementById("filters");
    const address = list && new URL(given.get(list) ?? list.href);
    for (const [name, day] of Object.entries({ from, to })) {
      address?.searchParams.set(name, day);
      put(form?.elements[name], "value", whole ? null : day);
    }
    put(list, "href", whole ? null : address?.href);
  }

  document.addEventListener("cuibono:window", (event) => follow(event.detail));
})();
