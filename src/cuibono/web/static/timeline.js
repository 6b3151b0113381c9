// The timeline: events on one canvas, by lane and day, with a strip of the whole period to choose a window on.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { time, layout, axis } = pictures;
  const LEAST = 10; // days that a window holds at least
  const MARGIN = 0.3; // share of a window that is asked for on either side of it
  const SETTLED = 250; // milliseconds without a move after which a window counts as chosen
  const GLIDE = 180; // milliseconds that a jump to another window takes

  class Timeline {
    constructor(element) {
      Object.assign(this, { element, shown: "both", view: null, whole: null, chosen: null, pointed: null, asked: 0 });
      Object.assign(this, pictures.timelineFrame.build(element, this));
      this.marks = new pictures.Marks();
      this.layouts = new Map();
      this.redraw = pictures.framed(() => this.draw());
      this.load();
    }

    async load() {
      try {
        const given = globalThis.cuibonoTimeline ?? (await this.fetched());
        this.begin(given);
      } catch (error) {
        this.empty(`The timeline could not be drawn (${error.message}). The list below has the same events.`);
      }
    }

    fetched(fields = {}, signal = undefined) {
      return pictures.fetched(this.element.dataset.source, this.element.dataset.query, fields, signal);
    }

    say(trouble) {
      this.trouble.textContent = trouble;
    }

    /** Says why there is no picture, in its place. */
    empty(trouble) {
      this.picture.classList.add("picture-empty");
      this.say(trouble);
    }

    begin(given) {
      this.names = given.lanes;
      this.places = new Map(given.lanes.map((lane, place) => [lane.key, place]));
      this.base = this.answer(given);
      if (!this.base.marks.length) return this.empty("None of these events has a date.");
      this.whole = this.view = this.range(given);
      this.stage.setAttribute("aria-label", this.title(given));
      new pictures.Hands(this);
      new ResizeObserver(() => this.resize()).observe(this.stage);
      pictures.onColours(() => this.recolour());
      addEventListener("beforeprint", () => this.print());
      addEventListener("afterprint", () => this.resize(true));
      this.stage.addEventListener("focus", () => this.redraw());
      this.resize();
    }

    answer(given) {
      const bins = Boolean(given.bins?.length);
      const marks = bins ? layout.binsOf(given, this.places) : layout.marksOf(given, this.places);
      return { bins, marks, mostInBin: bins ? marks.reduce((most, each) => Math.max(most, each.events), 1) : 0 };
    }

    /** The whole period: from the first day to the last of anything drawn, with a little air. */
    range({ first, last }) {
      let [from, to] = [Infinity, -Infinity];
      const reach = (start, end) => ([from, to] = [Math.min(from, start), Math.max(to, end)]);
      if (first) reach(time.dayOf(first), time.dayOf(last ?? first) + 1);
      for (const each of this.base.marks) {
        if (each.dated) reach(each.from, each.to);
        for (const day of each.reported) reach(day, day + 1);
      }
      this.ends = [from, to - 1];
      const air = Math.max(1, (to - from) * 0.012, (LEAST - (to - from)) / 2);
      return { from: from - air, to: to + air };
    }

    title({ total }) {
      const [from, to] = this.ends.map(time.dayWords);
      return `Timeline of ${pictures.counted(total, "event", "events")}, ${from} to ${to}`;
    }

    resize(anew = false) {
      const width = this.stage.clientWidth;
      if (!width || (!anew && width === this.frame?.width)) return;
      this.ratio = Math.min(3, globalThis.devicePixelRatio || 1);
      this.frame = this.framed(width);
      this.fit(this.frame, this.ratio);
      this.recolour();
      this.draw();
    }

    framed(width) {
      const bare = axis.framed(width, [], this.names);
      const perDay = bare.plot / (this.whole.to - this.whole.from);
      const marks = this.base.bins ? [] : this.base.marks;
      const most = bare.narrow ? 620 : marks.length > 300 ? 780 : 640;
      return axis.framed(width, layout.heightsOf(marks, this.names.length, perDay, most, 30), this.names);
    }

    fit(frame, ratio) {
      this.canvas.width = Math.round(frame.width * ratio);
      this.canvas.height = Math.round(frame.height * ratio);
      this.canvas.style.width = `${frame.width}px`;
      this.canvas.style.height = `${frame.height}px`;
    }

    recolour() {
      this.colours = pictures.colours(this.stage);
      this.font = getComputedStyle(this.stage).fontFamily;
      this.layouts.clear();
      this.marks.forget();
      this.thick = axis.density(this.base.marks, this.whole, this.frame.plot);
      this.redraw();
    }

    /** What is drawn of the view: the answer that covers it, with its rows at this zoom. */
    scene(frame, view, ratio) {
      const { bins, marks, mostInBin } = this.covering(view);
      const perDay = frame.plot / (view.to - view.from);
      const { colours, font, names, shown, thick: density } = this;
      const rows = bins ? null : this.rows(frame, marks, perDay);
      return { bins, marks, mostInBin, layout: rows, lanes: frame.lanes, height: frame.end, colours, font, names, shown, density, ratio };
    }

    covering({ from, to }) {
      const fits = this.detail && this.detail.from <= from + 1 && this.detail.to >= to - 1;
      return fits ? this.detail : this.base;
    }

    /** Rows for a scale. While the view moves marks keep their rows; at rest they get those that fit the new zoom. */
    rows(frame, marks, perDay) {
      const level = Math.floor(Math.log2(perDay) * 4) / 4;
      const key = `${level} ${this.shown}`;
      const held = this.layouts.get(this.level);
      if (this.moving && held) return held;
      if (!this.layouts.has(key)) {
        const heights = frame.lanes.map((lane) => lane.rows);
        this.layouts.set(key, layout.rowsAt(marks, heights, 2 ** level, this.shown));
      }
      if (this.level !== key) this.marks.forget();
      this.level = key;
      return this.layouts.get(key);
    }

    draw() {
      const context = this.canvas.getContext("2d");
      const { frame, ratio, view } = this;
      const scene = this.scene(frame, view, ratio);
      if (this.drawn !== scene.marks) {
        this.marks.forget();
        this.picture.classList.toggle("picture-months", scene.bins);
        this.drawn = scene.marks;
        this.chosen = this.again(this.chosen, scene.marks);
        this.pointed = null;
      }
      this.paint(context, frame, scene, view, this.marks);
      if (!performance.getEntriesByName("cuibono:timeline").length) performance.mark("cuibono:timeline");
    }

    /** The same event among other marks; null where it is not among them. */
    again(each, marks) {
      return (each?.id && marks.find(({ id }) => id === each.id)) || null;
    }

    paint(context, frame, scene, view, marks) {
      const perDay = frame.plot / (view.to - view.from);
      context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
      context.clearRect(0, 0, frame.width, frame.height);
      axis.background(context, frame, scene, view);
      context.save();
      context.beginPath();
      context.rect(frame.left, axis.AXIS, frame.plot, frame.end - axis.AXIS);
      context.clip();
      context.translate(frame.left, 0);
      marks.draw(context, scene, view.from, perDay, frame.plot);
      for (const each of new Set([this.pointed, this.chosen])) {
        if (each && !scene.onPaper) marks.ring(context, scene, each, view.from, perDay);
      }
      context.restore();
      axis.strip(context, frame, scene, view, this.whole);
    }

    /** The whole period in colours for paper, as wide as a page; `resize` brings the screen's picture back. */
    print() {
      const [colours, layouts, level] = [this.colours, this.layouts, this.level];
      const frame = this.framed(1000);
      this.colours = pictures.printed(this.stage);
      this.layouts = new Map();
      this.fit(frame, 2);
      const scene = { ...this.scene(frame, this.whole, 2), onPaper: true };
      this.paint(this.canvas.getContext("2d"), frame, scene, this.whole, new pictures.Marks());
      [this.colours, this.layouts, this.level] = [colours, layouts, level];
    }

    /** Draws what lies next to the window before it is panned there, a tile at a time. */
    ahead() {
      if (this.moving) return;
      const { frame, view, ratio } = this;
      if (this.marks.ahead(this.scene(frame, view, ratio), view.from, frame.plot)) pictures.idle(() => this.ahead());
    }

    // Windows

    onStrip(day) {
      return this.frame.left + ((day - this.whole.from) / (this.whole.to - this.whole.from)) * this.frame.plot;
    }

    stripDay(x) {
      return this.whole.from + ((x - this.frame.left) / this.frame.plot) * (this.whole.to - this.whole.from);
    }

    /** Looks at a window, held within the whole period; `end` says which end of it alone may give way. */
    look({ from, to }, end = "window") {
      const { whole } = this;
      if (end === "start") from = Math.min(from, to - LEAST);
      if (end === "end") to = Math.max(to, from + LEAST);
      const span = Math.min(Math.max(to - from, LEAST), whole.to - whole.from);
      if (end === "window") {
        from = Math.min(Math.max(from + (to - from - span) / 2, whole.from), whole.to - span);
        to = from + span;
      }
      this.gliding = null;
      this.tip.hide();
      this.view = { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
      this.redraw();
      this.settle();
    }

    /** Zooms by a factor about a share of the width; says whether anything changed. */
    zoom(factor, share) {
      const { from, to } = this.gliding ?? this.view;
      const span = Math.min(Math.max((to - from) * factor, LEAST), this.whole.to - this.whole.from);
      if (Math.abs(span - (to - from)) < 1e-6) return false;
      const fixed = from + share * (to - from);
      const next = { from: fixed - share * span, to: fixed + (1 - share) * span };
      if (factor === 0.5 || factor === 2) this.glide(next);
      else this.look(next);
      return true;
    }

    pan(share) {
      const { from, to } = this.view;
      this.look({ from: from + share * (to - from), to: to + share * (to - from) });
    }

    reset() {
      this.glide(this.whole);
    }

    glide(target) {
      if (pictures.calm()) return this.look(target);
      const [start, began] = [this.view, performance.now()];
      const step = (now) => {
        if (this.gliding !== target) return;
        const done = Math.min(1, Math.max(0, (now - began) / GLIDE));
        const eased = 1 - (1 - done) ** 3;
        const between = (name) => start[name] + (target[name] - start[name]) * eased;
        this.look({ from: between("from"), to: between("to") });
        if (done === 1) return;
        this.gliding = target;
        requestAnimationFrame(step);
      };
      this.gliding = target;
      requestAnimationFrame(step);
    }

    /** Once the window has come to rest: tells the page, and asks for its events where only months are at hand. */
    settle() {
      clearTimeout(this.settling);
      this.moving = true;
      this.settling = setTimeout(() => {
        this.moving = false;
        this.redraw();
        pictures.idle(() => this.ahead());
        this.tell();
        if (this.base.bins && this.element.dataset.source && this.covering(this.view).bins && !this.isWhole()) this.ask();
      }, SETTLED);
    }

    isWhole() {
      return this.view.to - this.view.from > (this.whole.to - this.whole.from) * 0.999;
    }

    /** First and last day of the view, within the days that there are. */
    days() {
      const [first, last] = this.ends;
      const within = (day) => time.isoOf(Math.min(Math.max(day, first), last));
      return { from: within(Math.ceil(this.view.from)), to: within(Math.floor(this.view.to)) };
    }

    tell() {
      const detail = { ...this.days(), whole: this.isWhole() };
      const words = JSON.stringify(detail);
      if (words === this.told) return;
      const first = this.told === undefined && detail.whole;
      this.told = words;
      if (!first) this.element.dispatchEvent(new CustomEvent("cuibono:window", { detail, bubbles: true }));
    }

    async ask() {
      this.asking?.abort();
      this.asking = new AbortController();
      const air = (this.view.to - this.view.from) * MARGIN;
      const range = { from: Math.floor(this.view.from - air), to: Math.ceil(this.view.to + air) };
      const fields = { from: time.isoOf(range.from), to: time.isoOf(range.to) };
      const asked = ++this.asked;
      try {
        const given = await this.fetched(fields, this.asking.signal);
        if (asked !== this.asked) return;
        this.say("");
        if (!given.bins?.length) this.take(given, range);
      } catch (error) {
        if (error.name !== "AbortError") this.say(`The events of this window did not come (${error.message}). Move or zoom to ask again.`);
      }
    }

    take(given, range) {
      this.detail = { ...this.answer(given), ...range };
      this.layouts.clear();
      this.redraw();
    }

    show(value) {
      this.shown = value;
      this.choose(null);
      this.recolour();
    }
  }

  Object.assign(Timeline.prototype, pictures.choosing);
  pictures.start("timeline", (element) => new Timeline(element));
})();
