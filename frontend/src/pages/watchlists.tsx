import { useState } from "preact/hooks";
import { here, href, useAddress } from "../address";
import { ask, askAgain, type Schemas, Trouble, useGet } from "../api";
import { plain, useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { Day, seeRow, Status } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { readerPage, Sentence } from "../parts/sentence";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";

type Row = Schemas["WatchlistRow"];
type Item = Schemas["NewsItem"];
type Match = Schemas["Match"];

export function Watchlists() {
  const { query } = useAddress();
  return query.name ? <One name={query.name} /> : <All />;
}

const EXAMPLE = `[energy]
title = "Energy swaps of Iran and Turkmenistan"
pair = ["IRN", "TKM"]
kind = "energy_swap"

[overdue]
title = "What Iran promised and nobody told of again"
actor = "Iran"
outcome = "overdue"
`;

/** What to do where no question is saved. */
function Beginning({ record }: { record: string }) {
  return (
    <>
      <Empty>No questions are saved yet. Write them into a file, for instance <code>watchlists.toml</code>, one table a question:</Empty>
      <pre class="example"><code>{EXAMPLE}</code></pre>
      <p class="state empty">and start the server with it: <code>dragoman serve {record} --watchlists watchlists.toml</code></p>
    </>
  );
}

function All() {
  const { meta } = useKnown();
  const answer = useGet("/api/watchlists", {});
  return (
    <>
      <Heading title="Watchlists" brief={null}>Saved questions, and what is new of each since it was looked at last.</Heading>
      <Answered of={answer} what="the watchlists">
        {(rows) => rows.length === 0 ? (
          <Beginning record={meta.record} />
        ) : (
          <Figure title={`Watchlists (${rows.length})`} sheet={() => sheetOf(COLUMNS, rows)}>
            <Table caption="Watchlists" columns={COLUMNS} rows={rows} />
          </Figure>
        )}
      </Answered>
    </>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { name: "watchlist", wide: true, value: (r) => r.title, show: (r) => <a href={href("/watchlists", { name: r.name })} dir="auto">{r.title}</a> },
  { name: "new", number: true, value: (r) => r.new, show: (r) => r.new ? <strong>{r.new.toLocaleString("en")}</strong> : 0 },
  { name: "all", number: true, value: (r) => r.total, show: (r) => r.total.toLocaleString("en") },
  { name: "asks", wide: true, value: (r) => r.asked, show: (r) => <span dir="auto">{r.asked}{r.note && <small class="caution"> {r.note}</small>}</span> },
  { name: "looked at", value: (r) => r.looked, show: (r) => r.looked ? <Day of={r.looked.slice(0, 10)} /> : <span class="hole">never</span> },
  { name: "feed", value: (r) => `/api/watchlists/${r.name}.atom`, show: (r) => <a href={`/api/watchlists/${encodeURIComponent(r.name)}.atom`}>Atom</a> },
];

function One({ name }: { name: string }) {
  const { query } = useAddress();
  const answer = useGet("/api/watchlists/{name}", { limit: 50, offset: offsetOf(query) }, name);
  return (
    <Answered of={answer} what="the watchlist">
      {(page) => (
        <>
          <Heading title={page.watchlist.title} brief={null}>
            {page.watchlist.asked}. <strong>{page.watchlist.new.toLocaleString("en")} new</strong> of {page.watchlist.total.toLocaleString("en")}
            {page.watchlist.looked ? <> since <Day of={page.watchlist.looked.slice(0, 10)} /></> : ", never looked at before"}
            {" · "}<a href={here({ name: null, offset: null })}>All watchlists</a>{" · "}
            <a href={`/api/watchlists/${encodeURIComponent(name)}.atom`}>Atom feed</a>
          </Heading>
          {page.watchlist.note && <p class="caution">{page.watchlist.note}</p>}
          <Figure title="What answers it" sheet={() => sheetOf(FILE, page.items)} tools={<MarkSeen name={name} items={page.items} />}>
            {page.items.length ? <ol class="rows grid">{page.items.map((i) => <li key={i.match.key}><ItemCard item={i} /></li>)}</ol> : <Empty>Nothing in the record answers it yet.</Empty>}
            <Pager {...page} />
          </Figure>
        </>
      )}
    </Answered>
  );
}

function MarkSeen({ name, items }: { name: string; items: readonly Item[] }) {
  const { meta } = useKnown();
  const [failed, fail] = useState<string | null>(null);
  const keys = items.filter((i) => i.new).flatMap((i) => [i.match.key, ...i.more.map((m) => m.key)]);
  if (meta.read_only || keys.length === 0) return null;
  const mark = () =>
    ask(`/api/watchlists/${encodeURIComponent(name)}/seen`, {
      method: "POST", headers: { "Content-Type": "application/json", "X-Dragoman": "1" }, body: JSON.stringify({ keys }),
    }).then(() => askAgain(), (e: unknown) => fail(e instanceof Trouble ? e.message : String(e)));
  return (
    <>
      <button type="button" onClick={mark}>Mark these {keys.length} as seen</button>
      {failed && <span role="alert">{failed}</span>}
    </>
  );
}

function ItemCard({ item }: { item: Item }) {
  const { match } = item;
  return (
    <article class="card">
      <p class="card-head">
        {item.new && <span class="flag">new</span>}
        <span class="kind">{ONE[match.what] ?? plain(match.what)}</span> {match.state && <State of={match.state} />}
        {match.date && <span class="when"><Day of={match.date} /></span>}
      </p>
      <p class="who" dir="auto">{match.text}</p>
      {match.because && <p class="note" dir="auto">{match.because}</p>}
      {match.what === "reports"
        ? <p class="note"><a href={readerPage(match.id)}><bdi>{match.outlet ?? "Outlet not stated"}</bdi></a>{match.published && <>, <Day of={match.published} /></>}</p>
        : <Sentence words={match.sentence} report={match.report} at={match.id} speaker={match.speaker} outlet={match.outlet} published={match.published} />}
      <p class="card-foot">
        {match.what !== "reports" && <a href={seeRow(match.id)}>why</a>}
        {item.more.length > 0 && <> · {item.more.map((m) => <More key={m.key} match={m} />)}</>}
        {item.known && <> · a new telling of what was known</>}
      </p>
    </article>
  );
}

const ONE: Readonly<Record<string, string>> = { events: "event", ties: "standing thing", statements: "statement", reports: "report", promises: "promise" };

/** A status with the stage that is told, or what became of a promise. */
function State({ of }: { of: string }) {
  const { labels } = useKnown();
  const [status = "", ...stage] = of.split(" ");
  if (!labels.statuses.some((s) => s.name === status)) return <span class={`outcome ${of}`}>{plain(of)}</span>;
  return <><Status of={status} />{stage.length > 0 && <span class="kind">{plain(stage.join(" "))}</span>}</>;
}

function More({ match }: { match: Match }) {
  return <a href={readerPage(match.report, match.id)}>also <bdi>{match.outlet ?? "outlet not stated"}</bdi> </a>;
}

const FILE: readonly Column<Item>[] = [
  { name: "new", show: () => null, value: (i) => i.new },
  { name: "what", show: () => null, value: (i) => i.match.what },
  { name: "state", show: () => null, value: (i) => i.match.state },
  { name: "text", show: () => null, value: (i) => i.match.text },
  { name: "date", show: () => null, value: (i) => i.match.date },
  { name: "sentence", show: () => null, value: (i) => i.match.sentence },
  { name: "speaker", show: () => null, value: (i) => i.match.speaker },
  { name: "outlet", show: () => null, value: (i) => i.match.outlet },
  { name: "published", show: () => null, value: (i) => i.match.published },
  { name: "report", show: () => null, value: (i) => i.match.report },
  { name: "id", show: () => null, value: (i) => i.match.id },
];
