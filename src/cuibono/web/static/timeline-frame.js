// The elements around the canvas of the timeline: controls, key to the marks, hints, tip and voice.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { make, shape, button } = pictures;
  const SHOWN = { happened: "Happened", reported: "Reported", both: "Both" };
  const KEYS =
    "Drag to move, turn the wheel to zoom. Arrow keys left and right go from event to event, up and down from lane to lane; Enter opens the event. " +
    "Plus and minus zoom, 0 shows the whole period, Shift with left or right moves the window.";

  /** A row of buttons of which one is pressed. */
  function choice(name, words, chosen, then) {
    const buttons = Object.entries(words).map(([value, text]) => {
      const made = button(text, () => press(value));
      made.dataset.value = value;
      return made;
    });
    const press = (value) => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.value === value));
      if (value !== chosen) then((chosen = value));
    };
    press(chosen);
    return make("div", { class: "picture-group", role: "group", "aria-label": name }, ...buttons);
  }

  function sign(words, ...shapes) {
    const drawn = shape("svg", { viewBox: "0 0 26 12", width: "26", height: "12", "aria-hidden": "true" }, ...shapes);
    return make("li", {}, drawn, words);
  }

  function key() {
    return make(
      "ul",
      { class: "picture-key", "aria-label": "What the marks mean" },
      sign("on one known day", shape("circle", { class: "full", cx: "13", cy: "6", r: "4.5" })),
      sign(
        "some day in this period",
        shape("rect", { class: "half", x: "1", y: "2", width: "24", height: "8" }),
        shape("path", { class: "line", d: "M1.5 2v8M24.5 2v8" }),
      ),
      sign(
        "open on one side",
        ...[0, 1, 2, 3].map((at) =>
          shape("rect", { class: `half fade-${at}`, x: String(4 + at * 5), y: "2", width: "5", height: "8" }),
        ),
        shape("path", { class: "line", d: "M4.5 2v8" }),
      ),
      sign("reported", shape("path", { class: "tick", d: "M6.5 4v6M13.5 4v6M21.5 4v6" })),
      make("li", {}, "The larger the mark, the better attested."),
      make("li", { class: "months" }, "Each column is a month. Zoom in, or choose a column, to see its events one by one."),
    );
  }

  /** Everything around the canvas, in front of the list that stands in `element`. */
  function build(element, timeline) {
    const canvas = make("canvas", { "aria-hidden": "true" });
    const [tip, voice] = [new pictures.Tip(), new pictures.Voice()];
    const hint = make("p", { class: "picture-hint", id: `timeline-keys-${++built}` }, KEYS);
    const stage = make(
      "div",
      { class: "picture-stage", role: "application", tabindex: "0", "aria-roledescription": "timeline",
        "aria-label": "Timeline", "aria-describedby": hint.id },
      canvas,
      tip.element,
    );
    const trouble = make("p", { class: "picture-trouble", role: "status" });
    const zooms = make(
      "div",
      { class: "picture-group", role: "group", "aria-label": "Zoom" },
      button("+", () => timeline.zoom(0.5, 0.5), "Zoom in"),
      button("−", () => timeline.zoom(2, 0.5), "Zoom out"),
      button("Whole period", () => timeline.reset()),
    );
    const toggles = choice("Days shown", SHOWN, timeline.shown, (value) => timeline.show(value));
    toggles.classList.add("picture-days");
    const controls = make("div", { class: "picture-controls" }, toggles, zooms);
    const picture = make("div", { class: "picture" }, controls, stage, key(), hint, trouble, voice.element);
    element.prepend(picture);
    return { picture, canvas, stage, tip, voice, trouble, toggles };
  }

  let built = 0;
  pictures.timelineFrame = { build };
})();
