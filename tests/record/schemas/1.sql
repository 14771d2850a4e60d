-- The sourced record. One file, one schema; `meta` says which version of it.
--
-- How to read it: a report tells statements (someone is cited), mentions (an act is told) and ties (a standing thing
-- is told). Each of them has rows in `evidence`: where in the report's text it stands, with the very words.
-- `event_row`, `statement_row`, `tie_row`, `actor_row` and `report_row` at the end are the views that people query.
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

-- A political entity (PLOVER): state, igo, forum, person, office, organisation, outlet, armed_group.
CREATE TABLE actor (
    id      VARCHAR PRIMARY KEY,  -- ISO 3166 alpha-3 for states, else wikidata:Q... or a slug
    name    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,
    country VARCHAR,              -- the state it belongs to or speaks for
    sector  VARCHAR,              -- PLOVER's (GOV, MIL ...)
    program VARCHAR NOT NULL      -- the version of the program that named it so
);

CREATE TABLE place (
    id      VARCHAR PRIMARY KEY,  -- geonames:... or a slug
    name    VARCHAR NOT NULL,
    kind    VARCHAR NOT NULL,     -- place, region, waterbody, port, crossing
    lat     DOUBLE,               -- degrees, WGS 84
    lon     DOUBLE,
    country VARCHAR,
    program VARCHAR NOT NULL      -- the version of the program that named it so
);

-- Someone is cited as saying or holding something (PolNeAR: source, cue, content).
CREATE TABLE statement (
    id      VARCHAR PRIMARY KEY,
    report  VARCHAR NOT NULL,
    source  VARCHAR,              -- an actor; null: nobody that could be told
    kind    VARCHAR NOT NULL,     -- direct, indirect, mixed
    via     VARCHAR[] NOT NULL,   -- outlets that only relay it
    within  VARCHAR               -- the statement whose content holds this one
);

-- One report's telling of one act (an event mention).
CREATE TABLE mention (
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

CREATE TABLE mention_party (
    mention VARCHAR NOT NULL,
    side    VARCHAR NOT NULL,            -- actor, recipient
    number  INTEGER NOT NULL,
    actor   VARCHAR NOT NULL             -- an actor, or a region that stands for its states
);

-- One report's telling of a standing thing: agreement, membership, forum_meeting, corridor, energy_swap, facility ...
CREATE TABLE tie (
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

CREATE TABLE tie_party (
    tie    VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    actor  VARCHAR NOT NULL
);

CREATE TABLE tie_role (
    tie    VARCHAR NOT NULL,
    role   VARCHAR NOT NULL,             -- supplier, via, receiver, host, place ...
    number INTEGER NOT NULL,
    holder VARCHAR NOT NULL             -- an actor or a place
);

CREATE TABLE tie_attribute (
    tie   VARCHAR NOT NULL,
    name  VARCHAR NOT NULL,              -- term, quantity, claim, change ...
    value VARCHAR NOT NULL
);

-- Where a report says something, with the exact words (W3C Web Annotation: position and quote selectors).
CREATE TABLE evidence (
    report VARCHAR NOT NULL,
    owner  VARCHAR NOT NULL,             -- statement, mention, tie, actor, place
    id     VARCHAR NOT NULL,             -- of the owner
    part   VARCHAR NOT NULL,             -- sentence, trigger, status, date, deadline, source, cue, content, name
    number INTEGER NOT NULL,
    start  INTEGER NOT NULL,
    "end"  INTEGER NOT NULL,
    words  VARCHAR NOT NULL
);

-- ---------------------------------------------------------------------------------------------------------------
-- Views for people and for the program's own questions.

-- Most things have one piece, one actor, one recipient: the views below take the first by its number, 1, and gather
-- only what follows it. Gathering everything took four times as long.

-- The words of everything that is cited: one row for each part, its pieces joined.
CREATE VIEW quoted AS
WITH further AS (
    SELECT report, owner, id, part, string_agg(words, ' … ' ORDER BY number) AS words, min(start) AS start,
        max("end") AS "end"
    FROM evidence
    WHERE number > 1
    GROUP BY report, owner, id, part
)
SELECT
    e.report,
    e.owner,
    e.id,
    e.part,
    CASE WHEN f.words IS NULL THEN e.words ELSE e.words || ' … ' || f.words END AS words,
    least(e.start, f.start) AS start,
    greatest(e."end", f."end") AS "end"
FROM evidence e
LEFT JOIN further f ON f.report = e.report AND f.owner = e.owner AND f.id = e.id AND f.part = e.part
WHERE e.number = 1;

-- Each statement with who speaks, in which report, and the words.
CREATE VIEW statement_row AS
SELECT
    s.id,
    s.source,
    a.name AS speaker,
    a.kind AS speaker_kind,
    a.country AS speaker_country,
    s.kind,
    c.words AS content,
    q.words AS cue,
    n.words AS source_words,
    s.via,
    s.within,
    r.outlet,
    r.published,
    r.title,
    r.url,
    s.report,
    c.start,
    c."end"
FROM statement s
JOIN report r ON r.id = s.report
LEFT JOIN actor a ON a.id = s.source
LEFT JOIN quoted c ON c.owner = 'statement' AND c.id = s.id AND c.report = s.report AND c.part = 'content'
LEFT JOIN quoted q ON q.owner = 'statement' AND q.id = s.id AND q.report = s.report AND q.part = 'cue'
LEFT JOIN quoted n ON n.owner = 'statement' AND n.id = s.id AND n.report = s.report AND n.part = 'source';

-- Who stands on which side of an act, by name, in the order of the text.
CREATE VIEW mention_side AS
WITH party AS (
    SELECT p.mention, p.side, p.number, p.actor, coalesce(a.name, r.name) AS name
    FROM mention_party p LEFT JOIN actor a ON a.id = p.actor LEFT JOIN place r ON r.id = p.actor
),
further AS (
    SELECT mention, side, list(actor ORDER BY number) AS ids, list(name ORDER BY number) AS names
    FROM party
    WHERE number > 1
    GROUP BY mention, side
)
SELECT p.mention, p.side, [p.actor] || coalesce(f.ids, []) AS ids, [p.name] || coalesce(f.names, []) AS names
FROM party p
LEFT JOIN further f ON f.mention = p.mention AND f.side = p.side
WHERE p.number = 1;

-- Each telling of an act with its parties, its speaker and its sentence.
CREATE VIEW event_row AS
SELECT
    m.id,
    m.date_from AS "date",
    m.date_to,
    m.date_text,
    m.type,
    m.mode,
    m.status,
    coalesce(x.ids, []) AS actors,
    coalesce(y.ids, []) AS recipients,
    coalesce(x.names, []) AS actor_names,
    coalesce(y.names, []) AS recipient_names,
    m.reciprocal,
    m.topics,
    m.contexts,
    m.place,
    l.name AS place_name,
    m.deadline_from,
    m.deadline_to,
    m.deadline_text,
    m.statement,
    s.source AS source,
    a.name AS speaker,
    coalesce(s.via, []) AS via,
    r.outlet,
    r.published,
    r.title,
    r.url,
    m.report,
    e.words AS sentence,
    e.start,
    e."end",
    t.words AS trigger,
    m.because
FROM mention m
JOIN report r ON r.id = m.report
LEFT JOIN mention_side x ON x.mention = m.id AND x.side = 'actor'
LEFT JOIN mention_side y ON y.mention = m.id AND y.side = 'recipient'
LEFT JOIN statement s ON s.id = m.statement
LEFT JOIN actor a ON a.id = s.source
LEFT JOIN place l ON l.id = m.place
LEFT JOIN evidence e
    ON e.owner = 'mention' AND e.id = m.id AND e.report = m.report AND e.part = 'sentence' AND e.number = 1
LEFT JOIN evidence t
    ON t.owner = 'mention' AND t.id = m.id AND t.report = m.report AND t.part = 'trigger' AND t.number = 1;

-- The name of whoever or whatever may hold a role.
CREATE VIEW holder AS
SELECT id, name FROM actor
UNION ALL
SELECT id, name FROM place WHERE id NOT IN (SELECT id FROM actor);

-- Each telling of a standing thing with its parties, roles ("supplier: Turkmenistan"), speaker and sentence.
CREATE VIEW tie_row AS
WITH named_parties AS (
    SELECT p.tie, list(p.actor ORDER BY p.number) AS ids, list(coalesce(h.name, p.actor) ORDER BY p.number) AS names
    FROM tie_party p LEFT JOIN holder h ON h.id = p.actor GROUP BY p.tie
),
named_roles AS (
    SELECT o.tie, list(o.role || ': ' || coalesce(h.name, o.holder) ORDER BY o.role, o.number) AS roles
    FROM tie_role o LEFT JOIN holder h ON h.id = o.holder GROUP BY o.tie
),
named_attributes AS (
    SELECT tie, list(name || ': ' || value ORDER BY name) AS attributes FROM tie_attribute GROUP BY tie
)
SELECT
    t.id,
    t.kind,
    t.name,
    coalesce(p.ids, []) AS parties,
    coalesce(p.names, []) AS party_names,
    t.status,
    t.stage,
    coalesce(o.roles, []) AS roles,
    coalesce(b.attributes, []) AS attributes,
    t.date_from AS "date",
    t.date_to,
    t.date_text,
    t.statement,
    s.source AS source,
    a.name AS speaker,
    coalesce(s.via, []) AS via,
    r.outlet,
    r.published,
    r.title,
    r.url,
    t.report,
    e.words AS sentence,
    e.start,
    e."end",
    t.because
FROM tie t
JOIN report r ON r.id = t.report
LEFT JOIN named_parties p ON p.tie = t.id
LEFT JOIN named_roles o ON o.tie = t.id
LEFT JOIN named_attributes b ON b.tie = t.id
LEFT JOIN statement s ON s.id = t.statement
LEFT JOIN actor a ON a.id = s.source
LEFT JOIN quoted e ON e.owner = 'tie' AND e.id = t.id AND e.report = t.report AND e.part = 'sentence';

-- Each report with how much was found in it.
CREATE VIEW report_row AS
SELECT
    r.id,
    r.published,
    r.outlet,
    r.title,
    r.language,
    length(r.text) AS characters,
    (SELECT count(*) FROM statement s WHERE s.report = r.id) AS statements,
    (SELECT count(*) FROM mention m WHERE m.report = r.id) AS events,
    (SELECT count(*) FROM tie t WHERE t.report = r.id) AS ties,
    (SELECT string_agg(note, ' ' ORDER BY number) FROM report_note n WHERE n.report = r.id) AS notes,
    r.author,
    r.url,
    r.origin,
    r.program,
    r.added
FROM report r;

-- Each actor with how often reports name it, cite it, and tell acts and ties of it.
CREATE VIEW actor_row AS
WITH named AS (
    SELECT id, count(*) AS names, count(DISTINCT report) AS reports FROM evidence WHERE owner = 'actor' GROUP BY id
),
cited AS (SELECT source AS id, count(*) AS statements FROM statement WHERE source IS NOT NULL GROUP BY source),
acting AS (SELECT actor AS id, count(DISTINCT mention) AS events FROM mention_party GROUP BY actor),
tied AS (SELECT actor AS id, count(DISTINCT tie) AS ties FROM tie_party GROUP BY actor)
SELECT
    a.id, a.name, a.kind, a.country, a.sector,
    coalesce(n.reports, 0) AS reports,
    coalesce(n.names, 0) AS names,
    coalesce(c.statements, 0) AS statements,
    coalesce(e.events, 0) AS events,
    coalesce(t.ties, 0) AS ties
FROM actor a
LEFT JOIN named n USING (id)
LEFT JOIN cited c USING (id)
LEFT JOIN acting e USING (id)
LEFT JOIN tied t USING (id);

-- Each place with how often reports name it.
CREATE VIEW place_row AS
WITH named AS (
    SELECT id, count(*) AS names, count(DISTINCT report) AS reports FROM evidence WHERE owner = 'place' GROUP BY id
)
SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, coalesce(n.reports, 0) AS reports, coalesce(n.names, 0) AS names
FROM place p
LEFT JOIN named n USING (id);

-- Every id of an actor or place that something refers to.
CREATE VIEW in_use AS
SELECT id FROM evidence WHERE owner IN ('actor', 'place')
UNION SELECT source FROM statement
UNION SELECT unnest(via) FROM statement
UNION SELECT actor FROM mention_party
UNION SELECT place FROM mention
UNION SELECT actor FROM tie_party
UNION SELECT holder FROM tie_role;
-- What the columns of the views mean, kept in every record, so that whoever opens the file with any tool can ask for it
-- (SELECT table_name, column_name, comment FROM duckdb_columns()), and every export can print it.

COMMENT ON VIEW report_row IS 'Reports: news items as their outlets published them, and how much was found in each.';
COMMENT ON COLUMN report_row.id IS 'Id of the report.';
COMMENT ON COLUMN report_row.published IS 'When it was published: an ISO date, cut to what is known (2022, 2022-06, 2022-06-29). Never the date of an event.';
COMMENT ON COLUMN report_row.outlet IS 'Outlet, as the report names it.';
COMMENT ON COLUMN report_row.title IS 'Title.';
COMMENT ON COLUMN report_row.language IS 'Language, ISO 639-1; empty where it could not be told.';
COMMENT ON COLUMN report_row.characters IS 'Length of the text in Unicode code points.';
COMMENT ON COLUMN report_row.statements IS 'How many statements were found in it.';
COMMENT ON COLUMN report_row.events IS 'How many tellings of acts were found in it.';
COMMENT ON COLUMN report_row.ties IS 'How many tellings of standing things were found in it.';
COMMENT ON COLUMN report_row.notes IS 'What of the report could not be read, and why.';
COMMENT ON COLUMN report_row.author IS 'Author, as the report names them.';
COMMENT ON COLUMN report_row.url IS 'Address.';
COMMENT ON COLUMN report_row.origin IS 'File, address or row that it was read from.';
COMMENT ON COLUMN report_row.program IS 'Version of the program that read it.';
COMMENT ON COLUMN report_row.added IS 'When it came into the record (UTC).';

COMMENT ON VIEW actor_row IS 'Actors: political entities that reports name, cite, or tell acts and ties of. The counts are of the whole record.';
COMMENT ON COLUMN actor_row.id IS 'Id: ISO 3166 alpha-3 for states, else wikidata:Q... or a slug.';
COMMENT ON COLUMN actor_row.name IS 'Name.';
COMMENT ON COLUMN actor_row.kind IS 'state, igo, forum, person, office, organisation, outlet or armed_group.';
COMMENT ON COLUMN actor_row.country IS 'State it belongs to or speaks for, ISO 3166 alpha-3.';
COMMENT ON COLUMN actor_row.sector IS 'Sector, PLOVER code (GOV, MIL ...).';
COMMENT ON COLUMN actor_row.reports IS 'How many reports name it.';
COMMENT ON COLUMN actor_row.names IS 'How often reports name it.';
COMMENT ON COLUMN actor_row.statements IS 'How many statements it is the source of.';
COMMENT ON COLUMN actor_row.events IS 'How many tellings of acts it takes part in.';
COMMENT ON COLUMN actor_row.ties IS 'How many tellings of standing things it is a party of.';

COMMENT ON VIEW place_row IS 'Places that reports name. The counts are of the whole record.';
COMMENT ON COLUMN place_row.id IS 'Id: geonames:... or a slug.';
COMMENT ON COLUMN place_row.name IS 'Name.';
COMMENT ON COLUMN place_row.kind IS 'place, region, waterbody, port or crossing.';
COMMENT ON COLUMN place_row.lat IS 'Latitude in degrees, WGS 84.';
COMMENT ON COLUMN place_row.lon IS 'Longitude in degrees, WGS 84.';
COMMENT ON COLUMN place_row.country IS 'State it lies in, ISO 3166 alpha-3.';
COMMENT ON COLUMN place_row.reports IS 'How many reports name it.';
COMMENT ON COLUMN place_row.names IS 'How often reports name it.';

COMMENT ON VIEW statement_row IS 'Statements: someone is cited as saying or holding something.';
COMMENT ON COLUMN statement_row.id IS 'Id: a hash of who is cited for which words of which report.';
COMMENT ON COLUMN statement_row.source IS 'Id of the actor that is cited; empty where nobody could be told.';
COMMENT ON COLUMN statement_row.speaker IS 'Name of the actor that is cited.';
COMMENT ON COLUMN statement_row.speaker_kind IS 'Kind of the actor that is cited.';
COMMENT ON COLUMN statement_row.speaker_country IS 'State the actor that is cited belongs to or speaks for.';
COMMENT ON COLUMN statement_row.kind IS 'direct (in quotation marks), indirect or mixed.';
COMMENT ON COLUMN statement_row.content IS 'What is said, in the words of the report; pieces that stand apart are joined by an ellipsis.';
COMMENT ON COLUMN statement_row.cue IS 'Words that show that someone is cited.';
COMMENT ON COLUMN statement_row.source_words IS 'Words that name the source.';
COMMENT ON COLUMN statement_row.via IS 'Ids of the outlets that only relay it.';
COMMENT ON COLUMN statement_row.within IS 'Id of the statement whose content holds this one.';
COMMENT ON COLUMN statement_row.outlet IS 'Outlet of the report.';
COMMENT ON COLUMN statement_row.published IS 'When the report was published.';
COMMENT ON COLUMN statement_row.title IS 'Title of the report.';
COMMENT ON COLUMN statement_row.url IS 'Address of the report.';
COMMENT ON COLUMN statement_row.report IS 'Id of the report.';
COMMENT ON COLUMN statement_row.start IS 'Where the content begins in the text of the report, in Unicode code points from 0.';
COMMENT ON COLUMN statement_row."end" IS 'Where the content ends; the character here is the first that does not belong to it.';

COMMENT ON VIEW event_row IS 'Events: each row is one report''s telling of one act, who did what with whom.';
COMMENT ON COLUMN event_row.id IS 'Id: a hash of what is told at which words of which report.';
COMMENT ON COLUMN event_row."date" IS 'When it happened or is to happen, or when that began: an ISO date, cut to what the text tells; empty where it tells nothing.';
COMMENT ON COLUMN event_row.date_to IS 'When it ended or is to end; the same as date for a single day, month or year.';
COMMENT ON COLUMN event_row.date_text IS 'Words of the report that tell the date.';
COMMENT ON COLUMN event_row.type IS 'Type of the act, PLOVER.';
COMMENT ON COLUMN event_row.mode IS 'How it was done, PLOVER; empty where the text does not tell.';
COMMENT ON COLUMN event_row.status IS 'How firmly it is told: done, ongoing, planned, wanted, possible, denied or not_happened.';
COMMENT ON COLUMN event_row.actors IS 'Ids of those who act.';
COMMENT ON COLUMN event_row.recipients IS 'Ids of those who are acted upon.';
COMMENT ON COLUMN event_row.actor_names IS 'Names of those who act.';
COMMENT ON COLUMN event_row.recipient_names IS 'Names of those who are acted upon.';
COMMENT ON COLUMN event_row.reciprocal IS 'Whether they act upon each other.';
COMMENT ON COLUMN event_row.topics IS 'What it is about.';
COMMENT ON COLUMN event_row.contexts IS 'The wider matter, PLOVER contexts.';
COMMENT ON COLUMN event_row.place IS 'Id of the place where it happened.';
COMMENT ON COLUMN event_row.place_name IS 'Name of the place where it happened.';
COMMENT ON COLUMN event_row.deadline_from IS 'Earliest time by which it was promised.';
COMMENT ON COLUMN event_row.deadline_to IS 'Time by which it was promised.';
COMMENT ON COLUMN event_row.deadline_text IS 'Words of the report that tell the deadline.';
COMMENT ON COLUMN event_row.statement IS 'Id of the statement that it stands on; empty where the report tells it in its own voice.';
COMMENT ON COLUMN event_row.source IS 'Id of the actor on whose word it stands.';
COMMENT ON COLUMN event_row.speaker IS 'Name of the actor on whose word it stands.';
COMMENT ON COLUMN event_row.via IS 'Ids of the outlets that only relay that word.';
COMMENT ON COLUMN event_row.outlet IS 'Outlet of the report.';
COMMENT ON COLUMN event_row.published IS 'When the report was published.';
COMMENT ON COLUMN event_row.title IS 'Title of the report.';
COMMENT ON COLUMN event_row.url IS 'Address of the report.';
COMMENT ON COLUMN event_row.report IS 'Id of the report.';
COMMENT ON COLUMN event_row.sentence IS 'The sentence that tells it, in the words of the report.';
COMMENT ON COLUMN event_row.start IS 'Where the sentence begins in the text of the report, in Unicode code points from 0.';
COMMENT ON COLUMN event_row."end" IS 'Where the sentence ends; the character here is the first that does not belong to it.';
COMMENT ON COLUMN event_row."trigger" IS 'Word that tells the act.';
COMMENT ON COLUMN event_row.because IS 'The rule and the words that decided.';

COMMENT ON VIEW tie_row IS 'Ties: each row is one report''s telling of one standing thing (agreement, membership, forum_meeting, corridor, energy_swap, facility ...).';
COMMENT ON COLUMN tie_row.id IS 'Id: a hash of what is told at which words of which report.';
COMMENT ON COLUMN tie_row.kind IS 'Kind of the tie.';
COMMENT ON COLUMN tie_row.name IS 'Name, as the report gives it.';
COMMENT ON COLUMN tie_row.parties IS 'Ids of its parties.';
COMMENT ON COLUMN tie_row.party_names IS 'Names of its parties.';
COMMENT ON COLUMN tie_row.status IS 'How firmly it is told: done, in_force, ongoing, planned, wanted, claimed or denied.';
COMMENT ON COLUMN tie_row.stage IS 'Stage of the life cycle of such a tie.';
COMMENT ON COLUMN tie_row.roles IS 'Who or what holds which role: "supplier: Turkmenistan".';
COMMENT ON COLUMN tie_row.attributes IS 'What else is told of it: "term: 25 years".';
COMMENT ON COLUMN tie_row."date" IS 'When it came about or is to, or when that began: an ISO date, cut to what the text tells; empty where it tells nothing.';
COMMENT ON COLUMN tie_row.date_to IS 'When it ended or is to end; the same as date for a single day, month or year.';
COMMENT ON COLUMN tie_row.date_text IS 'Words of the report that tell the date.';
COMMENT ON COLUMN tie_row.statement IS 'Id of the statement that it stands on; empty where the report tells it in its own voice.';
COMMENT ON COLUMN tie_row.source IS 'Id of the actor on whose word it stands.';
COMMENT ON COLUMN tie_row.speaker IS 'Name of the actor on whose word it stands.';
COMMENT ON COLUMN tie_row.via IS 'Ids of the outlets that only relay that word.';
COMMENT ON COLUMN tie_row.outlet IS 'Outlet of the report.';
COMMENT ON COLUMN tie_row.published IS 'When the report was published.';
COMMENT ON COLUMN tie_row.title IS 'Title of the report.';
COMMENT ON COLUMN tie_row.url IS 'Address of the report.';
COMMENT ON COLUMN tie_row.report IS 'Id of the report.';
COMMENT ON COLUMN tie_row.sentence IS 'The sentences that tell it, in the words of the report, joined by an ellipsis.';
COMMENT ON COLUMN tie_row.start IS 'Where the first sentence begins in the text of the report, in Unicode code points from 0.';
COMMENT ON COLUMN tie_row."end" IS 'Where the last sentence ends; the character here is the first that does not belong to it.';
COMMENT ON COLUMN tie_row.because IS 'The rule and the words that decided.';
