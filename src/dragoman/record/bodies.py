"""Which standing things tell of which body or group of states: its meetings and its memberships, as SQL.

A meeting or membership belongs to the body that it names; a meeting without one to the group of those who meet, if they
are three or more.
"""

GROUP = "with:"  # begins the id of a group of states that meet without a body of a name
_STEPS = f"""
WITH bodies AS (SELECT tie, min(holder) AS body FROM tie_role WHERE role = 'body' {{with_body}} GROUP BY tie),
groups AS (
    SELECT p.tie, '{GROUP}' || string_agg(DISTINCT p.actor, '+' ORDER BY p.actor) AS body FROM tie_party p
    JOIN tie t ON t.id = p.tie WHERE t.kind = 'forum_meeting' {{with_party}}
        AND t.id NOT IN (SELECT tie FROM tie_role WHERE role = 'body')
    GROUP BY p.tie HAVING count(DISTINCT p.actor) >= 3
),
forum_tie AS (
    SELECT t.id, t.kind, t.report, x.body, r.published FROM tie t
    JOIN (SELECT * FROM bodies UNION ALL SELECT * FROM groups) x ON x.tie = t.id
    JOIN report r ON r.id = t.report
    WHERE t.kind IN ('forum_meeting', 'membership')
)
"""
# Each begins a query that may ask `forum_tie`.  Of one: only those are put together that can be of it, that the body
# ($body) takes part in or the first ($first) of a group.
OF_ALL = _STEPS.format(with_body="", with_party="")
OF_ONE = _STEPS.format(
    with_body="AND tie IN (SELECT tie FROM tie_role WHERE role = 'body' AND holder = $body)",
    with_party="AND t.id IN (SELECT tie FROM tie_party WHERE actor = $first)",
)
