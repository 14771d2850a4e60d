/** Standing things (agreements, routes, claims, meetings) with their stages and every telling. */
import { carried, here } from "../address";
import type { Schemas } from "../api";
import { plain, useKnown } from "../labels";
import { told } from "../text/days";
import type { Column } from "./table";
import { Kind, PartyLink, seeRow, Status } from "./names";
import { Empty } from "./states";
import { type Limits, Tellings } from "./told";

export type Thing = Schemas["Thing"];

/** `within`: the filters that the things were asked with, for their further tellings. */
export function ThingList({ items, none, within }: { items: readonly Thing[]; none: string; within?: Limits }) {
  if (!items.length) return <Empty>{none}</Empty>;
  return <ol class="things">{items.map((t) => <li key={t.id} id={`thing-${t.id}`}><ThingCard of={t} within={within} /></li>)}</ol>;
}

export function ThingCard({ of, within = carried() }: { of: Thing; within?: Limits }) {
  return (
    <article class="thing">
      <p class="card-head"><Kind of={of.kind} /> <Status of={of.status} /> <span class="when">{told(of.date)}</span></p>
      <h3 dir="auto"><a href={seeRow(of.id)}>{of.name}</a></h3>
      <p class="ours" dir="auto">{of.text}</p>
      <p class="parties">{of.parties.map((p, i) => <span key={p.id}>{i > 0 && ", "}<PartyLink party={p} /></span>)}</p>
      {of.stages.length > 0 && <Stages of={of} />}
      {of.attributes.length > 0 && (
        <dl class="features">
          {of.attributes.map((a) => <div key={a.name + a.value}><dt>{plain(a.name)}</dt><dd><a href={seeRow(a.tie)} dir="auto">{told(a.value)}</a></dd></div>)}
        </dl>
      )}
      <details class="told">
        <summary>{of.tellings.toLocaleString("en")} {of.tellings === 1 ? "telling" : "tellings"}, {of.outlets} {of.outlets === 1 ? "outlet" : "outlets"} in words of their own{of.told.length < of.tellings && `; the firmest ${of.told.length}`}</summary>
        <Tellings of={of} within={within} />
      </details>
    </article>
  );
}

/** The life cycle as far as reports tell it: each step with its day, those not told left open. */
function Stages({ of }: { of: Thing }) {
  const { labels } = useKnown();
  const cycle = labels.ties.find((t) => t.kind === of.kind)?.stages ?? [];
  const reached = new Map(of.stages.map((s) => [s.stage, s]));
  const last = Math.max(...of.stages.map((s) => cycle.indexOf(s.stage)));
  return (
    <ol class="stages" aria-label="Stages">
      {cycle.map((stage, i) => {
        const found = reached.get(stage);
        if (!found && i > last) return null;
        return (
          <li key={stage} class={found ? "reached" : "untold"}>
            {found ? <a href={seeRow(found.tie)}>{plain(stage)}<small>{told(found.date) ?? "day not stated"}</small></a> : <span>{plain(stage)}<small>not told</small></span>}
          </li>
        );
      })}
    </ol>
  );
}

/** How many of each kind and status: a click keeps only these. */
export function Shares({ kinds, statuses }: { kinds: readonly Schemas["Count"][]; statuses: readonly Schemas["Count"][] }) {
  return (
    <p class="shares">
      {kinds.length > 1 && kinds.map((k) => <a key={k.name} href={here({ kind: k.name, offset: null })}><Kind of={k.name} /> {k.number}</a>)}
      {statuses.map((s) => <a key={s.name} href={here({ status: s.name, offset: null })}><Status of={s.name} /> {s.number}</a>)}
    </p>
  );
}

export const THING_COLUMNS: readonly Column<Thing>[] = [
  { name: "kind", show: (t) => t.kind, value: (t) => t.kind },
  { name: "name", show: (t) => t.name, value: (t) => t.name },
  { name: "text", show: (t) => t.text, value: (t) => t.text },
  { name: "status", show: (t) => t.status, value: (t) => t.status },
  { name: "stage", show: (t) => t.stage, value: (t) => t.stage },
  { name: "date", show: (t) => t.date, value: (t) => t.date },
  { name: "parties", show: () => null, value: (t) => t.parties.map((p) => p.name) },
  { name: "outlets", show: (t) => t.outlets, value: (t) => t.outlets },
  { name: "tellings", show: (t) => t.tellings, value: (t) => t.tellings },
  { name: "reports", show: () => null, value: (t) => t.told.map((x) => x.telling.evidence.report) },
  { name: "sentences", show: () => null, value: (t) => t.told.map((x) => x.telling.evidence.words) },
];
