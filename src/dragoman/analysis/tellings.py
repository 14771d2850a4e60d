"""Which tellings are one: the steps of SQL by which copies and repeated facts become one line."""

# A telling repeats another if it has the same words for the same day (a syndicated copy), or if the same parties are
# told to have done the same kind of act on the same day or in the same month. `line` is the key of what is one; `voice`
# the outlet that was first with the words, so that copies do not count as a second voice. A fact cannot be younger than
# its report: a date that says so belongs to something else in the sentence, and is left out.
EVENTS_TOLD = r"""
everybody AS (
    SELECT mention AS id, list_sort(list(DISTINCT actor)) AS who FROM mention_party GROUP BY mention
),
states AS (
    SELECT p.mention AS id, p.side, coalesce(a.country, CASE WHEN a.kind = 'state' THEN a.id END) AS state
    FROM mention_party p JOIN actor a ON a.id = p.actor
),
placed AS (
    SELECT e.* REPLACE (CASE WHEN out_of_time THEN NULL ELSE "date" END AS "date",
        CASE WHEN out_of_time THEN NULL ELSE date_to END AS date_to)
    FROM (
        SELECT e.*, f.counts_as = 'fact' AND coalesce("date" > left(published, length("date")), false) AS out_of_time
        FROM events e JOIN firmness f ON f.status = e.status
    ) e
),
worded AS (
    SELECT e.*, coalesce(w.who, []) AS who, f.counts_as, f.rank, a.quad, s.country AS speaker_country,
        lower(regexp_replace(trim(e.sentence), '\s+', ' ', 'g')) AS words,
        CASE WHEN e."date" = e.date_to THEN e."date" END AS day, q.start AS trigger_start,
        (
            SELECT list({'start': c.start, 'end': c."end"} ORDER BY c.start) FROM evidence c
            WHERE c.owner = 'mention' AND c.id = e.id AND c.report = e.report AND c.part = 'status'
        ) AS cues
    FROM placed e
    JOIN firmness f ON f.status = e.status
    JOIN act a ON a.type = e.type
    LEFT JOIN everybody w ON w.id = e.id
    LEFT JOIN actor s ON s.id = e.source
    LEFT JOIN quoted q ON q.owner = 'mention' AND q.id = e.id AND q.report = e.report AND q.part = 'trigger'
),
told AS (
    SELECT * FROM worded
    QUALIFY row_number() OVER (PARTITION BY report, words, type, who ORDER BY rank, day IS NULL, start, id) = 1
),
copies AS (
    SELECT *, first_value(coalesce(outlet, report)) OVER (
            PARTITION BY type, who, words ORDER BY published NULLS LAST, report) AS voice
    FROM told
),
days AS (
    SELECT DISTINCT type, who, counts_as, day FROM copies WHERE length(day) >= 7 AND len(who) >= 2
),
finest AS (
    SELECT * FROM days d
    WHERE NOT EXISTS (
        SELECT 1 FROM days f
        WHERE (f.type, f.who, f.counts_as) = (d.type, d.who, d.counts_as)
        AND starts_with(f.day, d.day) AND f.day <> d.day)
),
same_day AS (
    SELECT d.type, d.who, d.counts_as, d.day, any_value(f.day) AS act_day
    FROM days d
    JOIN finest f ON (f.type, f.who, f.counts_as) = (d.type, d.who, d.counts_as)
        AND starts_with(f.day, d.day)
    GROUP BY d.type, d.who, d.counts_as, d.day
    HAVING count(*) = 1
),
keyed AS (
    SELECT c.*,
        concat_ws('|', c.type, c.counts_as, c.who::VARCHAR, coalesce(s.act_day, concat_ws('|', c.day, c.words))) AS line
    FROM copies c
    LEFT JOIN same_day s ON (s.type, s.who, s.counts_as, s.day) = (c.type, c.who, c.counts_as, c.day)
),
lined AS (
    SELECT k.*,
        max(coalesce(date_to, "date", published)) OVER same AS latest,
        bool_and(coalesce(list_contains(party_states, speaker_country), false)) OVER same AS own_word
    FROM (
        SELECT *,
            (SELECT list_sort(list(DISTINCT state)) FROM states t WHERE t.id = c.id) AS party_states,
            (SELECT list(DISTINCT state) FROM states t WHERE t.id = c.id AND side = 'actor') AS actor_countries
        FROM keyed c
    ) k
    WINDOW same AS (PARTITION BY line)
)
"""

# The same for standing things. Those are one that have the same ends (a route), the same proper name, or the same
# parties and subject or name; a thing that only a verb names ("agreed to") is one only in the same words.
TIES_TOLD = r"""
parts AS (
    SELECT t.id,
        (SELECT list_sort(list(DISTINCT actor)) FROM tie_party p WHERE p.tie = t.id) AS who,
        (SELECT list({'role': role, 'holder': holder} ORDER BY number) FROM tie_role o WHERE o.tie = t.id) AS parts,
        (SELECT list({'name': b.name, 'value': value}) FROM tie_attribute b WHERE b.tie = t.id) AS features,
        (SELECT value FROM tie_attribute b WHERE b.tie = t.id AND b.name = 'subject') AS subject,
        (SELECT value FROM tie_attribute b WHERE b.tie = t.id AND b.name = 'claim') AS claim,
        (SELECT string_agg(holder, ' ' ORDER BY number) FROM tie_role o WHERE o.tie = t.id AND role = 'from') AS begins,
        (SELECT string_agg(holder, ' ' ORDER BY number) FROM tie_role o WHERE o.tie = t.id AND role = 'to') AS ends
    FROM ties t
),
tied AS (
    SELECT t.* EXCLUDE (sentence, start, "end"), e.words AS sentence, e.start, e."end",
        coalesce(p.who, []) AS who, p.parts, p.features, p.subject, p.claim, p.begins || ' > ' || p.ends AS way,
        g.question, f.counts_as, f.rank, s.country AS speaker_country,
        starts_with(t.because, 'verbs') AS by_verb,
        lower(regexp_replace(trim(e.words), '\s+', ' ', 'g')) AS words
    FROM ties t
    JOIN parts p ON p.id = t.id
    JOIN thing g ON g.kind = t.kind
    JOIN firmness f ON f.status = t.status
    JOIN evidence e ON e.owner = 'tie' AND e.id = t.id AND e.report = t.report AND e.part = 'sentence' AND e.number = 1
    LEFT JOIN actor s ON s.id = t.source
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
    FROM tied
),
tied_keyed AS (
    SELECT *, concat_ws('|', kind, (counts_as = 'refuted')::VARCHAR, identity) AS line FROM identified
),
tied_lined AS (
    SELECT k.*,
        max(coalesce(date_to, "date", published)) OVER same AS latest,
        bool_and(coalesce(list_contains(who, speaker_country), false)) OVER same AS own_word
    FROM tied_keyed k
    WINDOW same AS (PARTITION BY line)
)
"""
