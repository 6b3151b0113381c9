// Draws the marks of the timeline: dots for days, bars for periods, fine ticks for reports, columns for months.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { extent, PAD, FADE } = pictures.layout;
  const TILE = 320; // pixels; while the zoom stays, panning only draws the tiles that come into view
  const BRIEF = 2500; // marks; where more than these are in view, ticks wait until the zoom rests
  const KEPT = 24; // tiles
  const AHEAD = 3; // tiles drawn in advance on either side
  const TINY = 3.6; // device pixels; smaller dots are squares
  const FADES = 6; // slices of a side that fades out

  const sized = (each, size) => size * (0.5 + 0.5 * each.weight);

  pictures.Marks = class {
    constructor() {
      this.sprites = new Map();
      this.tiles = new Map();
    }

    /** Forgets what was drawn: colours, rows, marks or size have changed. */
    forget() {
      this.sprites.clear();
      this.tiles.clear();
    }

    /**
     * Draws `scene` { marks, layout, lanes, shown, colours, ratio, height } into the context, whose origin is the left
     * edge of the plot, for the window that begins at day `from` at `scale` pixels a day.
     */
    draw(context, scene, from, scale, width) {
      const ratio = scene.ratio;
      if (Math.abs(scale / this.scale - 1) < 1e-9) scale = this.scale; // a moved window is as long up to rounding
      const offset = Math.round(from * scale * ratio) / ratio;
      if (scale !== this.scale) {
        this.tiles.clear();
        this.scale = scale;
        this.paint(context, scene, scale, offset, width, BRIEF);
        return;
      }
      for (let tile = Math.floor(offset / TILE); tile * TILE < offset + width; tile++) {
        const drawn = this.tiles.get(tile) ?? this.tile(tile, scene, scale);
        context.drawImage(drawn, tile * TILE - offset, 0, TILE, scene.height);
      }
    }

    /** Draws one tile that is missing next to the window; says whether one was. */
    ahead(scene, from, width) {
      if (!this.tiles.size) return false;
      const first = Math.floor((from * this.scale) / TILE);
      const many = Math.ceil(width / TILE) + 1;
      for (let away = 0; away < AHEAD; away++) {
        for (const number of [first + many + away, first - 1 - away]) {
          if (this.tiles.has(number)) continue;
          this.tile(number, scene, this.scale);
          return true;
        }
      }
      return false;
    }

    tile(number, scene, scale) {
      const canvas = document.createElement("canvas");
      canvas.width = TILE * scene.ratio;
      canvas.height = Math.ceil(scene.height * scene.ratio);
      const context = canvas.getContext("2d");
      context.scale(scene.ratio, scene.ratio);
      this.paint(context, scene, scale, number * TILE, TILE);
      if (this.tiles.size >= KEPT) this.tiles.delete(this.tiles.keys().next().value);
      this.tiles.set(number, canvas);
      return canvas;
    }

    /** Draws what lies in `width` pixels from `offset` on (pixels since day 0). */
    paint(context, scene, scale, offset, width, most = Infinity) {
      if (scene.bins) return this.columns(context, scene, scale, offset, width);
      const families = new Map();
      const [first, last] = [(offset - FADE - 8) / scale, (offset + width + FADE + 8) / scale];
      for (const each of scene.marks) {
        if (each.least > last || each.most < first || scene.layout.rows[each.index] < 0) continue;
        if (!families.has(each.family)) families.set(each.family, []);
        families.get(each.family).push(each);
      }
      const count = [...families.values()].reduce((sum, marks) => sum + marks.length, 0);
      const place = { scale, offset, context, scene, brief: count > most };
      for (const [family, marks] of families) this.family(place, family, marks);
    }

    family(place, family, marks) {
      const { context, scene } = place;
      const hue = scene.colours.of(family);
      if (scene.shown !== "reported") {
        context.fillStyle = hue;
        for (const each of marks) if (each.dated && !each.point) this.period(place, each);
      }
      if (scene.shown !== "happened" && !(place.brief && scene.shown === "both")) this.reports(place, marks, scene.shown === "reported" ? hue : scene.colours.soft);
      if (scene.shown !== "reported") {
        context.fillStyle = hue;
        for (const each of marks) if (each.point) this.dot(place, each, family, hue);
      }
      context.globalAlpha = 1;
    }

    /** Where the middle of a mark's row is, in pixels from the top of the lanes. */
    middle(scene, each) {
      const lane = scene.lanes[each.lane];
      const { size, pitch, rows } = scene.layout;
      return lane.bottom - PAD - (rows[each.index] + 1) * pitch + size / 2;
    }

    /** Left and right edge of a period, at least as wide as a dot. */
    edges(each, scale, offset, size) {
      const [left, right] = [each.from * scale - offset, each.to * scale - offset];
      const spare = Math.max(0, (sized(each, size) - (right - left)) / 2);
      return [left - spare, right + spare];
    }

    /** A bar over a period; the longer it is, the paler, since its one event weighs no more than any other. */
    period({ context, scene, scale, offset }, each) {
      const { size } = scene.layout;
      const height = Math.max(1.5, sized(each, size) * 0.78);
      const top = this.middle(scene, each) - height / 2;
      const [left, right] = this.edges(each, scale, offset, size);
      const strength = Math.max(0.2, Math.min(0.5, 0.5 * (40 / (right - left)) ** 0.4));
      context.globalAlpha = strength;
      context.fillRect(left, top, right - left, height);
      if (each.openStart) this.fade(context, left, -1, top, height, strength);
      if (each.openEnd) this.fade(context, right, 1, top, height, strength);
      context.globalAlpha = 1;
      if (!each.openStart) context.fillRect(left, top, 1, height);
      if (!each.openEnd) context.fillRect(right - 1, top, 1, height);
    }

    fade(context, edge, way, top, height, strength) {
      const step = FADE / FADES;
      for (let slice = 0; slice < FADES; slice++) {
        context.globalAlpha = strength * (1 - (slice + 0.5) / FADES);
        context.fillRect(way < 0 ? edge - (slice + 1) * step : edge + slice * step, top, step, height);
      }
    }

    dot({ context, scene, scale, offset }, each, family, hue) {
      const { ratio } = scene;
      const across = sized(each, scene.layout.size);
      const x = (each.from + 0.5) * scale - offset;
      const y = this.middle(scene, each);
      if (across * ratio < TINY) {
        const side = Math.max(1, Math.round(across * ratio * 0.9)) / ratio;
        context.fillRect(Math.round((x - side / 2) * ratio) / ratio, Math.round((y - side / 2) * ratio) / ratio, side, side);
        return;
      }
      const sprite = this.sprite(family, hue, across, scene);
      const side = sprite.width / ratio;
      const [left, top] = [Math.round((x - side / 2) * ratio) / ratio, Math.round((y - side / 2) * ratio) / ratio];
      context.drawImage(sprite, left, top, side, side);
    }

    /** A dot drawn once for every size, with a rim in the colour of the paper that keeps neighbours apart. */
    sprite(family, hue, across, scene) {
      const quarter = Math.round(across * 4);
      if (!this.sprites.has(family)) this.sprites.set(family, []);
      const known = this.sprites.get(family)[quarter];
      if (known) return known;
      const canvas = document.createElement("canvas");
      const radius = quarter / 8;
      canvas.width = canvas.height = Math.ceil((2 * radius + 2) * scene.ratio);
      const context = canvas.getContext("2d");
      const middle = canvas.width / 2;
      for (const [colour, reach] of [[scene.colours.paper, radius > 2 ? 0.8 : 0], [hue, 0]]) {
        context.fillStyle = colour;
        context.beginPath();
        context.arc(middle, middle, (radius + reach) * scene.ratio, 0, 2 * Math.PI);
        context.fill();
      }
      this.sprites.get(family)[quarter] = canvas;
      return canvas;
    }

    /** Ticks on the days of the reports: beneath the mark, or in its place where reports alone are shown. */
    reports({ context, scene, scale, offset }, marks, colour) {
      const { size, pitch } = scene.layout;
      const alone = scene.shown === "reported";
      context.fillStyle = colour;
      for (const each of marks) {
        if (!each.reported.length) continue;
        const middle = this.middle(scene, each);
        const top = alone ? middle - sized(each, size) / 2 : middle + size / 2;
        const high = alone ? sized(each, size) : Math.max(1.5, pitch - size - 0.5);
        context.globalAlpha = alone ? 1 : size < 5 ? 0.5 : 0.8;
        for (const day of each.reported) {
          context.fillRect(Math.round((day + 0.5) * scale - offset), top, alone && size >= 7 ? 2 : 1, high);
        }
        if (size < 5.5) continue;
        const [left, right] = extent(each, scale, size, scene.shown, scene.layout.reach);
        const start = each.dated && !alone ? this.anchor(each, scale) : left;
        context.globalAlpha = 0.45;
        const end = each.reported.reduce((last, day) => ((day + 0.5) * scale <= right ? (day + 0.5) * scale : last), start);
        context.fillRect(Math.min(start, end) - offset, alone ? middle : top + high - 0.5, Math.abs(end - start), 0.75);
      }
      context.globalAlpha = 1;
    }

    anchor(each, scale) {
      return each.point ? (each.from + 0.5) * scale : Math.min(each.from * scale, (each.reported[0] + 0.5) * scale);
    }

    /** Columns of months, on one scale for all lanes. */
    columns(context, scene, scale, offset, width) {
      context.globalAlpha = 0.8;
      for (const each of scene.marks) {
        const [left, right] = [each.from * scale - offset, each.to * scale - offset];
        if (right < 0 || left > width) continue;
        let y = scene.lanes[each.lane].bottom - 1;
        for (const { family, events } of each.parts) {
          const height = this.tall(scene, each, events);
          context.fillStyle = scene.colours.of(family);
          context.fillRect(left, y - height, Math.max(1, right - left - (right - left > 4 ? 1 : 0)), height);
          y -= height;
        }
      }
      context.globalAlpha = 1;
    }

    tall(scene, each, events) {
      return Math.max(1.5, (events / scene.mostInBin) * (scene.lanes[each.lane].rows - PAD));
    }

    /** The box of a mark on the plot: { left, right, top, bottom }, pixels from the window's left edge. */
    box(scene, each, from, scale) {
      const offset = from * scale;
      if (each.bin) {
        const { bottom } = scene.lanes[each.lane];
        return { left: each.from * scale - offset, right: each.to * scale - offset, top: bottom - this.tall(scene, each, each.events) - 1, bottom };
      }
      const { size, pitch } = scene.layout;
      const [left, right] = extent(each, scale, size, scene.shown, scene.layout.reach);
      const middle = this.middle(scene, each);
      return { left: left - offset, right: right - offset, top: middle - size / 2, bottom: middle - size / 2 + pitch };
    }

    /** Rings the mark that is pointed at or in focus, and draws its reports and what joins them in full. */
    ring(context, scene, each, from, scale) {
      const { colours } = scene;
      const box = this.box(scene, each, from, scale);
      context.strokeStyle = colours.ink;
      context.fillStyle = colours.ink;
      context.lineWidth = 1.75;
      context.globalAlpha = 1;
      if (each.bin || !each.dated || scene.shown === "reported") {
        context.strokeRect(box.left - 1.5, box.top - 1.5, box.right - box.left + 3, box.bottom - box.top + 2);
      } else this.rim(context, scene, each, from * scale, scale);
      if (scene.shown === "happened" || !each.reported.length || each.bin) return;
      const xs = each.reported.map((day) => (day + 0.5 - from) * scale);
      const [start, end] = [Math.min(...xs, each.dated ? this.anchor(each, scale) - from * scale : xs[0]), Math.max(...xs)];
      for (const x of xs) context.fillRect(x - 0.75, box.bottom - 4, 1.5, 5);
      context.fillRect(start, box.bottom, end - start, 1);
    }

    rim(context, scene, each, offset, scale) {
      const { size } = scene.layout;
      const middle = this.middle(scene, each);
      context.beginPath();
      if (each.point) {
        context.arc((each.from + 0.5) * scale - offset, middle, sized(each, size) / 2 + 1.75, 0, 2 * Math.PI);
      } else {
        const [left, right] = this.edges(each, scale, offset, size);
        const height = Math.max(1.5, sized(each, size) * 0.78);
        context.rect(left - 1.5, middle - height / 2 - 1.5, right - left + 3, height + 3);
      }
      context.stroke();
    }
  };
})();
