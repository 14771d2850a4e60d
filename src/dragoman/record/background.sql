-- Background: event data sets of others and lists of actors, kept apart from what the reports say: nothing of the record
-- refers to these tables, and they refer to nothing of it. Made when the first file comes in. Every row knows its file
-- and line; a file comes in once, and a row that a former file of the data set had, to the letter, is not kept again.

CREATE SCHEMA IF NOT EXISTS background;

-- A file that came in.
CREATE TABLE IF NOT EXISTS background.file (
    number   INTEGER PRIMARY KEY,  -- counts up from 1
    dataset  VARCHAR NOT NULL,     -- gdelt, gdelt-mentions, icews, polecat, ftm, actors
    name     VARCHAR NOT NULL,     -- of the file, without its folder
    sha256   VARCHAR NOT NULL,     -- of its bytes, in hexadecimal
    bytes    BIGINT NOT NULL,
    version  VARCHAR,              -- of the data set, as whoever imported it gives it, or as the format has only one
    licence  VARCHAR,              -- note on the terms
    columns  VARCHAR[] NOT NULL,   -- names of the columns, in the order of `cells`
    imported TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    rows     BIGINT NOT NULL,      -- kept from it
    refused  BIGINT NOT NULL,      -- that could not be read, see `refused`
    repeated BIGINT NOT NULL       -- that were there already
);

-- Rows that could not be read, and why.
CREATE TABLE IF NOT EXISTS background.refused (
    file   INTEGER NOT NULL,
    line   BIGINT NOT NULL,        -- counts from 1
    reason VARCHAR NOT NULL
);

-- Events as the data set has them, with what all of them tell in the terms of PLOVER.
CREATE TABLE IF NOT EXISTS background.event (
    file             INTEGER NOT NULL,
    line             BIGINT NOT NULL,
    hash             UBIGINT NOT NULL,    -- of the line
    dataset          VARCHAR NOT NULL,
    id               VARCHAR,             -- as the data set gives it; ICEWS repeats some
    "date"           VARCHAR NOT NULL,    -- YYYY-MM-DD
    type             VARCHAR,             -- PLOVER; null: CAMEO 01 and 02, which PLOVER dropped
    mode             VARCHAR,
    code             VARCHAR,             -- CAMEO, where the data set has it
    quad             INTEGER,             -- as the data set gives it, else by its code
    score            DOUBLE,              -- its own: Goldstein scale or intensity
    actor            VARCHAR,             -- name
    actor_states     VARCHAR[] NOT NULL,  -- ISO 3166 alpha-3, where it names states
    actor_sector     VARCHAR,
    recipient        VARCHAR,
    recipient_states VARCHAR[] NOT NULL,
    recipient_sector VARCHAR,
    place            VARCHAR,
    lat              DOUBLE,              -- degrees, WGS 84
    lon              DOUBLE,
    mentions         BIGINT,              -- how often told, where the data set counts it
    outlet           VARCHAR,
    url              VARCHAR,
    cells            VARCHAR[] NOT NULL   -- the row as it was
);

-- GDELT's mentions: which page tells which event.
CREATE TABLE IF NOT EXISTS background.mention (
    file       INTEGER NOT NULL,
    line       BIGINT NOT NULL,
    hash       UBIGINT NOT NULL,
    dataset    VARCHAR NOT NULL,
    event      VARCHAR NOT NULL,          -- GlobalEventID
    "date"     VARCHAR NOT NULL,          -- of the mention, YYYY-MM-DD
    outlet     VARCHAR,
    url        VARCHAR,
    confidence INTEGER,                   -- percent
    tone       DOUBLE,
    cells      VARCHAR[] NOT NULL
);

-- Actors that are added to those of the atlas when reports are read into this record.
CREATE TABLE IF NOT EXISTS background.actor (
    file     INTEGER NOT NULL,
    line     BIGINT NOT NULL,
    hash     UBIGINT NOT NULL,
    dataset  VARCHAR NOT NULL,
    id       VARCHAR NOT NULL,
    name     VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,            -- person, organisation, armed_group, outlet, igo, forum
    country  VARCHAR,                     -- ISO 3166 alpha-3
    sector   VARCHAR,                     -- PLOVER
    aliases  VARCHAR[] NOT NULL,
    wikidata VARCHAR,
    cells    VARCHAR[] NOT NULL
);
