/** A text cut where it holds the words of a search, letters folded as the search folds them. */

export interface Piece {
  readonly words: string;
  readonly hit: boolean;
}

/** Letters without case and accents, one for one, so that places stay the same. */
function folded(text: string): string {
  return [...text].map((c) => {
    const plain = c.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === c.length ? plain : c;
  }).join("");
}

export function around(text: string, words: string): Piece[] {
  const within = folded(text);
  const sought = folded(words.replace(/["*]/g, " ")).split(/\s+/).filter(Boolean).map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!sought.length) return [{ words: text, hit: false }];
  const found: Piece[] = [];
  let last = 0;
  for (const hit of within.matchAll(new RegExp(sought.join("|"), "gu"))) {
    if (hit.index > last) found.push({ words: text.slice(last, hit.index), hit: false });
    last = hit.index + hit[0].length;
    found.push({ words: text.slice(hit.index, last), hit: true });
  }
  if (last < text.length) found.push({ words: text.slice(last), hit: false });
  return found;
}
