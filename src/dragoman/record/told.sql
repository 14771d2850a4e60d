-- Views over what the record makes of many reports (resolved.sql), and what their columns mean.

DROP VIEW IF EXISTS happening_row;
DROP VIEW IF EXISTS happening_telling;
DROP VIEW IF EXISTS origin_row;

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
    t.happening, m.id AS mention, r.published, m.status, m.date_from AS "date", m.date_to,
    coalesce(w.sources[1], s.source) AS source,
    coalesce(w.sources, CASE WHEN s.source IS NULL THEN [] ELSE [s.source] END) AS sources,
    coalesce(w.speakers, a.name) AS speaker,
    r.outlet, t.origin, o.kind AS origin_kind, o.first <> m.report AS is_copy, m.report, e.words AS sentence
FROM happening_mention t
JOIN mention m ON m.id = t.mention
JOIN report r ON r.id = m.report
LEFT JOIN origin o ON o.report = m.report
LEFT JOIN statement s ON s.id = m.statement
LEFT JOIN actor a ON a.id = s.source
LEFT JOIN joint_word w ON w.statement = m.statement
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
COMMENT ON COLUMN happening_telling.source IS 'Id of whoever is cited for it, of a joint word the first; empty where the report says it in its own voice.';
COMMENT ON COLUMN happening_telling.sources IS 'Ids of all who are cited for it: several where they said it together.';
COMMENT ON COLUMN happening_telling.speaker IS 'Name of whoever is cited for it; of a joint word the names of all.';
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
