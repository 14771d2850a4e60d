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

-- Of each statement that several say together: everybody who says it, in the order of the text, each once.
CREATE VIEW joint_word AS
WITH said AS (
    SELECT j.statement, s.source, min(k.number) AS number, arg_min(k.statement, k.number) AS first,
        any_value(a.name) AS name, any_value(a.country) AS country
    FROM joint j
    JOIN joint k ON k.word = j.word AND k.report = j.report
    JOIN statement s ON s.id = k.statement
    LEFT JOIN actor a ON a.id = s.source
    WHERE s.source IS NOT NULL
    GROUP BY j.statement, s.source
),
listed AS (
    SELECT statement, arg_min(first, number) AS word, list(source ORDER BY number) AS sources,
        list(name ORDER BY number) AS names, list(country ORDER BY number) AS countries
    FROM said
    GROUP BY statement
)
SELECT statement, word, sources, names, countries,
    CASE WHEN len(names) = 1 THEN names[1] ELSE array_to_string(names[:-2], ', ') || ' and ' || names[-1] END AS speakers
FROM listed;

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
    w.word AS joint,
    coalesce(list_filter(w.names, lambda x: x <> a.name), []) AS joint_with,
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
LEFT JOIN joint_word w ON w.statement = s.id AND len(w.sources) > 1
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
    coalesce(w.sources[1], s.source) AS source,
    coalesce(w.sources, CASE WHEN s.source IS NULL THEN [] ELSE [s.source] END) AS sources,
    coalesce(w.speakers, a.name) AS speaker,
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
LEFT JOIN joint_word w ON w.statement = m.statement
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
    coalesce(w.sources[1], s.source) AS source,
    coalesce(w.sources, CASE WHEN s.source IS NULL THEN [] ELSE [s.source] END) AS sources,
    coalesce(w.speakers, a.name) AS speaker,
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
LEFT JOIN joint_word w ON w.statement = t.statement
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
