/** Who takes part in the meetings of a forum or group, who is host, who belongs to it, who meets whom outside. */
import { useAddress } from "../address";
import { addressOf, ask, everyRow, type Schemas, useGet } from "../api";
import { Bars } from "../charts/bars";
import { told } from "../text/days";
import { Figure } from "./figure";
import { Opens } from "./measures";
import { Day, pairPage, PartyLink, seeList, seeRow } from "./names";
import { offsetOf, Pager } from "./pager";
import { Answered, Empty, NotStated } from "./states";
import { type Column, sheetOf, Table } from "./table";

type Page = Schemas["AttendancePage"];
type Meeting = Schemas["Meeting"];
type Attender = Schemas["Attender"];
type Limits = Readonly<Record<string, string | undefined>>;

const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  host: ["★", "host"], attended: ["●", "takes part"], expected: ["◐", "is to take part"], denied: ["✕", "did not take place"],
  unnamed: ["·", "not named: no absence"], outside: ["", "no member on the day"],
};

/** Meetings that the matrix shows at once; the shares beside them are of all. */
const WIDE = 12;
const FIRST = "column";

export function Attendance({ forum, limits }: { forum: string; limits: Limits }) {
  const { query } = useAddress();
  const answer = useGet("/api/attendance", { forum, ...limits, limit: WIDE, offset: offsetOf(query, FIRST) });
  return (
    <Answered of={answer} what="who takes part">
      {(page) => (
        <>
          <Matrix page={page} limits={limits} />
          <div class="columns">
            <Meets forum={forum} limits={limits} />
            <Hosts page={page} limits={limits} />
          </div>
          <Members page={page} />
        </>
      )}
    </Answered>
  );
}

/** The columns of the whole matrix, whatever part of it is shown. */
async function everyMeeting(forum: string, limits: Limits): Promise<Meeting[]> {
  const found: Meeting[] = [];
  for (;;) {
    const page = await ask<Page>(addressOf("/api/attendance", { forum, ...limits, limit: 500, offset: found.length }));
    found.push(...page.attendance.meetings);
    if (page.attendance.meetings.length === 0 || found.length >= page.total) return found;
  }
}

/** From the earliest to the latest, those without a day last. */
const inTime = (meetings: readonly Meeting[]) => [...meetings.filter((m) => m.date).reverse(), ...meetings.filter((m) => !m.date)];

function Matrix({ page, limits }: { page: Page; limits: Limits }) {
  const { states, held, named_none } = page.attendance;
  const meetings = inTime(page.attendance.meetings);
  return (
    <Figure title="Attendance" sheet={async () => sheetOf(MEETINGS(states), inTime(await everyMeeting(page.forum, limits)))}
      note={<>States that reports name at each meeting. {held} {held === 1 ? "meeting is" : "meetings are"} told as held{named_none > 0 && `; of ${named_none} no report names a single state, so that they count in no share`}. Whom no report names need not have been absent.</>}>
      {meetings.length && states.length ? (
        <>
          <div class="table-frame" role="region" aria-label="Attendance" tabIndex={0}>
            <table class="matrix">
              <caption class="sr">Attendance</caption>
              <thead>
                <tr>
                  <th scope="col">state</th>
                  {meetings.map((m) => <th key={m.id} scope="col"><a href={seeRow(m.id)} title={m.name}>{told(m.date) ?? "no date"}</a></th>)}
                  <th scope="col" class="number">named at</th>
                </tr>
              </thead>
              <tbody>
                {states.map((s, n) => (
                  <tr key={s.state.id}>
                    <th scope="row"><PartyLink party={s.state} /></th>
                    {meetings.map((m) => <Cell key={m.id} meeting={m} presence={m.presence[n] ?? "unnamed"} />)}
                    <td class="number">{s.named.of ? <NamedAt state={s} page={page} limits={limits} /> : <NotStated what="none" />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager total={page.total} limit={page.limit} offset={page.offset} name={FIRST} earlier="Newer meetings" further="Earlier meetings" />
          <ul class="key signs" aria-label="Signs">{Object.entries(SIGNS).map(([k, [sign, words]]) => <li key={k} class={`presence ${k}`}><b aria-hidden="true">{sign || "▢"}</b> {words}</li>)}</ul>
        </>
      ) : <Empty>No meeting within the filters names a state.</Empty>}
    </Figure>
  );
}

/** A share that opens the meetings which it counts. */
function NamedAt({ state, page, limits }: { state: Attender; page: Page; limits: Limits }) {
  const { number, of } = state.named;
  const see = seeList("forum/meetings", { forum: page.forum, ...limits, state: state.state.id, presence: "named" });
  return <>{number ? <a class="n" href={see}>{number}</a> : 0} of {of}</>;
}

function Cell({ meeting, presence }: { meeting: Meeting; presence: string }) {
  const [sign, words] = SIGNS[presence] ?? ["", presence];
  return <td class={`presence ${presence}`} title={`${told(meeting.date) ?? "no date"}: ${words}`}><span aria-hidden="true">{sign}</span><span class="sr">{words}</span></td>;
}

const MEETINGS = (states: readonly Attender[]): readonly Column<Meeting>[] => [
  { name: "date", value: (m) => m.date ?? null, show: () => null },
  { name: "meeting", value: (m) => m.name, show: () => null },
  { name: "status", value: (m) => m.status, show: () => null },
  { name: "hosts", value: (m) => m.hosts.map((h) => h.name), show: () => null },
  ...states.map((s, n): Column<Meeting> => ({ name: s.state.id, value: (m) => m.presence[n] ?? null, show: () => null })),
];

function Hosts({ page, limits }: { page: Page; limits: Limits }) {
  const hosting = page.attendance.states.filter((s) => s.hosted + s.to_host > 0).sort((a, b) => b.hosted - a.hosted || b.to_host - a.to_host);
  const see = (s: Attender) => seeList("forum/meetings", { forum: page.forum, ...limits, state: s.state.id, presence: "host" });
  return (
    <Figure title="Hosts" note="Who received the others; where no report names a host, the state in which the place lies." sheet={() => ({ columns: ["state", "held", "to come or planned"], rows: hosting.map((s) => [s.state.name, s.hosted, s.to_host]) })}>
      {hosting.length ? (
        <Bars caption="Hosts" unit="Meetings" rows={hosting.map((s) => ({
          key: s.state.id, name: <PartyLink party={s.state} />, number: s.hosted + s.to_host,
          shown: <a class="n" href={see(s)}>{s.to_host ? `${s.hosted} held, ${s.to_host} planned` : `${s.hosted} held`}</a>,
        }))} />
      ) : <Empty>No report tells who is host.</Empty>}
    </Figure>
  );
}

function Meets({ forum, limits }: { forum: string; limits: Limits }) {
  const { since, until } = limits;
  const answer = useGet("/api/meets", { forum, since, until, limit: 60 });
  const columns: Column<Schemas["Meets"]>[] = [
    { name: "pair", wide: true, value: (m) => `${m.one.name} – ${m.other.name}`, show: (m) => <a href={pairPage(m.one.id, m.other.id)}><bdi>{m.one.name}</bdi> – <bdi>{m.other.name}</bdi></a> },
    ...(["outside", "margins", "inside"] as const).map((where): Column<Schemas["Meets"]> => ({
      name: where, number: true, value: (m) => m[where],
      show: (m) => <Opens n={m[where]} table="meets/events" filters={{ forum, since, until, pair: `${m.one.id},${m.other.id}`, where }} />,
    })),
    { name: "newest", value: (m) => m.newest ?? null, show: (m) => <Day of={m.newest} /> },
  ];
  return (
    <Answered of={answer} what="who meets whom">
      {(page) => (
        <Figure title="Who meets whom outside" sheet={async () => sheetOf(columns, await everyRow("/api/meets", { forum, since, until }))}
          note="Meetings told as facts. Inside: of three states or more, with a body, or told with a meeting of the forum in one sentence; on its margins: told in one report with it, on a day that fits.">
          {page.items.length ? <Table caption="Who meets whom outside" columns={columns} rows={page.items} /> : <Empty>No meeting of two of them is told.</Empty>}
        </Figure>
      )}
    </Answered>
  );
}

function Members({ page }: { page: Page }) {
  const columns: Column<Schemas["Belonging"]>[] = [
    { name: "state", value: (b) => b.state.name, show: (b) => <PartyLink party={b.state} /> },
    { name: "since", value: (b) => b.since ?? null, show: (b) => (b.listed ? <Day of={b.since} /> : <NotStated what="not listed" />) },
    { name: "until", value: (b) => b.until ?? null, show: (b) => (b.until ? <Day of={b.until} /> : "") },
    { name: "as reports tell it", wide: true, value: (b) => b.told.map((t) => t.text), show: (b) => (b.things ? <ToldOf member={b} forum={page.forum} /> : <NotStated what="no report tells" />) },
  ];
  return (
    <Figure title="Who belongs to it" sheet={() => sheetOf(columns, page.members)}
      note={page.source ? `Days of the atlas, from: ${page.source}. Beside them what reports tell.` : page.members.some((m) => m.listed && m.since) ? "The atlas gives no source for its list." : "The atlas has no list of its members: these are the states that reports name, or that were asked for."}>
      {page.members.length ? <Table caption="Who belongs to it" columns={columns} rows={page.members} /> : <Empty>Neither the atlas nor a report tells who belongs to it.</Empty>}
    </Figure>
  );
}

function ToldOf({ member, forum }: { member: Schemas["Belonging"]; forum: string }) {
  return (
    <>
      {member.told.map((t, i) => <span key={t.id}>{i > 0 && " "}<a href={seeRow(t.id)} dir="auto">{t.text}</a></span>)}
      {member.things > member.told.length && <> <a href={seeList("forum/memberships", { forum, member: member.state.id })}>all {member.things}</a></>}
    </>
  );
}
