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
