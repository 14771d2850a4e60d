/** One claim held against the record: verdicts with their bars, the form to edit, who says it, whose word it all rests on. */
import { useState } from "preact/hooks";
import { go, here, href, useAddress } from "../address";
import { addressOf, type Schemas, useGet } from "../api";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { Day, PartyLink, seeRow } from "../parts/names";
import { Origins } from "../parts/origins";
import { Sentence } from "../parts/sentence";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf } from "../parts/table";
import { VerdictPanel } from "../parts/verdict";

type Page = Schemas["ClaimPage"];
const BLANK = `actors = ["NOR"]
others = ["SWE"]
measure = "events"
quads = [1, 2]
compare = "above before"
from = "2024"
to = "2024"
`;

export function Claim() {
  const { query } = useAddress();
  const id = query.id ?? "new";
  if (id === "new" && !query.form) {
    return (
      <>
        <Heading title="A question of your own">A claim as a form: who, which measure, which period, which comparison. The verdict rests on what the record tells.</Heading>
        <Form text={BLANK} own={false} />
      </>
    );
  }
  return <Held id={id} form={query.form} />;
}

function Held({ id, form }: { id: string; form: string | undefined }) {
  const answer = useGet("/api/narratives/{id}", { form }, id);
  return (
    <Answered of={answer} what="the verdict">
      {(page) => (
        <>
          <Heading title={page.claim ? <>{page.claim.title.charAt(0).toUpperCase() + page.claim.title.slice(1)}: <q>{page.claim.words}</q></> : "A question of your own"} brief={null}>
            {page.claim ? <Said page={page} /> : "The verdict on the form below."}
          </Heading>
          {page.verdicts.map((v) => <VerdictPanel key={v.dataset} verdict={v} download={addressOf("/api/narratives/{id}/rows" as "/api/narratives/{id}", { form, dataset: v.dataset }, id)} />)}
          <Form key={page.toml} text={page.toml ?? BLANK} own={Boolean(form)} problem={page.problem} reason={page.form?.reason} />
          {page.voices.length > 0 && <Voices page={page} />}
          {page.claim && <Origins asked={{ of: page.claim.id }} title="Whose word the claim is" />}
          {page.form && !page.problem && <Origins asked={{ of: id, verdict: "true", form: form ?? (page.claim ? undefined : page.toml ?? undefined) }} title="Whose word the verdict rests on" />}
        </>
      )}
    </Answered>
  );
}

function Said({ page }: { page: Page }) {
  const claim = page.claim!;
  return (
    <>
      Said of {claim.parties.map((p, i) => <span key={p.id}>{i > 0 && " and "}<PartyLink party={p} /></span>)}, first by <bdi>{claim.speaker ?? `${claim.outlet ?? "a report"} itself`}</bdi> in a report of <Day of={claim.published} />
      {claim.hands.length > 0 && <>; it came through {claim.hands.length === 1 ? "one hand" : `${claim.hands.length} hands`}: {claim.hands.join(" → ")}</>}. <a href={seeRow(claim.id)}>Why it is read so</a>
    </>
  );
}

function Form({ text, own, problem, reason }: { text: string; own: boolean; problem?: string | null; reason?: string }) {
  const [held, hold] = useState(text);
  const run = (e: SubmitEvent) => {
    e.preventDefault();
    go(here({ form: held, level: null }));
  };
  return (
    <Figure title="The form it is tested in" note={problem ? <span class="caution">{problem}</span> : reason}>
      <form class="form-editor" onSubmit={run}>
        <label for="toml">Who, what is measured, when, against what: edit it and run it again. Every choice stands in its comment.</label>
        <textarea id="toml" rows={Math.min(26, held.split("\n").length + 1)} spellcheck={false} value={held} onInput={(e) => hold((e.currentTarget as HTMLTextAreaElement).value)} />
        <button type="submit">Run it</button>
        {own && <a href={here({ form: null, level: null })}>Back to its own form</a>}
      </form>
    </Figure>
  );
}

const DOES: Readonly<Record<string, string>> = { says: "says it first", "says again": "says it again", repeats: "repeats it", copies: "prints a copy", disputes: "disputes it" };

const VOICES: readonly Column<Schemas["Voice"]>[] = [
  ...(["does", "speaker", "outlet", "standing", "country", "published", "sentence", "because"] as const).map((name): Column<Schemas["Voice"]> => ({ name, value: (v) => v[name], show: (v) => v[name] })),
  { name: "through", value: (v) => v.hands, show: (v) => v.hands.join(" → ") },
  { name: "report", value: (v) => v.report, show: (v) => v.report },
  { name: "id", value: (v) => v.id, show: (v) => v.id },
];

function Voices({ page }: { page: Page }) {
  return (
    <Figure title="Who says, repeats and disputes it" sheet={() => sheetOf(VOICES, page.voices)}>
      <ol class="voices">
        {page.voices.map((v) => (
          <li key={v.id} class={v.does}>
            <p class="card-head"><span class={`does ${v.does}`}>{DOES[v.does] ?? v.does}</span> <bdi>{v.speaker ?? `${v.outlet ?? "a report"} itself`}</bdi>{v.because && <small> ({v.because})</small>}<span class="when">{v.standing === "unknown" ? "outlet’s standing not known" : v.standing}{v.country && `, ${v.country}`}</span></p>
            <Sentence words={v.sentence} report={v.report} at={v.id} speaker={v.speaker} outlet={v.hands.join(" → ") || v.outlet} published={v.published} />
          </li>
        ))}
      </ol>
      {page.opposites.length > 0 && <p>The opposite is claimed too: {page.opposites.map((o, i) => <span key={o}>{i > 0 && ", "}<a href={href("/claim", { id: o })}>claim {o.slice(0, 6)}</a></span>)}</p>}
      {page.voices.length === 0 && <Empty>Nobody is cited.</Empty>}
    </Figure>
  );
}

