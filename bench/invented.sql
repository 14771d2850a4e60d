-- A record of any size, invented in SQL: $reports reports, each of eleven sentences of 120 characters, with five acts,
-- seven statements, two ties, twelve names of actors and four of places, and one event for every two tellings.
-- The same numbers give the same record. Run over an empty record; see bench/serve.py.

CREATE TEMP MACRO chance(seed, many) AS (hash(seed) % many)::INTEGER;
-- Small numbers come much more often than large ones, as words, states and outlets do.
CREATE TEMP MACRO often(seed, many) AS (floor(many * pow((hash(seed) % 1000000) / 1000000.0, 3)))::INTEGER;
CREATE TEMP MACRO word(seed) AS (substr(md5('word' || often(seed, 30000)), 1, 3 + often(seed, 30000) % 6));
CREATE TEMP MACRO of_text(text, start, length) AS (substring(text, start + 1, length));

INSERT INTO machine.actor
SELECT 'S' || lpad(n::VARCHAR, 2, '0'), 'State ' || n, 'state', 'S' || lpad(n::VARCHAR, 2, '0'), NULL, '0' FROM range(60) t(n);
INSERT INTO machine.actor
SELECT 'p' || n, 'Person ' || n, CASE n % 3 WHEN 0 THEN 'office' ELSE 'person' END,
    'S' || lpad((n % 60)::VARCHAR, 2, '0'), 'GOV', '0' FROM range(3000) t(n);
INSERT INTO machine.actor SELECT 'f' || n, 'Forum ' || n, 'igo', NULL, NULL, '0' FROM range(20) t(n);
INSERT INTO machine.place
SELECT 'g' || n, 'Place ' || n, 'place', n / 20, n / 10, 'S' || lpad((n % 60)::VARCHAR, 2, '0'), '0' FROM range(800) t(n);

-- Texts are put together from 4,000 sentences; each begins with a number of its own.
CREATE TEMP TABLE pool AS
SELECT s, substr(string_agg(word(s * 100 + n), ' ' ORDER BY n), 1, 104) AS words FROM range(4000) t(s), range(26) u(n) GROUP BY s;
CREATE TEMP TABLE pick AS
SELECT n, k, chance(n * 11 + k, 4000) AS s FROM range($reports) t(n) CROSS JOIN range(11) u(k);
CREATE TEMP TABLE made AS
SELECT n, 'r' || n AS id,
    string_agg(rpad(lpad((n * 11 + k)::VARCHAR, 9, '0') || ' ' || words, 118, 'a') || '. ', '' ORDER BY k) AS text,
    'Outlet ' || often('o' || n, 200) AS outlet,
    strftime(DATE '2015-01-01' + (n * 3650 // $reports)::INTEGER, '%Y-%m-%d') AS published
FROM pick JOIN pool USING (s) GROUP BY n ORDER BY n;
INSERT INTO report (id, text, title, outlet, published, language, origin, digest, program)
SELECT id, text, 'Title ' || of_text(text, 0, 40), outlet, published, 'en', id, sha256(text), '0' FROM made;

CREATE TEMP TABLE said AS
SELECT 's' || n || '-' || k AS id, n, 'r' || n AS report, k,
    CASE WHEN chance('q' || n || k, 9) > 0 THEN 'p' || often('p' || n || k, 3000) END AS source FROM made, range(7) t(k);
INSERT INTO machine.statement SELECT id, report, source, ['direct', 'indirect', 'mixed'][1 + k % 3], [], NULL FROM said;

CREATE TEMP TABLE act AS
SELECT 'm' || n || '-' || k AS id, n, 'r' || n AS report, k,
    ['AGREE', 'CONSULT', 'COOPERATE', 'SUPPORT', 'ACCUSE', 'REQUEST', 'THREATEN', 'AID'][1 + chance('t' || n || k, 8)] AS type,
    ['done', 'done', 'done', 'planned', 'wanted', 'denied'][1 + chance('z' || n || k, 6)] AS status,
    'S' || lpad(often('a' || n || k, 60)::VARCHAR, 2, '0') AS one,
    'S' || lpad(often('b' || n || k, 60)::VARCHAR, 2, '0') AS other, m.published
FROM made m, range(5) t(k);
INSERT INTO machine.mention
SELECT id, report, type, NULL, status, false, ['diplomatic'], ['trade'],
    CASE WHEN k < 4 THEN 's' || n || '-' || k END,
    CASE WHEN chance('d' || id, 3) = 0 THEN published[:7] END, CASE WHEN chance('d' || id, 3) = 0 THEN published[:7] END,
    CASE WHEN chance('d' || id, 3) = 0 THEN 'that month' END, NULL,
    CASE WHEN status = 'planned' THEN (published[:4]::INTEGER + 1)::VARCHAR END, NULL,
    CASE WHEN k = 0 THEN 'g' || chance('g' || n, 800) END, 'invented' FROM act;
INSERT INTO machine.mention_party SELECT id, 'actor', 1, one FROM act;
INSERT INTO machine.mention_party SELECT id, 'recipient', 1, other FROM act WHERE other <> one;

CREATE TEMP TABLE thing AS
SELECT 't' || n || '-' || k AS id, n, 'r' || n AS report, k, ['agreement', 'membership', 'forum_meeting', 'corridor',
    'energy_swap', 'facility', 'partnership'][1 + chance('k' || n || k, 7)] AS kind, published FROM made, range(2) t(k);
INSERT INTO machine.tie
SELECT id, report, kind, kind || ' on ' || word(n % 997), ['done', 'planned', 'claimed'][1 + chance('y' || id, 3)],
    CASE kind WHEN 'agreement' THEN ['signed', 'ratified'][1 + n % 2] END, NULL, published[:7], published[:7], 'that month',
    'invented' FROM thing;
INSERT INTO machine.tie_party
SELECT id, 1, 'S' || lpad(often('a' || id, 60)::VARCHAR, 2, '0') FROM thing
UNION ALL SELECT id, 2, 'S' || lpad(often('c' || id, 60)::VARCHAR, 2, '0') FROM thing;
INSERT INTO machine.tie_role SELECT id, 'body', 1, 'f' || n % 20 FROM thing WHERE kind IN ('membership', 'forum_meeting');
INSERT INTO machine.tie_role SELECT id, 'from', 1, 'g' || n % 90 FROM thing WHERE kind = 'corridor'
UNION ALL SELECT id, 'to', 1, 'g' || n % 70 FROM thing WHERE kind = 'corridor';
INSERT INTO machine.tie_attribute SELECT id, 'subject', word(n % 997) FROM thing;

CREATE TEMP TABLE span AS SELECT *, row_number() OVER (PARTITION BY report, owner, id, part ORDER BY start) AS number FROM (
    SELECT report, n, 'mention' AS owner, id, 'sentence' AS part, k * 120 AS start, 119 AS length FROM act
    UNION ALL SELECT report, n, 'mention', id, 'trigger', k * 120 + 12, 8 FROM act
    UNION ALL SELECT report, n, 'mention', id, 'status', k * 120 + 8, 3 FROM act WHERE status <> 'done'
    UNION ALL SELECT report, n, 'statement', id, 'source', k * 120, 6 FROM said
    UNION ALL SELECT report, n, 'statement', id, 'cue', k * 120 + 7, 4 FROM said
    UNION ALL SELECT report, n, 'statement', id, 'content', k * 120 + 12, 106 FROM said
    UNION ALL SELECT report, n, 'tie', id, 'sentence', k * 120 + 600, 119 FROM thing
    UNION ALL SELECT report, n, 'actor', 'p' || often('p' || n || k, 3000), 'name', k * 120, 6 FROM said
    UNION ALL SELECT report, n, 'actor', 'S' || lpad(often('a' || n || k, 60)::VARCHAR, 2, '0'), 'name', k * 120 + 20, 7 FROM act
    UNION ALL SELECT report, n, 'actor', 'S' || lpad(often('b' || n || k, 60)::VARCHAR, 2, '0'), 'name', k * 120 + 30, 7 FROM act
    UNION ALL SELECT 'r' || n, n, 'place', 'g' || chance('g' || n || k, 800), 'name', k * 120 + 40, 5 FROM made, range(4) t(k)
);
CREATE TEMP TABLE cited AS
SELECT e.report, e.owner, e.id, e.part, e.number, e.start, e.start + e.length AS "end",
    of_text(m.text, e.start, e.length) AS words
FROM span e JOIN made m USING (n);
INSERT INTO machine.statement_evidence SELECT * EXCLUDE (owner) FROM cited WHERE owner = 'statement';
INSERT INTO machine.mention_evidence SELECT * EXCLUDE (owner) FROM cited WHERE owner = 'mention';
INSERT INTO machine.tie_evidence SELECT * EXCLUDE (owner) FROM cited WHERE owner = 'tie';
INSERT INTO machine.actor_evidence SELECT * EXCLUDE (owner) FROM cited WHERE owner = 'actor';
INSERT INTO machine.place_evidence SELECT * EXCLUDE (owner) FROM cited WHERE owner = 'place';
INSERT INTO presence FROM presence_found;
INSERT INTO spoken_of FROM spoken_of_found;

INSERT INTO origin
SELECT id, CASE WHEN n % 10 = 9 THEN 'r' || (n - 1) ELSE id END, 'name:' || outlet,
    CASE WHEN n % 10 = 9 THEN 'exact copy' ELSE 'own' END, 1, 'invented' FROM made;
INSERT INTO publisher SELECT DISTINCT outlet, '', 'name:' || outlet FROM made;
INSERT INTO happening_mention SELECT 'h' || n // 2 || '-' || k, id, NULL FROM act;
INSERT INTO happening
SELECT 'h' || n // 2 || '-' || k, id, type, NULL, list_sort(list_distinct([one, other])), [one], [other], ['trade'],
    CASE WHEN chance('d' || id, 3) = 0 THEN published[:7] END, [], [], CASE WHEN k = 0 THEN 'g' || chance('g' || n, 800) END, [],
    status, status || ': 1 origin', false, 1, 1, 2, 2, published, published
FROM act WHERE n % 2 = 0;
