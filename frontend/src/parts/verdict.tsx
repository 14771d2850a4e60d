/** A verdict as a chip, and in full: the figures, what is missing, the bars, the events. */
import { here, useAddress } from "../address";
import type { Schemas } from "../api";
import { VerdictChart, spanOf } from "../charts/verdict";
import { stateName, useKnown } from "../labels";
import { Figure } from "./figure";
import { Day, EventType, seeRow } from "./names";
import { Empty } from "./states";
import { type Column, Table } from "./table";
import { datesTold } from "../text/days";

type Told = Schemas["VerdictTold"];
type Row = Schemas["EventBehind"];

export const SIGNS: Readonly<Record<string, string>> = { supported: "✓", "not supported": "–", contradicted: "✕", "cannot be told": "?" };

export function Chip({ of, because }: { of: string; because?: string }) {
  return <span class={`verdict ${of.replaceAll(" ", "-")}`} title={because}><span aria-hidden="true">{SIGNS[of]}</span> {of}</span>;
}

export const datasetName = (name: string) => (name === "record" ? "The record" : name.toUpperCase());

export function VerdictPanel({ verdict, download }: { verdict: Told; download: string }) {
  const { query } = useAddress();
  const bar = verdict.bars.find((b) => b.name === query.level);
  const rows = bar ? verdict.rows.filter((r) => isIn(r, bar)) : verdict.rows;
  const more = verdict.events > verdict.rows.length ? `The first ${verdict.rows.length} of ${verdict.events.toLocaleString("en")} events; the table as CSV holds them all.` : "";
  return (
    <Figure title={`${datasetName(verdict.dataset)}: ${verdict.verdict}`} drawn={verdict.bars.length > 0} download={verdict.bars.length ? download : undefined}>
      <p class="because"><Chip of={verdict.verdict} /> {datesTold(verdict.because)}</p>
      {verdict.bars.length > 0 && <p class="note">{`Per ${verdict.unit}; thin lines are 95 % intervals. A bar opens its events.`}</p>}
      {verdict.bars.length > 0 && <VerdictChart verdict={verdict} />}
      {verdict.bars.length > 0 && (
        <details class="told" open={bar !== undefined}>
          <summary>{bar ? `Events of ${spanOf(bar.name)} (${rows.length})` : `The ${verdict.events.toLocaleString("en")} events that it rests on`}{verdict.undated > 0 && `; ${verdict.undated} without a day left out`}{verdict.contested > 0 && `; ${verdict.contested} contested`}</summary>
          {bar && <p><a href={here({ level: null })}>All events</a></p>}
          {more && <p class="note">{more}</p>}
          {rows.length ? <Table caption="Events that the verdict rests on" columns={COLUMNS} rows={rows} /> : <Empty>No event of this kind is told here.</Empty>}
        </details>
      )}
    </Figure>
  );
}

function isIn(row: Row, bar: Schemas["Bar"]): boolean {
  if (row.level === bar.name) return true;
  return /^\d{4}/.test(bar.name) && row.date !== null && row.date >= bar.first.slice(0, row.date.length) && row.date <= bar.last;
}

const COLUMNS: readonly Column<Row>[] = [
  { name: "date", value: (r) => r.date, show: (r) => <Day of={r.date} /> },
  { name: "counts in", value: (r) => r.level, show: (r) => spanOf(r.level) },
  { name: "type", value: (r) => r.type, show: (r) => <EventType of={r.type} mode={r.mode} /> },
  { name: "who", value: (r) => r.parties.join(", "), show: (r) => <Parties of={r.parties} /> },
  { name: "adds", number: true, value: (r) => r.weight, show: (r) => r.weight.toFixed(1) },
  { name: "words", wide: true, value: (r) => r.sentence, show: (r) => (r.mention ? <a class="words" href={seeRow(r.mention)} dir="auto">{r.sentence}</a> : <span class="words" dir="auto">{r.sentence}</span>) },
  { name: "outlet", value: (r) => r.outlet, show: (r) => <bdi>{r.outlet ?? "not stated"}</bdi> },
];

function Parties({ of }: { of: readonly string[] }) {
  const { labels } = useKnown();
  return <>{of.map((p) => stateName(labels, p)).join(", ")}</>;
}
