import { href } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { offsetOf, Pager } from "../parts/pager";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { Day } from "../parts/names";
import { useAddress } from "../address";

type Row = Schemas["Forum"];

export const forumPage = (id: string) => href("/forum", { id });

export function Forums() {
  const { query } = useAddress();
  const answer = useGet("/api/forums", { limit: 100, offset: offsetOf(query) });
  return (
    <>
      <Heading title="Forums">Bodies, and groups of three or more states that meet without one.</Heading>
      <Answered of={answer} what="the forums">
        {(page) => (
          <Figure title="Forums" sheet={async () => sheetOf(COLUMNS, await everyRow("/api/forums", {}))} note="The numbers count tellings.">
            {page.total ? <Table caption="Forums" columns={COLUMNS} rows={page.items} sortable={page.total <= 100} /> : <Empty>No report tells of a forum’s meeting or members.</Empty>}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
    </>
  );
}

const counts = (f: Row, n: number) => (n ? <a class="n" href={forumPage(f.id)}>{n}</a> : n);

const COLUMNS: readonly Column<Row>[] = [
  { name: "forum", wide: true, value: (f) => f.name, show: (f) => <a href={forumPage(f.id)} dir="auto">{f.name}</a> },
  { name: "body", value: (f) => (f.body ? "yes" : "no"), show: (f) => (f.body ? "a body" : "states that meet") },
  { name: "meetings", number: true, value: (f) => f.meetings, show: (f) => counts(f, f.meetings) },
  { name: "memberships", number: true, value: (f) => f.memberships, show: (f) => counts(f, f.memberships) },
  { name: "reports", number: true, value: (f) => f.reports, show: (f) => f.reports },
  { name: "last told", value: (f) => f.last_told, show: (f) => <Day of={f.last_told} /> },
];
