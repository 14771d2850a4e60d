import { useAddress } from "../address";
import { addressOf, type Schemas, useGet } from "../api";
import { languageName } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Day, Figures } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { readerPage } from "../parts/sentence";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, Table } from "../parts/table";

type Row = Schemas["ReportRow"];
const LIMIT = 100;

export function Reports() {
  const { query } = useAddress();
  const { actor, since, until, outlet, text } = query;
  const asked = { actor, with: query.with, since, until, outlet, text };
  const answer = useGet("/api/reports", { ...asked, limit: LIMIT, offset: offsetOf(query) });
  return (
    <>
      <Heading title="Reports">News items as their outlets published them. A title opens the text with all that was found in it.</Heading>
      <Filters names={["actor", "with", "since", "until", "outlet", "text"]} />
      <Answered of={answer} what="the reports">
        {(page) => (
          <Figure title="Reports" download={addressOf("/api/download/reports.{format}", asked, "csv")}>
            {page.total ? <Table caption="Reports" columns={COLUMNS} rows={page.items} sortable={page.total <= LIMIT} /> : <Empty>No report fits these filters.</Empty>}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
    </>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { name: "published", value: (r) => r.published, show: (r) => <Day of={r.published} /> },
  { name: "outlet", value: (r) => r.outlet, show: (r) => r.outlet ? <bdi>{r.outlet}</bdi> : <NotStated /> },
  { name: "title", wide: true, value: (r) => r.title, show: (r) => <><a href={readerPage(r.id)} dir="auto">{r.title ?? "(no title)"}</a>{r.notes && <small class="caution">{r.notes}</small>}</> },
  { name: "language", value: (r) => r.language, show: (r) => r.language ? languageName(r.language) : <NotStated /> },
  { name: "statements", number: true, value: (r) => r.statements, show: (r) => <Figures n={r.statements} table="statements" filters={{ report: r.id }} what="statements" /> },
  { name: "events", number: true, value: (r) => r.events, show: (r) => <Figures n={r.events} table="events" filters={{ report: r.id }} what="tellings of events" /> },
  { name: "standing things", number: true, value: (r) => r.ties, show: (r) => <Figures n={r.ties} table="ties" filters={{ report: r.id }} what="standing things" /> },
];
