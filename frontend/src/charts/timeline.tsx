/** Events on a time line that zooms to the day: a lane for each type, a sign for how firmly each is told. */
import { scaleTime } from "d3-scale";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { countsAs, type Labels, plain, quadOf, titled, useKnown } from "../labels";
import { seeRow } from "../parts/names";
import { ISO, told } from "../text/days";
import { type Happening, type Lane, type Placed, SIZE, dated, focus, lanes, whole } from "./lanes";
import { useWidth, within } from "./scale";

export const DAY = 86_400_000;
export const LEVEL = SIZE + 4;
export const TOP = 26;
export type Range = readonly [Date, Date];

export function Timeline({ rows }: { rows: readonly Happening[] }) {
  const { labels } = useKnown();
  const all = useMemo(() => dated(rows), [rows]);
  const full = useMemo(() => whole(all), [all]);
  const first = useMemo(() => focus(all), [all]);
  const [range, setRange] = useState<Range | null>(null);
  const { frame, width } = useWidth();
  const left = width < 520 ? 84 : 116;
  const x = scaleTime(range ?? first, [left, width - 10]);
  const types = labels.events.map((e) => e.name).sort((a, b) => quadOf(labels, a) - quadOf(labels, b) || a.localeCompare(b));
  const shown = lanes(all, types, x);
  const svg = useRef<SVGSVGElement>(null);
  const change = (by: number, at: number) => setRange((now) => moved(now ?? first, full, by, at));
  useGestures(svg, (by, at) => change(by, (at - left) / Math.max(1, width - 10 - left)), (part) => setRange((now) => panned(now ?? first, full, part)), width - left);
  const outside = all.length - shown.reduce((n, l) => n + l.marks.length, 0);
  let y = TOP;
  return (
    <div ref={frame} class="timeline">
      <Zoom range={range ?? first} full={full} outside={outside} set={setRange} />
      <svg ref={svg} class="chart" width={width} height={TOP + shown.reduce((h, l) => h + l.levels * LEVEL + 10, 0) + 6} role="group" aria-label="Time line of events by type">
        {x.ticks(Math.max(2, Math.floor(width / 110))).map((t) => (
          <g key={+t}><line class="grid" x1={x(t)} x2={x(t)} y1={TOP - 6} y2="100%" /><text class="tick" {...within(x(t), width, 30)} y={14}>{x.tickFormat()(t)}</text></g>
        ))}
        {shown.map((lane) => {
          const top = y;
          y += lane.levels * LEVEL + 10;
          return <LaneRow key={lane.type} lane={lane} top={top} left={left} width={width} labels={labels} />;
        })}
      </svg>
    </div>
  );
}

/** The time that is shown, and how to show another. */
export function Zoom({ range, full, outside, set }: { range: Range; full: Range; outside: number; set: (to: Range) => void }) {
  const change = (by: number) => set(moved(range, full, by, 0.5));
  return (
    <div class="zoom" role="group" aria-label="Time shown">
      <button type="button" onClick={() => set(panned(range, full, -0.5))} aria-label="Earlier">←</button>
      <button type="button" onClick={() => change(0.5)} aria-label="Closer">+</button>
      <button type="button" onClick={() => change(2)} aria-label="Wider">−</button>
      <button type="button" onClick={() => set(panned(range, full, 0.5))} aria-label="Later">→</button>
      <button type="button" onClick={() => set(full)} disabled={+range[0] === +full[0] && +range[1] === +full[1]}>All</button>
      <span aria-live="polite">{span(range)}{outside > 0 && `; ${outside.toLocaleString("en")} outside`}</span>
    </div>
  );
}

export function LaneRow({ lane, top, left, width, labels }: { lane: Lane; top: number; left: number; width: number; labels: Labels }) {
  const height = lane.levels * LEVEL + 4;
  return (
    <g>
      <rect class="lane" x={0} width={width} y={top} height={height} rx={3} />
      <text class={`lane-name quad-${quadOf(labels, lane.type)}`} x={8} y={top + height / 2} dominant-baseline="middle">{titled(lane.type)}</text>
      <svg x={left} y={top} width={Math.max(0, width - left)} height={height} overflow="hidden">
        {lane.marks.map((m) => <MarkOf key={m.row.id} mark={m} left={left} labels={labels} />)}
      </svg>
    </g>
  );
}

function MarkOf({ mark, left, labels }: { mark: Placed; left: number; labels: Labels }) {
  const { row } = mark;
  const as = countsAs(labels, row.status);
  const when = mark.undated ? `no day stated; first told ${told(row.first_told)}` : told(row.date);
  const who = [...row.actor_names, ...row.recipient_names].join(", ");
  const about = `${titled(row.type)}, ${plain(row.status)}, ${when}: ${who}`;
  const y = mark.level * LEVEL + 4;
  return (
    <a href={seeRow(row.id)} aria-label={about} class={`mark quad-${quadOf(labels, row.type)} ${as}${mark.undated ? " undated" : ""}${row.contested ? " contested" : ""}`}>
      <title>{`${about}\n${row.sentence}`}</title>
      {mark.width > SIZE ? <rect x={mark.x - left} y={y + 1} width={mark.width} height={SIZE - 2} rx={3} class="span" /> : <Sign as={as} x={mark.x - left + SIZE / 2} y={y + SIZE / 2} />}
    </a>
  );
}

/** ● fact, ◐ intention, ○ possibility, ✕ refuted; larger than they look, so that a finger meets them. */
export function Sign({ as, x, y }: { as: string; x: number; y: number }) {
  const r = SIZE / 2 - 1;
  return (
    <g transform={`translate(${x},${y})`}>
      <circle r={r + 4} class="reach" />
      {as === "refuted" ? <path d={`M${-r + 1},${-r + 1}L${r - 1},${r - 1}M${r - 1},${-r + 1}L${-r + 1},${r - 1}`} class="cross" /> : <circle r={r} class="ring" />}
      {as === "fact" && <circle r={r} class="fill" />}
      {as === "intention" && <path d={`M0,${-r}A${r},${r} 0 0 0 0,${r}Z`} class="fill" />}
    </g>
  );
}

/** Zoom with the wheel or a pinch, move by dragging, and all of it with keys. */
export function useGestures(svg: { current: SVGSVGElement | null }, zoom: (by: number, at: number) => void, pan: (part: number) => void, width: number) {
  const act = useRef({ zoom, pan, width });
  act.current = { zoom, pan, width };
  useEffect(() => {
    const target = svg.current;
    if (!target) return;
    let drag: number | null = null;
    const wheel = (e: WheelEvent) => {
      if (!e.ctrlKey && !e.metaKey && Math.abs(e.deltaX) > Math.abs(e.deltaY)) return;
      if (!e.ctrlKey && !e.shiftKey) return; // A bare wheel scrolls the page, as it should.
      e.preventDefault();
      act.current.zoom(e.deltaY < 0 || e.deltaX < 0 ? 0.8 : 1.25, e.offsetX);
    };
    const down = (e: PointerEvent) => { drag = e.clientX; };
    const move = (e: PointerEvent) => {
      if (drag === null || e.buttons === 0) return;
      act.current.pan((drag - e.clientX) / Math.max(1, act.current.width));
      drag = e.clientX;
    };
    const double = (e: MouseEvent) => act.current.zoom(0.4, e.offsetX);
    target.addEventListener("wheel", wheel, { passive: false });
    target.addEventListener("pointerdown", down);
    target.addEventListener("pointermove", move);
    target.addEventListener("dblclick", double);
    return () => {
      target.removeEventListener("wheel", wheel);
      target.removeEventListener("pointerdown", down);
      target.removeEventListener("pointermove", move);
      target.removeEventListener("dblclick", double);
    };
  }, []);
}

export function moved(now: Range, full: Range, by: number, at: number): Range {
  const [from, to] = [+now[0], +now[1]];
  const wide = Math.max(3 * DAY, (to - from) * by);
  if (wide >= +full[1] - +full[0]) return full;
  const fixed = from + (to - from) * Math.min(1, Math.max(0, at));
  return held(fixed - wide * at, wide, full);
}

export function panned(now: Range, full: Range, part: number): Range {
  const wide = +now[1] - +now[0];
  return wide >= +full[1] - +full[0] ? full : held(+now[0] + wide * part, wide, full);
}

function held(from: number, wide: number, full: Range): Range {
  const start = Math.min(Math.max(from, +full[0]), +full[1] - wide);
  return [new Date(start), new Date(start + wide)];
}

function span([from, to]: Range): string {
  return `${told(ISO(from))} to ${told(ISO(to))}`;
}
