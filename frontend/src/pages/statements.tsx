import { useAddress } from "../address";
import { addressOf, useGet } from "../api";
import { useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { offsetOf, Pager } from "../parts/pager";
import { StatementCard } from "../parts/rowlist";
import { Answered, Empty } from "../parts/states";

export function Statements() {
  const { query } = useAddress();
  const { labels } = useKnown();
  const { actor, kind, since, until, outlet, text } = query;
  const asked = { actor, with: query.with, type: kind, since, until, outlet, text };
  const answer = useGet("/api/statements", { ...asked, limit: 50, offset: offsetOf(query) });
  return (
    <>
      <Heading title="Statements">Who is cited for what: source, cue and content in the words of the report. “With” is who is spoken of.</Heading>
      <Filters names={["actor", "with", "kind", "since", "until", "outlet", "text"]} kinds={labels.statement_kinds} />
      <Answered of={answer} what="the statements">
        {(page) => (
          <Figure title={`Statements (${page.total})`} download={addressOf("/api/download/statements.{format}", asked, "csv")}>
            {page.total ? <ol class="rows grid">{page.items.map((r) => <li key={r.id}><StatementCard row={r} /></li>)}</ol> : <Empty>No statement fits these filters.</Empty>}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
    </>
  );
}
