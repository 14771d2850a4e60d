import { here, useAddress } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { plain, useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Day, Kind, Names, seeRow, Status } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Source } from "../parts/sentence";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";

type History = Schemas["History"];
type Step = Schemas["Step"];
const LIMIT = 20;

export function Histories() {
  const { query } = useAddress();
  const { labels } = useKnown();
  const { actor, kind, status, since, until, outlet, text, contested } = query;
  const asked = { actor, with: query.with, type: kind, status, since, until, outlet, text, contested };
  const answer = useGet("/api/histories", { ...asked, limit: LIMIT, offset: offsetOf(query) });
  return (
    <>
      <Heading title="Histories">What became of each agreement, membership, route, swap and facility: every change of stage, with who says so.</Heading>
      <Filters names={["actor", "with", "kind", "status", "since", "until", "outlet", "text"]} kinds={labels.ties.map((t) => t.kind)} of="tie" />
      <nav class="choice" aria-label="Which things">
        <a href={here({ contested: null, offset: null })} aria-current={contested ? undefined : "true"}>all</a>
        <a href={here({ contested: "true", offset: null })} aria-current={contested ? "true" : undefined} title="Reports contradict each other.">contested</a>
      </nav>
      <Answered of={answer} what="the histories">
        {(page) => (
          <Figure title={`Histories (${page.total.toLocaleString("en")})`} sheet={async () => sheetOf(FILE, rowsOf(await everyRow("/api/histories", asked)))}
            note={`Contested: ${page.contested.toLocaleString("en")}, of which reports contradict each other; both sides stand. A thing is listed whole if one of its tellings fits the filters.`}>
            {page.items.length ? page.items.map((h) => <Life key={h.id} of={h} />) : <Empty>No standing thing fits these filters.</Empty>}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
    </>
  );
}

function Life({ of }: { of: History }) {
  return (
    <article class="life">
      <h3><Kind of={of.kind} /> <bdi>{of.name}</bdi> <Status of={of.status} />{of.contested.length > 0 && <span class="flag">contested</span>}</h3>
      <p class="note"><Names ids={of.parties} names={of.party_names} /> · told by {of.reports} {of.reports === 1 ? "report" : "reports"}, {of.origins} independent {of.origins === 1 ? "origin" : "origins"}</p>
      {of.contested.map((c) => <p key={c} class="caution" dir="auto">Contested: {c}.</p>)}
      <Table caption={`Stages of ${of.name}`} columns={STEPS} rows={of.steps} sortable={false} />
    </article>
  );
}

const day = (s: Step) => [s.date, s.date_to && s.date_to !== s.date ? s.date_to : null].filter(Boolean).join(" – ") || null;

const STEPS: readonly Column<Step>[] = [
  { name: "stage", value: (s) => s.stage, show: (s) => <>{s.stage ? plain(s.stage) : <NotStated what="no stage" />} <Status of={s.status} /></> },
  { name: "when", value: day, show: (s) => s.date ? <><Day of={s.date} />{s.date_to && s.date_to !== s.date && <> to <Day of={s.date_to} /></>}</> : s.date_to ? <>until <Day of={s.date_to} /></> : <NotStated /> },
  { name: "on whose word", value: (s) => [...s.speakers, ...(s.own_voice ? ["the report itself"] : [])], show: (s) => <span dir="auto">{[...s.speakers, ...(s.own_voice ? ["the report itself"] : [])].join(", ")}</span> },
  { name: "words", wide: true, value: (s) => s.sentence, show: (s) => <a class="words" href={seeRow(s.tie)} dir="auto">{s.sentence}</a> },
  { name: "first told by", value: (s) => s.outlet, show: (s) => <Source report={s.report} at={s.tie} outlet={s.outlet} published={s.said} /> },
  { name: "origins", number: true, value: (s) => s.origins, show: (s) => s.origins },
];

interface Line {
  readonly thing: History;
  readonly step: Step;
}

const rowsOf = (things: readonly History[]): Line[] => things.flatMap((thing) => thing.steps.map((step) => ({ thing, step })));

const FILE: readonly Column<Line>[] = [
  { name: "kind", show: () => null, value: (l) => l.thing.kind },
  { name: "name", show: () => null, value: (l) => l.thing.name },
  { name: "parties", show: () => null, value: (l) => l.thing.party_names },
  { name: "contested", show: () => null, value: (l) => l.thing.contested },
  { name: "stage", show: () => null, value: (l) => l.step.stage },
  { name: "status", show: () => null, value: (l) => l.step.status },
  { name: "date", show: () => null, value: (l) => l.step.date },
  { name: "date_to", show: () => null, value: (l) => l.step.date_to },
  { name: "speakers", show: () => null, value: (l) => l.step.speakers },
  { name: "outlet", show: () => null, value: (l) => l.step.outlet },
  { name: "sentence", show: () => null, value: (l) => l.step.sentence },
  { name: "report", show: () => null, value: (l) => l.step.report },
];
