-- What the program found in the reports; only reading writes here.

CREATE SCHEMA machine;

-- A political entity (PLOVER): state, igo, forum, person, office, organisation, outlet, armed_group.
CREATE TABLE machine.actor (
    id      VARCHAR PRIMARY KEY,  -- ISO 3166 alpha-3 for states, else wikidata:Q... or a slug
    name    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    country VARCHAR,              -- the state it belongs to or speaks for
    sector  VARCHAR,              -- PLOVER's (GOV, MIL ...)
    program VARCHAR NOT NULL      -- the version of the program that named it so
);

CREATE TABLE machine.place (
    id      VARCHAR PRIMARY KEY,  -- geonames:... or a slug
    name    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,     -- place, region, waterbody, port, crossing
    lat     DOUBLE,               -- degrees, WGS 84
    lon     DOUBLE,
    country VARCHAR,
    program VARCHAR NOT NULL      -- the version of the program that named it so
);

-- Someone is cited as saying or holding something (PolNeAR: source, cue, content).
CREATE TABLE machine.statement (
    id      VARCHAR PRIMARY KEY,
    report  VARCHAR NOT NULL,
    source  VARCHAR,              -- an actor; null: nobody that could be told
    kind    VARCHAR NOT NULL,     -- direct, indirect, mixed
    via     VARCHAR[] NOT NULL,   -- outlets that only relay it
    within  VARCHAR               -- the statement whose content holds this one
);

-- One report's telling of one act (an event mention).
CREATE TABLE machine.mention (
    id            VARCHAR PRIMARY KEY,
    report        VARCHAR NOT NULL,
    type          VARCHAR NOT NULL,      -- PLOVER
    mode          VARCHAR,
    status        VARCHAR NOT NULL,      -- done, ongoing, planned, wanted, possible, denied, not_happened
    reciprocal    BOOLEAN NOT NULL,
    contexts      VARCHAR[] NOT NULL,
    topics        VARCHAR[] NOT NULL,
    statement     VARCHAR,               -- what it stands on; null: the report says it in its own voice
    date_from     VARCHAR,
    date_to       VARCHAR,
    date_text     VARCHAR,
    deadline_from VARCHAR,
    deadline_to   VARCHAR,
    deadline_text VARCHAR,
    place         VARCHAR,
    because       VARCHAR NOT NULL       -- the rule and the words that decided
);

CREATE TABLE machine.mention_party (
    mention VARCHAR NOT NULL,
    side    VARCHAR NOT NULL,            -- actor, recipient
    number  INTEGER NOT NULL,
    actor   VARCHAR NOT NULL             -- an actor, or a region that stands for its states
);

-- One report's telling of a standing thing: agreement, membership, forum_meeting, corridor, energy_swap, facility ...
CREATE TABLE machine.tie (
    id        VARCHAR PRIMARY KEY,
    report    VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    name      VARCHAR NOT NULL,
    status    VARCHAR NOT NULL,          -- done, in_force, ongoing, planned, wanted, claimed, denied
    stage     VARCHAR,                   -- of the kind's own life cycle
    statement VARCHAR,
    date_from VARCHAR,
    date_to   VARCHAR,
    date_text VARCHAR,
    because   VARCHAR NOT NULL
);

CREATE TABLE machine.tie_party (
    tie    VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    actor  VARCHAR NOT NULL
);

CREATE TABLE machine.tie_role (
    tie    VARCHAR NOT NULL,
    role   VARCHAR NOT NULL,             -- supplier, via, receiver, host, place ...
    number INTEGER NOT NULL,
    holder VARCHAR NOT NULL             -- an actor or a place
);

CREATE TABLE machine.tie_attribute (
    tie   VARCHAR NOT NULL,
    name  VARCHAR NOT NULL,              -- term, quantity, claim, change ...
    value VARCHAR NOT NULL
);
