// What both pictures need: elements, colours of the page, a tip, a voice, the data that the page or the server gives.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const SVG = "http://www.w3.org/2000/svg";
  const TOKENS = ["paper", "raised", "ink", "soft", "rule", "firm", "link", "money", "contact", "decision", "dispute"];

  /** `element` with its attributes set (null leaves one out) and its children (elements or text) in it. */
  function filled(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  pictures.make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
  pictures.shape = (tag, attributes = {}, ...children) =>
    filled(document.createElementNS(SVG, tag), attributes, children);

  /** A button that says `words`, or shows the sign `words` and is called `name`. */
  pictures.button = (words, action, name = null) => {
    const made = pictures.make("button", { type: "button", "aria-label": name, title: name }, words);
    made.addEventListener("click", action);
    return made;
  };

  /** The colours in force at `element`, by token; a family without a colour of its own gets `firm`. */
  pictures.colours = (element) => {
    const style = getComputedStyle(element);
    const found = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    found.of = (family) => found[family] || found.firm;
    return found;
  };

  /** The colours for paper at `element`, whatever the screen's are. */
  pictures.printed = (element) => {
    element.classList.add("picture-on-paper");
    const found = pictures.colours(element);
    element.classList.remove("picture-on-paper");
    return found;
  };

  pictures.onColours = (then) => matchMedia("(prefers-color-scheme: dark)").addEventListener("change", then);
  pictures.calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** An address from a template with names in braces. */
  pictures.address = (template, values) =>
    template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));

  pictures.go = (address, event) => {
    if (event?.ctrlKey || event?.metaKey) globalThis.open(address, "_blank", "noopener");
    else location.assign(address);
  };

  /** The data at `source` for the filter `query` and further fields; throws an Error that says what went wrong. */
  pictures.fetched = async (source, query, fields = {}, signal = undefined) => {
    const address = new URL(source, document.baseURI);
    for (const [name, value] of new URLSearchParams(query ?? "")) address.searchParams.append(name, value);
    for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  };

  pictures.count = (number) => number.toLocaleString("en-GB");
  pictures.counted = (number, one, many) => `${pictures.count(number)} ${number === 1 ? one : many}`;

  /** Text cut to `room` pixels of the context's font, with an ellipsis. */
  pictures.cut = (context, text, room) => {
    if (context.measureText(text).width <= room) return text;
    let [fits, over] = [0, text.length];
    while (over - fits > 1) {
      const middle = (fits + over) >> 1;
      if (context.measureText(`${text.slice(0, middle).trimEnd()}…`).width <= room) fits = middle;
      else over = middle;
    }
    return `${text.slice(0, fits).trimEnd()}…`;
  };

  /** Says things to those who listen; a row of quick changes is said once, as it ended. */
  pictures.Voice = class {
    constructor() {
      this.element = pictures.make("p", { class: "picture-voice", "aria-live": "polite" });
    }

    say(text) {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => (this.element.textContent = text), 120);
    }
  };

  /** A note beside a mark. With a link (after a tap) it can be touched itself, otherwise the pointer passes through. */
  pictures.Tip = class {
    constructor() {
      this.words = pictures.make("span");
      this.link = pictures.make("a", { hidden: "" });
      this.element = pictures.make("div", { class: "picture-tip", hidden: "" }, this.words, this.link);
    }

    /** Shows `text` above the place (x, y), or below where there is no room, inside a box `width` wide. */
    show(text, x, y, width, link = null) {
      this.words.textContent = text;
      this.link.hidden = !link;
      if (link) [this.link.href, this.link.textContent] = [link.address, link.words];
      this.element.hidden = false;
      const [wide, high] = [this.element.offsetWidth, this.element.offsetHeight];
      this.element.style.left = `${Math.max(0, Math.min(x - wide / 2, width - wide))}px`;
      this.element.style.top = `${y - high - 12 < 0 ? y + 16 : y - high - 12}px`;
    }

    hide() {
      this.element.hidden = true;
    }
  };

  /** Calls `then` when there is nothing else to do (browsers without such a call: soon). */
  pictures.idle = (then) => (globalThis.requestIdleCallback ?? ((later) => setTimeout(later, 30)))(() => then());

  /** Calls `then` once per frame at most, however often it is asked for. */
  pictures.framed = (then) => {
    let asked = false;
    return () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame((now) => {
        asked = false;
        then(now);
      });
    };
  };

  /** Starts `begin` for every element with the class, once the page stands. */
  pictures.start = (name, begin) => {
    const all = () => document.querySelectorAll(`.${name}`).forEach((element) => begin(element));
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", all, { once: true });
    else all();
  };
})();
