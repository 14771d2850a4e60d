/** A measure by period: columns that open their events, the level of each stretch, changes; and below it the volume of reporting. */
import { scaleBand, scaleLinear } from "d3-scale";
import type { Schemas } from "../api";
import { seeList } from "../parts/names";
import { periodTold } from "../text/days";
import { sparse, useWidth, within } from "./scale";

type CourseOf = Schemas["Course"];
type Point = Schemas["Point"];
type Change = Schemas["Change"];
const HIGH = 210;
const STRIP = 74;
const GAP = 20;
const PAD = { top: 22, right: 8, bottom: 24, left: 46 };

export const valueOf = (p: Point, measure: string): number | null =>
  measure === "mean" ? (p.mean ?? null) : measure === "events" ? p.events : measure === "reports" ? p.reports : measure === "per_report" ? (p.per_report ?? null) : p.index;

export function Measured({ course, between }: { course: CourseOf; between: Record<string, string | undefined> }) {
  const { frame, width } = useWidth();
  const { points, measure } = course;
  const x = scaleBand(points.map((p) => p.period), [PAD.left, width - PAD.right]).paddingInner(points.length > 150 ? 0 : 0.2);
  const values = points.map((p) => valueOf(p, measure) ?? 0);
  const y = scaleLinear([Math.min(0, ...values), Math.max(0, ...values, 1)], [HIGH, PAD.top]).nice(4);
  const named = sparse(points.length, width - PAD.left - PAD.right, 84);
  const events = (p: Point) => seeList("partnership/events", { ...between, step: course.step, period: p.period });
  const middle = (p: Point) => (x(p.period) ?? 0) + x.bandwidth() / 2;
  return (
    <div ref={frame}>
      <svg class="chart" width={width} height={HIGH + GAP + STRIP + PAD.bottom} role="group" aria-label={`${measure} by ${course.step}, ${points.length} periods; below it the reports`}>
        {y.ticks(5).map((t) => (
          <g key={t}>
            <line class={t === 0 ? "grid zero" : "grid"} x1={PAD.left} x2={width - PAD.right} y1={y(t)} y2={y(t)} />
            <text class="tick" x={PAD.left - 6} y={y(t)} text-anchor="end" dominant-baseline="middle">{y.tickFormat(5)(t)}</text>
          </g>
        ))}
        {points.map((p) => <Column key={p.period} point={p} value={valueOf(p, measure)} left={x(p.period) ?? 0} wide={x.bandwidth()} y={y} to={events(p)} />)}
        {levels(course).map((l) => (
          <line key={l.from.period} class="level" x1={x(l.from.period)} x2={(x(l.to.period) ?? 0) + x.bandwidth()} y1={y(l.level)} y2={y(l.level)}><title>{`${periodTold(l.from.period)} to ${periodTold(l.to.period)}: ${l.level.toFixed(1)} a ${course.step} on average`}</title></line>
        ))}
        {course.changes.map((c) => <Mark key={c.period} change={c} at={x(c.period) ?? 0} step={course.step} width={width} />)}
        <Volume points={points} x={(p) => x(p.period) ?? 0} wide={x.bandwidth()} width={width} />
        {points.map((p, i) => named(i) && <text key={p.period} class="tick" {...within(middle(p), width, 36)} y={HIGH + GAP + STRIP + 16}>{periodTold(p.period)}</text>)}
      </svg>
      <p class="below note">
        <span>Columns: {measure.replace("_", " ")} of each {course.step}; a click opens its events.</span>
        <span>Thick line: the level of a stretch. Dashed: a change.</span>
        <span>Below: reports that tell of them; pale: all reports of the record (scale of its own).</span>
      </p>
    </div>
  );
}

function Column({ point, value, left, wide, y, to }: { point: Point; value: number | null; left: number; wide: number; y: (n: number) => number; to: string }) {
  if (!point.events) {
    return point.covered ? null : <line class="silent" x1={left} x2={left + wide} y1={y(0)} y2={y(0)}><title>{`${periodTold(point.period)}: the record has no report`}</title></line>;
  }
  const v = value ?? 0;
  const label = `${periodTold(point.period)}: ${point.events} ${point.events === 1 ? "event" : "events"}, index ${point.index.toFixed(1)}, mean ${point.mean == null ? "not known" : point.mean.toFixed(1)}, ${point.reports} reports`;
  return (
    <a href={to} aria-label={label}>
      <rect class={v >= 0 ? "help" : "harm"} x={left} width={Math.max(1, wide)} y={Math.min(y(0), y(v))} height={Math.max(2, Math.abs(y(v) - y(0)))}><title>{label}</title></rect>
    </a>
  );
}

function Mark({ change, at, step, width }: { change: Change; at: number; step: string; width: number }) {
  const right = at > width * 0.75;
  return (
    <g class="break">
      <line x1={at - 1} x2={at - 1} y1={PAD.top - 8} y2={HIGH + GAP + STRIP} />
      <text x={right ? at - 6 : at + 4} y={PAD.top - 10} text-anchor={right ? "end" : "start"}>{change.after > change.before ? "▲" : "▼"} {periodTold(change.period)}</text>
      <title>{`${change.before.toFixed(1)} to ${change.after.toFixed(1)} a ${step}, p = ${change.p.toFixed(3)}${change.with_volume ? "; not more than all reporting" : ""}`}</title>
    </g>
  );
}

function Volume({ points, x, wide, width }: { points: readonly Point[]; x: (p: Point) => number; wide: number; width: number }) {
  const top = HIGH + GAP;
  const own = scaleLinear([0, Math.max(1, ...points.map((p) => p.reports))], [0, STRIP]);
  const all = scaleLinear([0, Math.max(1, ...points.map((p) => p.record))], [0, STRIP]);
  const most = Math.max(0, ...points.map((p) => p.reports));
  return (
    <g class="volume">
      <line class="grid zero" x1={PAD.left} x2={width - PAD.right} y1={top + STRIP} y2={top + STRIP} />
      <text class="tick" x={PAD.left - 6} y={top + 6} text-anchor="end">{most}</text>
      <text class="tick" x={PAD.left - 6} y={top + STRIP} text-anchor="end">0</text>
      {points.map((p) => (
        <g key={p.period}>
          <rect class="all" x={x(p)} width={Math.max(1, wide)} y={top + STRIP - all(p.record)} height={all(p.record)} />
          <rect class="own" x={x(p) + wide * 0.2} width={Math.max(1, wide * 0.6)} y={top + STRIP - own(p.reports)} height={own(p.reports)}><title>{`${periodTold(p.period)}: ${p.reports} reports tell of them, of ${p.record}`}</title></rect>
        </g>
      ))}
    </g>
  );
}

/** The level of each stretch between changes; nothing where no change could be looked for. */
function levels({ points, changes, known }: CourseOf): { from: Point; to: Point; level: number }[] {
  if (!known || !points.length || !changes.length) return [];
  const starts = [0, ...changes.map((c) => points.findIndex((p) => p.period === c.period))];
  return starts.map((s, i) => ({
    from: points[s]!, to: points[(starts[i + 1] ?? points.length) - 1]!,
    level: i === 0 ? changes[0]!.before : changes[i - 1]!.after,
  }));
}
