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
