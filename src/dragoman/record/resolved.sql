-- What the record makes of many reports: which texts are copies, whose word each report is, which tellings are of one
-- event. Everything here is worked out from schema.sql's tables and can be worked out anew at any time, except `ruling`,
-- which holds what people decided. `happening_row` and `happening_telling` (told.sql) are the views that people query.
--
-- An event that reports tell is called a happening, since `event_row` was there first and holds single tellings.

-- How this was worked out: the rules' fingerprint; where it differs from the program's, all is worked out anew.
CREATE TABLE resolved (
    key   VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);

-- Copies ---------------------------------------------------------------------------------------------------------

-- Reports whose texts were fingerprinted; the order of telling is by day, then the longer text first, then the id.
CREATE TABLE fingerprinted (
    report VARCHAR PRIMARY KEY,
    day    VARCHAR NOT NULL,      -- of publishing; '~', which sorts last, where it is not known
    length INTEGER NOT NULL       -- characters
);

-- Fingerprints of a report's text: reports that share one are compared. Bands of a MinHash, and hashes of sentences.
CREATE TABLE sketch (
    report VARCHAR NOT NULL,
    hash   UBIGINT NOT NULL
);

-- A report whose text comes from an earlier one.
CREATE TABLE copy (
    report   VARCHAR NOT NULL,
    earlier  VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL,    -- exact: word for word; near: lightly edited; part: trimmed or with something added
    taken    DOUBLE NOT NULL,     -- share of the later text's word shingles that stand in the earlier one
    held     DOUBLE NOT NULL,     -- share of the earlier text's word shingles that stand in the later one
    because  VARCHAR NOT NULL
);

-- A news outlet that a report names as where it has its matter from.
CREATE TABLE credit (
    report  VARCHAR NOT NULL,
    number  INTEGER NOT NULL,
    name    VARCHAR NOT NULL,     -- as the report writes it
    scope   VARCHAR NOT NULL,     -- whole: the whole report; lead: what its first sentences tell
    pattern VARCHAR NOT NULL,     -- name of the pattern of credits.toml
    start   INTEGER NOT NULL,     -- of the words, in code points of the text; an author's name stands at 0 to 0
    "end"   INTEGER NOT NULL
);

-- Who publishes under a name or address: outlet:ID of the atlas, site:DOMAIN or name:NAME.
CREATE TABLE publisher (
    name VARCHAR NOT NULL,        -- '' where only the address is given
    host VARCHAR NOT NULL,        -- '' where only the name is given
    key  VARCHAR NOT NULL
);

-- Whose word a report is. Two reports corroborate each other only if their publishers here differ.
CREATE TABLE origin (
    report    VARCHAR PRIMARY KEY,
    first     VARCHAR NOT NULL,   -- the earliest report of the text; the report itself if it copies none
    publisher VARCHAR,            -- a key of `publisher`; null: the report names none
    kind      VARCHAR NOT NULL,   -- own, credited, exact copy, near copy, part copy, same publisher
    score     DOUBLE NOT NULL,    -- share of the text that is taken over; 1 for own and credited
    because   VARCHAR NOT NULL
);

-- Events ---------------------------------------------------------------------------------------------------------

-- What of a mention is compared with other mentions. Days are days since 1970-01-01.
CREATE TABLE mention_trait (
    mention    VARCHAR PRIMARY KEY,
    report     VARCHAR NOT NULL,
    type       VARCHAR NOT NULL,
    mode       VARCHAR,
    counts_as  VARCHAR NOT NULL,    -- of the status: fact, intention, possibility, refuted
    mutual     BOOLEAN NOT NULL,    -- it may be told from either side
    parties    VARCHAR[] NOT NULL,  -- at the level of states, sorted
    actors     VARCHAR[] NOT NULL,
    recipients VARCHAR[] NOT NULL,
    day_from   INTEGER,             -- as the text dates it
    day_to     INTEGER,
    told_from  INTEGER,             -- the report's own day, or the first and last day of its month or year
    told_to    INTEGER,
    low        INTEGER NOT NULL,    -- when it can have been, by date, or by status and day of the report
    high       INTEGER NOT NULL,
    topics     VARCHAR[] NOT NULL,
    place      VARCHAR,
    lat        DOUBLE,
    lon        DOUBLE,
    speaker    VARCHAR,
    trigger    VARCHAR,             -- stem of the word that tells the act
    words      VARCHAR[] NOT NULL,  -- stems of the sentence's other words, without the parties' names, sorted
    names      VARCHAR[]            -- those of `words` that are written as names
);

-- Mentions are compared only within a block: type family, parties, stretch of time.
CREATE TABLE mention_block (
    mention VARCHAR NOT NULL,
    block   UBIGINT NOT NULL
);

-- Two mentions that were compared and came close. 'same' lets them become one event; 'apart' was not enough.
CREATE TABLE merge (
    a       VARCHAR NOT NULL,
    b       VARCHAR NOT NULL,       -- a < b
    score   DOUBLE NOT NULL,        -- log2 of the odds
    verdict VARCHAR NOT NULL,       -- same, apart
    reason  VARCHAR NOT NULL
);

-- What people decided of two mentions; the latest ruling stands, over whatever the program found.
CREATE TABLE ruling (
    a       VARCHAR NOT NULL,
    b       VARCHAR NOT NULL,       -- a < b
    verdict VARCHAR NOT NULL,       -- apart: kept apart; together: one event; open: as the program finds
    author  VARCHAR NOT NULL,
    reason  VARCHAR NOT NULL,
    made    TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    number  BIGINT NOT NULL         -- counts up
);

-- Which mentions tell which event; every mention tells one.
CREATE TABLE happening_mention (
    happening VARCHAR NOT NULL,
    mention   VARCHAR PRIMARY KEY,
    origin    VARCHAR               -- whose word: an outlet quoted for it, else the report's `origin.publisher`
);

-- An event, summed up from its mentions. Its id is a hash of its earliest mention.
CREATE TABLE happening (
    id           VARCHAR PRIMARY KEY,
    first        VARCHAR NOT NULL,    -- the earliest mention
    type         VARCHAR NOT NULL,
    mode         VARCHAR,
    parties      VARCHAR[] NOT NULL,  -- at the level of states
    actors       VARCHAR[] NOT NULL,
    recipients   VARCHAR[] NOT NULL,
    topics       VARCHAR[] NOT NULL,
    "date"       VARCHAR,             -- the most precise one that most origins agree on; null: nobody tells one
    dates        VARCHAR[] NOT NULL,  -- every date told
    other_dates  VARCHAR[] NOT NULL,  -- those that do not go with `date`
    place        VARCHAR,
    other_places VARCHAR[] NOT NULL,
    status       VARCHAR NOT NULL,
    because      VARCHAR NOT NULL,    -- 'done: 3 origins; denied: 1'
    contested    BOOLEAN NOT NULL,    -- some tell it as a fact, some say that it is not so
    origins      INTEGER NOT NULL,    -- independent ones that tell it as `status` puts it, see `origin`; unnamed: one
    voices       INTEGER NOT NULL,    -- independent ones, whatever they say of it
    tellings     INTEGER NOT NULL,
    reports      INTEGER NOT NULL,    -- texts that are no copies of each other
    first_told   VARCHAR,
    last_told    VARCHAR
);
