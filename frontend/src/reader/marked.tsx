/** The text of a report with its marks: each piece shows every mark that lies on it, and a click means the innermost. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { go, here } from "../address";
import type { Schemas } from "../api";
import { seeRow } from "../parts/names";
import { lengthOf, piece, unitsOf } from "../text/codepoints";
import { type Segment, segments } from "../text/segments";
import { Words } from "../text/words";
import { type Found, layerOf } from "./findings";

type Page = Schemas["dragoman__faces__api__shapes__ReportPage"];
type Mark = Schemas["Mark"];

interface MarkedTextProps {
  readonly page: Page;
  readonly at: string | null;
  readonly hidden: ReadonlySet<string>;
  readonly known: readonly Found[];
}

export function MarkedText({ page, at, hidden, known }: MarkedTextProps) {
  const frame = useRef<HTMLDivElement>(null);
  const units = useMemo(() => unitsOf(page.text), [page.text]);
  const names = useMemo(() => new Map(page.parties.map((p) => [p.id, p.name])), [page]);
  const paragraphs = useMemo(() => split(page, units), [page, units]);
  const findable = useMemo(() => new Set(known.map((f) => f.id)), [known]);
  useEffect(() => {
    const first = at ? frame.current?.querySelector(".lit") : null;
    if (!first) return;
    const box = first.getBoundingClientRect();
    if (box.top < 90 || box.bottom > innerHeight - 40) first.scrollIntoView({ block: "center" });
  }, [at, page]);
  return (
    <div ref={frame} class="text" lang={page.report.language ?? undefined}>
      {paragraphs.map((p, i) => (
        <p key={i} dir="auto">
          {p.map((s) => <Piece key={s.start} segment={s} words={piece(page.text, units, s.start, s.end)} at={at} hidden={hidden} names={names} findable={findable} />)}
        </p>
      ))}
    </div>
  );
}

interface PieceProps {
  readonly segment: Segment<Mark>;
  readonly words: string;
  readonly at: string | null;
  readonly hidden: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, string>;
  readonly findable: ReadonlySet<string>;
}

function Piece({ segment, words, at, hidden, names, findable }: PieceProps) {
  const shown = segment.marks.filter((m) => !hidden.has(layerOf(m.owner)) || m.id === at);
  const classes = [...new Set(shown.map((m) => `m-${m.owner} p-${m.part}`)), ...(shown.some((m) => m.id === at) ? ["lit"] : [])];
  if (!classes.length) return <Words of={words} />;
  const inner = shown.at(-1)!;
  const choose = () => go(findable.has(inner.id) ? here({ at: inner.id, see: null }) : seeRow(inner.id), findable.has(inner.id));
  return <span class={classes.join(" ")} title={shown.map((m) => titleOf(m, names)).join("\n")} onClick={choose}><Words of={words} /></span>;
}

function titleOf(m: Mark, names: ReadonlyMap<string, string>): string {
  const layer = layerOf(m.owner);
  if (layer === "actor" || layer === "place") return `${layer}: ${names.get(m.id) ?? m.id}`;
  return `${m.part} of ${layer === "event" ? "an event" : `a ${layer}`}`;
}

/** Segments by paragraph: lines of the text, empty ones left out. */
function split(page: Page, units: Uint32Array | null): Segment<Mark>[][] {
  const length = lengthOf(page.text, units);
  const breaks: number[] = [];
  let at = 0;
  for (const sign of units ? page.text : page.text.split("")) {
    if (sign === "\n") breaks.push(at, at + 1);
    at++;
  }
  const lines = new Set(breaks.filter((_, i) => i % 2 === 0));
  const paragraphs: Segment<Mark>[][] = [[]];
  for (const s of segments(length, page.marks, breaks)) {
    if (lines.has(s.start) && s.end === s.start + 1) paragraphs.push([]);
    else paragraphs.at(-1)!.push(s);
  }
  return paragraphs.filter((p) => p.length > 0);
}
