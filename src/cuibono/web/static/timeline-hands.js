// What hands do to the timeline: pointer, wheel, pinch, brush on the strip, keys.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const GRIP = 11; // pixels on either side of an edge of the brush that take hold of it
  const FINGER = 20;
  const STILL = 5; // pixels within which a press is a click
  const NOTCH = 0.0016; // how much of a zoom one pixel of the wheel is, as a power of e

  pictures.Hands = class {
    /** Takes the timeline that it moves. */
    constructor(timeline) {
      this.timeline = timeline;
      this.pointers = new Map();
      this.gesture = null;
      const { canvas, stage } = timeline;
      canvas.addEventListener("pointerdown", (event) => this.press(event));
      canvas.addEventListener("pointermove", (event) => this.move(event));
      canvas.addEventListener("pointerup", (event) => this.release(event, true));
      canvas.addEventListener("pointercancel", (event) => this.release(event, false));
      canvas.addEventListener("pointerleave", () => this.pointers.size || timeline.point(null));
      canvas.addEventListener("dblclick", (event) => this.inPlot(event) && timeline.reset());
      canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
      stage.addEventListener("keydown", (event) => this.key(event));
    }

    inPlot(event) {
      const { frame } = this.timeline;
      return event.offsetY < frame.end && event.offsetX >= frame.left;
    }

    /** What a press at this place takes hold of: "plot", or of the strip "start", "end", "window", "elsewhere". */
    hold(event) {
      const { frame, view } = this.timeline;
      if (event.offsetY < frame.strip.top - 6) return "plot";
      const [left, right] = [this.timeline.onStrip(view.from), this.timeline.onStrip(view.to)];
      const grip = event.pointerType === "touch" ? FINGER : GRIP;
      const [toLeft, toRight] = [Math.abs(event.offsetX - left), Math.abs(event.offsetX - right)];
      if (Math.min(toLeft, toRight) <= grip) return toLeft < toRight ? "start" : "end";
      return event.offsetX > left && event.offsetX < right ? "window" : "elsewhere";
    }

    press(event) {
      if (event.button > 0) return;
      if (event.isTrusted) this.timeline.canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
      this.timeline.tip.hide();
      this.gesture = { hold: this.hold(event), x: event.offsetX, y: event.offsetY, view: this.timeline.view, moved: false };
      if (this.gesture.hold === "elsewhere") this.jump(event);
      if (this.pointers.size === 2) this.gesture = { hold: "pinch", apart: this.apart(), view: this.timeline.view, moved: true };
    }

    /** Brings the window to a place on the strip outside of it. */
    jump(event) {
      const { timeline } = this;
      const half = (timeline.view.to - timeline.view.from) / 2;
      const day = timeline.stripDay(event.offsetX);
      timeline.look({ from: day - half, to: day + half });
      Object.assign(this.gesture, { hold: "window", view: timeline.view });
    }

    apart() {
      const [one, other] = [...this.pointers.values()];
      return { width: Math.max(12, Math.abs(one.x - other.x)), middle: (one.x + other.x) / 2 };
    }

    move(event) {
      const known = this.pointers.get(event.pointerId);
      if (!known) return this.hover(event);
      Object.assign(known, { x: event.offsetX, y: event.offsetY });
      if (this.gesture.hold === "pinch") return this.pinch();
      const by = event.offsetX - this.gesture.x;
      if (Math.abs(by) + Math.abs(event.offsetY - this.gesture.y) > STILL) this.gesture.moved = true;
      if (this.gesture.moved) this.drag(by);
    }

    drag(by) {
      const { timeline, gesture } = this;
      const { from, to } = gesture.view;
      if (gesture.hold === "plot") {
        const days = (by * (to - from)) / timeline.frame.plot;
        timeline.look({ from: from - days, to: to - days });
        return;
      }
      const days = (by * (timeline.whole.to - timeline.whole.from)) / timeline.frame.plot;
      const ends = gesture.hold === "window" ? [1, 1] : gesture.hold === "start" ? [1, 0] : [0, 1];
      timeline.look({ from: from + ends[0] * days, to: to + ends[1] * days }, gesture.hold);
    }

    pinch() {
      const { timeline, gesture } = this;
      if (this.pointers.size < 2) return;
      const now = this.apart();
      const { from, to } = gesture.view;
      const span = ((to - from) * gesture.apart.width) / now.width;
      const share = (x) => (x - timeline.frame.left) / timeline.frame.plot;
      const fixed = from + share(gesture.apart.middle) * (to - from);
      timeline.look({ from: fixed - share(now.middle) * span, to: fixed + (1 - share(now.middle)) * span });
    }

    release(event, done) {
      const { gesture, timeline } = this;
      this.pointers.delete(event.pointerId);
      if (this.pointers.size) return;
      this.gesture = null;
      if (done && gesture && !gesture.moved && gesture.hold === "plot") this.tap(event);
      else timeline.settle();
    }

    tap(event) {
      const { timeline } = this;
      const found = timeline.at(event.offsetX, event.offsetY, event.pointerType === "touch" ? 12 : 4);
      timeline.choose(found, false);
      if (!found) return;
      if (event.pointerType === "touch") timeline.showTip(found, true);
      else timeline.open(found, event);
    }

    hover(event) {
      const { timeline } = this;
      const hold = this.hold(event);
      const found = hold === "plot" && this.inPlot(event) ? timeline.at(event.offsetX, event.offsetY, 4) : null;
      const cursors = { start: "ew-resize", end: "ew-resize", window: "grab", elsewhere: "pointer", plot: "grab" };
      timeline.canvas.style.cursor = found ? "pointer" : cursors[hold];
      timeline.point(found);
    }

    /** The wheel zooms; where there is nothing left to zoom, the page scrolls on. */
    wheel(event) {
      const { timeline } = this;
      if (!this.inPlot(event)) return;
      const pixels = event.deltaMode === 1 ? 16 : 1;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        timeline.pan((event.deltaX * pixels) / timeline.frame.plot);
        return;
      }
      const strength = event.ctrlKey ? 6 : 1; // a pinch on a touchpad arrives as small turns of the wheel with Ctrl
      const share = (event.offsetX - timeline.frame.left) / timeline.frame.plot;
      if (timeline.zoom(Math.exp(event.deltaY * pixels * NOTCH * strength), share)) event.preventDefault();
    }

    key(event) {
      if (event.altKey || event.metaKey || event.target !== this.timeline.stage) return;
      const { timeline } = this;
      const deeds = {
        ArrowRight: () => (event.shiftKey ? timeline.pan(0.2) : timeline.step(1)),
        ArrowLeft: () => (event.shiftKey ? timeline.pan(-0.2) : timeline.step(-1)),
        ArrowDown: () => timeline.turn(1),
        ArrowUp: () => timeline.turn(-1),
        Home: () => timeline.edge(0),
        End: () => timeline.edge(-1),
        PageUp: () => timeline.pan(-0.8),
        PageDown: () => timeline.pan(0.8),
        Enter: () => timeline.chosen && timeline.open(timeline.chosen, event),
        Escape: () => timeline.choose(null),
        "+": () => timeline.zoom(0.5, timeline.middle()),
        "=": () => timeline.zoom(0.5, timeline.middle()),
        "-": () => timeline.zoom(2, timeline.middle()),
        0: () => timeline.reset(),
      };
      const deed = deeds[event.key];
      if (!deed || (event.ctrlKey && event.key !== "Enter")) return;
      event.preventDefault();
      deed();
    }
  };
})();
