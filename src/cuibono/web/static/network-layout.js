// Places for the parties of the network: the same data always gives the same picture. Nothing is drawn by chance.
"use strict";
(() => {
  const pictures = (globalThis.cuibonoPictures ??= {});
  const STEP = 150; // pixels that two parties with a tie lie apart, were there nothing else
  const TURNS = 220;
  const GAP = 14; // pixels between the boxes of two parties, names included

  /** For each party the places of those it has ties with, by index. */
  function neighbours(count, ties) {
    const made = Array.from({ length: count }, () => new Set());
    for (const [from, to] of ties) {
      if (from === to) continue;
      made[from].add(to);
      made[to].add(from);
    }
    return made.map((each) => [...each]);
  }

  /** Number of steps from one party to every other; Infinity where no way leads. */
  function steps(from, near) {
    const found = Array(near.length).fill(Infinity);
    found[from] = 0;
    for (const queue = [from]; queue.length; ) {
      const at = queue.shift();
      for (const next of near[at]) {
        if (found[next] < Infinity) continue;
        found[next] = found[at] + 1;
        queue.push(next);
      }
    }
    return found;
  }

  /** The parts of the network that hang together, largest first. */
  function parts(distances) {
    const seen = new Set();
    const made = [];
    distances.forEach((row, start) => {
      if (seen.has(start)) return;
      const part = row.flatMap((distance, each) => (distance < Infinity ? [each] : []));
      part.forEach((each) => seen.add(each));
      made.push(part);
    });
    return made.sort((one, other) => other.length - one.length);
  }

  /**
   * Places that bring distances on paper near to steps in the network: stress majorization (Gansner, Koren and North,
   * Graph Drawing 2004) with weights 1/d², from a circle in the order of the parties.
   */
  function spread(part, distances) {
    let places = part.map((_, number) => {
      const turn = (2 * Math.PI * number) / part.length;
      const reach = STEP * (0.5 + Math.sqrt(part.length) / 3) * (1 + 0.08 * (number % 5));
      return [reach * Math.cos(turn), reach * Math.sin(turn)];
    });
    for (let turn = 0; turn < TURNS; turn++) places = places.map((_, number) => settled(number, places, part, distances));
    return places;
  }

  function settled(number, places, part, distances) {
    let [x, y, sum] = [0, 0, 0];
    for (let other = 0; other < part.length; other++) {
      if (other === number) continue;
      const distance = distances[part[number]][part[other]];
      const weight = 1 / distance ** 2;
      const [dx, dy] = [places[number][0] - places[other][0], places[number][1] - places[other][1]];
      const pull = (STEP * distance) / Math.max(1e-6, Math.hypot(dx, dy));
      x += weight * (places[other][0] + dx * pull);
      y += weight * (places[other][1] + dy * pull);
      sum += weight;
    }
    return sum ? [x / sum, y / sum] : places[number];
  }

  /** Turns a part so that its longest extent lies along the longer side of the picture. */
  function turned(places, wide) {
    const count = places.length;
    const mean = [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / count);
    const shifted = places.map(([x, y]) => [x - mean[0], y - mean[1]]);
    const moment = (one, other) => shifted.reduce((sum, place) => sum + place[one] * place[other], 0);
    const angle = 0.5 * Math.atan2(2 * moment(0, 1), moment(0, 0) - moment(1, 1)) + (wide ? 0 : Math.PI / 2);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return shifted.map(([x, y]) => [x * cos + y * sin, y * cos - x * sin]);
  }

  /** Brings the proportions of a part nearer to those of the picture, without bending it much. */
  function shaped(places, shape) {
    const extent = (axis) => Math.max(STEP, ...places.map((place) => place[axis])) - Math.min(0, ...places.map((place) => place[axis]));
    const wider = Math.max(0.75, Math.min(1.35, Math.sqrt((shape * extent(1)) / extent(0))));
    return places.map(([x, y]) => [x * wider, y / wider]);
  }

  /** Pushes boxes (width and height of each party with its name) apart until hardly any overlap. */
  function apart(places, boxes) {
    for (let turn = 0; turn < 120; turn++) {
      let moved = false;
      for (let one = 0; one < places.length; one++) {
        for (let other = one + 1; other < places.length; other++) moved = pushed(places, boxes, one, other) || moved;
      }
      if (!moved) return;
    }
  }

  function pushed(places, boxes, one, other) {
    const [dx, dy] = [places[other][0] - places[one][0], places[other][1] - places[one][1]];
    const across = (boxes[one][0] + boxes[other][0]) / 2 + GAP - Math.abs(dx);
    const down = (boxes[one][1] + boxes[other][1]) / 2 + GAP - Math.abs(dy);
    if (across <= 0.01 || down <= 0.01) return false;
    const axis = across < down ? 0 : 1;
    const by = (axis ? down : across) / 2;
    const way = (axis ? dy : dx) < 0 ? -1 : 1;
    places[one][axis] -= by * way;
    places[other][axis] += by * way;
    return true;
  }

  function bounds(places, boxes) {
    const edge = (axis, way) => places.map((place, number) => place[axis] + (way * boxes[number][axis]) / 2);
    return [Math.min(...edge(0, -1)), Math.min(...edge(1, -1)), Math.max(...edge(0, 1)), Math.max(...edge(1, 1))];
  }

  /** Sets the parts beside each other in rows about as wide as `shape` (width by height) makes them. */
  function shelved(drawn, shape) {
    const area = drawn.reduce((sum, { box }) => sum + (box[2] - box[0] + 40) * (box[3] - box[1] + 40), 0);
    const width = Math.max(drawn[0].box[2] - drawn[0].box[0], Math.sqrt(area * shape));
    let [x, y, high] = [0, 0, 0];
    for (const { box, places } of drawn) {
      if (x > 0 && x + box[2] - box[0] > width) [x, y, high] = [0, y + high + 40, 0];
      for (const place of places) [place[0], place[1]] = [place[0] - box[0] + x, place[1] - box[1] + y];
      x += box[2] - box[0] + 40;
      high = Math.max(high, box[3] - box[1]);
    }
  }

  /**
   * Places [x, y] for `boxes.length` parties, given [width, height] of each with its name, ties as pairs of indexes,
   * and the shape of the picture (width by height).
   */
  function placed(boxes, ties, shape) {
    const near = neighbours(boxes.length, ties);
    const distances = near.map((_, from) => steps(from, near));
    const drawn = parts(distances).map((part) => {
      const own = part.map((each) => boxes[each]);
      const places = shaped(turned(spread(part, distances), shape >= 1), shape);
      apart(places, own);
      return { part, places, box: bounds(places, own) };
    });
    shelved(drawn, shape);
    const found = [];
    for (const { part, places } of drawn) part.forEach((each, number) => (found[each] = places[number]));
    return found;
  }

  pictures.placed = placed;
})();
