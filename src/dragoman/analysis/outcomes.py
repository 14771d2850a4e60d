"""What became of promises, as SQL in named steps over the events that reports tell (record/resolving).

`promised` is every telling of a promise, `first_due` the day that was named first, `promise` one row an event that was
promised, `told_later` what other tellings of that event say, `judged` the outcome.  Days count from 1970-01-01.  The
statuses and types come as $promised, $facts, $refuted; $as_of is the day from which is counted.
"""

from dragoman.record.resolving.traits import first_day_sql, last_day_sql

TOLERANCE = 1  # days by which reports of one event may differ, as in merging
TOLD_WITHIN = 7  # days within which news that gives no day tells an act
PUT_OFF = 7  # days: what differs by less is the same day told less carefully

# The mentions of each event, or of the events that `answers` found to be one.
MEMBER = """
member AS (
    SELECT coalesce(u.unit, h.happening) AS happening, h.mention, h.origin
    FROM happening_mention h
    LEFT JOIN (SELECT unnest($events::VARCHAR[]) AS event, unnest($units::VARCHAR[]) AS unit) u ON u.event = h.happening
)"""
# A deadline makes a promise of any act.  A date is the day named only if it comes after the report: "agreed on Thursday
# to double ..." dates the agreeing.
PROMISED = f"""
told_promise AS (
    SELECT
        h.happening, m.id, m.report, h.origin, m.statement, t.told_from AS said, t.counts_as = 'fact' AS is_fact,
        m.deadline_from IS NOT NULL OR m.deadline_to IS NOT NULL AS by_deadline,
        coalesce(m.deadline_to, m.deadline_from, m.date_to, m.date_from) AS due,
        coalesce(m.deadline_from, m.date_from) AS due_from
    FROM mention m JOIN mention_trait t ON t.mention = m.id JOIN member h ON h.mention = m.id
    WHERE list_contains($promised, m.status) OR m.deadline_from IS NOT NULL OR m.deadline_to IS NOT NULL
),
dated_promise AS (
    SELECT *, {last_day_sql("due")} AS due_day, {first_day_sql("coalesce(due_from, due)")} AS due_low FROM told_promise
),
promised AS (  -- what is named for a day gone by was promised before, by somebody else
    SELECT * REPLACE (
        CASE WHEN by_deadline OR said IS NULL OR due_day > said THEN due END AS due,
        CASE WHEN by_deadline OR said IS NULL OR due_day > said THEN due_day END AS due_day)
    FROM dated_promise
    WHERE due_day IS NULL OR said IS NULL OR due_day >= said
)"""
# The day named first; if the first word names a month and another one a day of it, the day.
FIRST_DUE = f"""
earliest_due AS (
    SELECT happening, arg_min(due_low, place) AS low, arg_min(due_day, place) AS high FROM (
        SELECT *, row_number() OVER (PARTITION BY happening ORDER BY said NULLS LAST, due_day - due_low, report, id)
            AS place
        FROM promised WHERE due IS NOT NULL
    ) GROUP BY happening
),
first_due AS (
    SELECT happening, due, due_day FROM (
        SELECT p.*, count(DISTINCT origin) OVER (PARTITION BY p.happening, p.due) AS support
        FROM promised p JOIN earliest_due e USING (happening)
        WHERE p.due IS NOT NULL AND p.due_day <= e.high + {TOLERANCE} AND p.due_low >= e.low - {TOLERANCE}
    )
    QUALIFY row_number() OVER (PARTITION BY happening ORDER BY due_day - due_low, support DESC, said, due) = 1
),
put_off AS (
    SELECT happening, list(DISTINCT p.due ORDER BY p.due) AS later_dues, max(p.due_day) AS last_due_day
    FROM promised p JOIN first_due f USING (happening)
    WHERE p.due_day > f.due_day + {PUT_OFF} GROUP BY happening
)"""
PROMISE = """
promise AS (
    SELECT p.happening, arg_min(p.id, place) AS id, min(p.said) AS said, bool_and(p.is_fact) AS is_fact,
        list(p.id ORDER BY place) AS tellings, list(DISTINCT p.report) AS reports, count(DISTINCT p.origin) AS origins
    FROM (
        SELECT *, row_number() OVER (PARTITION BY happening
            ORDER BY said NULLS LAST, statement IS NULL, due IS NULL, report, id) AS place
        FROM promised
    ) p GROUP BY p.happening
)"""
# When the act was, as those have it who tell it as a fact: within the narrowest date with most origins, if any; not
# after the first report of it; and without a date not long before that report either.
TOLD_LATER = f"""
told_after AS (
    SELECT p.happening, p.said AS promise_said, t.mention, t.counts_as, t.day_from, t.day_to, t.told_from, t.told_to,
        coalesce(h.origin, '') AS origin, coalesce(t.counts_as = 'fact' AND t.day_from IS NOT NULL
            AND t.day_to >= coalesce(p.said, t.day_to) - {TOLERANCE} AND t.day_from <= t.told_to, false) AS is_dated
    FROM promise p
    JOIN member h ON h.happening = p.happening
    JOIN mention_trait t ON t.mention = h.mention
    WHERE NOT p.is_fact AND t.counts_as IN ('fact', 'refuted') AND NOT list_contains(p.reports, t.report)
        AND (p.said IS NULL OR t.told_to IS NULL OR t.told_to >= p.said)
),
done_date AS (
    SELECT happening, day_from, day_to FROM (
        SELECT *, count(DISTINCT origin) OVER (PARTITION BY happening, day_from, day_to) AS support FROM told_after
        WHERE is_dated
    )
    QUALIFY row_number() OVER (PARTITION BY happening
        ORDER BY day_to - day_from, support DESC, told_from, mention) = 1
),
told_later AS (
    SELECT a.happening,
        count(DISTINCT origin) FILTER (counts_as = 'fact') AS done_origins,
        count(DISTINCT origin) FILTER (counts_as = 'refuted') AS refuted_origins,
        arg_min(mention, (coalesce(a.told_from, 1000000), mention)) FILTER (counts_as = 'fact') AS done_by,
        arg_min(mention, (coalesce(a.told_from, 1000000), mention)) FILTER (counts_as = 'refuted') AS refuted_by,
        min(a.told_from) FILTER (counts_as = 'refuted') AS refuted_day,
        any_value(d.day_from) AS day_from, any_value(d.day_to) AS day_to, any_value(d.day_from) IS NOT NULL AS is_dated,
        min(a.told_from) FILTER (counts_as = 'fact') AS first_from,
        min(a.told_to) FILTER (counts_as = 'fact') AS first_to
    FROM told_after a LEFT JOIN done_date d USING (happening)
    GROUP BY a.happening
),
done AS (
    SELECT *, CASE WHEN is_dated THEN least(day_from, first_to) ELSE first_from - {TOLD_WITHIN} END AS low,
        CASE WHEN is_dated THEN least(day_to, first_to) ELSE first_to END AS high
    FROM told_later
)"""
JUDGED = f"""
judged AS (
    SELECT p.*, f.due, f.due_day, coalesce(o.later_dues, []) AS later_dues, o.last_due_day, t.* EXCLUDE (happening),
        CASE
        WHEN t.done_origins > 0 AND f.due_day IS NULL THEN 'kept'
        WHEN t.done_origins > 0 AND t.high <= f.due_day + {TOLERANCE} THEN 'kept'
        WHEN t.done_origins > 0 AND t.low <= f.due_day AND t.high <= f.due_day + {TOLD_WITHIN} THEN 'kept'
        WHEN t.done_origins > 0 AND t.low > f.due_day THEN 'late'
        WHEN t.done_origins > 0 THEN 'unknowable'
        WHEN t.refuted_origins > 0 THEN 'broken'
        WHEN greatest(f.due_day, o.last_due_day) < $as_of THEN 'overdue'
        ELSE 'open' END AS outcome
    FROM promise p
    LEFT JOIN first_due f USING (happening)
    LEFT JOIN put_off o USING (happening)
    LEFT JOIN done t USING (happening)
)"""
# The rows of acts for the ledger: who said it first, with a speaker if any, and the telling that decides.
ACTS = """
SELECT
    'act' AS kind, j.due, j.due_day, j.outcome, j.low, j.high, j.is_dated, j.done_origins, j.refuted_origins,
    j.refuted_day, j.last_due_day, j.later_dues, j.said AS said_day,
    coalesce(u.sources[1], s.source, x.ids[1]) AS announcer,
    coalesce(u.sources, [coalesce(s.source, x.ids[1])]) AS announcers,
    coalesce(u.speakers, a.name) AS announcer_name, coalesce(a.country, a.id) AS side, m.type, m.mode,
    coalesce(x.ids, []) AS actors, coalesce(y.ids, []) AS recipients, coalesce(x.names, []) AS actor_names,
    coalesce(y.names, []) AS recipient_names, m.reciprocal, r.published AS said, r.published,
    coalesce(u.speakers, v.name) AS speaker, m.statement, coalesce(s.via, []) AS via, r.outlet, m.report,
    e.words AS sentence, m.id, j.happening, j.origins, j.tellings, w.id AS answer, w.report AS answer_report,
    f.words AS answer_sentence
FROM judged j
JOIN mention m ON m.id = j.id
JOIN report r ON r.id = m.report
LEFT JOIN mention_side x ON x.mention = m.id AND x.side = 'actor'
LEFT JOIN mention_side y ON y.mention = m.id AND y.side = 'recipient'
LEFT JOIN statement s ON s.id = m.statement AND s.report = m.report
LEFT JOIN actor v ON v.id = s.source
LEFT JOIN joint_word u ON u.statement = m.statement
LEFT JOIN actor a ON a.id = coalesce(u.sources[1], s.source, x.ids[1])
LEFT JOIN evidence e ON e.owner = 'mention' AND e.id = m.id AND e.report = m.report AND e.part = 'sentence'
    AND e.number = 1
LEFT JOIN mention w ON w.id = coalesce(j.done_by, j.refuted_by)
LEFT JOIN evidence f ON f.owner = 'mention' AND f.id = w.id AND f.report = w.report AND f.part = 'sentence'
    AND f.number = 1
"""


def steps() -> str:
    """The steps up to `judged`, for a query that begins with WITH."""
    return ",".join((MEMBER, PROMISED, FIRST_DUE, PROMISE, TOLD_LATER, JUDGED))
