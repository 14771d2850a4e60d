"""The promise ledger: what was promised, by whom, for when, and what later reports tell of it.

A promise is a telling of an act that is planned, or that has a deadline.  Later tellings of the same event (see
`record/resolving`) decide what became of it:

| outcome | when |
|---|---|
| kept | told as a fact, dated or told by the day that was named (or no day was named) |
| late | told as a fact, dated after that day; `days` is by how many at least. Without a word on the event itself, the \
first act of the same type and parties counts, within a year of that day and not promised for itself |
| unknowable | told as a fact, but only after that day and without a date |
| broken | told as denied or not happened, and never as a fact |
| overdue | the day has passed in this record, and no later report tells of it; `days` since then |
| open | the day has not come, or none was named |

The chance of an open promise is how often those of the same state, or of the same body, were kept in time before:
(kept + 1/2) / (kept + late + broken + overdue + 1), Jeffreys' estimate, with Wilson's 95 % interval (Wilson 1927),
which is wide where little is known.  It rests on what reports tell: a promise that nobody followed up is overdue.
"""

from statistics import NormalDist

import polars as pl

from dragoman.ontology.ontology import load_ontology
from dragoman.record.filters import Filters, checked_filters
from dragoman.record.record import Record

SURE = NormalDist().inv_cdf(0.975)
OUTCOMES = ("kept", "late", "unknowable", "broken", "overdue", "open")
MOST_DAYS_LATE = 366
SETTLED = ("kept", "late", "broken", "overdue")

FIRST = "CASE length({0}) WHEN 4 THEN {0} || '-01-01' WHEN 7 THEN {0} || '-01' ELSE {0} END::DATE"
LAST = """CASE length({0}) WHEN 4 THEN ({0} || '-12-31')::DATE
    WHEN 7 THEN last_day(({0} || '-01')::DATE) ELSE {0}::DATE END"""
LEDGER_SQL = f"""
WITH promised AS (
    SELECT
        e.id, h.happening, e.type, e.mode, e.actors, e.recipients, e.actor_names, e.recipient_names, e.reciprocal,
        coalesce(e.source, e.actors[1]) AS announcer, e.published AS said,
        coalesce(e.deadline_to, e.deadline_from, e.date_to, e."date") AS due,
        e.speaker, e.statement, e.via, e.outlet, e.report, e.sentence
    FROM event_row e JOIN happening_mention h ON h.mention = e.id
    WHERE list_contains($promised, e.status) OR e.deadline_from IS NOT NULL OR e.deadline_to IS NOT NULL
),
first_told AS (  -- the same promise told again, or copied, is one; what is named for a day gone by is none
    SELECT p.*, a.name AS announcer_name, coalesce(a.country, p.announcer) AS side, {LAST.format("p.due")} AS due_day
    FROM promised p LEFT JOIN actor a ON a.id = p.announcer
    WHERE p.due IS NULL OR p.said IS NULL OR {LAST.format("p.due")} >= {FIRST.format("p.said")}
    QUALIFY row_number() OVER (PARTITION BY p.happening, coalesce(a.country, p.announcer), p.due
        ORDER BY p.said NULLS LAST, p.report, p.id) = 1
),
told_later AS (
    SELECT
        f.id, count(*) FILTER (list_contains($facts, l.status)) AS facts,
        count(*) FILTER (list_contains($refuted, l.status)) AS refuted,
        min({FIRST.format('l."date"')}) FILTER (list_contains($facts, l.status)) AS done_day,
        min({FIRST.format("l.published")}) FILTER (list_contains($facts, l.status)) AS told_day
    FROM first_told f
    JOIN happening_telling l ON l.happening = f.happening AND l.report <> f.report AND l.published >= f.said
    GROUP BY f.id
),
done_after AS (
    SELECT f.id, min({FIRST.format("split_part(h.date, '/', 1)")}) AS late_day
    FROM first_told f JOIN happening p ON p.id = f.happening
    JOIN happening h ON h.type = p.type AND h.parties = p.parties AND h.id <> p.id
    WHERE list_contains($facts, h.status) AND h.first_told >= f.said AND length(split_part(h.date, '/', 1)) > 4
        AND {FIRST.format("split_part(h.date, '/', 1)")} BETWEEN f.due_day + 1 AND f.due_day + {MOST_DAYS_LATE}
        AND NOT EXISTS (
            SELECT 1 FROM happening_telling l WHERE l.happening = h.id AND list_contains($promised, l.status))
    GROUP BY f.id
),
judged AS (
    SELECT f.*, coalesce(t.done_day, d.late_day) AS done_day, $as_of::DATE AS as_of, CASE
        WHEN t.facts > 0 AND (f.due IS NULL OR coalesce(t.done_day, t.told_day) <= f.due_day) THEN 'kept'
        WHEN t.facts > 0 AND t.done_day IS NOT NULL THEN 'late'
        WHEN t.facts > 0 THEN 'unknowable'
        WHEN t.refuted > 0 THEN 'broken'
        WHEN d.late_day IS NOT NULL THEN 'late'
        WHEN f.due_day < $as_of::DATE THEN 'overdue'
        ELSE 'open' END AS outcome
    FROM first_told f LEFT JOIN told_later t USING (id) LEFT JOIN done_after d USING (id)
)
SELECT
    due, outcome, CASE outcome WHEN 'late' THEN done_day - due_day WHEN 'overdue' THEN as_of - due_day END AS days,
    announcer, announcer_name, side, type, mode, actors, recipients, actor_names, recipient_names, reciprocal,
    said, done_day AS done, speaker, statement, via, outlet, published, report, sentence, id, happening
FROM (SELECT *, said AS published FROM judged)
ORDER BY due_day NULLS LAST, said NULLS LAST, id
"""
NEWEST_SQL = f"SELECT max({LAST.format('published')})::VARCHAR AS newest FROM report WHERE published IS NOT NULL"


def ledger(record: Record, filters: Filters | None = None, *, as_of: str | None = None) -> pl.DataFrame:
    """Every promise with its outcome, the earliest day first; open ones with the chance that they are kept in time.

    `actor` and `with_` of the filters limit who takes part, `since` and `until` the day that was named, `outlet` and
    `text` the telling.  `as_of` (an ISO day) is the day from which is counted; by default that of the newest report.
    """
    limits = checked_filters(filters or Filters(), "event")
    statuses = load_ontology().statuses.values()
    values: dict[str, object] = {
        "promised": [s.name for s in statuses if s.promise],
        "facts": [s.name for s in statuses if s.counts_as == "fact"],
        "refuted": [s.name for s in statuses if s.counts_as == "refuted"],
        "as_of": as_of or record.sql(NEWEST_SQL)["newest"].item(),
    }
    everything = record.sql(LEDGER_SQL, values)
    return _limited(record, _with_chances(everything), limits)


def slippage(promises: pl.DataFrame) -> pl.DataFrame:
    """Of each side, how its settled promises came out, and the chance that one is kept in time (0 to 1)."""
    settled = promises.filter(pl.col("outcome").is_in(SETTLED)).group_by("side", maintain_order=True)
    counted = settled.agg(
        *(pl.col("outcome").eq(outcome).sum().cast(pl.Int64).alias(outcome) for outcome in SETTLED),
        pl.col("days").filter(pl.col("outcome") == "late").median().alias("median_days_late"),
    )
    chances = [_chance(row["kept"], sum(row[o] for o in SETTLED)) for row in counted.iter_rows(named=True)]
    columns = {name: [c[n] for c in chances] for n, name in enumerate(("chance", "low", "high"))}
    return counted.with_columns(pl.Series(name, values, dtype=pl.Float64) for name, values in columns.items())


def _chance(kept: int, settled: int) -> tuple[float, float, float]:
    """Jeffreys' estimate and Wilson's 95 % interval of a share."""
    if not settled:
        return 0.5, 0.0, 1.0
    share, wide = kept / settled, SURE**2 / settled
    middle = (share + wide / 2) / (1 + wide)
    half = (SURE / (1 + wide)) * (share * (1 - share) / settled + wide / (4 * settled)) ** 0.5
    return (kept + 0.5) / (settled + 1), max(0.0, middle - half), min(1.0, middle + half)


def _with_chances(promises: pl.DataFrame) -> pl.DataFrame:
    records = slippage(promises).select("side", "chance", "low", "high", settled=pl.sum_horizontal(SETTLED))
    joined = promises.join(records, on="side", how="left", maintain_order="left")
    is_open = pl.col("outcome") == "open"
    unknown = {"chance": 0.5, "low": 0.0, "high": 1.0, "settled": 0}
    return joined.with_columns(pl.when(is_open).then(pl.col(n).fill_null(v)).alias(n) for n, v in unknown.items())


def _limited(record: Record, promises: pl.DataFrame, limits: Filters) -> pl.DataFrame:
    for side in (limits.actor, limits.with_):
        if side is not None:
            who = record.sql("SELECT id FROM actor WHERE id = $id OR country = $id", {"id": record.actor_id(side)})
            ids = pl.lit(who["id"].implode())
            parties = pl.concat_list("actors", "recipients", pl.concat_list("announcer"))
            promises = promises.filter(parties.list.set_intersection(ids).list.len() > 0)
    if limits.since is not None:
        promises = promises.filter(pl.col("due") + "~" >= limits.since)
    if limits.until is not None:
        promises = promises.filter(pl.col("due") <= limits.until + "~")
    if limits.outlet is not None:
        promises = promises.filter(pl.col("outlet").str.to_lowercase() == limits.outlet.lower())
    if limits.text is not None:
        promises = promises.filter(
            pl.col("sentence").str.to_lowercase().str.contains(limits.text.lower(), literal=True)
        )
    return promises
