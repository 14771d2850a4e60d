/** The texts of an outlet behind an answer: the first with the tree, the others page by page. */
import { useState } from "preact/hooks";
import { addressOf, type Schemas, useAsked } from "../api";
import { Day } from "./names";
import { readerPage } from "./sentence";
import { Answered } from "./states";

type Branch = Schemas["Branch"];
const AT_ONCE = 50;

export function OutletTexts({ asked, publisher, outlet }: { asked: Readonly<Record<string, string | undefined>>; publisher: Branch; outlet: Branch }) {
  const [page, turn] = useState<number | null>(null);
  const { texts } = outlet.numbers;
  const limits = { ...asked, outlet: outlet.key, limit: AT_ONCE, offset: (page ?? 0) * AT_ONCE };
  // The key of reports that name nobody is empty, and is asked for all the same.
  const address = `${addressOf("/api/whose-word/texts", limits)}&publisher=${encodeURIComponent(publisher.key ?? "")}`;
  const answer = useAsked<Schemas["TextsPage"]>(page === null ? null : address);
  if (page === null) {
    return (
      <>
        <Texts of={outlet.parts} />
        {texts > outlet.parts.length && <button type="button" class="link" onClick={() => turn(0)}>All {texts.toLocaleString("en")} texts</button>}
      </>
    );
  }
  const last = Math.min(texts, (page + 1) * AT_ONCE);
  return (
    <>
      <Answered of={answer} what="the texts">{(found) => <Texts of={found.items} />}</Answered>
      <p class="note">
        {page > 0 && <button type="button" class="link" onClick={() => turn(page - 1)}>← Earlier texts</button>}{" "}
        {(page * AT_ONCE + 1).toLocaleString("en")} to {last.toLocaleString("en")} of {texts.toLocaleString("en")}{" "}
        {last < texts && <button type="button" class="link" onClick={() => turn(page + 1)}>Later texts →</button>}
      </p>
    </>
  );
}

function Texts({ of }: { of: readonly Branch[] }) {
  return (
    <ul class="branches">
      {of.map((b) => <li key={b.key}><a href={readerPage(b.key ?? "")}><Day of={b.published} />{b.how && b.how !== "own" && ` (${b.how})`}: <bdi>{b.sentence}</bdi></a></li>)}
    </ul>
  );
}
