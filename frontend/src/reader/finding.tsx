/** One finding in the margin; chosen, it says why it is there. */
import { here, useAddress } from "../address";
import { EventType, Kind, seeRow, Status } from "../parts/names";
import { Review } from "../parts/review";
import { Who } from "../parts/rowlist";
import { NotStated } from "../parts/states";
import { told } from "../text/days";
import type { Found } from "./findings";

export function Finding({ of, chosen }: { of: Found; chosen: boolean; report: string }) {
  return (
    <article class={`finding ${of.layer.replace(" ", "-")}`} aria-current={chosen ? "true" : undefined}>
      <a class="choose" href={here({ at: chosen ? null : of.id, see: null })}><Title of={of} /></a>
      {chosen && <Chosen of={of} />}
    </article>
  );
}

function Title({ of }: { of: Found }) {
  if (of.layer === "statement") return <><span class="kind">said</span> <bdi>{of.row.speaker ?? of.row.source_words ?? "source not stated"}</bdi></>;
  if (of.layer === "event") {
    const { row } = of;
    return (
      <>
        <EventType of={row.type} mode={row.mode} /> <Status of={row.status} />
        <span class="line"><bdi>{row.actor_names.join(", ") || "somebody not named"}</bdi>{row.recipient_names.length > 0 && !row.reciprocal && <> → <bdi>{row.recipient_names.join(", ")}</bdi></>}</span>
      </>
    );
  }
  return <><Kind of={of.row.kind} /> <Status of={of.row.status} /> <span class="line"><bdi>{of.row.name}</bdi></span></>;
}

function Chosen({ of }: { of: Found }) {
  return (
    <div class="chosen">
      <Details of={of} />
      {"because" in of.row && of.row.because && <p class="because"><strong>Why</strong> <span dir="auto">{of.row.because}</span></p>}
      <Review keys={!useAddress().query.see} id={of.id} kind={of.layer === "standing thing" ? "tie" : of.layer} row={of.row as unknown as Record<string, unknown>} />
      <a href={seeRow(of.id)}>All words and fields</a>
    </div>
  );
}

function Details({ of }: { of: Found }) {
  const rows: [string, preact.ComponentChildren][] = [];
  if (of.layer === "statement") {
    if (of.row.joint_with.length > 0) rows.push(["said together with", of.row.joint_with.join(", ")]);
    rows.push(["cue", of.row.cue], ["kind", of.row.kind], ["relayed by", of.row.via.join(", ")]);
  } else if (of.layer === "event") {
    const { row } = of;
    rows.push(["who", <Who row={row} />], ["when", told(row.date) && <>{told(row.date)} {row.date_text && <small>“{row.date_text}”</small>}</>], ["where", row.place_name]);
    rows.push(["on whose word", row.speaker ?? "the report’s own"], ["word", row.trigger], ["about", row.topics.join(", ")]);
    if (row.deadline_text) rows.push(["promised for", <>{told(row.deadline_to)} <small>“{row.deadline_text}”</small></>]);
  } else {
    const { row } = of;
    rows.push(["parties", row.party_names.join(", ")], ["stage", row.stage], ["when", told(row.date)], ["on whose word", row.speaker ?? "the report’s own"]);
    rows.push(...row.roles.map((r): [string, string] => pair(r)), ...row.attributes.map((a): [string, string] => pair(a)));
  }
  return <dl class="fields">{rows.map(([name, value], i) => <div key={i}><dt>{name}</dt><dd dir="auto">{value || <NotStated />}</dd></div>)}</dl>;
}

function pair(text: string): [string, string] {
  const cut = text.indexOf(": ");
  return cut < 0 ? ["", text] : [text.slice(0, cut).replaceAll("_", " "), text.slice(cut + 2)];
}
