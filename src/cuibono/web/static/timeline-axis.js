// Draws what stands around the marks of the timeline: axis, lanes with their names, and the strip of the whole period.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { ticks } = pictures.time;
  const AXIS = 40; // height of the axis
  const STRIP = 54; // height of the strip of the whole period
  const NARROW = 620; // below this width, names of lanes stand above them
  const NAME = 19; // height that a name above its lane takes
  const STEP = 3; // width of a column of the strip

  /** Where everything stands in a picture `width` wide whose lanes are `heights` high; all in pixels. */
  function framed(width, heights, names) {
    const narrow = width < NARROW;
    const longest = names.reduce((most, { name }) => Math.max(most, name.length), 0);
    const left = narrow ? 6 : Math.round(Math.max(110, Math.min(longest * 7.6 + 70, 240, width * 0.24)));
    let y = AXIS;
    const lanes = heights.map((rows) => {
      const top = y;
      y += rows + (narrow ? NAME : 0);
      return { top, bottom: y, rows };
    });
    const strip = { top: y + 18, bottom: y + 18 + STRIP };
    return { narrow, width, left, right: width - 6, plot: width - 6 - left, lanes, end: y, strip, height: strip.bottom + 20 };
  }

  const font = (scene, size, weight = 400) => `${weight} ${size}px ${scene.font}`;

  /** Rules and names of the lanes, lines and labels of the axis. */
  function background(context, frame, scene, view) {
    const { colours } = scene;
    const { fine, coarse } = ticks(view.from, view.to, frame.plot);
    const at = (day) => frame.left + ((day - view.from) / (view.to - view.from)) * frame.plot;
    context.save();
    context.beginPath();
    context.rect(frame.left, 0, frame.plot, frame.end);
    context.clip();
    lines(context, frame, colours.rule, 0.55, fine, at, 22);
    lines(context, frame, colours.rule, 1, coarse, at, 4);
    labels(context, fine, at, 33, { colour: coarse.length ? colours.soft : colours.ink, font: font(scene, 12) }, frame, !coarse.length);
    labels(context, coarse, at, 15, { colour: colours.ink, font: font(scene, 12.5, 600) }, frame, true);
    context.restore();
    context.fillStyle = colours.firm;
    context.fillRect(frame.left, AXIS - 1, frame.plot, 1);
    frame.lanes.forEach((lane, number) => laneName(context, frame, scene, lane, scene.names[number]));
  }

  function lines(context, frame, colour, strength, marks, at, top) {
    context.fillStyle = colour;
    context.globalAlpha = strength;
    for (const { at: day } of marks) {
      const x = Math.round(at(day));
      if (x >= frame.left && x <= frame.right) context.fillRect(x, top, 1, frame.end - top);
    }
    context.globalAlpha = 1;
  }

  /** Labels right of their ticks; the first one stays at the edge while its period is in view, if that is asked for. */
  function labels(context, marks, at, y, { colour, font: used }, frame, stays) {
    context.font = used;
    context.fillStyle = colour;
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    marks.forEach(({ at: day, label }, number) => {
      const next = number + 1 < marks.length ? at(marks[number + 1].at) : Infinity;
      const x = stays ? Math.max(at(day), frame.left) : at(day);
      const room = Math.min(next, frame.right + 3) - x;
      if (x < frame.left - 1 || room < context.measureText(label).width + 7) return;
      context.fillText(label, x + 4, y);
    });
  }

  function laneName(context, frame, scene, lane, { name, family, events }) {
    const { colours } = scene;
    context.fillStyle = colours.rule;
    context.fillRect(frame.narrow ? frame.left : 0, lane.bottom - 1, frame.right - (frame.narrow ? frame.left : 0), 1);
    const y = frame.narrow ? lane.top + 13 : lane.bottom - lane.rows / 2;
    context.textBaseline = frame.narrow ? "alphabetic" : "middle";
    const dot = frame.narrow ? y - 4.5 : y - 0.5;
    context.fillStyle = colours.of(family);
    context.beginPath();
    context.arc(frame.narrow ? frame.left + 4 : 4, dot, 4, 0, 2 * Math.PI);
    context.fill();
    if (frame.narrow) scrim(context, frame, scene, lane);
    context.font = font(scene, 11.5);
    const number = pictures.count(events);
    const taken = context.measureText(number).width;
    context.font = font(scene, 13);
    const words = pictures.cut(context, name, (frame.narrow ? frame.plot : frame.left - 26) - taken - 18);
    const x = frame.narrow ? frame.left + 14 : 14;
    const end = x + context.measureText(words).width;
    context.fillStyle = colours.ink;
    context.textAlign = "left";
    context.fillText(words, x, y);
    context.fillStyle = colours.soft;
    context.font = font(scene, 11.5);
    context.fillText(number, end + 7, y);
  }

  /** Clears the lines of the grid from beneath a name. */
  function scrim(context, frame, scene, lane) {
    context.fillStyle = scene.colours.paper;
    context.globalAlpha = 0.75;
    context.fillRect(frame.left + 10, lane.top + 1, Math.min(180, frame.plot / 2), NAME - 4);
    context.globalAlpha = 1;
  }

  /** How many events fall in each column of the strip, of marks or months alike. */
  function density(marks, whole, width) {
    const columns = new Float32Array(Math.max(1, Math.ceil(width / STEP)));
    const at = (day) => ((day - whole.from) / (whole.to - whole.from)) * columns.length;
    for (const each of marks) {
      const from = Math.max(0, at(each.from ?? each.reported[0]));
      const to = Math.min(columns.length, at(each.to ?? each.reported[0] + 1));
      const share = (each.events ?? 1) / (to - from);
      for (let column = Math.floor(from); column < to; column++) {
        columns[column] += share * (Math.min(column + 1, to) - Math.max(column, from));
      }
    }
    return columns;
  }

  /** The strip: density of the whole period, its years, and the window on it. */
  function strip(context, frame, scene, view, whole) {
    const { colours } = scene;
    const { top, bottom } = frame.strip;
    const at = (day) => frame.left + ((day - whole.from) / (whole.to - whole.from)) * frame.plot;
    const most = scene.density.reduce((most, each) => Math.max(most, each), 1);
    context.fillStyle = colours.firm;
    scene.density.forEach((events, column) => {
      if (!events) return;
      const height = Math.max(1, (events / most) * (bottom - top - 8));
      context.fillRect(frame.left + column * STEP, bottom - height, STEP - 0.5, height);
    });
    context.fillStyle = colours.firm;
    context.fillRect(frame.left, bottom, frame.plot, 1);
    const { fine, coarse } = ticks(whole.from, whole.to, frame.plot);
    const below = { ...frame, end: bottom + 5 };
    lines(context, below, colours.firm, 1, coarse.length ? coarse : fine, at, bottom);
    labels(context, coarse.length ? coarse : fine, at, bottom + 15, { colour: colours.soft, font: font(scene, 11.5) }, frame, true);
    if (!scene.onPaper) brush(context, frame, colours, at(view.from), at(view.to));
  }

  function brush(context, frame, colours, from, to) {
    const { top, bottom } = frame.strip;
    const left = Math.max(frame.left, from);
    const right = Math.min(frame.right, to);
    context.fillStyle = colours.paper;
    context.globalAlpha = 0.72;
    context.fillRect(frame.left, top, Math.max(0, left - frame.left), bottom - top);
    context.fillRect(right, top, Math.max(0, frame.right - right), bottom - top);
    context.globalAlpha = 1;
    context.strokeStyle = colours.soft;
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, Math.max(1, right - left - 1), bottom - top - 0.5);
    for (const x of [left, right]) {
      context.fillStyle = colours.paper;
      context.beginPath();
      context.roundRect(x - 4, (top + bottom) / 2 - 12, 8, 24, 3);
      context.fill();
      context.strokeStyle = colours.soft;
      context.stroke();
      context.fillStyle = colours.soft;
      context.fillRect(x - 1.5, (top + bottom) / 2 - 5, 1, 10);
      context.fillRect(x + 0.5, (top + bottom) / 2 - 5, 1, 10);
    }
  }

  pictures.axis = { framed, background, strip, density, AXIS };
})();
