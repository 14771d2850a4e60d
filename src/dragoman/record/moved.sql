-- From schema 2 to 5, second half: the findings go to the schema `machine`, rulings become decisions with evidence.

INSERT INTO machine.actor FROM former_actor;
INSERT INTO machine.place FROM former_place;
INSERT INTO machine.statement FROM former_statement;
INSERT INTO machine.mention FROM former_mention;
INSERT INTO machine.mention_party FROM former_mention_party;
INSERT INTO machine.tie FROM former_tie;
INSERT INTO machine.tie_party FROM former_tie_party;
INSERT INTO machine.tie_role FROM former_tie_role;
INSERT INTO machine.tie_attribute FROM former_tie_attribute;
INSERT INTO machine.statement_evidence SELECT * EXCLUDE (owner) FROM former_evidence WHERE owner = 'statement';
INSERT INTO machine.mention_evidence SELECT * EXCLUDE (owner) FROM former_evidence WHERE owner = 'mention';
INSERT INTO machine.tie_evidence SELECT * EXCLUDE (owner) FROM former_evidence WHERE owner = 'tie';
INSERT INTO machine.actor_evidence SELECT * EXCLUDE (owner) FROM former_evidence WHERE owner = 'actor';
INSERT INTO machine.place_evidence SELECT * EXCLUDE (owner) FROM former_evidence WHERE owner = 'place';
DROP TABLE former_actor;
DROP TABLE former_place;
DROP TABLE former_statement;
DROP TABLE former_mention;
DROP TABLE former_mention_party;
DROP TABLE former_tie;
DROP TABLE former_tie_party;
DROP TABLE former_tie_role;
DROP TABLE former_tie_attribute;
DROP TABLE former_evidence;

-- What was added to tables of resolved.sql since.
ALTER TABLE mention_trait ADD COLUMN IF NOT EXISTS names VARCHAR[];

-- A ruling that stands ('open' ones leave all to the program) is a merge or split of two mentions.
INSERT INTO review
SELECT
    left(sha256(concat_ws(' ', 'ruling', a, b, verdict, author, made)), 16),
    CASE verdict WHEN 'together' THEN 'merge' ELSE 'split' END,
    'mention', author, reason, made, NULL, NULL, NULL, true
FROM (FROM ruling QUALIFY row_number() OVER (PARTITION BY a, b ORDER BY number DESC) = 1)
WHERE verdict <> 'open';

INSERT INTO review_target
WITH standing AS (
    FROM ruling QUALIFY row_number() OVER (PARTITION BY a, b ORDER BY number DESC) = 1
),
judged AS (
    SELECT left(sha256(concat_ws(' ', 'ruling', a, b, verdict, author, made)), 16) AS review, a, b, verdict
    FROM standing
    WHERE verdict <> 'open'
),
sides AS (
    SELECT review, 'one' AS side, 1 AS number, a AS mention FROM judged
    UNION ALL
    SELECT review, CASE verdict WHEN 'together' THEN 'one' ELSE 'other' END,
        CASE verdict WHEN 'together' THEN 2 ELSE 1 END, b
    FROM judged
)
SELECT
    s.review, s.side, s.number, 'mention', s.mention, m.report, r.digest, r.url, m.type, 'trigger', e.start, e."end",
    e.words, substring(r.text, greatest(e.start - 32, 0) + 1, least(e.start, 32)), substring(r.text, e."end" + 1, 32),
    m.id, CASE WHEN m.id IS NULL THEN 'its report is not in the record' END
FROM sides s
LEFT JOIN machine.mention m ON m.id = s.mention
LEFT JOIN report r ON r.id = m.report
LEFT JOIN machine.evidence e
    ON e.owner = 'mention' AND e.id = m.id AND e.report = m.report AND e.part = 'trigger' AND e.number = 1;

INSERT INTO presence FROM presence_found;
INSERT INTO spoken_of FROM spoken_of_found;
