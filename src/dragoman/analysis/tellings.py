"""Which tellings are one: the steps of SQL by which copies and repeated facts become one line.

Both queries follow the steps of `board` and end in the columns of its table `telling`: `of` act or thing; `kind` event
type or kind of tie; `who` everybody's ids and `states` theirs, sorted; `line` the key of what is one; `voice` the
outlet that was first with the words; `rank` of what the status counts as, the firmest 0; `day` and `last` when it was
or is to be, `due` by when at the latest; `start` where the sentence begins; `own_word`: nobody but parties
says it.
"""

# Tellings of one event (record/resolving) are one line for each of what statuses count as: what was planned and what
# was done are two.  Before events are worked out, a telling repeats another if it has the same words for the same day
# (a syndicated copy), or if the same parties are told to have done the same kind of act on the same day or in the same
# month.  Copies do not count as a second voice.  A fact cannot be younger than its report: a date that says so belongs
# to something else in the sentence, and is left out.
ACTS_TOLD = r"""
everybody AS (
    SELECT id, list_sort(list_distinct(actors || recipients)) AS who FROM events
),
party_states AS (
    SELECT p.id, p.side, coalesce(a.country, CASE WHEN a.kind = 'state' THEN a.id END) AS state
    FROM (
        SELECT id, 'actor' AS side, unnest(actors) AS party FROM events
        UNION ALL SELECT id, 'recipient', unnest(recipients) FROM events
    ) p JOIN actor a ON a.id = p.party
),
states AS (
    SELECT id, list_sort(list(DISTINCT state)) AS states,
        list(DISTINCT state) FILTER (side = 'actor') AS actor_states,
        list(DISTINCT state) FILTER (side = 'recipient') AS recipient_states
    FROM party_states WHERE state IS NOT NULL GROUP BY id
),
judged AS (
    SELECT e.*, f.counts_as, f.rank, a.quad,
        f.counts_as = 'fact' AND coalesce(e."date" > left(e.published, length(e."date")), false) AS out_of_time
    FROM events e JOIN firmness f ON f.status = e.status JOIN act a ON a.type = e.type
),
worded AS (
    SELECT j.* REPLACE (CASE WHEN out_of_time THEN NULL ELSE "date" END AS "date",
            CASE WHEN out_of_time THEN NULL ELSE date_to END AS date_to),
        coalesce(w.who, []) AS who, coalesce(t.states, []) AS states, coalesce(t.actor_states, []) AS actor_states,
        coalesce(t.recipient_states, []) AS recipient_states,
        CASE WHEN u.countries IS NULL THEN coalesce(list_contains(t.states, s.country), false)
            ELSE coalesce(list_has_all(t.states, u.countries), false) END AS own_word,
        lower(regexp_replace(trim(j.sentence), '\s+', ' ', 'g')) AS words,
        CASE WHEN "date" = date_to AND NOT out_of_time THEN "date" END AS sure_day
    FROM judged j
    LEFT JOIN everybody w ON w.id = j.id
    LEFT JOIN states t ON t.id = j.id
    LEFT JOIN actor s ON s.id = j.source
    LEFT JOIN (SELECT statement, list_transform(countries, lambda x: coalesce(x, '')) AS countries FROM joint_word) u
        ON u.statement = j.statement
),
told AS (
    SELECT * FROM worded
    QUALIFY row_number() OVER (PARTITION BY report, words, type, who ORDER BY rank, sure_day IS NULL, start, id) = 1
),
copies AS (
    SELECT *, first_value(coalesce(outlet, report)) OVER (
            PARTITION BY type, who, words ORDER BY published NULLS LAST, report) AS voice
    FROM told
),
days AS (
    SELECT DISTINCT type, who, counts_as, sure_day FROM copies WHERE length(sure_day) >= 7 AND len(who) >= 2
),
finest AS (
    SELECT * FROM days d
    WHERE NOT EXISTS (
        SELECT 1 FROM days f
        WHERE (f.type, f.who, f.counts_as) = (d.type, d.who, d.counts_as)
        AND starts_with(f.sure_day, d.sure_day) AND f.sure_day <> d.sure_day)
),
same_day AS (
    SELECT d.type, d.who, d.counts_as, d.sure_day, any_value(f.sure_day) AS act_day
    FROM days d
    JOIN finest f ON (f.type, f.who, f.counts_as) = (d.type, d.who, d.counts_as)
        AND starts_with(f.sure_day, d.sure_day)
    GROUP BY d.type, d.who, d.counts_as, d.sure_day
    HAVING count(*) = 1
)
SELECT 'act' AS of, c.id, c.report, c.start, c.type AS kind, NULL AS question, c.quad, c.status, c.counts_as, c.rank,
    c.who, c.states, c.actor_states, c.recipient_states, c.voice, c.published, c."date" AS day, c.date_to AS last,
    coalesce(c.deadline_to, c.deadline_from) AS deadline,
    coalesce(c.deadline_to, c.deadline_from, c.date_to, c."date") AS due,
    c.own_word,
    CASE WHEN h.happening IS NOT NULL THEN hash('event', c.counts_as, h.happening)
        ELSE hash('act', c.type, c.counts_as, c.who, coalesce(s.act_day, concat_ws('|', c.sure_day, c.words)))
        END AS line, c.lies_at
FROM copies c
LEFT JOIN happening_mention h ON h.mention = c.id
LEFT JOIN same_day s ON (s.type, s.who, s.counts_as, s.sure_day) = (c.type, c.who, c.counts_as, c.sure_day)
"""

# Standing things are one that have the same ends (a route), or the same parties and claim, subject or name; a thing
# that only a verb names ("agreed to"), or a single word ("railway"), is one only in the same words.
TIES_TOLD = r"""
parties AS (
    SELECT p.tie AS id, list_sort(list(DISTINCT p.actor)) AS who,
        list_sort(list(DISTINCT s.state) FILTER (s.state IS NOT NULL)) AS states
    FROM tie_party p
    LEFT JOIN (
        SELECT id, coalesce(country, CASE WHEN kind = 'state' THEN id END) AS state FROM actor
    ) s ON s.id = p.actor
    WHERE p.tie IN (SELECT id FROM ties)
    GROUP BY p.tie
),
ways AS (
    SELECT tie AS id,
        string_agg(holder, ' ' ORDER BY number) FILTER (role = 'from') || ' > '
        || string_agg(holder, ' ' ORDER BY number) FILTER (role = 'to') AS way
    FROM tie_role WHERE tie IN (SELECT id FROM ties) GROUP BY tie
),
features AS (
    SELECT tie AS id, any_value(value) FILTER (name = 'claim') AS claim,
        any_value(value) FILTER (name = 'subject') AS subject
    FROM tie_attribute WHERE tie IN (SELECT id FROM ties) GROUP BY tie
),
worded AS (
    SELECT t.* EXCLUDE (start), e.start, g.question, f.counts_as, f.rank, w.way, b.claim, b.subject,
        CASE WHEN u.countries IS NULL THEN coalesce(list_contains(p.states, s.country), false)
            ELSE coalesce(list_has_all(p.states, u.countries), false) END AS own_word,
        coalesce(p.who, []) AS who, coalesce(p.states, []) AS states,
        starts_with(t.because, 'verbs') AS by_verb, lower(regexp_replace(trim(e.words), '\s+', ' ', 'g')) AS words
    FROM ties t
    JOIN thing g ON g.kind = t.kind
    JOIN firmness f ON f.status = t.status
    JOIN evidence e ON e.owner = 'tie' AND e.id = t.id AND e.report = t.report AND e.part = 'sentence' AND e.number = 1
    LEFT JOIN parties p ON p.id = t.id
    LEFT JOIN ways w ON w.id = t.id
    LEFT JOIN features b ON b.id = t.id
    LEFT JOIN actor s ON s.id = t.source
    LEFT JOIN (SELECT statement, list_transform(countries, lambda x: coalesce(x, '')) AS countries FROM joint_word) u
        ON u.statement = t.statement
),
identified AS (
    SELECT *, CASE
        WHEN way IS NOT NULL THEN way
        WHEN claim IS NOT NULL THEN who::VARCHAR || claim
        WHEN subject IS NOT NULL THEN who::VARCHAR || lower(subject)
        WHEN NOT by_verb AND contains(name, ' ') THEN who::VARCHAR || lower(name)
        ELSE who::VARCHAR || words END AS identity,
        first_value(coalesce(outlet, report)) OVER (
            PARTITION BY kind, who, words ORDER BY published NULLS LAST, report) AS voice
    FROM worded
)
SELECT 'thing' AS of, id, report, start, kind, question, NULL AS quad, status, counts_as, rank, who, states,
    states AS actor_states, states AS recipient_states, voice, published, "date" AS day, date_to AS last,
    NULL AS deadline, coalesce(date_to, "date") AS due,
    own_word,
    hash('thing', kind, counts_as = 'refuted', identity) AS line, lies_at
FROM identified
"""

# The fields of chosen acts, for their sentences. Each table is cut to what was chosen before it is joined.
ACTS_IN_FULL = """
WITH chosen AS MATERIALIZED (SELECT DISTINCT unnest($ids::VARCHAR[]) AS id),
cited AS MATERIALIZED (
    SELECT report, id, part, number, words, start, "end" FROM evidence
    WHERE owner = 'mention' AND part IN ('sentence', 'trigger', 'status') AND id IN (SELECT id FROM chosen)
)
SELECT m.id, m.report, m.type, m.mode, coalesce(x.ids, []) AS actors, coalesce(y.ids, []) AS recipients, m.place,
    m.date_from AS "date", m.date_to, m.deadline_from, m.deadline_to,
    coalesce(s.via, []) AS via,
    coalesce(u.sources, CASE WHEN s.source IS NULL THEN [] ELSE [s.source] END) AS sources,
    coalesce(u.countries, [a.country]) AS speaker_countries, r.outlet, r.published, r.title, r.url,
    e.words AS sentence, e.start, e."end",
    g.start AS trigger_start, c.cues
FROM (SELECT * FROM mention WHERE id IN (SELECT id FROM chosen)) m
JOIN report r ON r.id = m.report
LEFT JOIN (SELECT * FROM mention_side WHERE mention IN (SELECT id FROM chosen)) x
    ON x.mention = m.id AND x.side = 'actor'
LEFT JOIN (SELECT * FROM mention_side WHERE mention IN (SELECT id FROM chosen)) y
    ON y.mention = m.id AND y.side = 'recipient'
LEFT JOIN statement s ON s.id = m.statement
LEFT JOIN actor a ON a.id = s.source
LEFT JOIN joint_word u ON u.statement = m.statement
JOIN cited e ON e.id = m.id AND e.report = m.report AND e.part = 'sentence' AND e.number = 1
LEFT JOIN cited g ON g.id = m.id AND g.report = m.report AND g.part = 'trigger' AND g.number = 1
LEFT JOIN (
    SELECT report, id, list({'start': start, 'end': "end"} ORDER BY start) AS cues FROM cited
    WHERE part = 'status' GROUP BY report, id
) c ON c.id = m.id AND c.report = m.report
"""

# The fields of chosen standing things, for their sentences.
TIES_IN_FULL = """
WITH chosen AS MATERIALIZED (SELECT DISTINCT unnest($ids::VARCHAR[]) AS id),
taking_part AS (
    SELECT tie, list(actor ORDER BY number) AS parties FROM tie_party WHERE tie IN (SELECT id FROM chosen) GROUP BY tie
),
held AS (
    SELECT tie, list({'role': role, 'holder': holder} ORDER BY role, number) AS parts FROM tie_role
    WHERE tie IN (SELECT id FROM chosen) GROUP BY tie
),
featured AS (
    SELECT tie, any_value(value) FILTER (name = 'claim') AS claim, list({'name': name, 'value': value}) AS features
    FROM tie_attribute WHERE tie IN (SELECT id FROM chosen) GROUP BY tie
),
cited AS (
    SELECT report, id, words, start, "end" FROM evidence
    WHERE owner = 'tie' AND part = 'sentence' AND number = 1 AND id IN (SELECT id FROM chosen)
)
SELECT t.id, t.report, t.kind, t.name, t.stage, starts_with(t.because, 'verbs') AS by_verb,
    t.date_from AS "date", t.date_to,
    coalesce(s.via, []) AS via,
    coalesce(u.sources, CASE WHEN s.source IS NULL THEN [] ELSE [s.source] END) AS sources,
    r.outlet, r.published, r.title, r.url,
    e.words AS sentence, e.start, e."end", coalesce(p.parties, []) AS parties, b.claim, o.parts, b.features
FROM (SELECT * FROM tie WHERE id IN (SELECT id FROM chosen)) t
JOIN report r ON r.id = t.report
JOIN cited e ON e.id = t.id AND e.report = t.report
LEFT JOIN statement s ON s.id = t.statement
LEFT JOIN joint_word u ON u.statement = t.statement
LEFT JOIN taking_part p ON p.tie = t.id
LEFT JOIN held o ON o.tie = t.id
LEFT JOIN featured b ON b.tie = t.id
"""
