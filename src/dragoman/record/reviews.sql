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
-- The words of a part that was corrected, in place of the machine's; only statements have such.
CREATE TABLE reviewed.evidence AS FROM machine.evidence LIMIT 0;
-- Who stands for whom: actors that people hold to be another one, or (`same` is null) to be nobody.
CREATE TABLE reviewed.stand_in (
    id   VARCHAR NOT NULL,
    same VARCHAR
);
