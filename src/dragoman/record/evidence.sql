-- Where a report says something, with the exact words (W3C Web Annotation: position and quote selectors): a table for
-- each kind of owner, so that a question that needs the words of one kind reads no others; `machine.evidence` is all.
CREATE TABLE machine.statement_evidence (
    report VARCHAR NOT NULL,
    id     VARCHAR NOT NULL,             -- of the owner
    part   VARCHAR NOT NULL,             -- sentence, trigger, status, date, deadline, source, cue, content, name
    number INTEGER NOT NULL,
    start  INTEGER NOT NULL,
    "end"  INTEGER NOT NULL,
    words  VARCHAR NOT NULL
);
CREATE TABLE machine.mention_evidence AS FROM machine.statement_evidence LIMIT 0;
CREATE TABLE machine.tie_evidence AS FROM machine.statement_evidence LIMIT 0;
CREATE TABLE machine.actor_evidence AS FROM machine.statement_evidence LIMIT 0;
CREATE TABLE machine.place_evidence AS FROM machine.statement_evidence LIMIT 0;
-- What stands in one report is looked up again and again.
CREATE INDEX statement_evidence_report ON machine.statement_evidence (report);
CREATE INDEX mention_evidence_report ON machine.mention_evidence (report);
CREATE INDEX tie_evidence_report ON machine.tie_evidence (report);
CREATE VIEW machine.evidence AS
SELECT report, 'statement' AS owner, id, part, number, start, "end", words FROM machine.statement_evidence
UNION ALL SELECT report, 'mention', id, part, number, start, "end", words FROM machine.mention_evidence
UNION ALL SELECT report, 'tie', id, part, number, start, "end", words FROM machine.tie_evidence
UNION ALL SELECT report, 'actor', id, part, number, start, "end", words FROM machine.actor_evidence
UNION ALL SELECT report, 'place', id, part, number, start, "end", words FROM machine.place_evidence;

-- What of `presence` (presence.sql) the program found, whatever people decided of it.
CREATE VIEW machine.presence AS
WITH told AS (
    SELECT owner, id, report, count(*) AS names, 0 AS statements, 0 AS events, 0 AS ties
    FROM machine.evidence WHERE owner IN ('actor', 'place') GROUP BY ALL
    UNION ALL
    SELECT 'actor', source, report, 0, count(*), 0, 0 FROM machine.statement WHERE source IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT 'actor', p.actor, m.report, 0, 0, count(DISTINCT p.mention), 0
    FROM machine.mention_party p JOIN machine.mention m ON m.id = p.mention GROUP BY ALL
    UNION ALL
    SELECT 'actor', p.actor, t.report, 0, 0, 0, count(DISTINCT p.tie)
    FROM machine.tie_party p JOIN machine.tie t ON t.id = p.tie GROUP BY ALL
)
SELECT owner, id, report, sum(names)::INTEGER AS names, sum(statements)::INTEGER AS statements,
    sum(events)::INTEGER AS events, sum(ties)::INTEGER AS ties
FROM told
GROUP BY owner, id, report;
