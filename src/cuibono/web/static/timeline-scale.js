// Time for the timeline: days as numbers (since 1970-01-01, UTC), months, ticks of an axis at every zoom.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const MS = 86_400_000;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];

  const dayOf = (text) => Date.parse(text) / MS;
  const dated = (day) => new Date(Math.floor(day) * MS);
  const isoOf = (day) => dated(day).toISOString().slice(0, 10);
  const monthStart = (year, month) => Date.UTC(year, month, 1) / MS;

  /** First day and day after the last of a month such as "2024-05". */
  function monthSpan(text) {
    const [year, month] = text.split("-").map(Number);
    return [monthStart(year, month - 1), monthStart(year, month)];
  }

  const monthWords = (text) => `${MONTHS[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;
  const dayWords = (day) => {
    const date = dated(day);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };

  // From the finest: typical length of a step in days, least room for a step in pixels, and how its ticks are made.
  const STEPS = [
    { length: 1, room: 24, ticks: (from, to) => days(from, to, [1]) },
    { length: 7, room: 30, ticks: (from, to) => days(from, to, [7]) },
    { length: 30.4, room: 38, ticks: (from, to) => months(from, to, 1) },
    { length: 91.3, room: 42, ticks: (from, to) => months(from, to, 3) },
    ...[1, 2, 5, 10, 25, 50, 100, 500].map((every) => ({
      length: 365.25 * every,
      room: 46,
      years: true,
      ticks: (from, to) => years(from, to, every),
    })),
  ];

  /** Every day, or the 1st, 8th, 15th and 22nd of each month. */
  function days(from, to, [every]) {
    const made = [];
    for (let day = Math.floor(from) - 1; day <= to + 1; day++) {
      const date = dated(day).getUTCDate();
      if (every === 1 || (date % 7 === 1 && date < 29)) made.push({ at: day, label: String(date) });
    }
    return made;
  }

  function months(from, to, every) {
    const first = dated(from);
    const made = [];
    for (let month = first.getUTCMonth() - (first.getUTCMonth() % every); ; month += every) {
      const at = monthStart(first.getUTCFullYear(), month);
      if (at > to) return made;
      made.push({ at, label: MONTHS[((month % 12) + 12) % 12].slice(0, 3) });
    }
  }

  function years(from, to, every) {
    const made = [];
    for (let year = Math.floor(dated(from).getUTCFullYear() / every) * every; ; year += every) {
      const at = monthStart(year, 0);
      if (at > to) return made;
      made.push({ at, label: String(year) });
    }
  }

  function monthNames(from, to) {
    return months(from, to, 1).map(({ at }) => {
      const date = dated(at);
      return { at, label: `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}` };
    });
  }

  /**
   * Ticks of a window drawn `width` pixels wide: `fine` ones, and `coarse` ones (months above days, years above
   * months) that say what the fine ones are in. Where years themselves are the fine ones there are no coarse ones.
   */
  function ticks(from, to, width) {
    const perDay = width / (to - from);
    const step = STEPS.find((each) => each.length * perDay >= each.room) ?? STEPS.at(-1);
    const coarse = step.years ? [] : step.length < 28 ? monthNames(from, to) : years(from, to, 1);
    return { fine: step.ticks(from, to), coarse };
  }

  pictures.time = { dayOf, isoOf, dayWords, monthSpan, monthWords, ticks };
})();
