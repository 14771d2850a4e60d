"""How much speaks for two mentions telling one event: comparisons in levels, each with its weight, added up."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.record.resolving.blocking import COMPARED_SQL, FIRSTS_SQL, SINGLE
from dragoman.record.resolving.rules import Rules


class Level(NamedTuple):
    """One outcome of a comparison: its name in weights.toml, when it holds, how a reason puts it ("" not at all)."""

    name: str
    when: str
    told: str


class Comparison(NamedTuple):
    """A comparison of two mentions `a` and `b`: the first level that holds counts; none: nothing is said."""

    name: str
    levels: tuple[Level, ...]


SOFT = "{x}.counts_as IN ('intention', 'possibility')"  # a plan of the act is told, not the act itself
LATITUDE = 111.0  # km a degree
NEAR = 50  # km
# What is measured of a pair, once; the conditions of the levels are about these.  Gaps are in days, 0 where they meet,
# and null where a day is not known: `greatest` alone would pass over the nulls.
MEASURES = {
    "a_soft": SOFT.format(x="a"),
    "b_soft": SOFT.format(x="b"),
    "dated": "a.day_from IS NOT NULL AND a.day_to IS NOT NULL AND b.day_from IS NOT NULL AND b.day_to IS NOT NULL",
    "dated_once": "(a.day_from IS NULL OR a.day_to IS NULL) <> (b.day_from IS NULL OR b.day_to IS NULL)",
    "width": "greatest(a.day_to - a.day_from, b.day_to - b.day_from)",
    "date_gap": "greatest(a.day_from - b.day_to, b.day_from - a.day_to, 0)",
    "told_gap": """CASE WHEN a.report = b.report THEN 0 WHEN a.told_from IS NOT NULL AND b.told_from IS NOT NULL
        THEN greatest(a.told_from - b.told_to, b.told_from - a.told_to, 0) END""",
    # between the date of one and the report of the other, which gives none
    "mixed_gap": """CASE
        WHEN a.day_from IS NOT NULL AND a.day_to IS NOT NULL AND b.told_from IS NOT NULL
        THEN greatest(a.day_from - b.told_to, b.told_from - a.day_to, 0)
        WHEN b.day_from IS NOT NULL AND b.day_to IS NOT NULL AND a.told_from IS NOT NULL
        THEN greatest(b.day_from - a.told_to, a.told_from - b.day_to, 0) END""",
    # from the day for which something is planned to the report that it was done, or not, which gives no date
    "due_gap": f"""CASE WHEN {SOFT.format(x="a")} AND b.day_from IS NULL THEN b.told_to - a.day_to
        WHEN {SOFT.format(x="b")} AND a.day_from IS NULL THEN a.told_to - b.day_to END""",
    "km": f"{LATITUDE} * sqrt((a.lat - b.lat) ** 2 + ((a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))) ** 2)",
}
# What is measured of two matters, and of the sides of two acts, whichever mentions have them (blocking.py).
LISTS = {
    "matter": {
        "dice": "2.0 * len(list_intersect(a.words, b.words)) / greatest(len(a.words) + len(b.words), 1)",
        "same_words": "a.words = b.words",
        "names_common": "len(list_intersect(a.names, b.names)) > 0",
        "names_told": "len(a.names) > 0 AND len(b.names) > 0",
        "same_topics": "len(a.topics) > 0 AND a.topics = b.topics",
        "topics_common": "len(list_intersect(a.topics, b.topics)) > 0",
        "topics_told": "len(a.topics) > 0 AND len(b.topics) > 0",
    },
    "sides": {
        "common": "len(list_intersect(a.parties, b.parties))",
        "fewer": "least(len(a.parties), len(b.parties))",
        "same_parties": "a.parties = b.parties",
        "same_sides": "a.mutual OR b.mutual OR (a.actors = b.actors AND a.recipients = b.recipients)",
        "turned": """NOT (a.mutual OR b.mutual OR len(a.actors) = 0 OR len(b.actors) = 0
            OR len(list_intersect(a.actors, b.actors)) > 0)""",
    },
}

COMPARISONS = (
    Comparison("type", (Level("same", "a.type = b.type", ""), Level("promised", "true", "a plan by its type"))),
    Comparison(
        "mode",
        (
            Level("same", "a.mode = b.mode", "same mode"),
            Level("other", "a.mode <> b.mode AND a_soft = b_soft AND a.type = b.type", "other mode"),
        ),
    ),
    Comparison(
        "parties",
        (
            Level("same", "same_parties AND same_sides", "same parties"),
            Level("missing", "fewer = 1 AND NOT same_parties", "a party missing"),
            Level("more", "common = fewer", "one names more parties"),
            Level("overlap", "true", "some parties in common"),
        ),
    ),
    Comparison(
        "date",
        (
            Level("same_day", "dated AND width = 0 AND date_gap = 0", "same day"),
            Level("same_month", "dated AND width <= 31 AND date_gap = 0", "same month"),
            Level("overlap", "dated AND date_gap = 0", "dates overlap"),
            Level("later", "dated AND a_soft <> b_soft AND CASE WHEN a_soft THEN b.day_from > a.day_to "
                  "ELSE a.day_from > b.day_to END", "later than planned"),
            Level("rescheduled", "dated AND a_soft AND b_soft", "planned for another day"),
            Level("next_day", "dated AND width = 0 AND date_gap = 1", "a day apart"),
            Level("differ", "dated", "other dates"),
            Level("due", "a_soft <> b_soft AND due_gap BETWEEN 0 AND 10", "told about when it was planned for"),
            Level("told_soon", "dated_once AND NOT a_soft AND NOT b_soft AND mixed_gap <= 2", "told within two days"),
            Level("told_week", "dated_once AND NOT a_soft AND NOT b_soft AND mixed_gap <= 7", "told within the week"),
            Level("told_late", "dated_once AND NOT a_soft AND NOT b_soft AND mixed_gap > 7", "told later"),
            Level("ahead_14", "a_soft <> b_soft AND told_gap <= 14", "planned shortly before"),
            Level("ahead_60", "a_soft <> b_soft AND told_gap <= 60", "planned before"),
            Level("ahead_365", "a_soft <> b_soft AND told_gap > 60", "planned long before"),
            Level("reports_1", "told_gap <= 1", "told on the same days"),
            Level("reports_3", "told_gap <= 3", "told within three days"),
            Level("reports_10", "told_gap > 3", "told days apart"),
            Level("unknown", "true", "nothing known of time"),
        ),
    ),
    Comparison(
        "place",
        (
            Level("same", "a.place = b.place", "same place"),
            Level("near", f"km <= {NEAR}", "places near"),
            Level("far", f"km > {NEAR} AND a_soft = b_soft", "other place"),
            Level("unknown", "true", ""),
        ),
    ),
    Comparison(
        "topics",
        (
            Level("same", "same_topics", "same topics"),
            Level("shared", "topics_common", "topics in common"),
            Level("other", "topics_told", "other topics"),
        ),
    ),
    Comparison(
        "words",
        (
            Level("echo", "a.report = b.report AND same_words", "one sentence"),
            Level("most", "dice >= 0.7", "words alike"),
            Level("half", "dice >= 0.45", "many words in common"),
            Level("some", "dice >= 0.25", "some words in common"),
            Level("few", "dice >= 0.1", ""),
            Level("none", "true", "hardly a word in common"),
        ),
    ),
    Comparison(
        "names",
        (
            Level("shared", "names_common", "a name in common"),
            Level("other", "names_told", "other names"),
        ),
    ),
    Comparison("trigger", (Level("same", "a.trigger = b.trigger", ""),)),
    Comparison("speaker", (Level("same", "a.speaker = b.speaker", "same speaker"),)),
)  # fmt: skip
# What nothing outweighs: times that cannot be one, too few parties in common, sides turned round.
POSSIBLE = """a.low <= b.high + {tolerance} AND b.low <= a.high + {tolerance} AND common >= least(2, fewer)
    AND NOT turned"""


def measuring_sql() -> tuple[str, ...]:
    """Steps that lay out all that `levels_sql` looks at, for the pairs of `block_pair`."""
    return (COMPARED_SQL, FIRSTS_SQL, *(lists_sql(name) for name in LISTS))


def scores_sql(rules: Rules) -> str:
    """Rows of `merge` for the pairs of the temporary table `pair` that come close enough to be kept."""
    return f"""
    INSERT INTO merge
    WITH levels AS MATERIALIZED ({levels_sql(rules)}),
    scored AS MATERIALIZED (SELECT *, {rules.prior} + {_sum(rules)} AS score FROM levels)
    SELECT a, b, round(score, 3), CASE WHEN score >= {rules.threshold} THEN 'same' ELSE 'apart' END, {_reason(rules)}
    FROM scored WHERE score >= {rules.kept}
    """


def lists_sql(name: str) -> str:
    """The temporary table `matter_pair` or `sides_pair`: what is measured of each two matters, or sides, of pairs."""
    measures = ", ".join(f"{sql} AS {measure}" for measure, sql in LISTS[name].items())
    return f"""
    CREATE OR REPLACE TEMP TABLE {name}_pair AS
    SELECT row(one, other) AS both, {measures}
    FROM (SELECT DISTINCT a.{name} AS one, b.{name} AS other FROM pair JOIN compared b ON b.mention = pair.second)
    JOIN compared a ON a.mention = one JOIN compared b ON b.mention = other
    """


def levels_sql(rules: Rules) -> str:
    """The level of each comparison for each pair that is possible at all; columns bear the comparisons' names."""
    columns = ", ".join(f"{_level(c)} AS {c.name}_level" for c in COMPARISONS)
    measures = ", ".join(f"{sql} AS {name}" for name, sql in MEASURES.items())
    # One condition, not two: else the database joins all with the first's lists before it looks at the second's.
    lists = " ".join(f"JOIN {n}_pair {n} ON {n}.both = row(a.{n}, b.{n})" for n in LISTS)
    possible = POSSIBLE.format(tolerance=rules.days["tolerance"])
    return f"""
        SELECT a.mention AS a, b.mention AS b, {columns}
        FROM (
            SELECT a, b, matter.*, sides.*, {measures}
            FROM pair JOIN ({SINGLE}) b ON b.mention = pair.second {lists}
        )
        WHERE {possible}
    """


def _level(comparison: Comparison) -> str:
    cases = " ".join(f"WHEN {level.when} THEN '{level.name}'" for level in comparison.levels)
    return f"CASE {cases} END"


def _sum(rules: Rules) -> str:
    return " + ".join(
        _case(c, [(w.name, str(rules.weight(c.name, w.name))) for w in c.levels], "0") for c in COMPARISONS
    )


def _reason(rules: Rules) -> str:
    return f"concat_ws(', ', {', '.join(_case(c, list(_told(c, rules)), 'NULL') for c in COMPARISONS)})"


def _told(comparison: Comparison, rules: Rules) -> Iterator[tuple[str, str]]:
    for level in comparison.levels:
        if level.told:
            yield level.name, f"'{level.told} {rules.weight(comparison.name, level.name):+g}'"


def _case(comparison: Comparison, values: list[tuple[str, str]], otherwise: str) -> str:
    if not values:
        return otherwise
    cases = " ".join(f"WHEN '{level}' THEN {value}" for level, value in values)
    return f"CASE {comparison.name}_level {cases} ELSE {otherwise} END"
