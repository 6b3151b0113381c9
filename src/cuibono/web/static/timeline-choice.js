// Which event of the timeline is pointed at or chosen, by pointer or by keys, and what is said of it.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { layout, time } = pictures;

  pictures.choosing = {
    /** The marks that are drawn, by lane, in order of time. */
    sets() {
      const { marks } = this.covering(this.view);
      if (this.setsOf === marks && this.setsShown === this.shown) return this.byLane;
      const drawn = marks.filter((each) =>
        this.shown === "happened" ? each.dated : this.shown === "both" || each.bin || each.reported.length);
      this.byLane = this.names.map((_, lane) => drawn.filter((each) => each.lane === lane));
      [this.setsOf, this.setsShown] = [marks, this.shown];
      return this.byLane;
    },

    current() {
      const { frame, view, ratio } = this;
      return [this.scene(frame, view, ratio), view.from, frame.plot / (view.to - view.from)];
    },

    /** The mark nearest to a place on the canvas, within `near` pixels of it; null where there is none. */
    at(x, y, near) {
      const [scene, from, perDay] = this.current();
      const across = x - this.frame.left;
      let [best, least, here] = [null, near + 0.001, 0];
      for (const each of this.sets().flat()) {
        const lane = scene.lanes[each.lane];
        if (y < lane.top - near || y > lane.bottom + near) continue;
        const box = this.marks.box(scene, each, from, perDay);
        const away = Math.max(box.left - across, across - box.right, box.top - y, y - box.bottom, 0);
        if (away === 0) here++;
        if (away < least) [best, least] = [each, away];
      }
      this.here = here;
      return best;
    },

    point(found) {
      if (found === this.pointed) return;
      this.pointed = found;
      if (found) this.showTip(found);
      else this.tip.hide();
      this.redraw();
    },

    showTip(each, touched = false) {
      const [scene, from, perDay] = this.current();
      const box = this.marks.box(scene, each, from, perDay);
      const x = (Math.max(0, box.left) + Math.min(this.frame.plot, box.right)) / 2 + this.frame.left;
      const opens = touched && !each.bin && this.element.dataset.event;
      const link = opens ? { address: pictures.address(opens, { id: each.id }), words: "Open this event" } : null;
      const more = each === this.pointed && this.here > 1 ? ` (and ${this.here - 1} more in this place)` : "";
      this.tip.show(each.line + more, x, box.top, this.frame.width, link);
    },

    /** Makes a mark the chosen one (null: none), brings it into view and says what it is. */
    choose(each, told = true) {
      this.chosen = each;
      if (!each) this.tip.hide();
      else if (told) {
        this.reveal(each);
        this.showTip(each);
        const lane = this.sets()[each.lane];
        const place = `${pictures.count(lane.indexOf(each) + 1)} of ${pictures.count(lane.length)}`;
        this.voice.say(`${each.line}. ${place} in ${this.names[each.lane].name}${this.covering(this.view) === this.detail ? ", this window" : ""}.`);
      }
      this.redraw();
    },

    reveal(each) {
      const { from, to } = this.view;
      const [start, end] = [layout.start(each), each.dated ? each.to : each.reported[0] + 1];
      if (end > from && start < to && (start >= from || end <= to)) return;
      const middle = (start + end) / 2;
      this.look({ from: middle - (to - from) / 2, to: middle + (to - from) / 2 });
    },

    /** The next or previous event in the lane; with none chosen yet, the first that is in view. */
    step(by) {
      const lane = this.chosen && this.sets()[this.chosen.lane];
      const place = lane ? lane.indexOf(this.chosen) : -1;
      if (place < 0) return this.choose(this.first());
      this.choose(lane[Math.min(Math.max(place + by, 0), lane.length - 1)]);
    },

    first() {
      const inView = (each) => layout.start(each) >= this.view.from && layout.start(each) <= this.view.to;
      const all = this.sets();
      return all.map((lane) => lane.find(inView)).find(Boolean) ?? all.find((lane) => lane.length)?.[0] ?? null;
    },

    /** The event nearest in time in the next lane up or down that has any. */
    turn(by) {
      if (!this.chosen) return this.choose(this.first());
      const all = this.sets();
      for (let lane = this.chosen.lane + by; lane >= 0 && lane < all.length; lane += by) {
        if (all[lane].length) return this.choose(nearest(all[lane], layout.start(this.chosen)));
      }
    },

    edge(place) {
      const lane = this.sets()[(this.chosen ?? this.first())?.lane];
      if (lane?.length) this.choose(lane.at(place));
    },

    /** Where keys zoom about: the chosen event, or the middle. */
    middle() {
      const { from, to } = this.view;
      const day = this.chosen ? layout.start(this.chosen) : (from + to) / 2;
      return day >= from && day <= to ? (day - from) / (to - from) : 0.5;
    },

    /** Opens the page of an event; a column of a month opens into its window. */
    open(each, event) {
      if (each.bin) {
        this.choose(null);
        this.glide({ from: each.from - 3, to: each.to + 3 });
        this.voice.say(`${time.dayWords(each.from)} to ${time.dayWords(each.to - 1)}`);
      } else if (this.element.dataset.event) {
        pictures.go(pictures.address(this.element.dataset.event, { id: each.id }), event);
      }
    },
  };

  function nearest(lane, day) {
    const away = (each) => Math.abs(layout.start(each) - day);
    return lane.reduce((best, each) => (away(each) < away(best) ? each : best));
  }
})();
