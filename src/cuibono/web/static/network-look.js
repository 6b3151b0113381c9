// How the network looks: sizes, colours, and which names have room at a zoom.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const FONT = 12; // pixels on the screen, whatever the zoom
  const NAME = 150; // pixels that a name gets at most
  const LINE = 15;
  const APART = 7; // pixels between two names
  const [SMALL, LARGE] = [16, 46]; // pixels across a party
  const [THIN, THICK] = [1.25, 8];

  const share = (events, most) => Math.sqrt(events / Math.max(1, most));
  const sizeOf = (events, most) => SMALL + (LARGE - SMALL) * share(events, most);
  const widthOf = (events, most) => THIN + (THICK - THIN) * share(events, most);

  /** The family that most events of a tie have; of equals the first by name. */
  const dominant = (families) =>
    Object.entries(families ?? {}).sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))[0]?.[0] ?? "";

  /** The rules of the drawing for a set of colours. */
  function rules(colours, font) {
    const name = { "font-family": font, color: colours.ink, "text-background-color": colours.paper, "text-background-opacity": 0.82,
      "text-background-padding": 1, "text-margin-x": "data(nudge)", "text-margin-y": "data(drop)",
      "text-halign": "data(halign)", "text-valign": "data(valign)", label: "data(label)", "min-zoomed-font-size": 0 };
    const party = { shape: "data(shape)", width: "data(size)", height: "data(size)", "background-color": colours.raised,
      "border-width": 1.5, "border-color": colours.soft, ...name };
    const tie = (edge) => colours.of(edge.data("family"));
    const line = { width: "data(width)", "line-color": tie, "target-arrow-color": tie, "target-arrow-shape": "triangle",
      "arrow-scale": 0.9, "curve-style": "bezier", "control-point-step-size": 34, opacity: 0.8 };
    return [
      { selector: "node", style: { ...party, "overlay-opacity": 0 } },
      { selector: "edge", style: { ...line, "overlay-opacity": 0 } },
      { selector: ".aside", style: { opacity: 0.3 } },
      { selector: "node.chosen", style: { "border-width": 3.5, "border-color": colours.ink, "background-color": colours.paper } },
      { selector: "edge.chosen", style: { opacity: 1, "line-outline-width": 1.5, "line-outline-color": colours.ink } },
    ];
  }

  const pen = document.createElement("canvas").getContext("2d");

  function shortened(name, font) {
    pen.font = `${FONT}px ${font}`;
    const text = pictures.cut(pen, name, NAME);
    return { text, width: pen.measureText(text).width };
  }

  const meet = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

  /** The sides of a party on which its name can stand, best first, with the box it takes there. */
  function sides([x, y], half, width) {
    const gap = 3;
    return [
      { valign: "bottom", halign: "center", drop: gap, nudge: 0, box: [x - width / 2, y + half + gap, x + width / 2, y + half + gap + LINE] },
      { valign: "top", halign: "center", drop: -gap, nudge: 0, box: [x - width / 2, y - half - gap - LINE, x + width / 2, y - half - gap] },
      { valign: "center", halign: "right", drop: 0, nudge: gap, box: [x + half + gap, y - LINE / 2, x + half + gap + width, y + LINE / 2] },
      { valign: "center", halign: "left", drop: 0, nudge: -gap, box: [x - half - gap - width, y - LINE / 2, x - half - gap, y + LINE / 2] },
    ];
  }

  /** A name above or below its party, moved sideways until it stands between two edges. */
  function moved(side, left, right) {
    const [start, top, end, bottom] = side.box;
    const by = Math.max(0, left - start) - Math.max(0, end - right);
    return { ...side, nudge: by, box: [start + by, top, end + by, bottom] };
  }

  /**
   * Names for `nodes` (those with most events first) at a zoom: each stands on the first side where it meets no other
   * name and no party and keeps between `left` and `right` (zoomed pixels); a name without room is left out until there
   * is some. Gives label and side by node.
   */
  function names(nodes, zoom, font, { left, right }) {
    const at = (node) => [node.position("x") * zoom, node.position("y") * zoom];
    const half = (node) => (node.data("size") * zoom) / 2;
    const bodies = nodes.map((node) => {
      const [x, y] = at(node);
      return [x - half(node), y - half(node), x + half(node), y + half(node)];
    });
    const taken = [];
    return nodes.map((node, number) => {
      const { text, width } = shortened(node.data("name"), font);
      const free = ({ box }) =>
        box[0] >= left && box[2] <= right && !taken.some((each) => meet(box, each)) &&
        !bodies.some((each, other) => other !== number && meet(box, each));
      const straight = sides(at(node), half(node), width + APART);
      const side = [...straight, ...straight.slice(0, 2).map((each) => moved(each, left, right))].find(free);
      if (!side) return { label: "", valign: "bottom", halign: "center", drop: 0, nudge: 0 };
      taken.push(side.box);
      return { label: text, valign: side.valign, halign: side.halign, drop: side.drop / zoom, nudge: side.nudge / zoom };
    });
  }

  pictures.networkLook = { sizeOf, widthOf, dominant, rules, shortened, names, FONT, LINE };
})();
