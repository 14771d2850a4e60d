/** Whose word any answer rests on: an event, a telling, a standing thing, a statement, or two actors. */
import { useAddress } from "../address";
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
      <Heading title="Whose word" brief={null}>{pair ? `All events of ${stateName(labels, query.actor!)} with ${stateName(labels, query.with!)}: ` : ""}outlets by whether a state runs them, publishers, copies; and what remains if some are left out. {query.of && !pair && <a href={seeRow(query.of)}>The row itself</a>}</Heading>
      <Filters names={["actor", "with"]} />
      {of ? <Origins asked={{ of, with: pair ? query.with : undefined }} /> : <Empty>Name two actors, or come here from an event, a standing thing, a statement or a claim.</Empty>}
    </>
  );
}
