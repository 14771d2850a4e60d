import { here, href, useAddress } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Day, PartyLink } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { readerPage } from "../parts/sentence";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { THING_COLUMNS, ThingList } from "../parts/things";
import { Chip, datasetName, SIGNS } from "../parts/verdict";

type Line = Schemas["ClaimLine"];
const LIMIT = 50;

export const claimPage = (id: string) => href("/claim", { id });

export function Claims() {
  const { query } = useAddress();
  const { actor, verdict, since, until, outlet, text } = query;
  const answer = useGet("/api/narratives", { actor, verdict, limit: LIMIT, offset: offsetOf(query) });
  const within = { actor, with: query.with, since, until, outlet, text };
  const claimed = useGet("/api/claims", { ...within, limit: LIMIT });
  return (
    <>
      <Heading title="Claims">What people say of relations, peaks, golden ages, leading roles, a first since long, and what the record shows of it. Each verdict opens its figures, its chart and every sentence that it rests on.</Heading>
      <Filters names={["actor"]} of="tie" />
      <nav class="choice" aria-label="Verdict">
        <a href={here({ verdict: null, offset: null })} aria-current={verdict ? undefined : "page"}>all</a>
        {Object.keys(SIGNS).map((v) => <a key={v} href={here({ verdict: v, offset: null })} aria-current={verdict === v ? "page" : undefined}>{v}</a>)}
      </nav>
      <Answered of={answer} what="the verdicts">
        {(page) => (
          <Figure title={`Held against the record (${page.total})`} sheet={async () => sheetOf(COLUMNS, await everyRow("/api/narratives", { actor, verdict }))} note={<>“Cannot be told” says what is missing. You can <a href={claimPage("new")}>ask a question of your own</a>.</>}>
            {page.total ? <Table caption="Claims" columns={COLUMNS} rows={page.items} sortable={page.total <= LIMIT} /> : <Empty>No claim fits these filters.</Empty>}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
      <Answered of={claimed} what="what is only claimed">
        {(page) => <Figure title={`All that stands on an interested word alone (${page.total})`} sheet={page.total ? async () => sheetOf(THING_COLUMNS, await everyRow("/api/claims", within)) : undefined}><ThingList items={page.items} none="Nothing within the filters." within={within} /></Figure>}
      </Answered>
    </>
  );
}

const COLUMNS: readonly Column<Line>[] = [
  { name: "said", value: (c) => c.published, show: (c) => <a href={readerPage(c.report, c.id)}><Day of={c.published} /></a> },
  { name: "by", value: (c) => c.speaker ?? c.outlet, show: (c) => <bdi>{c.speaker ?? `${c.outlet ?? "a report"} itself`}</bdi> },
  { name: "claim", wide: true, value: (c) => c.words, show: (c) => <a href={claimPage(c.id)}>{c.title}: <q dir="auto">{c.words}</q></a> },
  { name: "about", value: (c) => c.parties.map((p) => p.name), show: (c) => c.parties.map((p, i) => <span key={p.id}>{i > 0 && ", "}<PartyLink party={p} /></span>) },
  { name: "verdict", value: (c) => c.verdicts.map((v) => `${v.dataset}: ${v.verdict}`), show: (c) => <a class="chips" href={claimPage(c.id)}>{c.verdicts.map((v) => <span key={v.dataset}>{c.verdicts.length > 1 && <small>{datasetName(v.dataset)} </small>}<Chip of={v.verdict} because={v.because} /></span>)}</a> },
  { name: "tellings", number: true, value: (c) => c.tellings, show: (c) => <a class="n" href={claimPage(c.id)}>{c.tellings}</a> },
  { name: "disputed", number: true, value: (c) => c.disputed, show: (c) => c.disputed ? <a class="n" href={claimPage(c.id)}>{c.disputed}</a> : <span class="n zero">0</span> },
];
