// The elements around the network: zoom buttons, key to shapes and colours, hints, tip and voice.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { make, shape, button } = pictures;
  const KEYS =
    "Drag to move, turn the wheel to zoom. Arrow keys left and right go from party to party, up and down through the ties of a party; Enter opens it. " +
    "Plus and minus zoom, 0 shows everything.";

  /** Kinds of party: their words, their shape in the picture, and the same shape for the key. */
  const KINDS = {
    person: { words: "person", shape: "ellipse", path: "M7 1a5 5 0 1 0 .01 0z" },
    organisation: { words: "organisation", shape: "round-rectangle", path: "M3 2h8q1 0 1 1v6q0 1-1 1H3q-1 0-1-1V3q0-1 1-1z" },
    public_body: { words: "public body", shape: "hexagon", path: "M4 1h6l3 5-3 5H4L1 6z" },
    place: { words: "place", shape: "diamond", path: "M7 0l6 6-6 6-6-6z" },
    group: { words: "group", shape: "octagon", path: "M5 1h4l3 3v4l-3 3H5L2 8V4z" },
  };

  function sign(words, width, ...attributes) {
    const drawn = attributes.map((each) => shape("path", each));
    const size = { viewBox: `0 0 ${width} 12`, width, height: "12" };
    return make("li", {}, shape("svg", { ...size, "aria-hidden": "true" }, ...drawn), words);
  }

  /** The key: the kinds and families that are in the picture. */
  function key(kinds, families) {
    const shapes = Object.entries(KINDS).filter(([kind]) => kinds.has(kind));
    return make(
      "ul",
      { class: "picture-key", "aria-label": "What shapes and colours mean" },
      ...shapes.map(([, { words, path }]) => sign(words, 14, { class: "shape", d: path })),
      ...[...families].sort().map((family) =>
        sign(family, 26, { class: `tie tie-${family}`, d: "M0 6h18" }, { class: `head tie-${family}`, d: "M17 2l7 4-7 4z" })),
      make("li", {}, "The more events, the larger the party and the wider the tie; a tie has the colour most of its events have."),
    );
  }

  function build(element, network) {
    const drawing = make("div", { class: "network-drawing", "aria-hidden": "true" });
    const [tip, voice] = [new pictures.Tip(), new pictures.Voice()];
    const hint = make("p", { class: "picture-hint", id: `network-keys-${++built}` }, KEYS);
    const stage = make(
      "div",
      { class: "picture-stage", role: "application", tabindex: "0", "aria-roledescription": "network",
        "aria-label": "Network", "aria-describedby": hint.id },
      drawing,
      tip.element,
    );
    const trouble = make("p", { class: "picture-trouble", role: "status" });
    const zooms = make(
      "div",
      { class: "picture-group", role: "group", "aria-label": "Zoom" },
      button("+", () => network.zoom(1.5), "Zoom in"),
      button("−", () => network.zoom(1 / 1.5), "Zoom out"),
      button("Everything", () => network.fit()),
    );
    const saves = make("div", { class: "picture-group" }, button("Save as PNG", () => network.save()));
    const print = make("img", { class: "network-print", alt: "" });
    const controls = make("div", { class: "picture-controls" }, zooms, saves);
    const picture = make("div", { class: "picture" }, controls, stage, print, hint, trouble, voice.element);
    element.prepend(picture);
    return { picture, drawing, stage, tip, voice, trouble, hint, print };
  }

  let built = 0;
  pictures.networkFrame = { build, key, KINDS };
})();
