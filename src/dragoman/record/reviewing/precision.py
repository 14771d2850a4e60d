"""How often the program was right, field by field, in what people reviewed.

Of each finding that was judged the decision that rules counts once.  A finding is right if it was not rejected; a field
of it is right if the program's value is the one that was held right, and is counted only where the finding itself is
right.  The interval is Wilson's with 95 % confidence (Wilson 1927), which stays sound for small samples and for shares
near 0 and 1 (Brown, Cai and DasGupta 2001).  It holds for a random sample; what people picked by hand tells nothing of
the whole and is counted only on demand.
"""

from statistics import NormalDist

import polars as pl

SURE = NormalDist().inv_cdf(0.975)
WHOLE = "finding"  # the row that tells whether findings are right at all
JUDGED_SQL = """
WITH ruling_ AS (
    SELECT r.id, r.verb, r.kind, r.program, r.sample, t.id AS finding
    FROM review r JOIN review_target t ON t.review = r.id AND t.side = 'one'
    WHERE r.stands AND r.verb IN ('accept', 'correct', 'reject')
        AND ($unsampled OR r.sample IS NOT NULL) AND ($sample IS NULL OR r.sample = $sample)
        AND ($author IS NULL OR r.author = $author)
),
newest AS (
    SELECT r.* FROM ruling_ r JOIN review v ON v.id = r.id
    QUALIFY row_number() OVER (PARTITION BY r.kind, r.finding, r.sample ORDER BY v.made DESC, r.id DESC) = 1
),
judged AS (
    SELECT n.sample, n.program, n.kind, 'finding' AS field, n.verb <> 'reject' AS is_right FROM newest n
    UNION ALL
    SELECT n.sample, n.program, n.kind, v.field, v.found = v.value
    FROM newest n JOIN review_value v ON v.review = n.id WHERE n.verb <> 'reject'
)
FROM (
    SELECT sample, program, kind, field, count(*) AS judged, count(*) FILTER (is_right) AS right
    FROM judged GROUP BY ALL
)
ORDER BY sample NULLS LAST, program, kind, field <> 'finding', field
"""


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; 0 to 1 where nothing was judged."""
    if not judged:
        return 0.0, 1.0
    share, wide = right / judged, SURE**2 / judged
    middle = (share + wide / 2) / (1 + wide)
    half = (SURE / (1 + wide)) * (share * (1 - share) / judged + wide / (4 * judged)) ** 0.5
    return (0.0 if right == 0 else middle - half), (1.0 if right == judged else middle + half)


def with_intervals(counted: pl.DataFrame) -> pl.DataFrame:
    """The counts `judged` and `right` with `precision` and its interval, `low` to `high`."""
    bounds = [wilson(r, n) for r, n in counted.select("right", "judged").iter_rows()]
    return counted.with_columns(
        (pl.col("right") / pl.col("judged")).alias("precision"),
        pl.Series("low", [low for low, _ in bounds], dtype=pl.Float64),
        pl.Series("high", [high for _, high in bounds], dtype=pl.Float64),
    )
