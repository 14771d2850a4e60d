"""What of each new mention is compared: parties at the level of states, days, topics, place, stems of its sentence."""

from collections.abc import Mapping

from dragoman.record.resolving.rules import STEM, Rules

EVER = 1_000_000  # days: no bound
SHORT = 4  # letters: shorter words say nothing
NAME = 3  # letters: shorter names are none


def traits_sql(rules: Rules) -> str:
    """Rows of `mention_trait` for the mentions of the temporary table `chunk`."""
    return f"""
    INSERT INTO mention_trait
    WITH fresh AS (SELECT m.* FROM mention m WHERE m.id IN (SELECT id FROM chunk)),
    party AS ({party_sql(rules)}),
    sides AS (
        SELECT mention, list_sort(list(DISTINCT who)) AS parties,
            list_sort(coalesce(list(DISTINCT who) FILTER (side = 'actor'), [])) AS actors,
            list_sort(coalesce(list(DISTINCT who) FILTER (side = 'recipient'), [])) AS recipients
        FROM party GROUP BY mention
    ),
    {words_sql(rules.quoted("people"))},
    dated AS (
        SELECT f.id AS mention, o.counts_as,
            {first_day_sql("f.date_from")} AS day_from, {last_day_sql("f.date_to")} AS day_to,
            {first_day_sql("r.published")} AS told_from, {last_day_sql("r.published")} AS told_to,
            {last_day_sql("coalesce(f.deadline_to, f.deadline_from)")} AS due
        FROM fresh f JOIN report r ON r.id = f.report JOIN status_of o ON o.status = f.status
    )
    SELECT f.id, f.report, f.type, f.mode, d.counts_as, f.reciprocal OR t.mutual, coalesce(s.parties, []),
        coalesce(s.actors, []), coalesce(s.recipients, []), d.day_from, d.day_to, d.told_from, d.told_to,
        {low_sql(rules.days)}, {high_sql(rules.days)},
        list_sort(list_filter(f.topics, lambda x: x <> t.topic)), f.place,
        CASE WHEN l.kind IN ({rules.quoted("points")}) THEN l.lat END,
        CASE WHEN l.kind IN ({rules.quoted("points")}) THEN l.lon END,
        coalesce(array_to_string(list_sort(u.sources), ' '), c.source), left(lower(w.trigger), {STEM}),
        coalesce(a.words, []), coalesce(list_sort(list_filter(list_intersect(a.words, w.named),
            lambda x: NOT list_contains(coalesce(n.stems, []), x)
                AND NOT list_contains({stems_sql("l.name", NAME)}, x))), [])
    FROM fresh f
    JOIN dated d ON d.mention = f.id
    JOIN type_of t ON t.type = f.type
    JOIN told w ON w.mention = f.id
    LEFT JOIN sides s ON s.mention = f.id
    LEFT JOIN matter a ON a.mention = f.id
    LEFT JOIN elsewhere n ON n.report = f.report
    LEFT JOIN statement c ON c.id = f.statement AND c.report = f.report
    LEFT JOIN joint_word u ON u.statement = f.statement
    LEFT JOIN place l ON l.id = f.place
    ORDER BY f.id
    """


def party_sql(rules: Rules) -> str:
    """Who takes part in a fresh mention, at the level of states where somebody belongs to one."""
    return f"""
        SELECT p.mention, f.report, p.side, p.actor, a.kind IN ({rules.quoted("named")}) AS named,
            CASE WHEN a.country IS NULL OR a.kind IN ({rules.quoted("own")}) THEN a.id ELSE a.country END AS who
        FROM mention_party p JOIN fresh f ON f.id = p.mention JOIN actor a ON a.id = p.actor
    """


def words_sql(people: str) -> str:
    """What the sentence of a fresh mention says beside its trigger, its dates and its parties' names: `matter`.

    `elsewhere`: the words by which the reports name people, states and places, which are not what an act is about.
    """
    return f"""quoted_words AS (
        SELECT id, part, words FROM evidence WHERE owner = 'mention'
        AND part IN ('sentence', 'trigger', 'date', 'deadline') AND id IN (SELECT id FROM fresh)
    ),
    -- The database makes a regular expression anew for each part of a view and each use of a column, so that all words
    -- are laid out first, and those that stand there more than once are cut into stems once.
    namings AS MATERIALIZED (
        SELECT owner, id, report, words FROM evidence
        WHERE owner IN ('actor', 'place') AND report IN (SELECT report FROM fresh)
    ),
    cut AS MATERIALIZED (
        SELECT words, {stems_sql("words", NAME)} AS stems FROM (SELECT DISTINCT words FROM namings)
    ),
    named_by AS MATERIALIZED (
        SELECT DISTINCT n.owner, n.id, n.report, c.stems FROM namings n JOIN cut c ON c.words = n.words
    ),
    told AS MATERIALIZED (
        SELECT *, {named_sql("sentence")} AS named FROM (
            SELECT f.id AS mention,
                string_agg(q.words, ' ') FILTER (q.part = 'sentence') AS sentence,
                min(q.words) FILTER (q.part = 'trigger') AS trigger,
                string_agg(q.words, ' ') FILTER (q.part <> 'sentence') AS known
            FROM fresh f LEFT JOIN quoted_words q ON q.id = f.id GROUP BY f.id
        )
    ),
    known AS (
        SELECT mention, unnest({stems_sql("known", NAME)}) AS stem FROM told
        UNION SELECT p.mention, unnest(e.stems) FROM party p
        JOIN named_by e ON e.owner = 'actor' AND e.id = p.actor AND e.report = p.report
        WHERE p.named
    ),
    matter AS (
        SELECT w.mention, list(w.stem ORDER BY w.stem) AS words
        FROM (
            SELECT mention, unnest(list_distinct({stems_sql("sentence")} || named)) AS stem FROM told
        ) w
        ANTI JOIN idle i ON i.stem = w.stem
        ANTI JOIN known k ON k.mention = w.mention AND k.stem = w.stem
        GROUP BY w.mention
    ),
    elsewhere AS (
        SELECT e.report, list_distinct(flatten(list(e.stems))) AS stems
        FROM named_by e LEFT JOIN actor a ON e.owner = 'actor' AND a.id = e.id
        WHERE e.owner = 'place' OR a.kind IN ({people})
        GROUP BY e.report
    )"""


def stems_sql(words: str, least: int = SHORT) -> str:
    """The stems of words, each once, as a list: numbers and words of so many letters or more, cut to six."""
    found = f"regexp_extract_all(lower(coalesce({words}, '')), '\\p{{L}}+|\\d+')"
    long = f"list_filter({found}, lambda x: length(x) >= {least} OR x[1] <= '9')"
    return f"list_distinct(list_transform({long}, lambda x: left(x, {STEM})))"


def named_sql(words: str) -> str:
    """The stems of the words that are written as names: with a capital, and not at the beginning."""
    found = f"regexp_extract_all(substr(coalesce({words}, ''), 2), '\\b\\p{{Lu}}\\p{{L}}+')"
    long = f"list_filter({found}, lambda x: length(x) >= {NAME})"
    return f"list_distinct(list_transform({long}, lambda x: left(lower(x), {STEM})))"


def first_day_sql(prefix: str) -> str:
    """The first day of an ISO prefix, in days since 1970-01-01; null for null and for what is no date."""
    return f"date_diff('day', DATE '1970-01-01', try_cast(left({prefix} || '-01-01', 10) AS DATE))"


def last_day_sql(prefix: str) -> str:
    """The last day of an ISO prefix, in days since 1970-01-01; null for null and for what is no date."""
    length = f"CASE length({prefix}) WHEN 4 THEN INTERVAL 1 YEAR WHEN 7 THEN INTERVAL 1 MONTH ELSE INTERVAL 1 DAY END"
    day = f"try_cast(left({prefix} || '-01-01', 10) AS DATE)"
    return f"date_diff('day', DATE '1970-01-01', ({day} + {length})::DATE) - 1"


def low_sql(days: Mapping[str, int]) -> str:
    """The first day on which the act can have been.

    A date told is a bound; an undated act told as done was within `before` days, a plan is for after its telling.
    """
    return f"""coalesce(CASE
        WHEN d.counts_as IN ('intention', 'possibility') THEN least(d.told_from, d.day_from, d.day_to)
        WHEN d.day_from IS NOT NULL THEN d.day_from
        WHEN d.day_to IS NOT NULL THEN -{EVER}
        WHEN d.counts_as = 'refuted' THEN d.told_from - {days["denied"]}
        ELSE d.told_from - {days["before"]} END, -{EVER})"""


def high_sql(days: Mapping[str, int]) -> str:
    """The last day on which the act can have been; a plan may be late."""
    return f"""coalesce(CASE
        WHEN d.counts_as IN ('intention', 'possibility')
            THEN coalesce(coalesce(d.day_to, d.due) + {days["late"]}, d.told_to + {days["horizon"]})
        WHEN d.day_to IS NOT NULL THEN d.day_to
        WHEN d.day_from IS NOT NULL THEN greatest(d.told_to, d.day_from)
        WHEN d.counts_as = 'refuted' THEN d.told_to + {days["denied"]}
        ELSE d.told_to END, {EVER})"""
