/** Whose word any answer rests on: an event, a telling, a standing thing, a statement, or two actors. */
import { href, useAddress } from "../address";
import { useGet } from "../api";
import { stateName, useKnown } from "../labels";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { seeRow } from "../parts/names";
import { Origins } from "../parts/origins";
import { Empty } from "../parts/states";

export function Word() {
  const { query } = useAddress();
  const { labels } = useKnown();
  const pair = query.actor && query.with;
  const of = pair ? query.actor : query.of;
  return (
    <>
      <Heading title="Whose word" brief={null}>{pair ? `All events of ${stateName(labels, query.actor!)} with ${stateName(labels, query.with!)}: outlets` : "What an answer rests on: outlets"} by whether a state runs them, publishers, copies; and what remains if some are left out. {query.of && !pair && <a href={seeRow(query.of)}>The row itself</a>}</Heading>
      <Filters names={["actor", "with"]} />
      {of ? <Origins asked={{ of, with: pair ? query.with : undefined }} /> : <Beginning />}
    </>
  );
}

/** Where to begin: the pairs of which most is told. */
function Beginning() {
  const answer = useGet("/api/network", {});
  const busiest = answer.data?.edges.slice(0, 3) ?? [];
  return (
    <Empty>
      Name two actors, or come here from an event, a standing thing, a statement or a claim.
      {busiest.length > 0 && <> Most is told of {busiest.map((e, i) => <span key={e.one.id + e.other.id}>{i > 0 && ", "}<a href={href("/word", { actor: e.one.id, with: e.other.id })}><bdi>{e.one.name}</bdi> – <bdi>{e.other.name}</bdi></a></span>)}.</>}
    </Empty>
  );
}
