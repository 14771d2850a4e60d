-- Who said something together: "Officials of Ghana, Togo and Benin said". Each of them has a statement of their own with
-- the same content, and an event or tie points to the first of these; it stands on the word of them all.
CREATE TABLE machine.joint (
    statement VARCHAR NOT NULL,
    report    VARCHAR NOT NULL,
    word      VARCHAR NOT NULL,          -- the first of the statements in which it was said
    number    INTEGER NOT NULL           -- the place of the speaker among them, from 1
);

CREATE VIEW joint AS FROM machine.joint;

-- The same as the statements themselves tell it: those of one report with the same words, by one cue, of several speakers.
CREATE VIEW machine.joint_found AS
WITH saying AS (
    SELECT report, id, string_agg(part || start || '-' || "end", ' ' ORDER BY part, number) AS spans
    FROM machine.statement_evidence WHERE part IN ('content', 'cue') GROUP BY report, id
),
said AS (
    SELECT s.id, s.report, s.source, c.spans, s.rowid AS place
    FROM machine.statement s JOIN saying c ON c.id = s.id AND c.report = s.report
)
SELECT id AS statement, report, first_value(id) OVER same AS word, (row_number() OVER same)::INTEGER AS number
FROM said
WINDOW same AS (PARTITION BY report, spans ORDER BY place)
QUALIFY count(DISTINCT source) OVER (PARTITION BY report, spans) > 1;
