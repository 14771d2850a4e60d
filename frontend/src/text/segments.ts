/** A text with overlapping marks, cut where any mark begins or ends, so that each piece has the same marks throughout. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Segment<M extends Span> extends Span {
  readonly marks: readonly M[];
}

/** Segments of a text from 0 to `length`; `breaks` are further places to cut. Marks outside the text are cut off. */
export function segments<M extends Span>(length: number, marks: readonly M[], breaks: readonly number[] = []): Segment<M>[] {
  const kept = marks.filter((m) => m.start < m.end && m.start < length && m.end > 0);
  const cuts = new Set<number>([0, length]);
  for (const m of kept) cuts.add(Math.max(0, m.start)).add(Math.min(length, m.end));
  for (const at of breaks) if (at > 0 && at < length) cuts.add(at);
  const order = [...cuts].sort((a, b) => a - b);
  const opening = [...kept].sort((a, b) => a.start - b.start);
  const found: Segment<M>[] = [];
  let next = 0;
  let open: M[] = [];
  for (let i = 0; i + 1 < order.length; i++) {
    const start = order[i]!;
    const end = order[i + 1]!;
    open = open.filter((m) => m.end > start);
    while (next < opening.length && opening[next]!.start <= start) {
      const mark = opening[next++]!;
      if (mark.end > start) open.push(mark);
    }
    // The shortest mark last: it is the innermost, and what a click means first.
    found.push({ start, end, marks: [...open].sort((a, b) => b.end - b.start - (a.end - a.start)) });
  }
  return found;
}
