/** A page of standing things of one question, with filters, shares and a file to keep. */
import { useAddress } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { pairPage } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Answered } from "../parts/states";
import { sheetOf } from "../parts/table";
import { Shares, type Thing, THING_COLUMNS, ThingList } from "../parts/things";
import type { Limits } from "../parts/told";

interface ThingPageProps {
  readonly question: string | null;
  readonly path: "/api/agreements" | "/api/claims" | "/api/routes";
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  /** Whether each thing is set against the record of its pairs. */
  readonly held?: boolean;
  readonly above?: (items: readonly Thing[]) => preact.ComponentChildren;
}

const LIMIT = 50;

export function ThingPage({ question, path, title, lead, none, held, above }: ThingPageProps) {
  const { query } = useAddress();
  const { labels } = useKnown();
  const kinds = labels.ties.filter((t) => t.question === question).map((t) => t.kind);
  const { actor, kind, status, since, until, outlet, text } = query;
  const within = { actor, with: query.with, since, until, outlet, text };
  const asked = { ...within, type: kinds.length ? kind : undefined, status };
  const answer = useGet(path, { ...asked, limit: above ? 200 : LIMIT, offset: offsetOf(query) });
  return (
    <>
      <Heading title={title}>{lead}</Heading>
      <Filters names={["actor", "with", ...(kinds.length > 1 ? (["kind"] as const) : []), "status", "since", "until", "outlet", "text"]} kinds={kinds} of="tie" />
      <Answered of={answer} what={title.toLowerCase()}>
        {(page) => (
          <>
            {above?.(page.items)}
            <Figure title={`${title} (${page.total.toLocaleString("en")})`} sheet={async () => sheetOf(THING_COLUMNS, await everyRow(path, asked))}>
              <Shares kinds={page.kinds} statuses={page.statuses} />
              {held ? <Held items={page.items} none={none} within={within} /> : <ThingList items={page.items} none={none} within={within} />}
              <Pager {...page} />
            </Figure>
          </>
        )}
      </Answered>
    </>
  );
}

/** Claims, each beside the pairs of its parties: what the record tells of them. */
function Held({ items, none, within }: { items: readonly Thing[]; none: string; within: Limits }) {
  return (
    <>
      <ThingList items={items} none={none} within={within} />
      {items.length > 0 && (
        <>
          <h3>Held against the record</h3>
          <ul class="plain">
            {pairsOf(items).map(([one, other]) => <li key={one.id + other.id}><a href={pairPage(one.id, other.id)}><bdi>{one.name}</bdi> and <bdi>{other.name}</bdi>: what is told of them</a></li>)}
          </ul>
        </>
      )}
    </>
  );
}

type Party = Schemas["Party"];

function pairsOf(items: readonly Thing[]): [Party, Party][] {
  const found = new Map<string, [Party, Party]>();
  for (const { parties } of items) {
    const actors = parties.filter((p) => p.kind === "state" || p.kind === "igo");
    actors.forEach((one, i) => actors.slice(i + 1).forEach((other) => found.set([one.id, other.id].sort().join("+"), [one, other])));
  }
  return [...found.values()];
}
