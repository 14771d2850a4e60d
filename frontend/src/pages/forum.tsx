import { carried, useAddress } from "../address";
import { type Schemas, useGet } from "../api";
import { Attendance } from "../parts/attendance";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { groupPage } from "../parts/measures";
import { actorPage, Day, PartyLink, seeRow, Status } from "../parts/names";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { type Thing, ThingList, THING_COLUMNS } from "../parts/things";
import { told } from "../text/days";

type Page = Schemas["ForumPage"];

export function Forum() {
  const { query } = useAddress();
  const answer = useGet("/api/forums/{forum}", carried(query), query.id ?? "");
  if (!query.id) return <Empty>No forum is named in the address. The <a href="/forums">list of forums</a> has them all.</Empty>;
  return <Answered of={answer} what="the forum">{(page) => <Whole page={page} />}</Answered>;
}

function Whole({ page }: { page: Page }) {
  const { forum } = page;
  const meetings = [...page.meetings.items].sort((a, b) => (b.date ?? "").localeCompare(a.date ?? ""));
  const next = meetings.filter((m) => m.counts_as === "intention");
  return (
    <>
      <Heading title={forum.name} brief={forum.body ? { actor: forum.body.id } : {}}>
        {forum.body ? <a href={actorPage(forum.body.id)}>As an actor</a> : <>States that meet without a body of a name: {forum.members.map((m, i) => <span key={m.id}>{i > 0 && ", "}<PartyLink party={m} /></span>)}</>}
        {" · "}<a href={groupPage(forum.body ? forum.body.id : forum.members.map((m) => m.id).join(","))}>its states among themselves</a>{" · "}last told {told(forum.last_told) ?? "on a day not stated"}
      </Heading>
      <Filters names={["since", "until", "outlet", "text"]} />
      <Figure title={`What is to come (${next.length})`}>
        <ThingList items={next} none="No report announces a further meeting." />
      </Figure>
      <Figure title={`Meetings (${page.meetings.total})`} sheet={() => sheetOf(MEETINGS, meetings)} note="Day, place and host as far as reports tell them.">
        {meetings.length ? <Table caption="Meetings" columns={MEETINGS} rows={meetings} /> : <Empty>No meeting is told.</Empty>}
      </Figure>
      <Attendance forum={forum.id} limits={carried()} />
      <Figure title={`Memberships told (${page.memberships.total})`} sheet={() => sheetOf(THING_COLUMNS, page.memberships.items)}>
        <ThingList items={page.memberships.items} none="No report tells who its members are." />
      </Figure>
    </>
  );
}

const held = (t: Thing, ...roles: string[]) => t.roles.filter((r) => roles.includes(r.role)).flatMap((r) => r.holders);

const Parties = ({ of }: { of: Schemas["Party"][] }) =>
  of.length ? <>{of.map((p, i) => <span key={p.id}>{i > 0 && ", "}<PartyLink party={p} /></span>)}</> : <NotStated />;

const MEETINGS: readonly Column<Thing>[] = [
  { name: "day", value: (t) => t.date, show: (t) => <Day of={t.date} /> },
  { name: "what", wide: true, value: (t) => t.text, show: (t) => <a href={seeRow(t.id)} dir="auto">{t.text}</a> },
  { name: "status", value: (t) => t.status, show: (t) => <Status of={t.status} /> },
  { name: "host", value: (t) => held(t, "host").map((p) => p.name), show: (t) => <Parties of={held(t, "host")} /> },
  { name: "place", value: (t) => held(t, "place").map((p) => p.name), show: (t) => <Parties of={held(t, "place")} /> },
  { name: "tellings", number: true, value: (t) => t.tellings, show: (t) => <a class="n" href={seeRow(t.id)}>{t.tellings}</a> },
];
