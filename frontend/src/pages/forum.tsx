import { carried, useAddress } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { Attendance } from "../parts/attendance";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { groupPage } from "../parts/measures";
import { actorPage, Day, PartyLink, seeList, seeRow, Status } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { Shares, type Thing, ThingList, THING_COLUMNS } from "../parts/things";
import { told } from "../text/days";

type Page = Schemas["ForumPage"];
const FEW = 20;
const COMING = 6;

export function Forum() {
  const { query } = useAddress();
  const answer = useGet("/api/forums/{forum}", { ...carried(query), limit: COMING }, query.id ?? "");
  if (!query.id) return <Empty>No forum is named in the address. The <a href="/forums">list of forums</a> has them all.</Empty>;
  return <Answered of={answer} what="the forum">{(page) => <Whole page={page} />}</Answered>;
}

function Whole({ page }: { page: Page }) {
  const { forum, coming, memberships } = page;
  const asked = { forum: forum.id, ...carried() };
  return (
    <>
      <Heading title={forum.name} brief={forum.body ? { actor: forum.body.id } : {}}>
        {forum.body ? <a href={actorPage(forum.body.id)}>As an actor</a> : <>States that meet without a body of a name: {forum.members.map((m, i) => <span key={m.id}>{i > 0 && ", "}<PartyLink party={m} /></span>)}</>}
        {" · "}<a href={groupPage(forum.body ? forum.body.id : forum.members.map((m) => m.id).join(","))}>its states among themselves</a>{" · "}last told {told(forum.last_told) ?? "on a day not stated"}
      </Heading>
      <Filters names={["since", "until", "outlet", "text"]} />
      <Figure title={`What is to come (${coming.total.toLocaleString("en")})`} note="Meetings that reports tell as planned or wanted, for a day that is not past when the newest report was published, or without one; the next first.">
        <ThingList items={coming.items} none="No report announces a further meeting." />
        {coming.total > coming.items.length && <p class="note">The next {coming.items.length}; all that are planned or wanted stand below.</p>}
      </Figure>
      <Meetings asked={asked} />
      <Attendance forum={forum.id} limits={carried()} />
      <Figure title={`Memberships told (${memberships.total.toLocaleString("en")})`} sheet={async () => sheetOf(THING_COLUMNS, await everyRow("/api/forum/memberships", asked))}>
        <ThingList items={memberships.items} none="No report tells who its members are." />
        {memberships.total > memberships.items.length && <p class="more"><a href={seeList("forum/memberships", asked)}>All {memberships.total.toLocaleString("en")} memberships</a></p>}
      </Figure>
    </>
  );
}

function Meetings({ asked }: { asked: { forum: string } }) {
  const { query } = useAddress();
  const answer = useGet("/api/forum/meetings", { ...asked, status: query.status, limit: FEW, offset: offsetOf(query) });
  return (
    <Answered of={answer} what="the meetings">
      {(page) => (
        <Figure title={`Meetings (${page.total.toLocaleString("en")})`} sheet={async () => sheetOf(MEETINGS, await everyRow("/api/forum/meetings", { ...asked, status: query.status }))}
          note="Day, place and host as far as reports tell them; the newest first.">
          <Shares kinds={[]} statuses={page.statuses} />
          {page.items.length ? <Table caption="Meetings" columns={MEETINGS} rows={page.items} sortable={page.total <= FEW} /> : <Empty>No meeting is told.</Empty>}
          <Pager {...page} earlier="Newer meetings" further="Earlier meetings" />
        </Figure>
      )}
    </Answered>
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
