// The network: parties and the ties between them, drawn by Cytoscape.js at places that the data alone decides.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { networkLook: look, networkFrame } = pictures;
  const MARGIN = 26; // pixels around the whole
  const ANYWHERE = { left: -Infinity, right: Infinity };
  const LEGIBLE = 0.75; // zoom below which parties and ties are drawn larger than the zoom makes them, so that a phone shows them
  const LARGER = 1.4; // how much at most
  const NEAREST = 3; // times that the picture can be enlarged over its size on the screen

  // Cytoscape.js sets a style sheet of its own unless an element with this name is there; network.css has its one rule.
  const SHEET = "__________cytoscape_stylesheet";

  class Network {
    constructor(element) {
      Object.assign(this, { element, party: null, tie: null });
      Object.assign(this, networkFrame.build(element, this));
      this.load();
    }

    async load() {
      try {
        const { source, query } = this.element.dataset;
        this.begin(globalThis.cuibonoNetwork ?? (await pictures.fetched(source, query)));
      } catch (error) {
        this.empty(`The network could not be drawn (${error.message}). The table below has the same ties.`);
      }
    }

    /** Says why there is no picture, in its place. */
    empty(trouble) {
      this.picture.classList.add("picture-empty");
      this.trouble.textContent = trouble;
    }

    begin(given) {
      if (!given.parties.length) return this.empty("There are no parties to draw.");
      this.read(given);
      const kinds = new Set(given.parties.map((party) => party.kind));
      const families = new Set(this.ties.map((tie) => tie.data.family).filter(Boolean));
      this.hint.before(networkFrame.key(kinds, families));
      const title = `Network of ${pictures.counted(given.parties.length, "party", "parties")} and ${pictures.counted(this.ties.length, "tie", "ties")}`;
      this.stage.setAttribute("aria-label", title);
      this.print.alt = title;
      this.draw();
      new pictures.NetworkHands(this);
      pictures.onColours(() => this.recolour());
      new ResizeObserver(() => this.resize()).observe(this.stage);
    }

    /** Parties with most events first, and ties whose two ends are both drawn. */
    read({ parties, ties }) {
      const most = (all) => all.reduce((sum, { events }) => Math.max(sum, events), 1);
      const order = (one, other) => other.events - one.events || (one.id < other.id ? -1 : 1);
      this.font = getComputedStyle(this.stage).fontFamily;
      this.parties = [...parties].sort(order).map((party) => ({
        data: { ...party, size: look.sizeOf(party.events, most(parties)), label: "", drop: 0, nudge: 0, halign: "center", valign: "bottom",
          shape: (networkFrame.KINDS[party.kind] ?? networkFrame.KINDS.group).shape },
      }));
      this.place = new Map(this.parties.map(({ data }, number) => [data.id, number]));
      this.ties = ties
        .filter(({ from, to }) => this.place.has(from) && this.place.has(to) && from !== to)
        .sort((one, other) => other.events - one.events || (`${one.from} ${one.to}` < `${other.from} ${other.to}` ? -1 : 1))
        .map((tie, number) => ({
          data: { id: `tie ${number}`, source: tie.from, target: tie.to, words: tie.words, family: look.dominant(tie.families),
            width: look.widthOf(tie.events, most(ties)) },
        }));
    }

    /** Height of the drawing in pixels for its width. */
    size() {
      const width = this.stage.clientWidth;
      const few = Math.min(1, 0.45 + this.parties.length / 45);
      return [width, Math.round(width < 620 ? width * 1.5 : Math.max(380, Math.min(720, width * 0.62)) * few)];
    }

    laid(shape) {
      const boxes = this.parties.map(({ data }) => [
        Math.max(data.size, look.shortened(data.name, this.font).width),
        data.size + look.LINE + 6,
      ]);
      return pictures.placed(boxes, this.ties.map(({ data }) => [this.place.get(data.source), this.place.get(data.target)]), shape);
    }

    draw() {
      const [width, height] = this.size();
      this.drawing.style.height = `${height}px`;
      this.shape = width / height;
      const places = this.laid(this.shape);
      const nodes = this.parties.map((party, number) => ({ group: "nodes", ...party, position: { x: places[number][0], y: places[number][1] } }));
      const edges = this.ties.map((tie) => ({ group: "edges", ...tie }));
      if (!document.getElementById(SHEET)) document.head.append(pictures.make("meta", { id: SHEET, name: "cytoscape" }));
      this.cy = globalThis.cytoscape({
        container: this.drawing, elements: [...nodes, ...edges], layout: { name: "preset", fit: false },
        style: look.rules(pictures.colours(this.stage), this.font),
        autoungrabify: true, autounselectify: true, boxSelectionEnabled: false, minZoom: 0.001, maxZoom: 20,
      });
      this.nodes = this.parties.map(({ data }) => this.cy.getElementById(data.id));
      this.named = pictures.framed(() => this.name(this.cy.zoom()));
      this.cy.on("zoom", this.named);
      this.fit();
      this.name(this.cy.zoom());
      this.prepare();
    }

    /** Shows everything: all parties, with room for names at the sides. */
    fit() {
      const { clientWidth: width, clientHeight: height } = this.drawing;
      const box = this.cy.nodes().boundingBox({ includeLabels: false });
      const side = width < 620 ? 34 : 80;
      this.whole = Math.min(1.25, (width - 2 * side) / Math.max(1, box.w), (height - 2 * MARGIN) / Math.max(1, box.h));
      this.cy.minZoom(this.whole * 0.8);
      this.cy.maxZoom(Math.max(NEAREST, this.whole * 4));
      const pan = { x: width / 2 - (this.whole * (box.x1 + box.x2)) / 2, y: (height - 12) / 2 - (this.whole * (box.y1 + box.y2)) / 2 };
      this.cy.viewport({ zoom: this.whole, pan });
      this.enlarge(Math.min(LARGER, Math.max(1, LEGIBLE / this.whole)));
      this.limits = { left: 2 - pan.x, right: width - 2 - pan.x };
      this.tip.hide();
    }

    /** Draws parties and ties so many times as large; their places stay. */
    enlarge(times) {
      this.cy.batch(() => {
        this.parties.forEach(({ data }, number) => this.nodes[number].data("size", data.size * times));
        this.ties.forEach(({ data }) => this.cy.getElementById(data.id).data("width", data.width * times));
      });
    }

    isWhole(zoom = this.cy.zoom()) {
      return zoom <= this.whole * 1.001;
    }

    zoom(factor) {
      const { clientWidth: width, clientHeight: height } = this.drawing;
      const middle = this.party && !this.tie ? this.party.renderedPosition() : { x: width / 2, y: height / 2 };
      this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: middle });
      this.tip.hide();
    }

    name(zoom) {
      const found = look.names(this.nodes, zoom, this.font, this.isWhole(zoom) ? this.limits : ANYWHERE);
      this.cy.batch(() => {
        this.nodes.forEach((node, number) => node.data(found[number]));
        this.cy.nodes().style("font-size", look.FONT / zoom);
      });
    }

    resize() {
      const [width, height] = this.size();
      if (!width || width === this.drawn) return;
      const turned = this.drawn && (width / height >= 1) !== this.shape >= 1;
      this.drawn = width;
      this.drawing.style.height = `${height}px`;
      if (turned) {
        this.shape = width / height;
        this.laid(this.shape).forEach(([x, y], number) => this.nodes[number].position({ x, y }));
      }
      this.cy.resize();
      this.fit();
      this.name(this.cy.zoom());
    }

    recolour() {
      this.cy.style(look.rules(pictures.colours(this.stage), this.font));
      this.name(this.cy.zoom());
      this.prepare();
    }

    /** Draws the picture for paper, so that it is at hand when the page is printed. */
    prepare() {
      this.print.src = this.image(pictures.printed(this.stage), "base64uri");
    }

    /** The whole network as an image in the given colours; the one on the screen stays as it is. */
    image(colours, output) {
      this.cy.style(look.rules(colours, this.font));
      this.name(this.whole);
      const drawn = this.cy.png({ full: true, scale: 2 * this.whole, bg: colours.paper, output });
      this.cy.style(look.rules(pictures.colours(this.stage), this.font));
      this.name(this.cy.zoom());
      return drawn;
    }

    save() {
      const address = URL.createObjectURL(this.image(pictures.colours(this.stage), "blob"));
      pictures.make("a", { href: address, download: "network.png" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }
  }

  Object.assign(Network.prototype, pictures.networkChoosing);
  pictures.start("network", (element) => new Network(element));
})();
