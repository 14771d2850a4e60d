-- What people decided of the findings, and the findings as they stand after it.
--
-- A decision is a row of `review` and never changes: who changes their mind adds another, and who takes one back adds an
-- 'undo'. `review_value` holds each field that was judged, as it was found and as it is right; `review_target` holds what
-- was judged, by its id and by its evidence (W3C Web Annotation: quote and position selectors), so that the decision is
-- found again where the ids are others after reading again. The newest decision (`made`) that stands rules.

CREATE TABLE review (
    id      VARCHAR PRIMARY KEY,       -- a hash of all that follows, so that the same decision is never in twice
    verb    VARCHAR NOT NULL,          -- accept, correct, reject, merge, split, undo
    kind    VARCHAR NOT NULL,          -- mention, statement, tie, actor, place; of an undo: review
    author  VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL,          -- '' where none was given
    made    TIMESTAMP NOT NULL,        -- UTC
    program VARCHAR,                   -- the version of the program whose finding was judged
    sample  VARCHAR,                   -- the random sample it was judged in; null: it was picked by hand
    undoes  VARCHAR,                   -- the decision that an undo takes back
    stands  BOOLEAN NOT NULL           -- false: taken back (worked out from the undos)
);

-- What a decision is about: one finding, or of a merge or split several mentions.
CREATE TABLE review_target (
    review   VARCHAR NOT NULL,
    side     VARCHAR NOT NULL,         -- one: what is judged, merged or split off; other: what it is split off from
    number   INTEGER NOT NULL,
    kind     VARCHAR NOT NULL,
    id       VARCHAR NOT NULL,         -- as it was when it was judged
    report   VARCHAR,                  -- the report that tells it; of actors and places the first that names them
    digest   VARCHAR,                  -- of that report's text
    url      VARCHAR,
    type     VARCHAR,                  -- of the finding, as it was found
    part     VARCHAR,                  -- trigger, content, sentence or name: of which evidence the words are
    start    INTEGER,                  -- TextPositionSelector
    "end"    INTEGER,
    exact    VARCHAR,                  -- TextQuoteSelector
    prefix   VARCHAR,
    suffix   VARCHAR,
    attached VARCHAR,                  -- the id of what it is about now; null: an orphan (worked out)
    lost     VARCHAR                   -- why it is an orphan
);

-- What was judged of a finding, one row a field: right where both are the same.
CREATE TABLE review_value (
    review VARCHAR NOT NULL,
    field  VARCHAR NOT NULL,
    found  VARCHAR NOT NULL,           -- as the program had it, JSON
    value  VARCHAR NOT NULL            -- as it is right, JSON
);

-- Actors and places that a correction names, so that they are known also where no report names them.
CREATE TABLE review_entity (
    review  VARCHAR NOT NULL,
    owner   VARCHAR NOT NULL,          -- actor, place
    id      VARCHAR NOT NULL,
    name    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    country VARCHAR,
    sector  VARCHAR,
    lat     DOUBLE,
    lon     DOUBLE
);

-- What stands after review: worked out from the findings and the decisions, and only of findings that decisions bear on.

CREATE SCHEMA reviewed;

-- Findings that something was decided of; all of them are left out of the machine's, and those that were not rejected
-- are in the tables below as they stand.
CREATE TABLE reviewed.finding (
    kind    VARCHAR NOT NULL,          -- mention, statement, tie, actor, place
    id      VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL           -- accepted, corrected, rejected; follows: what it stands on was rejected
);

CREATE TABLE reviewed.actor AS FROM machine.actor LIMIT 0;
CREATE TABLE reviewed.place AS FROM machine.place LIMIT 0;
CREATE TABLE reviewed.statement AS FROM machine.statement LIMIT 0;
CREATE TABLE reviewed.mention AS FROM machine.mention LIMIT 0;
CREATE TABLE reviewed.mention_party AS FROM machine.mention_party LIMIT 0;
CREATE TABLE reviewed.tie AS FROM machine.tie LIMIT 0;
CREATE TABLE reviewed.tie_party AS FROM machine.tie_party LIMIT 0;
CREATE TABLE reviewed.tie_role AS FROM machine.tie_role LIMIT 0;
CREATE TABLE reviewed.tie_attribute AS FROM machine.tie_attribute LIMIT 0;
-- The words of a part that was corrected, in place of the machine's.
CREATE TABLE reviewed.evidence AS FROM machine.evidence LIMIT 0;

-- The machine's findings with the decisions laid over them.

CREATE VIEW actor AS
FROM machine.actor a ANTI JOIN reviewed.finding f ON f.kind = 'actor' AND f.id = a.id
UNION ALL FROM reviewed.actor;

CREATE VIEW place AS
FROM machine.place p ANTI JOIN reviewed.finding f ON f.kind = 'place' AND f.id = p.id
UNION ALL FROM reviewed.place;

CREATE VIEW statement AS
FROM machine.statement s ANTI JOIN reviewed.finding f ON f.kind = 'statement' AND f.id = s.id
UNION ALL FROM reviewed.statement;

CREATE VIEW mention AS
FROM machine.mention m ANTI JOIN reviewed.finding f ON f.kind = 'mention' AND f.id = m.id
UNION ALL FROM reviewed.mention;

CREATE VIEW mention_party AS
FROM machine.mention_party p ANTI JOIN reviewed.finding f ON f.kind = 'mention' AND f.id = p.mention
UNION ALL FROM reviewed.mention_party;

CREATE VIEW tie AS
FROM machine.tie t ANTI JOIN reviewed.finding f ON f.kind = 'tie' AND f.id = t.id
UNION ALL FROM reviewed.tie;

CREATE VIEW tie_party AS
FROM machine.tie_party p ANTI JOIN reviewed.finding f ON f.kind = 'tie' AND f.id = p.tie
UNION ALL FROM reviewed.tie_party;

CREATE VIEW tie_role AS
FROM machine.tie_role o ANTI JOIN reviewed.finding f ON f.kind = 'tie' AND f.id = o.tie
UNION ALL FROM reviewed.tie_role;

CREATE VIEW tie_attribute AS
FROM machine.tie_attribute b ANTI JOIN reviewed.finding f ON f.kind = 'tie' AND f.id = b.tie
UNION ALL FROM reviewed.tie_attribute;

CREATE VIEW evidence AS
FROM machine.evidence e ANTI JOIN reviewed.evidence c USING (report, owner, id, part)
UNION ALL FROM reviewed.evidence;

-- Each decision with what it is about, the newest first.
CREATE VIEW review_row AS
WITH changed AS (
    SELECT review, string_agg(field || ': ' || found || ' > ' || value, '; ' ORDER BY field) AS changes
    FROM review_value
    WHERE found <> value
    GROUP BY review
)
SELECT
    r.id, r.made, r.author, r.verb, r.kind, t.attached AS finding, c.changes, r.reason, r.stands, t.lost, t.report,
    t.exact AS words, r.program, r.sample, r.undoes
FROM review r
LEFT JOIN review_target t ON t.review = r.id AND t.side = 'one' AND t.number = 1
LEFT JOIN changed c ON c.review = r.id
ORDER BY r.made DESC, r.id;
