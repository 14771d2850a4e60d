/** Actors, places, statuses and types as they stand in every list. */
import { carried, here, href } from "../address";
import type { Schemas } from "../api";
import { told } from "../text/days";
import { countsAs, FIRMNESS, meaningOf, plain, quadOf, titled, useKnown } from "../labels";

type Party = Schemas["Party"];
const PLACES = new Set(["place", "region", "waterbody", "port", "crossing"]);

export const seeRow = (id: string) => here({ see: `why:${id}` });
export const seeList = (table: string, filters: Record<string, string | number | null | undefined>) =>
  here({ see: href(table, filters) });

/** A list of rows beside the page; a plain number where there are none. */
export function Figures({ n, table, filters, what }: {
  n: number; table: string; filters: Record<string, string | number | null | undefined>; what: string;
}) {
  if (n === 0) return <span class="n zero">0</span>;
  return <a class="n" href={seeList(table, filters)} aria-label={`${n} ${what}: show the sentences`}>{n.toLocaleString("en")}</a>;
}

export function PartyLink({ party }: { party: Party }) {
  if (party.kind === null || PLACES.has(party.kind ?? "")) return <a class="party place" href={seeRow(party.id)} dir="auto">{party.name}</a>;
  return <a class="party" href={actorPage(party.id)} dir="auto">{party.name}</a>;
}

export const actorPage = (id: string) => href("/actor", { ...carried(), id });
export const pairPage = (one: string, other: string) => href("/partnership", { ...carried(), actor: one, with: other });

/** Names side by side, linked where their ids are known. */
export function Names({ ids, names }: { ids: readonly string[]; names: readonly string[] }) {
  if (!names.length) return <span class="hole">somebody not named</span>;
  return (
    <>
      {names.map((name, i) => (
        <span key={name + i}>
          {i > 0 && ", "}
          {ids.length === names.length ? <a class="party" href={actorPage(ids[i]!)} dir="auto">{name}</a> : <bdi>{name}</bdi>}
        </span>
      ))}
    </>
  );
}

export function Status({ of }: { of: string }) {
  const { labels } = useKnown();
  const as = countsAs(labels, of);
  const sign = FIRMNESS.find((f) => f.as === as)?.sign;
  return (
    <span class={`status ${as}`} title={meaningOf(labels, of)}>
      <span aria-hidden="true">{sign}</span> {plain(of)}
    </span>
  );
}

/** The type of an act; promises may also be of a kind of standing thing. */
export function EventType({ of, mode }: { of: string; mode?: string | null }) {
  const { labels } = useKnown();
  if (!labels.events.some((e) => e.name === of)) return <><Kind of={of} />{mode && <small> {plain(mode)}</small>}</>;
  return (
    <span class={`type quad-${quadOf(labels, of)}`} title={meaningOf(labels, of)}>
      {titled(of)}{mode && <small> {plain(mode)}</small>}
    </span>
  );
}

export function Kind({ of }: { of: string }) {
  const { labels } = useKnown();
  return <span class="kind" title={meaningOf(labels, of)}>{titled(of)}</span>;
}

/** A date, whose parts are not torn apart at the end of a line. */
export function Day({ of, hole = "not stated" }: { of: string | null | undefined; hole?: string }) {
  const parts = told(of)?.split(" to ");
  if (!parts) return <span class="hole day">{hole}</span>;
  return <>{parts.map((p, i) => <span key={p}>{i > 0 && " to "}<span class="day">{p}</span></span>)}</>;
}

/** What the colours and signs of firmness mean. */
export function FirmnessKey() {
  return (
    <ul class="key" aria-label="How firmly something is told">
      {FIRMNESS.map((f) => <li key={f.as} class={`status ${f.as}`}><span aria-hidden="true">{f.sign}</span> {f.meaning}</li>)}
    </ul>
  );
}
