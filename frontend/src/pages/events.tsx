import { useAddress } from "../address";
import { addressOf, type Schemas, useGet } from "../api";
import { EventTime } from "../charts/eventtime";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Day, EventType, seeRow, Status } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Who } from "../parts/rowlist";
import { Answered, Empty } from "../parts/states";
import { type Column, Table } from "../parts/table";

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
            <EventTime asked={asked} title="Events over time" none="No event fits these filters." />
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
  { name: "date", value: (r) => r.date, show: (r) => <Day of={r.date} /> },
  { name: "type", value: (r) => r.type, show: (r) => <EventType of={r.type} mode={r.mode} /> },
  { name: "status", value: (r) => r.status, show: (r) => <Status of={r.status} /> },
  { name: "who", wide: true, value: (r) => [...r.actor_names, "→", ...r.recipient_names].join(" "), show: (r) => <Who row={r} /> },
  { name: "words", wide: true, value: (r) => r.sentence, show: (r) => <a class="words" href={seeRow(r.id)} dir="auto">{r.sentence}</a> },
  { name: "told by", number: true, value: (r) => r.voices, show: (r) => <a class="n" href={seeRow(r.id)} aria-label={`${r.voices} independent origins: show the tellings`}>{r.voices}</a> },
  { name: "contested", value: (r) => r.contested, show: (r) => r.contested ? <span class="flag">contested</span> : "" },
];
