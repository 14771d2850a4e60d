"""An event summed up from its mentions, as SQL: who tells it how, when it was, whose word it rests on.

Each step is a temporary table with a name; they run in the order of STEPS over the events of `chunk_happening`
(happening, mention).
"""

from dragoman.record.resolving.traits import first_day_sql, last_day_sql

# Whose word a mention is: an outlet that is cited for it, or the innermost that relays it, else the report's origin.
# A sentence that stands in the report's own source as well is the source's word.
ORIGINS = """
CREATE OR REPLACE TEMP TABLE telling_origin AS
WITH cited AS (
    SELECT c.mention, m.report, a.name AS outlet
    FROM chunk_happening c JOIN mention m ON m.id = c.mention
    JOIN statement s ON s.id = m.statement AND s.report = m.report
    LEFT JOIN actor x ON x.id = s.source AND x.kind = 'outlet'
    JOIN actor a ON a.id = coalesce(x.id, s.via[-1])
),
borrowed AS (
    SELECT c.mention, arg_min(o.publisher, (o.publisher IS NULL, f.day, f.length, f.report)) AS publisher
    FROM chunk_happening c
    JOIN mention m ON m.id = c.mention
    JOIN copy y ON y.report = m.report
    JOIN fingerprinted f ON f.report = y.earlier
    JOIN origin o ON o.report = y.earlier
    JOIN evidence e ON e.report = m.report AND e.owner = 'mention' AND e.id = m.id AND e.part = 'sentence'
    JOIN report r ON r.id = y.earlier AND contains(r.text, e.words)
    GROUP BY c.mention
)
SELECT c.happening, c.mention, m.report, coalesce(p.key, b.publisher, o.publisher) AS origin, o.first
FROM chunk_happening c
JOIN mention m ON m.id = c.mention
JOIN origin o ON o.report = m.report
LEFT JOIN cited i ON i.mention = c.mention
LEFT JOIN publisher p ON p.name = i.outlet AND p.host = ''
LEFT JOIN borrowed b ON b.mention = c.mention
"""
# Each telling with what is counted of it, in the order of telling.
TELLINGS = f"""
CREATE OR REPLACE TEMP TABLE told AS
SELECT
    t.happening, t.mention, t.report, t.first, coalesce(t.origin, '') AS origin, m.type, m.mode, m.status, m.topics,
    m.place, s.counts_as, s.rank, r.published, x.parties, x.actors, x.recipients,
    CASE WHEN m.date_from = m.date_to OR m.date_to IS NULL THEN m.date_from
        ELSE coalesce(m.date_from, '') || '/' || m.date_to END AS "date",
    {first_day_sql("m.date_from")} AS day_from, {last_day_sql("m.date_to")} AS day_to,
    row_number() OVER (PARTITION BY t.happening ORDER BY r.published NULLS LAST, m.report, m.id) AS place_in_time
FROM telling_origin t
JOIN mention m ON m.id = t.mention
JOIN mention_trait x ON x.mention = t.mention
JOIN status_of s ON s.status = m.status
JOIN report r ON r.id = m.report
"""
# How many origins tell the event with each status, those of facts first.
STATUSES = """
CREATE OR REPLACE TEMP TABLE told_status AS
SELECT happening, status, counts_as, any_value(rank) AS rank, count(DISTINCT origin) AS origins,
    row_number() OVER (PARTITION BY happening ORDER BY
        CASE counts_as WHEN 'fact' THEN 1 WHEN 'refuted' THEN 2 WHEN 'intention' THEN 3 ELSE 4 END,
        count(DISTINCT origin) DESC, any_value(rank)) AS nth
FROM told GROUP BY happening, status, counts_as
"""
# Of the values that a happening's tellings give, the one that most origins give.
TOP = """
CREATE OR REPLACE TEMP TABLE told_{name} AS
SELECT happening, {name} FROM (
    SELECT happening, {name}, row_number() OVER (
        PARTITION BY happening ORDER BY {first}count(DISTINCT origin) DESC, min(place_in_time), {name}) AS nth
    FROM told WHERE {name} IS NOT NULL GROUP BY happening, {name}
) WHERE nth = 1
"""
FACTS_FIRST = "min(CASE counts_as WHEN 'fact' THEN 1 WHEN 'refuted' THEN 2 ELSE 3 END), "
# The date: told of the act itself before told of a plan; of these the most precise, then the one with most origins.
DATES = """
CREATE OR REPLACE TEMP TABLE told_date AS
SELECT happening, "date", day_from, day_to FROM (
    SELECT happening, "date", any_value(day_from) AS day_from, any_value(day_to) AS day_to, row_number() OVER (
        PARTITION BY happening ORDER BY
            min(CASE counts_as WHEN 'fact' THEN 1 WHEN 'refuted' THEN 2 ELSE 3 END),
            min(coalesce(day_to - day_from, 1000000)), count(DISTINCT origin) DESC, "date") AS nth
    FROM told WHERE "date" IS NOT NULL GROUP BY happening, "date"
) WHERE nth = 1
"""
SUMMARY = """
INSERT INTO happening
WITH summed AS (
    SELECT happening, arg_min(mention, place_in_time) AS first,
        list_sort(list_distinct(flatten(list(parties)))) AS parties,
        list_sort(list_distinct(flatten(list(actors)))) AS actors,
        list_sort(list_distinct(flatten(list(recipients)))) AS recipients,
        list_sort(list_distinct(flatten(list(topics)))) AS topics,
        count(DISTINCT origin) AS voices, count(*) AS tellings, count(DISTINCT first) AS reports,
        min(published) AS first_told, max(published) AS last_told
    FROM told GROUP BY happening
),
dates AS (
    SELECT t.happening, list_sort(list(DISTINCT t."date")) AS dates,
        list_sort(coalesce(list(DISTINCT t."date") FILTER (t.day_from > d.day_to OR t.day_to < d.day_from), []))
            AS others
    FROM told t JOIN told_date d USING (happening) WHERE t."date" IS NOT NULL GROUP BY t.happening
),
places AS (
    SELECT t.happening, list_sort(coalesce(list(DISTINCT t.place) FILTER (t.place <> p.place), [])) AS others
    FROM told t JOIN told_place p USING (happening) WHERE t.place IS NOT NULL GROUP BY t.happening
),
reasons AS (
    SELECT happening,
        string_agg(status || ': ' || origins || CASE WHEN nth > 1 THEN '' WHEN origins = 1 THEN ' origin'
            ELSE ' origins' END, '; ' ORDER BY nth) AS because,
        bool_or(counts_as = 'fact') AND bool_or(counts_as = 'refuted') AS contested
    FROM told_status GROUP BY happening
)
SELECT
    s.happening, s.first, y.type, m.mode, s.parties, s.actors, s.recipients, s.topics, d."date",
    coalesce(a.dates, []), coalesce(a.others, []), p.place, coalesce(o.others, []), u.status, r.because, r.contested,
    u.origins, s.voices, s.tellings, s.reports, s.first_told, s.last_told
FROM summed s
JOIN told_type y USING (happening)
JOIN told_status u ON u.happening = s.happening AND u.nth = 1
JOIN reasons r ON r.happening = s.happening
LEFT JOIN told_mode m ON m.happening = s.happening
LEFT JOIN told_date d ON d.happening = s.happening
LEFT JOIN told_place p ON p.happening = s.happening
LEFT JOIN dates a ON a.happening = s.happening
LEFT JOIN places o ON o.happening = s.happening
"""
STEPS = (
    ORIGINS,
    "INSERT INTO happening_mention SELECT happening, mention, origin FROM telling_origin",
    TELLINGS,
    STATUSES,
    TOP.format(name="type", first=FACTS_FIRST),
    TOP.format(name="mode", first=FACTS_FIRST),
    TOP.format(name="place", first=FACTS_FIRST),
    DATES,
    SUMMARY,
)
