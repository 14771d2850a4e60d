"""Which mentions are compared at all: those of one type family, with common parties, in one stretch of time."""

from dragoman.record.resolving.rules import FIRM, Rules
from dragoman.record.resolving.traits import EVER

MOST_PARTIES = 8  # of a mention that are paired; the rest of a long list is left to the comparison


def blocks_sql(rules: Rules) -> str:
    """Rows of `mention_block` for the mentions of `chunk`; a mention without parties is compared with none."""
    length, most = rules.days["bucket"], rules.days["most_buckets"]
    firm = ", ".join(f"'{c}'" for c in FIRM)
    return f"""
    INSERT INTO mention_block
    WITH fresh AS (
        SELECT mention, type, counts_as IN ({firm}) AS firm, parties[1:{MOST_PARTIES}] AS parties,
            floor((low - {rules.days["tolerance"]}) / {length})::INTEGER AS first,
            floor((high + {rules.days["tolerance"]}) / {length})::INTEGER AS last,
            low = -{EVER} AND high = {EVER} AS timeless
        FROM mention_trait WHERE mention IN (SELECT id FROM chunk) AND len(parties) > 0
    ),
    of_family AS (SELECT f.mention, y.family FROM fresh f JOIN family_of y ON y.type = f.type AND y.firm = f.firm),
    of_time AS (
        SELECT mention, unnest(CASE
            WHEN timeless THEN ['ever']
            WHEN last - first < {most} THEN list_transform(range(first, last + 1), lambda x: x::VARCHAR)
            ELSE list_distinct(['long', first::VARCHAR, last::VARCHAR]) END) AS stretch
        FROM fresh
    ),
    of_parties AS (
        SELECT mention, one AS who FROM (SELECT mention, unnest(parties) AS one FROM fresh)
        UNION ALL
        SELECT mention, one || '|' || other
        FROM (
            SELECT mention, one, unnest(parties) AS other
            FROM (SELECT mention, parties, unnest(parties) AS one FROM fresh)
        )
        WHERE one < other
    )
    SELECT mention, hash(family, who, stretch)
    FROM of_family JOIN of_time USING (mention) JOIN of_parties USING (mention)
    """


# Each pair of mentions with a common block, one of which is of `chunk`; first < second.
PAIRS_SQL = """
CREATE OR REPLACE TEMP TABLE block_pair AS
SELECT DISTINCT least(n.mention, o.mention) AS first, greatest(n.mention, o.mention) AS second
FROM mention_block n JOIN mention_block o ON o.block = n.block AND o.mention <> n.mention
WHERE n.mention IN (SELECT id FROM chunk)
"""
# What is compared of the mentions of these pairs.  Many have the same lists, which are therefore compared once for each
# two lists: `matter` and `sides` name the first mention that has these very ones.
COMPARED_SQL = """
CREATE OR REPLACE TEMP TABLE compared AS
SELECT *, min(mention) OVER (PARTITION BY words, names, topics) AS matter,
    min(mention) OVER (PARTITION BY parties, actors, recipients, mutual) AS sides
FROM mention_trait WHERE mention IN (SELECT first FROM block_pair UNION SELECT second FROM block_pair)
"""
SINGLE = "SELECT * EXCLUDE (parties, actors, recipients, topics, words, names) FROM compared"
# The pairs with all that is compared of the first, but for its lists, as one value.  A table of its own, lest the
# database compare the days of every mention with those of every other before it looks which of them are pairs.
FIRSTS_SQL = f"""
CREATE OR REPLACE TEMP TABLE pair AS
SELECT p.second, a FROM block_pair p JOIN ({SINGLE}) a ON a.mention = p.first
"""
