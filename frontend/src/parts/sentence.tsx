/** The words that a row stands on, and where they are from. */
import { href } from "../address";
import { told } from "../text/days";
import { Words } from "../text/words";

export interface Told {
  readonly words: string;
  readonly report: string;
  readonly at?: string | null;
  /** Who is cited; null where the report says it in its own voice, undefined where that is not known here. */
  readonly speaker?: string | null;
  readonly outlet?: string | null;
  readonly published?: string | null;
  readonly title?: string | null;
  readonly before?: string;
  readonly after?: string;
  /** What the source is, where neither speaker nor outlet is known here. */
  readonly lead?: string;
}

export const readerPage = (report: string, at?: string | null) => href("/report", { id: report, at });

export function Sentence(t: Told) {
  return (
    <figure class="sentence">
      <blockquote dir="auto">
        {t.before && <span class="around"><Words of={t.before} /></span>}
        {t.before !== undefined || t.after !== undefined ? <mark><Words of={t.words} /></mark> : <Words of={t.words} />}
        {t.after && <span class="around"><Words of={t.after} /></span>}
      </blockquote>
      <figcaption>
        {t.speaker !== undefined && <span class="voice">{t.speaker ? <><bdi>{t.speaker}</bdi> is cited</> : "in the report’s own voice"}</span>}
        <Source report={t.report} at={t.at} outlet={t.lead ?? t.outlet} published={t.published} title={t.title} />
      </figcaption>
    </figure>
  );
}

export function Source({ report, at, outlet, published, title }: Omit<Told, "words">) {
  return (
    <a class="source" href={readerPage(report, at)} title={title ?? undefined}>
      <bdi>{outlet ?? "outlet not stated"}</bdi>, {told(published) ?? "day not stated"}
    </a>
  );
}
