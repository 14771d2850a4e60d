-- The sourced record. One file, one schema; `meta` says which version of it.
--
-- How to read it: a report tells statements (someone is cited), mentions (an act is told) and ties (a standing thing
-- is told). Each of them has rows in `evidence`: where in the report's text it stands, with the very words.
-- What the program finds stands in the schema `machine` (machine.sql) and is changed by nothing but reading again. What
-- people decided of it stands in `review` (reviews.sql). `mention`, `statement`, `tie`, `evidence` ... without a schema
-- are views that lay the decisions over the findings; `event_row`, `statement_row`, `tie_row`, `actor_row` and
-- `report_row` (views.sql) are the views that people query, and `machine.event_row` ... the same without the decisions.
--
-- Only what is looked up by its id has a key: keys over several columns and references between tables made the file four
-- times as large and writing slow, so checks.py holds what they would have held (every id once, nothing that leads to
-- nothing). A report is written in one transaction, after its findings were checked.
--
-- Ids of statements, mentions and ties are hashes of what they say and where, so that reading the same report again
-- gives the same ids. Offsets count Unicode code points of `report.text`, half open. Dates are ISO prefixes whose length
-- is their precision ('2019', '2022-06', '2022-06-29'); null means that the text does not tell.

CREATE TABLE meta (
    key   VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);

-- One news item as an outlet published it; the text never changes once it is here.
CREATE TABLE report (
    id        VARCHAR PRIMARY KEY,
    text      VARCHAR NOT NULL,
    title     VARCHAR,
    outlet    VARCHAR,            -- the outlet's name as the report gives it
    published VARCHAR,            -- never the date of an event
    author    VARCHAR,
    url       VARCHAR,
    language  VARCHAR,            -- ISO 639-1; null: could not be told
    origin    VARCHAR,            -- the file, address or row it was read from
    digest    VARCHAR NOT NULL,   -- sha256 of the text, in hexadecimal
    program   VARCHAR NOT NULL,   -- the version of the program whose findings stand here
    added     TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')  -- when it came into the record (UTC)
);

-- Sentences about what of a report could not be read.
CREATE TABLE report_note (
    report VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    note   VARCHAR NOT NULL
);

-- What could not be read at all, and why; the newest reason stands.
CREATE TABLE refusal (
    origin VARCHAR PRIMARY KEY,
    kind   VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    seen   TIMESTAMP NOT NULL
);
