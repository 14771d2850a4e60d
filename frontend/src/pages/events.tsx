import { useAddress } from "../address";
import { addressOf, type Schemas, useGet } from "../api";
import { Timeline } from "../charts/timeline";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { EventType, FirmnessKey, seeRow, Status } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Who } from "../parts/rowlist";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { told } from "../text/days";

type Row = Schemas["HappeningRow"];
const LIMIT = 100;

export function Events() {
  const { query } = useAddress();
  const { actor, type, status, since, until, text } = query;
  const asked = { actor, with: query.with, type, status, since, until, text };
  const answer = useGet("/api/happenings", { ...asked, limit: LIMIT, offset: offsetOf(query) });
  return (
    <>
      <Heading title="Events">What tellings, in one or many reports, agree is one happening. A click opens every telling and the words.</Heading>
      <Filters names={["actor", "with", "type", "status", "since", "until", "text"]} />
      <Answered of={answer} what="the events">
        {(page) => page.total === 0 ? <Empty>No event fits these filters.</Empty> : (
          <>
            <Figure title="Events over time" drawn sheet={() => sheetOf(HAPPENING_COLUMNS, page.items)} tools={<FirmnessKey />}
              note={page.total > page.items.length ? `These ${page.items.length} of ${page.total}.` : undefined}>
              <Timeline rows={page.items} />
            </Figure>
            <Figure title="List of events" download={addressOf("/api/download/happenings.{format}", asked, "csv")}>
              <Table caption="Events" columns={HAPPENING_COLUMNS} rows={page.items} sortable={page.total <= LIMIT} />
              <Pager {...page} />
            </Figure>
          </>
        )}
      </Answered>
    </>
  );
}

export const HAPPENING_COLUMNS: readonly Column<Row>[] = [
  { name: "date", value: (r) => r.date, show: (r) => told(r.date) ?? <NotStated /> },
  { name: "type", value: (r) => r.type, show: (r) => <EventType of={r.type} mode={r.mode} /> },
  { name: "status", value: (r) => r.status, show: (r) => <Status of={r.status} /> },
  { name: "who", wide: true, value: (r) => [...r.actor_names, "→", ...r.recipient_names].join(" "), show: (r) => <Who row={r} /> },
  { name: "words", wide: true, value: (r) => r.sentence, show: (r) => <a class="words" href={seeRow(r.id)} dir="auto">{r.sentence}</a> },
  { name: "told by", number: true, value: (r) => r.voices, show: (r) => <a class="n" href={seeRow(r.id)} aria-label={`${r.voices} independent origins: show the tellings`}>{r.voices}</a> },
  { name: "contested", value: (r) => r.contested, show: (r) => r.contested ? <span class="flag">contested</span> : "" },
];
