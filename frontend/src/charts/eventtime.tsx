/** Events over time: each by itself where few are in view; of many, how many of each type there are in each period. */
import { scaleTime } from "d3-scale";
import { useMemo, useRef, useState } from "preact/hooks";
import { addressOf, type Schemas, useGet } from "../api";
import { FIRMNESS, type Labels, plain, quadOf, titled, useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { FirmnessKey, seeList } from "../parts/names";
import { Answered, Empty } from "../parts/states";
import { ISO, told } from "../text/days";
import { type Column, columns, extent, spans, sum, within } from "./bins";
import { type Happening, dated, lanes } from "./lanes";
import { within as inside, useWidth } from "./scale";
import { DAY, LaneRow, LEVEL, moved, panned, type Range, Timeline, TOP, useGestures, Zoom } from "./timeline";

const FEW = 500;
const TALL = 46;
const FOOT = 7;
export type Asked = Readonly<Record<string, string | undefined>>;
type Bins = Schemas["Bins"];

export function EventTime({ asked, title, none, note }: { asked: Asked; title: string; none: string; note?: string }) {
  const answer = useGet("/api/happenings/periods", { ...asked, by: "year" });
  return (
    <Answered of={answer} what="the events">
      {(years) => years.total > FEW ? <Many asked={asked} title={title} years={years} /> : <Few asked={asked} title={title} none={none} note={note} />}
    </Answered>
  );
}

const file = (asked: Asked) => addressOf("/api/download/happenings.{format}", asked, "csv");

function Few({ asked, title, none, note }: { asked: Asked; title: string; none: string; note?: string }) {
  const answer = useGet("/api/happenings", { ...asked, limit: FEW });
  return (
    <Answered of={answer} what="the events">
      {(page) => (
        <Figure title={title} drawn tools={<FirmnessKey />} download={file(asked)} note={note}>
          {page.total ? <Timeline rows={page.items} /> : <Empty>{none}</Empty>}
        </Figure>
      )}
    </Answered>
  );
}

/** Years for many years, months for some, days for a season. */
const stepOf = ([from, to]: Range) => (+to - +from > 12 * 366 * DAY ? "year" : +to - +from > 110 * DAY ? "month" : "day");

function Many({ asked, title, years }: { asked: Asked; title: string; years: Bins }) {
  const { labels } = useKnown();
  const { full, most } = useMemo(() => spans(years.items), [years]);
  const [range, setRange] = useState<Range | null>(null);
  const shown = range ?? most;
  const step = stepOf(shown);
  const edges = { begin: edge(shown[0], step), end: edge(shown[1], step) };
  const finer = useGet("/api/happenings/periods", step === "year" ? null : { ...asked, by: step, ...edges });
  const bins = step !== "year" && finer.data && !finer.loading ? finer.data : years;
  const every = useMemo(() => columns(bins.items, bins.by, labels), [bins, labels]);
  const inView = every.filter((c) => within(c.when, shown));
  const number = sum(inView);
  const single = bins.by === step && number <= FEW;
  const events = useGet("/api/happenings", single ? { ...asked, ...narrowed(asked, shown), limit: FEW } : null);
  const rows = single && events.data && !events.loading && events.data.total <= FEW ? events.data.items : null;
  const most_ = Math.max(0, ...inView.filter((c) => !c.coarse).map((c) => c.number));
  return (
    <Figure title={title} drawn tools={rows ? <FirmnessKey /> : <ColumnKey />} download={file(asked)}
      note={<>All {years.total.toLocaleString("en")} events, {rows ? "each of those in view by itself" : <>counted by {bins.by}: each column opens its events, the tallest has {most_.toLocaleString("en")}. Closer, with {FEW} or fewer in view, each stands by itself</>}. {rows ? "Faint" : "Narrow"}: without a day of their own, where they were first told.{" "}
        {inView.some((c) => c.coarse) && !rows && <>The lines below the columns are of events of which no {bins.by} is told. </>}
        {years.nowhere > 0 && <>{years.nowhere.toLocaleString("en")} have no day at all.</>}</>}>
      <Drawn shown={shown} full={full} set={setRange} outside={years.total - years.nowhere - number} columns={inView} by={bins.by} types={typesOf(years, labels)} rows={rows} asked={asked} labels={labels} />
    </Figure>
  );
}

/** What the shades of a column are. */
function ColumnKey() {
  return (
    <ul class="key shades" aria-label="How firmly the events of a column are told">
      {FIRMNESS.map((f) => <li key={f.as} class="bins"><svg class="bin" width="12" height="12" aria-hidden="true"><rect class={f.as} width="12" height="12" /></svg> {f.meaning}</li>)}
    </ul>
  );
}

/** The time in view as filters, within those of the page. */
function narrowed(asked: Asked, [from, to]: Range): { since: string; until: string } {
  const [since, until] = [ISO(from), ISO(new Date(+to - 1))];
  return {
    since: asked.since && asked.since > since ? asked.since : since,
    until: asked.until && asked.until < until ? asked.until : until,
  };
}

/** Whole years or months around what is shown, so that moving a little asks nothing anew. */
const edge = (day: Date, step: string) => ISO(day).slice(0, step === "day" ? 7 : 4);

function typesOf(years: Bins, labels: Labels): string[] {
  return [...new Set(years.items.map((b) => b.type))].sort((a, b) => quadOf(labels, a) - quadOf(labels, b) || a.localeCompare(b));
}

interface Drawing {
  readonly shown: Range; readonly full: Range; readonly set: (to: Range) => void; readonly outside: number; readonly columns: readonly Column[];
  readonly by: string; readonly types: readonly string[]; readonly rows: readonly Happening[] | null; readonly asked: Asked; readonly labels: Labels;
}

function Drawn({ shown, full, set, outside, columns: found, by, types, rows, asked, labels }: Drawing) {
  const { frame, width } = useWidth();
  const left = width < 520 ? 84 : 116;
  const x = scaleTime(shown, [left, width - 10]);
  const svg = useRef<SVGSVGElement>(null);
  useGestures(svg, (b, at) => set(moved(shown, full, b, (at - left) / Math.max(1, width - 10 - left))), (part) => set(panned(shown, full, part)), width - left);
  const singles = rows && lanes(dated(rows), types, x);
  const most = Math.max(1, ...found.filter((c) => !c.coarse).map((c) => c.number));
  const heights = singles ? singles.map((l) => l.levels * LEVEL + 10) : types.map(() => TALL + FOOT + 8);
  const tops = heights.map((_, i) => TOP + heights.slice(0, i).reduce((a, b) => a + b, 0));
  const height = TOP + heights.reduce((a, b) => a + b, 0) + 6;
  return (
    <div ref={frame} class="timeline">
      <Zoom range={shown} full={full} outside={outside} set={set} />
      <svg ref={svg} class="chart" width={width} height={height} role="group" aria-label="Time line of events by type" onKeyDown={alongColumns}>
        {x.ticks(Math.max(2, Math.floor(width / 110))).map((t) => (
          <g key={+t}><line class="grid" x1={x(t)} x2={x(t)} y1={TOP - 6} y2="100%" /><text class="tick" {...inside(x(t), width, 30)} y={14}>{x.tickFormat()(t)}</text></g>
        ))}
        {singles
          ? singles.map((lane, i) => <LaneRow key={lane.type} lane={lane} top={tops[i]!} left={left} width={width} labels={labels} />)
          : types.map((type, i) => (
            <g key={type} class={`bins quad-${quadOf(labels, type)}`}>
              <rect class="lane" x={0} width={width} y={tops[i]} height={TALL + FOOT + 2} rx={3} />
              <text class={`lane-name quad-${quadOf(labels, type)}`} x={8} y={tops[i]! + TALL / 2} dominant-baseline="middle">{titled(type)}</text>
              {found.filter((c) => c.type === type).map((c, n) => <Stack key={c.period} of={c} first={n === 0} top={tops[i]!} most={most} at={extent(c, x, left, width - 10)} by={by} asked={asked} />)}
            </g>
          ))}
      </svg>
    </div>
  );
}

/** One column: facts at its foot, what is less firm above, what has no day of its own on top. */
function Stack({ of, first, top, most, at, by, asked }: { of: Column; first: boolean; top: number; most: number; at: { x: number; width: number }; by: string; asked: Asked }) {
  const parts = of.pieces.map((p) => `${p.number.toLocaleString("en")} ${plain(p.as)}${p.undated ? " without a day" : ""}`).join(", ");
  const about = `${titled(of.type)}, ${told(of.period)}${of.coarse ? `, no ${by} told` : ""}: ${of.number.toLocaleString("en")} (${parts})`;
  let y = of.coarse ? top + TALL + FOOT : top + TALL;
  return (
    <a href={seeList("happenings/in", { ...asked, by: of.coarse ? stepNamed(of.period) : by, period: of.period, type: of.type })} class="bin" tabIndex={first ? 0 : -1} aria-label={about}>
      <title>{about}</title>
      <rect class="reach" x={at.x} width={at.width} y={of.coarse ? top + TALL : top} height={of.coarse ? FOOT + 2 : TALL} />
      {of.coarse ? <rect class="whole" x={at.x} width={at.width} y={top + TALL + 2} height={FOOT - 3} /> : of.pieces.map((p) => {
        const high = (p.number / most) * (TALL - 4);
        y -= high;
        const thin = p.undated ? at.width * 0.5 : at.width;
        return <rect key={`${p.as}${p.undated}`} class={p.as} x={at.x + (at.width - thin) / 2} width={thin} y={y} height={Math.max(0.7, high)} />;
      })}
    </a>
  );
}

const stepNamed = (period: string) => (period.length === 4 ? "year" : period.length === 7 ? "month" : "day");

/** Arrows go from column to column and from type to type, so that a lane is one stop for the tabulator. */
function alongColumns(e: KeyboardEvent): void {
  const now = (e.target as Element).closest?.("a.bin");
  if (!now || !e.key.startsWith("Arrow")) return;
  const lane = now.parentElement!;
  const row = [...lane.querySelectorAll<SVGAElement>("a.bin")];
  const place = row.indexOf(now as SVGAElement);
  const other = e.key === "ArrowUp" ? lane.previousElementSibling : e.key === "ArrowDown" ? lane.nextElementSibling : null;
  const next = e.key === "ArrowRight" ? row[place + 1] : e.key === "ArrowLeft" ? row[place - 1] : nearest(other, now);
  if (!next) return;
  e.preventDefault();
  next.focus();
}

function nearest(lane: Element | null, to: Element): SVGAElement | undefined {
  const middle = to.getBoundingClientRect().x;
  return [...(lane?.querySelectorAll<SVGAElement>("a.bin") ?? [])].sort((a, b) => Math.abs(a.getBoundingClientRect().x - middle) - Math.abs(b.getBoundingClientRect().x - middle))[0];
}
