// From the data to marks: where each event lies in time, and which row of its lane it has at a given zoom.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const { dayOf, monthSpan, monthWords } = pictures.time;
  const SIZES = [11, 9, 7, 5.5, 4, 3];
  const PAD = 6; // pixels that a lane keeps free above and below its rows
  const FADE = 46; // pixels over which a period that is open on one side fades out
  const ROWS = 150; // rows that a lane has at most
  const LONG = 60; // pixels from which on a period counts as long
  const MANY = 2000; // marks from which on small sizes alone are tried
  const OVERLAPS = 0.06; // share of marks that may overlap before a smaller size is tried
  const REACH = 26; // pixels beyond its mark that an event's reports may claim of its row
  const REACH_OF_MANY = 4; // the same where there are many marks: ticks then mingle, dots keep apart

  /** An event as a mark: days as numbers, the end of a period as the day after its last. */
  function mark(event, lane) {
    const reported = (event.reported ?? []).map(dayOf).sort((one, other) => one - other);
    const dated = event.earliest !== null || event.latest !== null;
    const from = event.earliest !== null ? dayOf(event.earliest) : dated ? dayOf(event.latest) : null;
    const to = event.latest !== null ? dayOf(event.latest) + 1 : dated ? from + 1 : null;
    const days = [...(dated ? [from, to] : []), ...reported];
    return {
      id: event.id,
      lane,
      least: Math.min(...days),
      most: Math.max(...days) + 1,
      family: event.family,
      weight: Math.max(0, Math.min(1, event.weight ?? 0.5)),
      line: event.line,
      dated,
      from,
      to,
      openStart: dated && event.earliest === null,
      openEnd: dated && event.latest === null,
      point: dated && event.earliest !== null && event.earliest === event.latest,
      reported,
    };
  }

  /** The marks of an answer in order of time, those without any day left out; `lanes` gives a lane's place by key. */
  function marksOf(answer, lanes) {
    const places = answer.lanes.map((lane) => lanes.get(lane.key));
    return (answer.events ?? [])
      .map((event) => mark(event, places[event.lane]))
      .filter((each) => each.lane !== undefined && (each.dated || each.reported.length))
      .sort((one, other) => start(one) - start(other))
      .map((each, index) => Object.assign(each, { index }));
  }

  const start = (each) => each.from ?? each.reported[0];

  /** Months of lanes, each with its families stacked: what stands in for events where there are too many. */
  function binsOf(answer, lanes) {
    const places = answer.lanes.map((lane) => lanes.get(lane.key));
    const found = new Map();
    for (const { lane, family, month, events } of answer.bins ?? []) {
      const place = places[lane];
      if (place === undefined) continue;
      const key = `${place} ${month}`;
      if (!found.has(key)) found.set(key, bin(place, answer.lanes[lane].name, month));
      found.get(key).parts.push({ family, events });
      found.get(key).events += events;
    }
    const made = [...found.values()].sort((one, other) => one.from - other.from);
    for (const each of made) each.line = `${each.name}, ${each.words}: ${pictures.counted(each.events, "event", "events")}`;
    return made;
  }

  function bin(lane, name, month) {
    const [from, to] = monthSpan(month);
    return { lane, name, words: monthWords(month), from, to, parts: [], events: 0, dated: true, bin: true, reported: [] };
  }

  /** Left and right edge of what a mark covers, in pixels at `scale` pixels a day, its size being `size`. */
  function extent(each, scale, size, shown, reach = REACH) {
    let [left, right] = each.dated && shown !== "reported" ? happened(each, scale, size) : [Infinity, -Infinity];
    if (shown !== "happened" && each.reported.length) {
      const [first, last] = [(each.reported[0] + 0.5) * scale - 1, (each.reported.at(-1) + 0.5) * scale + 1];
      const alone = left > right;
      left = Math.min(left, alone ? first : Math.max(first, left - reach));
      right = Math.max(right, alone ? Math.min(last, first + reach) : Math.min(last, right + reach));
    }
    return [left, right];
  }

  function happened(each, scale, size) {
    if (each.point) {
      const middle = (each.from + 0.5) * scale;
      return [middle - size / 2, middle + size / 2];
    }
    const [left, right] = [each.from * scale, each.to * scale];
    const spare = Math.max(0, (size - (right - left)) / 2);
    return [left - spare - (each.openStart ? FADE : 0), right + spare + (each.openEnd ? FADE : 0)];
  }

  /**
   * Rows for one lane: `spans` are [left, right, mark] in order of their left edge; every one gets the lowest row that
   * is free, and past `most` rows the one that is free soonest, where marks then overlap.
   * `rows` takes the row of each mark, counted from `first`. Gives { used: rows in use, forced: marks that overlap }.
   */
  function pack(spans, most, rows, first = 0) {
    const ends = new Float64Array(Math.min(most, ROWS)).fill(-Infinity);
    let [used, forced] = [0, 0];
    for (const [left, right, each] of spans) {
      let row = 0;
      while (row < used && ends[row] > left) row++;
      if (row === ends.length) {
        row = 0;
        for (let other = 1; other < ends.length; other++) if (ends[other] < ends[row]) row = other;
        forced++;
      }
      used = Math.max(used, row + 1);
      rows[each.index] = first + row;
      ends[row] = right;
    }
    return { used, forced };
  }

  /** Pixels from one row to the next for marks of `size`: reports get room beneath. */
  const pitchOf = (size, shown) => (shown === "both" ? size + Math.max(2, size * 0.5) : size + Math.max(1, size * 0.15));

  const reachOf = (marks) => (marks.length > MANY ? REACH_OF_MANY : REACH);

  /** Spans of the marks of each lane, in order of their left edge. */
  function spansOf(marks, lanes, scale, size, shown) {
    const reach = reachOf(marks);
    const made = Array.from({ length: lanes }, () => []);
    for (const each of marks) {
      const [left, right] = extent(each, scale, size, shown, reach);
      if (left <= right) made[each.lane].push([left, right + 1, each]);
    }
    for (const spans of made) spans.sort((one, other) => one[0] - other[0]);
    return made;
  }

  /** How many of a lane's rows go to long periods where not everything finds room: those stand above the rest. */
  const shareOfLong = (most) => Math.max(1, Math.round(most * 0.25));

  /** Packs one lane into `most` rows: all together where that goes, else short marks below and long periods above. */
  function packLane(spans, most, rows, size) {
    const together = pack(spans, most, rows);
    if (!together.forced || most < 3) return together.forced;
    const [long, short] = [[], []];
    for (const span of spans) (span[1] - span[0] > Math.max(LONG, 4 * size) ? long : short).push(span);
    const above = Math.min(shareOfLong(most), long.length);
    const { used, forced } = pack(short, most - above, rows);
    return forced + pack(long, most - used, rows, used).forced * 0.1;
  }

  /**
   * Rows of all marks at `scale`: the largest size of mark at which hardly any overlap in the lanes (heights in
   * pixels), or the smallest there is. Gives { size, pitch, reach,
   * rows: the row of each mark by its index, -1 for none }.
   */
  function rowsAt(marks, heights, scale, shown) {
    const [sizes, allowed] = marks.length > MANY ? [SIZES.slice(2), 2 * OVERLAPS] : [SIZES, OVERLAPS];
    for (const size of sizes) {
      const pitch = pitchOf(size, shown);
      const rows = new Int16Array(marks.length).fill(-1);
      const room = size === sizes.at(-1) ? Infinity : allowed * marks.length;
      let forced = 0;
      for (const [lane, spans] of spansOf(marks, heights.length, scale, size, shown).entries()) {
        const most = Math.max(1, Math.floor((heights[lane] - 2 * PAD) / pitch));
        forced += packLane(spans, most, rows, size);
        if (forced > room) break;
      }
      if (forced <= room) return { size, pitch, rows, reach: reachOf(marks) };
    }
    throw new Error("no size of mark is left");
  }

  /** Height of each lane: what its rows need at `scale`, within bounds, and all of them within `most` pixels. */
  function heightsOf(marks, lanes, scale, most, least) {
    if (!marks.length) return Array(lanes).fill(Math.max(least, Math.min(64, Math.floor(most / lanes))));
    const size = marks.length > MANY ? 4 : 8;
    const rows = new Int16Array(marks.length);
    const spans = spansOf(marks, lanes, scale, size, "both");
    const wanted = spans.map((each) => pack(each, ROWS, rows).used * pitchOf(size, "both") + 2 * PAD + 2);
    const over = wanted.map((height) => Math.max(0, Math.min(height, 400) - least));
    const spare = Math.max(0, most - least * lanes);
    const share = Math.min(1, spare / Math.max(1, over.reduce((sum, height) => sum + height, 0)));
    return over.map((height) => Math.round(least + height * share));
  }

  pictures.layout = { marksOf, binsOf, extent, rowsAt, heightsOf, start, PAD, FADE };
})();
