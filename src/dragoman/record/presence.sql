-- Who stands in which report, worked out with every report that is written and every decision that bears on it, so that
-- questions about the whole record need not read all of it. Doctor holds both tables against the views below.

-- How often a report names an actor or place, cites it, and tells acts and ties of it; as it stands after review.
CREATE TABLE presence (
    owner      VARCHAR NOT NULL,       -- actor, place
    id         VARCHAR NOT NULL,
    report     VARCHAR NOT NULL,
    names      INTEGER NOT NULL,
    statements INTEGER NOT NULL,       -- whose source it is
    events     INTEGER NOT NULL,
    ties       INTEGER NOT NULL
);

-- Whom the content of a statement names.
CREATE TABLE spoken_of (
    statement VARCHAR NOT NULL,
    report    VARCHAR NOT NULL,
    actor     VARCHAR NOT NULL
);

CREATE VIEW presence_found AS
WITH told AS (
    SELECT owner, id, report, count(*) AS names, 0 AS statements, 0 AS events, 0 AS ties
    FROM evidence WHERE owner IN ('actor', 'place') GROUP BY ALL
    UNION ALL
    SELECT 'actor', source, report, 0, count(*), 0, 0 FROM statement WHERE source IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT 'actor', p.actor, m.report, 0, 0, count(DISTINCT p.mention), 0
    FROM mention_party p JOIN mention m ON m.id = p.mention GROUP BY ALL
    UNION ALL
    SELECT 'actor', p.actor, t.report, 0, 0, 0, count(DISTINCT p.tie)
    FROM tie_party p JOIN tie t ON t.id = p.tie GROUP BY ALL
)
SELECT owner, id, report, sum(names)::INTEGER AS names, sum(statements)::INTEGER AS statements,
    sum(events)::INTEGER AS events, sum(ties)::INTEGER AS ties
FROM told
GROUP BY owner, id, report;

CREATE VIEW spoken_of_found AS
SELECT DISTINCT c.id AS statement, c.report, n.id AS actor
FROM evidence c
JOIN evidence n ON n.report = c.report AND n.start >= c.start AND n."end" <= c."end"
WHERE c.owner = 'statement' AND c.part = 'content' AND n.owner = 'actor';
