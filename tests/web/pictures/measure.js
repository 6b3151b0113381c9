// Counts frames while the timeline is panned. Loaded before the pictures, so that it sees every frame they ask for.
"use strict";
(() => {
  const work = [];
  const plain = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (then) =>
    plain((now) => {
      const began = performance.now();
      then(now);
      work.push(performance.now() - began);
    });

  const sorted = (values) => [...values].sort((one, other) => one - other);
  const part = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  const figures = (values) => ({ median: part(values, 0.5), p95: part(values, 0.95), worst: part(values, 1),
    over: values.filter((each) => each > 17.5).length, count: values.length });

  /** Milliseconds between frames, over `frames` frames in each of which `deed` is done first. */
  function between(frames, deed) {
    return new Promise((done) => {
      const gaps = [];
      let last = null;
      const step = (now) => {
        if (last !== null) gaps.push(now - last);
        last = now;
        if (gaps.length >= frames) return done(gaps);
        deed(gaps.length);
        plain(step);
      };
      plain(step);
    });
  }

  function send(canvas, type, x, y) {
    const box = canvas.getBoundingClientRect();
    canvas.dispatchEvent(new PointerEvent(type, { pointerId: 7, pointerType: "mouse", button: type === "pointermove" ? -1 : 0,
      buttons: type === "pointerup" ? 0 : 1, clientX: box.left + x, clientY: box.top + y, bubbles: true }));
  }

  const wheel = (canvas, deltaY) => {
    const box = canvas.getBoundingClientRect();
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaY, clientX: box.left + box.width / 2, clientY: box.top + 150, bubbles: true, cancelable: true }));
  };

  async function worked(frames, deed) {
    work.length = 0;
    const gaps = await between(frames, deed);
    return { work: figures(work), gaps: figures(gaps) };
  }

  /** Figures of `frames` frames at rest, panning to and fro in a window of about half the period, and zooming. */
  globalThis.measureTimeline = async (frames) => {
    const canvas = document.querySelector(".timeline canvas");
    const first = performance.getEntriesByName("cuibono:timeline")[0].startTime;
    const data = performance.getEntriesByType("resource").find((each) => each.name.includes("timeline.json"));
    const afterData = first - (data?.responseEnd ?? 0);
    const idle = await worked(frames, () => {});
    const settle = () => new Promise((done) => setTimeout(done, 400));
    wheel(canvas, -450);
    await settle();
    const [middle, y] = [canvas.clientWidth / 2, 150];
    send(canvas, "pointerdown", middle, y);
    const panning = await worked(frames, (frame) => send(canvas, "pointermove", middle + 300 * Math.sin(frame / 20), y));
    send(canvas, "pointerup", middle, y);
    await settle();
    const zooming = await worked(frames, (frame) => wheel(canvas, frame % 60 < 30 ? -25 : 25));
    return { first, afterData, idle, panning, zooming };
  };
})();
