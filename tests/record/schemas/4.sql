-- A record of schema 4, as it was made.

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

-- The machine's findings with the decisions laid over them.

CREATE VIEW actor AS
FROM (
    FROM machine.actor a ANTI JOIN reviewed.finding f ON f.kind = 'actor' AND f.id = a.id
    UNION ALL FROM reviewed.actor
) ANTI JOIN reviewed.stand_in USING (id);

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
SELECT report, 'statement' AS owner, id, part, number, start, "end", words
FROM machine.statement_evidence e
ANTI JOIN reviewed.evidence c ON c.report = e.report AND c.owner = 'statement' AND c.id = e.id AND c.part = e.part
UNION ALL FROM reviewed.evidence
UNION ALL SELECT report, 'mention', id, part, number, start, "end", words FROM machine.mention_evidence
UNION ALL SELECT report, 'tie', id, part, number, start, "end", words FROM machine.tie_evidence
UNION ALL
SELECT report, 'actor', coalesce(s.same, e.id), part, number, start, "end", words
FROM machine.actor_evidence e LEFT JOIN reviewed.stand_in s ON s.id = e.id
WHERE s.id IS NULL OR s.same IS NOT NULL
UNION ALL SELECT report, 'place', id, part, number, start, "end", words FROM machine.place_evidence;

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

-- Who stands in which report, worked out with every report that is written and every decision that bears on it, so that
-- questions about the whole record need not read all of it. Doctor holds both tables against the views below.

-- How often a report names an actor or place, cites it, and tells acts and ties of it; as it stands after review.
CREATE TABLE presence (
    owner      VARCHAR NOT NULL,       -- actor, place
    id         VARCHAR NOT NULL,
    report     VARCHAR NOT NULL,
    names      INTEGER NOT NULL,
    statements INTEGER NOT NULL,       -- whose source it is
    events     INTEGER NOT NULL,
    ties       INTEGER NOT NULL
);

-- Whom the content of a statement names.
CREATE TABLE spoken_of (
    statement VARCHAR NOT NULL,
    report    VARCHAR NOT NULL,
    actor     VARCHAR NOT NULL
);

CREATE VIEW presence_found AS
WITH told AS (
    SELECT owner, id, report, count(*) AS names, 0 AS statements, 0 AS events, 0 AS ties
    FROM evidence WHERE owner IN ('actor', 'place') GROUP BY ALL
    UNION ALL
    SELECT 'actor', source, report, 0, count(*), 0, 0 FROM statement WHERE source IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT 'actor', p.actor, m.report, 0, 0, count(DISTINCT p.mention), 0
    FROM mention_party p JOIN mention m ON m.id = p.mention GROUP BY ALL
    UNION ALL
    SELECT 'actor', p.actor, t.report, 0, 0, 0, count(DISTINCT p.tie)
    FROM tie_party p JOIN tie t ON t.id = p.tie GROUP BY ALL
)
SELECT owner, id, report, sum(names)::INTEGER AS names, sum(statements)::INTEGER AS statements,
    sum(events)::INTEGER AS events, sum(ties)::INTEGER AS ties
FROM told
GROUP BY owner, id, report;

CREATE VIEW spoken_of_found AS
SELECT DISTINCT c.id AS statement, c.report, n.id AS actor
FROM evidence c
JOIN evidence n ON n.report = c.report AND n.start >= c.start AND n."end" <= c."end"
WHERE c.owner = 'statement' AND c.part = 'content' AND n.owner = 'actor';

-- Views for people and for the program's own questions. They are made twice: in `main` over what stands after review,
-- in `machine` over what the program found.

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
    c."end",
    v.verdict AS review
FROM statement s
JOIN report r ON r.id = s.report
LEFT JOIN reviewed.finding v ON v.kind = 'statement' AND v.id = s.id
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
    m.because,
    v.verdict AS review
FROM mention m
JOIN report r ON r.id = m.report
LEFT JOIN reviewed.finding v ON v.kind = 'mention' AND v.id = m.id
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
    t.because,
    v.verdict AS review
FROM tie t
JOIN report r ON r.id = t.report
LEFT JOIN reviewed.finding v ON v.kind = 'tie' AND v.id = t.id
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
WITH counted AS (
    SELECT id, count(*) FILTER (names > 0) AS reports, sum(names)::BIGINT AS names,
        sum(statements)::BIGINT AS statements, sum(events)::BIGINT AS events, sum(ties)::BIGINT AS ties
    FROM presence WHERE owner = 'actor' GROUP BY id
)
SELECT
    a.id, a.name, a.kind, a.country, a.sector,
    coalesce(n.reports, 0) AS reports,
    coalesce(n.names, 0) AS names,
    coalesce(n.statements, 0) AS statements,
    coalesce(n.events, 0) AS events,
    coalesce(n.ties, 0) AS ties,
    v.verdict AS review
FROM actor a
LEFT JOIN reviewed.finding v ON v.kind = 'actor' AND v.id = a.id
LEFT JOIN counted n ON n.id = a.id;

-- Each place with how often reports name it.
CREATE VIEW place_row AS
WITH counted AS (
    SELECT id, count(*) FILTER (names > 0) AS reports, sum(names)::BIGINT AS names
    FROM presence WHERE owner = 'place' GROUP BY id
)
SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, coalesce(n.reports, 0) AS reports, coalesce(n.names, 0) AS names,
    v.verdict AS review
FROM place p
LEFT JOIN reviewed.finding v ON v.kind = 'place' AND v.id = p.id
LEFT JOIN counted n ON n.id = p.id;

-- Every id of an actor or place that something refers to.
CREATE VIEW in_use AS
SELECT id FROM evidence WHERE owner IN ('actor', 'place')
UNION SELECT source FROM statement
UNION SELECT unnest(via) FROM statement
UNION SELECT actor FROM mention_party
UNION SELECT place FROM mention
UNION SELECT actor FROM tie_party
UNION SELECT holder FROM tie_role;
USE machine;
-- Views for people and for the program's own questions. They are made twice: in `main` over what stands after review,
-- in `machine` over what the program found.

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
    c."end",
    v.verdict AS review
FROM statement s
JOIN report r ON r.id = s.report
LEFT JOIN reviewed.finding v ON v.kind = 'statement' AND v.id = s.id
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
    m.because,
    v.verdict AS review
FROM mention m
JOIN report r ON r.id = m.report
LEFT JOIN reviewed.finding v ON v.kind = 'mention' AND v.id = m.id
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
    t.because,
    v.verdict AS review
FROM tie t
JOIN report r ON r.id = t.report
LEFT JOIN reviewed.finding v ON v.kind = 'tie' AND v.id = t.id
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
WITH counted AS (
    SELECT id, count(*) FILTER (names > 0) AS reports, sum(names)::BIGINT AS names,
        sum(statements)::BIGINT AS statements, sum(events)::BIGINT AS events, sum(ties)::BIGINT AS ties
    FROM presence WHERE owner = 'actor' GROUP BY id
)
SELECT
    a.id, a.name, a.kind, a.country, a.sector,
    coalesce(n.reports, 0) AS reports,
    coalesce(n.names, 0) AS names,
    coalesce(n.statements, 0) AS statements,
    coalesce(n.events, 0) AS events,
    coalesce(n.ties, 0) AS ties,
    v.verdict AS review
FROM actor a
LEFT JOIN reviewed.finding v ON v.kind = 'actor' AND v.id = a.id
LEFT JOIN counted n ON n.id = a.id;

-- Each place with how often reports name it.
CREATE VIEW place_row AS
WITH counted AS (
    SELECT id, count(*) FILTER (names > 0) AS reports, sum(names)::BIGINT AS names
    FROM presence WHERE owner = 'place' GROUP BY id
)
SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, coalesce(n.reports, 0) AS reports, coalesce(n.names, 0) AS names,
    v.verdict AS review
FROM place p
LEFT JOIN reviewed.finding v ON v.kind = 'place' AND v.id = p.id
LEFT JOIN counted n ON n.id = p.id;

-- Every id of an actor or place that something refers to.
CREATE VIEW in_use AS
SELECT id FROM evidence WHERE owner IN ('actor', 'place')
UNION SELECT source FROM statement
UNION SELECT unnest(via) FROM statement
UNION SELECT actor FROM mention_party
UNION SELECT place FROM mention
UNION SELECT actor FROM tie_party
UNION SELECT holder FROM tie_role;
USE main;
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
COMMENT ON COLUMN actor_row.review IS 'What people decided of it: accepted or corrected; follows: what it stands on was rejected; empty where nobody looked at it.';

COMMENT ON VIEW place_row IS 'Places that reports name. The counts are of the whole record.';
COMMENT ON COLUMN place_row.id IS 'Id: geonames:... or a slug.';
COMMENT ON COLUMN place_row.name IS 'Name.';
COMMENT ON COLUMN place_row.kind IS 'place, region, waterbody, port or crossing.';
COMMENT ON COLUMN place_row.lat IS 'Latitude in degrees, WGS 84.';
COMMENT ON COLUMN place_row.lon IS 'Longitude in degrees, WGS 84.';
COMMENT ON COLUMN place_row.country IS 'State it lies in, ISO 3166 alpha-3.';
COMMENT ON COLUMN place_row.reports IS 'How many reports name it.';
COMMENT ON COLUMN place_row.names IS 'How often reports name it.';
COMMENT ON COLUMN place_row.review IS 'What people decided of it: accepted or corrected; follows: what it stands on was rejected; empty where nobody looked at it.';

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
COMMENT ON COLUMN statement_row.review IS 'What people decided of it: accepted or corrected; follows: what it stands on was rejected; empty where nobody looked at it.';

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
COMMENT ON COLUMN event_row.review IS 'What people decided of it: accepted or corrected; follows: what it stands on was rejected; empty where nobody looked at it.';

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
COMMENT ON COLUMN tie_row.review IS 'What people decided of it: accepted or corrected; follows: what it stands on was rejected; empty where nobody looked at it.';

COMMENT ON VIEW review_row IS 'Reviews: each row is one decision of a person on one finding, newest first.';
COMMENT ON COLUMN review_row.id IS 'Id of the decision.';
COMMENT ON COLUMN review_row.made IS 'When it was made, UTC.';
COMMENT ON COLUMN review_row.author IS 'Who made it.';
COMMENT ON COLUMN review_row.verb IS 'accept, correct, reject, merge, split or undo.';
COMMENT ON COLUMN review_row.kind IS 'What was judged: mention, statement, tie, actor or place; of an undo: review.';
COMMENT ON COLUMN review_row.finding IS 'Id of what it is about now; empty: an orphan, of which no finding tells any more.';
COMMENT ON COLUMN review_row.changes IS 'What was corrected: "status: done > planned".';
COMMENT ON COLUMN review_row.reason IS 'Why, in the words of the author.';
COMMENT ON COLUMN review_row.stands IS 'Whether it stands, or was taken back.';
COMMENT ON COLUMN review_row.lost IS 'Why it is an orphan.';
COMMENT ON COLUMN review_row.report IS 'Id of the report that tells what was judged.';
COMMENT ON COLUMN review_row.words IS 'The words that tell it, as they were judged.';
COMMENT ON COLUMN review_row.program IS 'Version of the program whose finding was judged.';
COMMENT ON COLUMN review_row.sample IS 'The random sample in which it was judged; empty where it was picked by hand.';
COMMENT ON COLUMN review_row.undoes IS 'The decision that an undo takes back.';
-- What the record makes of many reports: which texts are copies, whose word each report is, which tellings are of one
-- event. Everything here is worked out from schema.sql's tables and can be worked out anew at any time, except `ruling`,
-- which holds what people decided. `happening_row` and `happening_telling` at the end are the views that people query.
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

-- Views ------------------------------------------------------------------------------------------------------------

-- One row an event.
CREATE VIEW happening_row AS
SELECT
    h.id, h."date", h.type, h.mode, h.status, h.because, h.contested, h.parties, h.actors, h.recipients,
    coalesce(x.names, []) AS actor_names,
    coalesce(y.names, []) AS recipient_names,
    h.topics, h.place, l.name AS place_name, h.origins, h.voices, h.tellings, h.reports, h.first_told, h.last_told,
    h.dates, h.other_dates, h.other_places, h.first AS mention, e.words AS sentence, m.report
FROM happening h
JOIN mention m ON m.id = h.first
LEFT JOIN mention_side x ON x.mention = h.first AND x.side = 'actor'
LEFT JOIN mention_side y ON y.mention = h.first AND y.side = 'recipient'
LEFT JOIN place l ON l.id = h.place
LEFT JOIN evidence e
    ON e.owner = 'mention' AND e.id = m.id AND e.report = m.report AND e.part = 'sentence' AND e.number = 1;

-- Every telling of every event, in the order of telling: the history of its status.
CREATE VIEW happening_telling AS
SELECT
    t.happening, m.id AS mention, r.published, m.status, m.date_from AS "date", m.date_to, s.source, a.name AS speaker,
    r.outlet, t.origin, o.kind AS origin_kind, o.first <> m.report AS is_copy, m.report, e.words AS sentence
FROM happening_mention t
JOIN mention m ON m.id = t.mention
JOIN report r ON r.id = m.report
LEFT JOIN origin o ON o.report = m.report
LEFT JOIN statement s ON s.id = m.statement
LEFT JOIN actor a ON a.id = s.source
LEFT JOIN evidence e
    ON e.owner = 'mention' AND e.id = m.id AND e.report = m.report AND e.part = 'sentence' AND e.number = 1
ORDER BY t.happening, r.published NULLS LAST, m.report, m.id;

-- Each report with whose word it is, and how many reports copy it.
CREATE VIEW origin_row AS
SELECT
    o.report, r.outlet, r.published, r.title, o.first, o.publisher, o.kind, o.score, o.because,
    (SELECT count(*) FROM origin c WHERE c.first = o.report AND c.report <> o.report) AS copies
FROM origin o
JOIN report r ON r.id = o.report;

-- What the columns of the views mean, as in codebook.sql.

COMMENT ON VIEW happening_row IS 'Events: what tellings, in one or many reports, agree is one happening.';
COMMENT ON COLUMN happening_row.id IS 'Id of the event, made of its earliest telling.';
COMMENT ON COLUMN happening_row."date" IS 'When it happened or is to happen: of the dates told of the act itself the most precise that most origins tell, an ISO date or two with a slash between; empty where nobody tells one.';
COMMENT ON COLUMN happening_row.type IS 'Kind of act (PLOVER).';
COMMENT ON COLUMN happening_row.mode IS 'How it was done (PLOVER), as most origins tell it.';
COMMENT ON COLUMN happening_row.status IS 'How firmly it is told, all tellings together: a fact where anybody tells it as one.';
COMMENT ON COLUMN happening_row.because IS 'How many independent origins tell it with each status.';
COMMENT ON COLUMN happening_row.contested IS 'Whether some tell it as a fact and others say that it is not so.';
COMMENT ON COLUMN happening_row.parties IS 'Who takes part, at the level of states.';
COMMENT ON COLUMN happening_row.actors IS 'Who acts in any telling, at the level of states.';
COMMENT ON COLUMN happening_row.recipients IS 'Who is acted upon in any telling, at the level of states.';
COMMENT ON COLUMN happening_row.actor_names IS 'Who acts, by name, as the earliest telling has it.';
COMMENT ON COLUMN happening_row.recipient_names IS 'Who is acted upon, by name, as the earliest telling has it.';
COMMENT ON COLUMN happening_row.topics IS 'What it is about, from all tellings.';
COMMENT ON COLUMN happening_row.place IS 'Id of the place, as most origins tell it.';
COMMENT ON COLUMN happening_row.place_name IS 'Name of the place.';
COMMENT ON COLUMN happening_row.origins IS 'Independent origins that tell it with this status: publishers, copies and feeds counted once, all unnamed ones as one.';
COMMENT ON COLUMN happening_row.voices IS 'Independent origins, whatever they say of it.';
COMMENT ON COLUMN happening_row.tellings IS 'How many tellings there are, copies among them.';
COMMENT ON COLUMN happening_row.reports IS 'How many reports tell it that are no copies of each other.';
COMMENT ON COLUMN happening_row.first_told IS 'When it was first told: day of the earliest report.';
COMMENT ON COLUMN happening_row.last_told IS 'When it was last told: day of the latest report.';
COMMENT ON COLUMN happening_row.dates IS 'Every date that is told of it.';
COMMENT ON COLUMN happening_row.other_dates IS 'Dates told of it that do not go with its date.';
COMMENT ON COLUMN happening_row.other_places IS 'Ids of other places told of it.';
COMMENT ON COLUMN happening_row.mention IS 'Id of the earliest telling.';
COMMENT ON COLUMN happening_row.sentence IS 'The sentence of the earliest telling.';
COMMENT ON COLUMN happening_row.report IS 'Id of the earliest report.';

COMMENT ON VIEW happening_telling IS 'Tellings of events, in the order of telling: the history of what was said of each.';
COMMENT ON COLUMN happening_telling.happening IS 'Id of the event.';
COMMENT ON COLUMN happening_telling.mention IS 'Id of the telling.';
COMMENT ON COLUMN happening_telling.published IS 'When the report was published.';
COMMENT ON COLUMN happening_telling.status IS 'How firmly this report puts it.';
COMMENT ON COLUMN happening_telling."date" IS 'When it happened or is to happen, as this report tells it.';
COMMENT ON COLUMN happening_telling.date_to IS 'Last day or month, where the text gives a stretch of time.';
COMMENT ON COLUMN happening_telling.source IS 'Id of whoever is cited for it; empty where the report says it in its own voice.';
COMMENT ON COLUMN happening_telling.speaker IS 'Name of whoever is cited for it.';
COMMENT ON COLUMN happening_telling.outlet IS 'Outlet, as the report names it.';
COMMENT ON COLUMN happening_telling.origin IS 'Whose word it is: the publisher of the outlet cited for it, or of the report''s own origin; empty where none is named.';
COMMENT ON COLUMN happening_telling.origin_kind IS 'How the report came by its text: own, credited, exact copy, near copy, part copy, same publisher.';
COMMENT ON COLUMN happening_telling.is_copy IS 'Whether the report''s text comes from an earlier report.';
COMMENT ON COLUMN happening_telling.report IS 'Id of the report.';
COMMENT ON COLUMN happening_telling.sentence IS 'The sentence that tells it.';

COMMENT ON VIEW origin_row IS 'Origins: whose word each report is.';
COMMENT ON COLUMN origin_row.report IS 'Id of the report.';
COMMENT ON COLUMN origin_row.outlet IS 'Outlet, as the report names it.';
COMMENT ON COLUMN origin_row.published IS 'When it was published.';
COMMENT ON COLUMN origin_row.title IS 'Title.';
COMMENT ON COLUMN origin_row.first IS 'Id of the earliest report of the text; its own where it copies none.';
COMMENT ON COLUMN origin_row.publisher IS 'Whose word it is: outlet:ID of the atlas, site:DOMAIN or name:NAME; empty where none is named.';
COMMENT ON COLUMN origin_row.kind IS 'Own, credited, exact copy, near copy, part copy or same publisher.';
COMMENT ON COLUMN origin_row.score IS 'Share of the text that is taken over; 1 where it is its own or credited.';
COMMENT ON COLUMN origin_row.because IS 'Why it is held to be so.';
COMMENT ON COLUMN origin_row.copies IS 'How many other reports have their text from it.';
