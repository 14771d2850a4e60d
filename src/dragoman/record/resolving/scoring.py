"""How much speaks for two mentions telling one event: comparisons in levels, each with its weight, added up."""

from collections.abc import Iterator
from typing import NamedTuple

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


SOFT = "({x}.counts_as IN ('intention', 'possibility'))"
A_SOFT, B_SOFT = SOFT.format(x="a"), SOFT.format(x="b")
# Days between two dates, between a date and the day of the other's report, between the reports; 0 where they meet.
DATE_GAP = "greatest(a.day_from - b.day_to, b.day_from - a.day_to, 0)"
DATED = "(a.day_from IS NOT NULL AND a.day_to IS NOT NULL AND b.day_from IS NOT NULL AND b.day_to IS NOT NULL)"
DATED_ONCE = "((a.day_from IS NULL OR a.day_to IS NULL) <> (b.day_from IS NULL OR b.day_to IS NULL))"
WIDER = "greatest(a.day_to - a.day_from, b.day_to - b.day_from)"
TOLD_GAP = "greatest(a.told_from - b.told_to, b.told_from - a.told_to, 0)"
MIXED_GAP = """CASE WHEN a.day_from IS NOT NULL AND a.day_to IS NOT NULL
    THEN greatest(a.day_from - b.told_to, b.told_from - a.day_to, 0)
    ELSE greatest(b.day_from - a.told_to, a.told_from - b.day_to, 0) END"""
AHEAD = f"({A_SOFT} <> {B_SOFT})"
SHARED = "len(list_intersect(a.parties, b.parties))"
SAME_SIDES = "(a.mutual OR b.mutual OR (a.actors = b.actors AND a.recipients = b.recipients))"
DICE = "2.0 * len(list_intersect(a.words, b.words)) / greatest(len(a.words) + len(b.words), 1)"
LATITUDE = 111.0  # km a degree
DISTANCE = f"{LATITUDE} * sqrt((a.lat - b.lat) ** 2 + ((a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))) ** 2)"
NEAR = 50  # km

COMPARISONS = (
    Comparison("type", (Level("same", "a.type = b.type", ""), Level("promised", "true", "a plan by its type"))),
    Comparison(
        "mode",
        (
            Level("same", "a.mode = b.mode", "same mode"),
            Level("other", f"a.mode <> b.mode AND NOT {AHEAD} AND a.type = b.type", "other mode"),
        ),
    ),
    Comparison(
        "parties",
        (
            Level("same", f"a.parties = b.parties AND {SAME_SIDES}", "same parties"),
            Level("missing", "least(len(a.parties), len(b.parties)) = 1 AND a.parties <> b.parties", "a party missing"),
            Level("more", f"{SHARED} = least(len(a.parties), len(b.parties))", "one names more parties"),
            Level("overlap", "true", "some parties in common"),
        ),
    ),
    Comparison(
        "date",
        (
            Level("same_day", f"{DATED} AND {WIDER} = 0 AND {DATE_GAP} = 0", "same day"),
            Level("same_month", f"{DATED} AND {WIDER} <= 31 AND {DATE_GAP} = 0", "same month"),
            Level("overlap", f"{DATED} AND {DATE_GAP} = 0", "dates overlap"),
            Level("later", f"{DATED} AND {AHEAD} AND CASE WHEN {A_SOFT} THEN b.day_from > a.day_to "
                  "ELSE a.day_from > b.day_to END", "later than planned"),
            Level("rescheduled", f"{DATED} AND {A_SOFT} AND {B_SOFT}", "planned for another day"),
            Level("next_day", f"{DATED} AND {DATE_GAP} = 1", "a day apart"),
            Level("differ", DATED, "other dates"),
            Level("told_soon", f"{DATED_ONCE} AND NOT {AHEAD} AND {MIXED_GAP} <= 2", "told within two days"),
            Level("told_week", f"{DATED_ONCE} AND NOT {AHEAD} AND {MIXED_GAP} <= 7", "told within the week"),
            Level("told_late", f"{DATED_ONCE} AND NOT {AHEAD} AND {MIXED_GAP} > 7", "told later"),
            Level("ahead_14", f"{AHEAD} AND {TOLD_GAP} <= 14", "planned shortly before"),
            Level("ahead_60", f"{AHEAD} AND {TOLD_GAP} <= 60", "planned before"),
            Level("ahead_365", f"{AHEAD} AND {TOLD_GAP} > 60", "planned long before"),
            Level("reports_1", f"{TOLD_GAP} <= 1", "told on the same days"),
            Level("reports_3", f"{TOLD_GAP} <= 3", "told within three days"),
            Level("reports_10", f"{TOLD_GAP} > 3", "told days apart"),
            Level("unknown", "true", "nothing known of time"),
        ),
    ),
    Comparison(
        "place",
        (
            Level("same", "a.place = b.place", "same place"),
            Level("near", f"{DISTANCE} <= {NEAR}", "places near"),
            Level("far", f"{DISTANCE} > {NEAR} AND NOT {AHEAD}", "other place"),
            Level("unknown", "true", ""),
        ),
    ),
    Comparison(
        "topics",
        (
            Level("same", "len(a.topics) > 0 AND a.topics = b.topics", "same topics"),
            Level("shared", "len(list_intersect(a.topics, b.topics)) > 0", "topics in common"),
            Level("other", "len(a.topics) > 0 AND len(b.topics) > 0", "other topics"),
        ),
    ),
    Comparison(
        "words",
        (
            Level("echo", "a.report = b.report AND a.words = b.words", "one sentence"),
            Level("most", f"{DICE} >= 0.7", "words alike"),
            Level("half", f"{DICE} >= 0.45", "many words in common"),
            Level("some", f"{DICE} >= 0.25", "some words in common"),
            Level("few", f"{DICE} >= 0.1", ""),
            Level("none", "true", "hardly a word in common"),
        ),
    ),
    Comparison("trigger", (Level("same", "a.trigger = b.trigger", ""),)),
    Comparison("speaker", (Level("same", "a.speaker = b.speaker", "same speaker"),)),
)  # fmt: skip
# What nothing outweighs: times that cannot be one, too few parties in common, sides turned round.
POSSIBLE = """a.low <= b.high + {tolerance} AND b.low <= a.high + {tolerance}
    AND (len(list_intersect(a.parties, b.parties)) >= 2
         OR (least(len(a.parties), len(b.parties)) = 1 AND len(list_intersect(a.parties, b.parties)) = 1))
    AND (a.mutual OR b.mutual OR len(a.actors) = 0 OR len(b.actors) = 0
         OR len(list_intersect(a.actors, b.actors)) > 0)"""


def scores_sql(rules: Rules) -> str:
    """Rows of `merge` for the pairs of the temporary table `pair` that come close enough to be kept."""
    return f"""
    INSERT INTO merge
    WITH levels AS ({levels_sql(rules)}),
    scored AS (SELECT a, b, {rules.prior} + {_sum(rules)} AS score, {_reason(rules)} AS reason FROM levels)
    SELECT a, b, round(score, 3), CASE WHEN score >= {rules.threshold} THEN 'same' ELSE 'apart' END, reason
    FROM scored WHERE score >= {rules.kept}
    """


def levels_sql(rules: Rules) -> str:
    """The level of each comparison for each pair that is possible at all; columns bear the comparisons' names."""
    columns = ", ".join(f"{_level(c)} AS {c.name}_level" for c in COMPARISONS)
    possible = POSSIBLE.format(tolerance=rules.days["tolerance"])
    return f"""
        SELECT p.a, p.b, {columns}
        FROM pair p JOIN mention_trait a ON a.mention = p.a JOIN mention_trait b ON b.mention = p.b
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
