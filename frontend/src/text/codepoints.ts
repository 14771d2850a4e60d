/** Offsets of the record count Unicode code points; a string here counts UTF-16 units. */

/** For every code point, and the end, its UTF-16 offset; null where both are the same. */
export function unitsOf(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  const units = new Uint32Array(text.length + 1);
  let count = 0;
  let at = 0;
  for (const sign of text) {
    units[count++] = at;
    at += sign.length;
  }
  units[count] = at;
  return units.subarray(0, count + 1);
}

/** The piece of a text between two code points. */
export function piece(text: string, units: Uint32Array | null, start: number, end: number): string {
  if (!units) return text.slice(start, end);
  const last = units.length - 1;
  return text.slice(units[Math.min(start, last)], units[Math.min(end, last)]);
}

export function lengthOf(text: string, units: Uint32Array | null): number {
  return units ? units.length - 1 : text.length;
}
