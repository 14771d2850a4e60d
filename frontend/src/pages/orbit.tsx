/** Outside the orbit of a power: the share of what an actor does that involves neither the power nor its bodies. */
import { scaleBand, scaleLinear } from "d3-scale";
import { go, here, useAddress } from "../address";
import { type Schemas, useGet } from "../api";
import { useWidth } from "../charts/scale";
import { stateCode, useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { ActorField } from "../parts/filters";
import { Choice, Interval, Opens, shareOf } from "../parts/measures";
import { PartyLink, seeList } from "../parts/names";
import { Answered, Empty } from "../parts/states";
import { type Column, Table } from "../parts/table";

type Orbit = Schemas["Orbit"];
const MEASURES: Readonly<Record<string, string>> = { cooperation: "Acts of cooperation, told as facts", meetings: "Talks and visits, told as facts", trade: "Cooperation about goods, energy, transit and investment" };
const BODIES: Readonly<Record<string, string>> = { member: "Every body that lists the power as a member", led: "Only bodies that the power leads", none: "Only the power itself" };
const STEPS = ["year", "quarter", "month"];
const TABLE = "orbit/events";

export function OrbitOf() {
  const { query } = useAddress();
  const { labels } = useKnown();
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const given = new FormData(e.currentTarget as HTMLFormElement);
    const code = (name: string) => stateCode(labels, String(given.get(name) ?? "").trim()) || null;
    go(here({ of: code("of"), power: code("power") }));
  };
  return (
    <Figure title="Outside the orbit" note="How much of what a state does with others involves neither a power nor the power’s bodies.">
      <form class="filters" onSubmit={submit} aria-label="Outside the orbit" key={`${query.of} ${query.power}`}>
        <div class="field"><label for="orbit-of">Whose acts</label><ActorField id="orbit-of" name="of" value={query.of ?? ""} required /></div>
        <div class="field"><label for="orbit-power">Outside the orbit of</label><ActorField id="orbit-power" name="power" value={query.power ?? ""} required /></div>
        <button type="submit">Measure</button>
      </form>
      {query.of && query.power ? <Asked of={query.of} power={query.power} /> : <Empty>Name a state and a power.</Empty>}
    </Figure>
  );
}

function Asked({ of, power }: { of: string; power: string }) {
  const { query } = useAddress();
  const measure = query.measure && query.measure in MEASURES ? query.measure : "cooperation";
  const bodies = query.bodies && query.bodies in BODIES ? query.bodies : "member";
  const step = STEPS.includes(query.step ?? "") ? query.step! : "year";
  const asked = { actor: of, power, measure, bodies, step, since: query.since, until: query.until };
  const answer = useGet("/api/orbit", asked);
  return (
    <>
      <div class="choices">
        <Choice name="measure" among={Object.keys(MEASURES)} now={measure} meanings={MEASURES} />
        <Choice name="bodies" label="Its bodies:" among={Object.keys(BODIES)} now={bodies} meanings={BODIES} />
        <Choice name="step" among={STEPS} now={step} />
      </div>
      <Answered of={answer} what="the share">{(orbit) => <Shown orbit={orbit} asked={asked} />}</Answered>
    </>
  );
}

function Shown({ orbit, asked }: { orbit: Orbit; asked: Record<string, string | undefined> }) {
  const { whole } = orbit;
  const links = { ...asked, outside: "true" };
  return (
    <>
      <p class="told">
        Of <Opens n={whole.of} table={TABLE} filters={asked} /> acts ({orbit.measure}) of <PartyLink party={orbit.actor} /> with others, <Opens n={whole.number} table={TABLE} filters={links} /> are
        outside the orbit of <bdi>{orbit.power.name}</bdi>: <strong><Interval of={whole} /></strong>. It takes part itself in {orbit.with_power}, only its bodies in {orbit.through_bodies}.
        {orbit.undated + orbit.coarse > 0 && <> {orbit.undated} have no date and {orbit.coarse} one too coarse: they count here, and in no {orbit.step} below.</>}
      </p>
      {orbit.points.length > 0 && <Chart orbit={orbit} links={links} />}
      <div class="columns">
        <Table caption="With whom" columns={partners(asked)} rows={orbit.partners} />
        <Bodies orbit={orbit} />
      </div>
    </>
  );
}

const partners = (asked: Record<string, string | undefined>): readonly Column<Schemas["PartnerShare"]>[] => [
  { name: "with", value: (p) => p.party.name, show: (p) => <PartyLink party={p.party} /> },
  { name: "acts", number: true, value: (p) => p.outside.of, show: (p) => <Opens n={p.outside.of} table={TABLE} filters={{ ...asked, partner: p.party.id }} /> },
  { name: "outside", number: true, value: (p) => p.outside.number, show: (p) => <Opens n={p.outside.number} table={TABLE} filters={{ ...asked, partner: p.party.id, outside: "true" }} /> },
];

function Bodies({ orbit }: { orbit: Orbit }) {
  const involved = orbit.counted.filter((b) => b.events > 0);
  const others = orbit.counted.filter((b) => b.events === 0);
  return (
    <div>
      {involved.length > 0 && <Table caption="Bodies that count as the power’s" columns={BODY} rows={involved} />}
      <details class="told">
        <summary>{others.length} {involved.length ? "further " : ""}bodies count as its own; no act involves them</summary>
        <ul class="plain">{others.map((b) => <li key={b.body}>{b.name} <small>{b.because}</small></li>)}</ul>
      </details>
    </div>
  );
}

const BODY: readonly Column<Schemas["OrbitBody"]>[] = [
  { name: "body", wide: true, value: (b) => b.name, show: (b) => b.name },
  { name: "why", wide: true, value: (b) => b.because, show: (b) => <small>{b.because}</small> },
  { name: "acts", number: true, value: (b) => b.events, show: (b) => b.events },
];


const HEIGHT = 190;
const PAD = { top: 16, right: 8, bottom: 40, left: 40 };

/** Shares by period with their intervals; under each how many acts it rests on. */
function Chart({ orbit, links }: { orbit: Orbit; links: Record<string, string | undefined> }) {
  const { frame, width } = useWidth();
  const x = scaleBand(orbit.points.map((p) => p.period), [PAD.left, width - PAD.right]).padding(0.3);
  const y = scaleLinear([0, 1], [HEIGHT - PAD.bottom, PAD.top]);
  const every = Math.max(1, Math.ceil(orbit.points.length / Math.max(1, Math.floor(width / 60))));
  return (
    <div ref={frame}>
      <svg class="chart" width={width} height={HEIGHT} role="group" aria-label={`Share outside the orbit by ${orbit.step}`}>
        {[0, 0.25, 0.5, 0.75, 1].map((t) => (
          <g key={t}><line class={t === 0 ? "grid zero" : "grid"} x1={PAD.left} x2={width - PAD.right} y1={y(t)} y2={y(t)} /><text class="tick" x={PAD.left - 6} y={y(t)} text-anchor="end" dominant-baseline="middle">{t * 100} %</text></g>
        ))}
        {orbit.points.map((p, i) => {
          const middle = (x(p.period) ?? 0) + x.bandwidth() / 2;
          const label = `${p.period}: ${p.outside.number} of ${p.outside.of} outside, ${shareOf(p.outside)}; ${p.reports} reports in the record`;
          return (
            <g key={p.period}>
              <a href={seeList(TABLE, { ...links, period: p.period })} aria-label={label}>
                <rect class="column" x={x(p.period)} width={x.bandwidth()} y={y(p.outside.share ?? 0)} height={y(0) - y(p.outside.share ?? 0)}><title>{label}</title></rect>
              </a>
              <path class="interval" d={`M${middle - 4} ${y(p.outside.high ?? 0)}h8M${middle} ${y(p.outside.high ?? 0)}V${y(p.outside.low ?? 0)}M${middle - 4} ${y(p.outside.low ?? 0)}h8`} />
              {i % every === 0 && <><text class="tick" x={middle} y={HEIGHT - 22} text-anchor="middle">{p.period}</text><text class="count" x={middle} y={HEIGHT - 7} text-anchor="middle">of {p.outside.of}</text></>}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
