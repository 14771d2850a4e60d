import { here, useAddress } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { actorPage, Day, EventType, seeList, seeRow } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Who } from "../parts/rowlist";
import { Source } from "../parts/sentence";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";

type Row = Schemas["PromiseRow"];
type Side = Schemas["SideRow"];
const LIMIT = 100;
const OUTCOMES: Readonly<Record<string, string>> = {
  kept: "Told as done, in time or where no day was named.", late: "Told as done after the day that was named.",
  broken: "Told as denied or not happened, and never as done.", overdue: "The day has passed and no later report tells of it.",
  open: "The day has not come, or none was named.", unknowable: "Told as done, but the dates leave open whether in time.",
};

export function Promises() {
  const { query } = useAddress();
  const { actor, outcome, since, until, outlet, text } = query;
  const asked = { actor, with: query.with, since, until, outlet, text, as_of: query.as_of };
  const answer = useGet("/api/promises", { ...asked, outcome, limit: LIMIT, offset: offsetOf(query) });
  const sides = useGet("/api/promises/sides", asked);
  return (
    <>
      <Heading title="Promises">Announced days and plans, and what later reports tell of them, counted from the newest report.</Heading>
      <Filters names={["actor", "with", "since", "until", "outlet", "text"]} />
      <nav class="choice" aria-label="Outcome">
        <a href={here({ outcome: null, offset: null })} aria-current={outcome ? undefined : "true"}>all</a>
        {Object.entries(OUTCOMES).map(([name, meaning]) => (
          <a key={name} href={here({ outcome: name, offset: null })} title={meaning} aria-current={outcome === name ? "true" : undefined}>
            <span class={`outcome ${name}`}>{name}</span>
          </a>
        ))}
      </nav>
      <Answered of={answer} what="the promises">
        {(page) => (
          <Figure title={outcome ? `Promises: ${outcome}` : "Promises"} note={outcome ? OUTCOMES[outcome] : undefined} sheet={async () => sheetOf(FILE, await everyRow("/api/promises", { ...asked, outcome }))}>
            {page.total ? <Table caption="Promises" columns={COLUMNS} rows={page.items} sortable={page.total <= LIMIT} /> : <Empty>No promise fits these filters.</Empty>}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
      <Answered of={sides} what="who keeps promises">
        {(rows) => (
          <Figure title="Who keeps promises" sheet={() => sheetOf(SIDES, rows)} note="The chance that a promise is kept in time, with its 95 % interval: it counts only promises with a named day that passed a week or more before the newest report, and so rests on fewer than the columns before it. Few settled promises make it wide.">
            {rows.length ? <Table caption="Who keeps promises" columns={SIDES} rows={rows} /> : <Empty>No promise within the filters is settled yet.</Empty>}
          </Figure>
        )}
      </Answered>
    </>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { name: "due", value: (r) => r.due, show: (r) => <Day of={r.due} /> },
  { name: "outcome", wide: true, value: (r) => r.outcome, show: (r) => <Outcome of={r} /> },
  { name: "what", value: (r) => r.type, show: (r) => <EventType of={r.type} mode={r.mode} /> },
  { name: "who", value: (r) => [...r.actor_names, ...(r.recipient_names.length ? ["→"] : []), ...r.recipient_names].join(" "), show: (r) => <Who row={r} /> },
  { name: "words", wide: true, value: (r) => r.sentence, show: (r) => <a class="words" href={seeRow(r.id)} dir="auto">{r.sentence}</a> },
  { name: "announced by", value: (r) => r.announcer_name, show: (r) => <>{r.announcer && r.announcer_name ? <a href={actorPage(r.announcer)} dir="auto">{r.announcer_name}</a> : <NotStated />}<small class="block"><Source report={r.report} at={r.id} outlet={r.outlet} published={r.published} /></small></> },
];

const FILE: readonly Column<Row>[] = [
  ...COLUMNS,
  { name: "why", value: (r) => r.because, show: () => null }, { name: "days", value: (r) => r.days, show: () => null },
  { name: "outlet", value: (r) => r.outlet, show: () => null }, { name: "published", value: (r) => r.published, show: () => null },
  { name: "report", value: (r) => r.report, show: () => null }, { name: "chance", value: (r) => r.chance, show: () => null },
];

function Outcome({ of }: { of: Row }) {
  const days = of.days ? ` by ${of.days.toLocaleString("en")} ${of.days === 1 ? "day" : "days"}` : "";
  return (
    <>
      <span class={`outcome ${of.outcome}`}>{of.outcome}</span>{days && <small>{days}</small>}
      <small class="block"><span dir="auto">{of.because}</span>{of.answer && <> <a href={seeRow(of.answer)}>the answer</a></>}{of.chance !== null && `; kept with a chance of ${Math.round(of.chance * 100)} % (${Math.round((of.low ?? 0) * 100)} to ${Math.round((of.high ?? 0) * 100)})`}</small>
    </>
  );
}

function Chance({ chance, low, high }: { chance: number | null; low: number | null; high: number | null }) {
  const part = (n: number | null) => Math.round((n ?? 0) * 100);
  return <span class="chance">{part(chance)} % <small>{part(low)}–{part(high)}</small></span>;
}

const settled = (side: string | null, outcome: string, n: number) =>
  n && side ? <a class="n" href={seeList("promises", { actor: side, outcome })}>{n}</a> : n;

const SIDES: readonly Column<Side>[] = [
  { name: "side", value: (s) => s.side_name ?? s.side, show: (s) => s.side ? <a href={actorPage(s.side)}><bdi>{s.side_name ?? s.side}</bdi></a> : <NotStated what="nobody’s" /> },
  { name: "kept", number: true, value: (s) => s.kept, show: (s) => settled(s.side, "kept", s.kept) },
  { name: "late", number: true, value: (s) => s.late, show: (s) => settled(s.side, "late", s.late) },
  { name: "broken", number: true, value: (s) => s.broken, show: (s) => settled(s.side, "broken", s.broken) },
  { name: "overdue", number: true, value: (s) => s.overdue, show: (s) => settled(s.side, "overdue", s.overdue) },
  { name: "median days late", number: true, value: (s) => s.median_days_late, show: (s) => s.median_days_late ?? <NotStated what="none" /> },
  { name: "kept in time", number: true, value: (s) => s.chance, show: (s) => <Chance {...s} /> },
];
