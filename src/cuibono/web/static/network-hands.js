// Which party or tie of the network is pointed at or chosen, by pointer or by keys, and what is said of it.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { KINDS } = pictures.networkFrame;

  pictures.networkChoosing = {
    tiesOf(party) {
      return party.connectedEdges().toArray().sort((one, other) => other.data("width") - one.data("width") || (one.id() < other.id() ? -1 : 1));
    },

    wordsOf(chosen) {
      if (chosen.isEdge()) return chosen.data("words");
      const { name, kind, events } = chosen.data();
      const ties = pictures.counted(chosen.connectedEdges().length, "tie", "ties");
      return `${name}, ${KINDS[kind]?.words ?? "party"}: ${pictures.counted(events, "event", "events")}, ${ties}`;
    },

    addressOf(chosen) {
      const { tie, party } = this.element.dataset;
      if (chosen.isNode()) return party && pictures.address(party, { id: chosen.id() });
      return tie && pictures.address(tie, { from: chosen.data("source"), to: chosen.data("target") });
    },

    /** Sets a party or tie (null: none) off from the rest. */
    light(chosen) {
      this.cy.batch(() => {
        this.cy.elements().removeClass("aside chosen");
        if (!chosen) return;
        const near = chosen.isNode() ? chosen.closedNeighborhood() : chosen.union(chosen.connectedNodes());
        this.cy.elements().difference(near).addClass("aside");
        chosen.addClass("chosen");
      });
    },

    showTip(chosen, touched = false) {
      const at = chosen.isNode() ? chosen.renderedPosition() : chosen.renderedMidpoint();
      const half = chosen.isNode() ? chosen.renderedHeight() / 2 : 4;
      const address = touched && this.addressOf(chosen);
      const words = chosen.isNode() ? "Open this party" : "Open the claims of this tie";
      this.tip.show(this.wordsOf(chosen), at.x, at.y - half, this.stage.clientWidth, address ? { address, words } : null);
    },

    /** Makes a party, or one of its ties, the chosen one, and says what it is. */
    choose(party, tie = null) {
      [this.party, this.tie] = [party, tie];
      const chosen = tie ?? party;
      this.light(chosen);
      if (!chosen) return this.tip.hide();
      this.reveal(chosen);
      this.showTip(chosen);
      this.voice.say(this.wordsOf(chosen));
    },

    reveal(chosen) {
      const box = this.cy.extent();
      const at = chosen.isNode() ? chosen.position() : chosen.midpoint();
      if (at.x < box.x1 || at.x > box.x2 || at.y < box.y1 || at.y > box.y2) this.cy.center(chosen);
    },

    step(by) {
      const place = this.party ? this.nodes.indexOf(this.party) + by : 0;
      this.choose(this.nodes[Math.min(Math.max(place, 0), this.nodes.length - 1)]);
    },

    /** The next or previous tie of the chosen party; before its first one stands the party itself. */
    turn(by) {
      if (!this.party) return this.step(0);
      const ties = this.tiesOf(this.party);
      const place = Math.min((this.tie ? ties.indexOf(this.tie) : -1) + by, ties.length - 1);
      this.choose(this.party, ties[place] ?? null);
    },

    open(chosen, event) {
      const address = this.addressOf(chosen);
      if (address) pictures.go(address, event);
    },
  };

  pictures.NetworkHands = class {
    /** Takes the network that it moves. */
    constructor(network) {
      this.network = network;
      const { cy, stage } = network;
      cy.on("mouseover", "node, edge", ({ target }) => this.hover(target));
      cy.on("mouseout", "node, edge", () => this.hover(null));
      cy.on("tap", (event) => this.tap(event));
      cy.on("pan", () => network.tip.hide());
      stage.addEventListener("keydown", (event) => this.key(event));
      stage.addEventListener("touchmove", (event) => this.swipe(event));
      stage.addEventListener("wheel", (event) => this.wheel(event), { capture: true });
    }

    hover(target) {
      const { network } = this;
      network.drawing.classList.toggle("network-points", Boolean(target));
      network.light(target ?? network.tie ?? network.party);
      if (target) network.showTip(target);
      else network.tip.hide();
    }

    tap({ target, cy, originalEvent }) {
      const { network } = this;
      if (target === cy) return network.choose(null);
      if (!originalEvent?.type.startsWith("touch")) return network.open(target, originalEvent);
      network.light(target);
      network.showTip(target, true);
    }

    /** Where there is nothing left to zoom out to, the page scrolls on. */
    wheel(event) {
      if (event.deltaY > 0 && this.network.isWhole()) event.stopPropagation();
    }

    /** With everything in view, one finger scrolls the page: Cytoscape.js, which would stop it, does not hear of it. */
    swipe(event) {
      if (event.touches.length === 1 && this.network.isWhole()) event.stopPropagation();
    }

    key(event) {
      const { network } = this;
      if (event.altKey || event.metaKey || event.target !== network.stage) return;
      const deeds = {
        ArrowRight: () => network.step(1),
        ArrowLeft: () => network.step(-1),
        ArrowDown: () => network.turn(1),
        ArrowUp: () => network.turn(-1),
        Home: () => network.choose(network.nodes[0]),
        End: () => network.choose(network.nodes.at(-1)),
        Enter: () => network.party && network.open(network.tie ?? network.party, event),
        Escape: () => network.choose(null),
        "+": () => network.zoom(1.5),
        "=": () => network.zoom(1.5),
        "-": () => network.zoom(1 / 1.5),
        0: () => network.fit(),
      };
      const deed = deeds[event.key];
      if (!deed || (event.ctrlKey && event.key !== "Enter")) return;
      event.preventDefault();
      deed();
    }
  };
})();
