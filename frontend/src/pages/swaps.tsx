/** Energy swaps of the atlas: what each source says, a model of the year, and what the record's reports tell. */
import { go, here, href, useAddress } from "../address";
import { addressOf, type Schemas, useAsked } from "../api";
import { plain } from "../labels";
import { useCalled } from "../called";
import { Drawn } from "../charts/drawn";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { Day, seeRow, Status } from "../parts/names";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";

interface Said { readonly swap: string; readonly what: string; readonly low: number | null; readonly high: number | null; readonly unit: string; readonly since: string | null; readonly says: string | null; readonly by: string; readonly url: string }
interface Run { readonly run: string; readonly quantity: number; readonly fee: number; readonly received: number; readonly delivered: number; readonly kept: number; readonly short: number }
type Claim = Schemas["SwapClaim"];
interface Page { readonly said: Said[]; readonly runs: Run[]; readonly months: Record<string, string | number | null>[]; readonly claims: Claim[] }

const WHATIF = ["quantity", "fee", "supply", "swing"] as const;
const CHARTS: Readonly<Record<string, string>> = { molecules: "Where the gas flows", contract: "What the contract says flows", account: "The balancing account" };
const UNITS: Readonly<Record<string, string>> = { bcm_a_year: "billion m³ a year", bcm: "billion m³", mcm_a_day: "million m³ a day", share: "share" };
const unitOf = (unit: string) => UNITS[unit] ?? plain(unit);
const figure = (n: number | null) => (n === null ? "not told" : n.toLocaleString("en", { maximumFractionDigits: 3 }));

export function Swaps() {
  const { query } = useAddress();
  const answer = useAsked<Said[]>("/api/swaps");
  const called = useCalled();
  return (
    <>
      <Heading title="Swaps: sources and a model" brief={null}>What each source says of a swap, none of it averaged; a model of its year under the least and the most that they say, which keeps molecules and contract apart. What this record’s reports tell stands below.</Heading>
      <Answered of={called} what="the names of the swaps">
        {({ swaps: names }) => (
          <Answered of={answer} what="the swaps">
            {(said) => {
              const swaps = [...new Set(said.map((s) => s.swap))];
              const silent = Object.keys(names).filter((s) => !swaps.includes(s));
              const now = query.swap ?? swaps[0];
              return (
                <>
                  <nav class="choice" aria-label="Swap">{swaps.map((s) => <a key={s} href={href("/swaps", { swap: s })} aria-current={s === now ? "true" : undefined}>{chipOf(names, s)}</a>)}</nav>
                  {silent.length > 0 && <p class="note">Without a figure of any source, and so without a model: {silent.map((s) => chipOf(names, s)).join("; ")}.</p>}
                  {now ? <One swap={now} name={names[now] ?? now} /> : <Empty>The atlas holds no swap.</Empty>}
                </>
              );
            }}
          </Answered>
        )}
      </Answered>
    </>
  );
}

/** A swap's name, with the year that its id ends in where the name has none. */
function chipOf(names: Readonly<Record<string, string>>, swap: string): string {
  const name = names[swap] ?? swap;
  const year = /\d{4}$/.exec(swap)?.[0];
  return year && !name.includes(year) ? `${name} (${year})` : name;
}

function One({ swap, name }: { swap: string; name: string }) {
  const { query } = useAddress();
  const whatif = Object.fromEntries(WHATIF.map((n) => [n, query[n]]));
  const run = Math.max(1, Number.parseInt(query.run ?? "1", 10) || 1);
  const answer = useAsked<Page>(addressOf("/api/swaps/{swap}" as "/api/meta", whatif, swap));
  return (
    <Answered of={answer} what="the swap">
      {(page) => (
        <>
          <Figure title={`What sources say: ${name}`} sheet={() => sheetOf(SAID, page.said)}><Table caption="What sources say" columns={SAID} rows={page.said} /></Figure>
          <WhatIf />
          <Figure title="A model of its year" sheet={() => sheetOf(RUNS, page.runs)} note="Billion cubic metres. Each run takes one corner of what sources say; click one for its flows.">
            <Table caption="Runs" columns={RUNS.map((c, i): Column<Run> => (i ? c : { ...c, show: (r) => <a href={here({ run: page.runs.indexOf(r) + 1 })} aria-current={page.runs.indexOf(r) + 1 === run ? "true" : undefined}>{r.run}</a> }))} rows={page.runs} sortable={false} />
          </Figure>
          {Object.entries(CHARTS).map(([chart, title]) => <Drawn key={chart} title={`${title}: ${page.runs[run - 1]?.run ?? page.runs[0]?.run ?? ""}`} address={addressOf(`/api/swaps/{swap}/${chart}.svg` as "/api/meta", { ...whatif, run }, swap)} sheet={() => monthSheet(page, run)} />)}
          <Figure title={`What this record’s reports tell of it (${page.claims.length})`} sheet={() => sheetOf(CLAIMS, page.claims)}>
            {page.claims.length ? <Table caption="Told of it" columns={CLAIMS} rows={page.claims} /> : <Empty>No report of this record tells of it.</Empty>}
          </Figure>
        </>
      )}
    </Answered>
  );
}

/** The months of a run with what flows through each pipe, as they are drawn. */
function monthSheet(page: Page, run: number) {
  const drawn = page.runs[run - 1]?.run ?? page.runs[0]?.run;
  const months = page.months.filter((m) => m.run === drawn);
  const columns = Object.keys(months[0] ?? {});
  return { columns, rows: months.map((m) => columns.map((c) => m[c])) };
}

function WhatIf() {
  const { query } = useAddress();
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const given = new FormData(e.currentTarget as HTMLFormElement);
    go(here({ ...Object.fromEntries(WHATIF.map((n) => [n, String(given.get(n) ?? "").trim() || null])), run: null }));
  };
  const titles = { quantity: "Billion m³ a year", fee: "Share kept on the way", supply: "Part of it that is supplied", swing: "Days the account may swing" };
  return (
    <form class="filters" onSubmit={submit} aria-label="What if" key={JSON.stringify(query)}>
      {WHATIF.map((n) => <div key={n} class="field"><label for={`swap-${n}`}>{titles[n]}</label><input id={`swap-${n}`} name={n} type="number" step="any" min="0" defaultValue={query[n] ?? ""} placeholder="as told" /></div>)}
      <button type="submit">What if</button>
    </form>
  );
}

const SAID: readonly Column<Said>[] = [
  { name: "what", value: (s) => s.what, show: (s) => plain(s.what) },
  { name: "figure", number: true, value: (s) => s.low, show: (s) => (s.low === s.high ? figure(s.low) : `${figure(s.low)} to ${figure(s.high)}`) },
  { name: "unit", value: (s) => s.unit, show: (s) => unitOf(s.unit) },
  { name: "said on", value: (s) => s.since, show: (s) => <Day of={s.since} /> },
  { name: "as the source puts it", wide: true, value: (s) => s.says, show: (s) => s.says ?? <NotStated /> },
  { name: "source", value: (s) => s.url, show: (s) => (/^https?:/.test(s.url) ? <a href={s.url} rel="noreferrer" target="_blank">{s.by}</a> : s.by) },
];

const RUNS: readonly Column<Run>[] = [
  { name: "run", wide: true, value: (r) => r.run, show: (r) => r.run },
  ...(["quantity", "fee", "received", "delivered", "kept", "short"] as const).map((n): Column<Run> => ({ name: n, number: true, value: (r) => r[n], show: (r) => figure(r[n]) })),
];

const CLAIMS: readonly Column<Claim>[] = [
  { name: "told as", value: (c) => c.status, show: (c) => <Status of={c.status} /> },
  { name: "quantity", value: (c) => c.quantity ?? null, show: (c) => c.quantity ?? <NotStated /> },
  { name: "words", wide: true, value: (c) => c.sentence, show: (c) => <a class="words" href={seeRow(c.tie)} dir="auto">{c.sentence}</a> },
  { name: "on whose word", value: (c) => c.speaker ?? null, show: (c) => <><bdi>{c.speaker ?? "the report"}</bdi><small class="block"><bdi>{c.outlet ?? "outlet not stated"}</bdi>, <Day of={c.published} /></small></> },
];
