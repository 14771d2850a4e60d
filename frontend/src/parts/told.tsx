/** The tellings of a standing thing: the firmest with it, all of them page by page. */
import { useState } from "preact/hooks";
import { type Schemas, useGet } from "../api";
import { Status } from "./names";
import { Sentence } from "./sentence";
import { Answered } from "./states";

export type Limits = Readonly<Record<string, string | undefined>>;
const AT_ONCE = 30;

export function Tellings({ of, within }: { of: Schemas["Thing"]; within: Limits }) {
  const [page, turn] = useState<number | null>(null);
  const answer = useGet("/api/tellings", page === null ? null : { ...within, of: of.id, limit: AT_ONCE, offset: page * AT_ONCE });
  if (page === null) {
    return (
      <>
        <Told items={of.told} />
        {of.told.length < of.tellings && <button type="button" class="link" onClick={() => turn(0)}>All {of.tellings.toLocaleString("en")} tellings</button>}
      </>
    );
  }
  return (
    <Answered of={answer} what="the tellings">
      {({ items, total }) => (
        <>
          <Told items={items} />
          <p class="note">
            {page > 0 && <button type="button" class="link" onClick={() => turn(page - 1)}>← Firmer ones</button>}{" "}
            {(page * AT_ONCE + 1).toLocaleString("en")} to {(page * AT_ONCE + items.length).toLocaleString("en")} of {total.toLocaleString("en")}{" "}
            {page * AT_ONCE + items.length < total && <button type="button" class="link" onClick={() => turn(page + 1)}>Further ones →</button>}
          </p>
        </>
      )}
    </Answered>
  );
}

function Told({ items }: { items: readonly Schemas["Told"][] }) {
  return (
    <>
      {items.map((t) => (
        <div key={t.id} class="telling">
          <Status of={t.status} />
          <Sentence words={t.telling.evidence.words} report={t.telling.evidence.report} at={t.id} before={t.telling.before} after={t.telling.after}
            speaker={t.telling.speaker} outlet={t.telling.outlet} published={t.telling.published} title={t.telling.title} />
        </div>
      ))}
    </>
  );
}
