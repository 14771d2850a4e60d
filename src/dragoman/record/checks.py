"""What must hold in every record, as named SQL: a sound record gives no row for any of them."""

from typing import NamedTuple


class Check(NamedTuple):
    """A check: its name, SQL that gives one sentence a fault, and the schema whose tables it looks at first."""

    name: str
    sql: str
    schema: str = "machine"


def _counted(what: str, table: str, group: str, number: str = "number") -> str:
    return f"""SELECT {what} || ' is counted from ' || min(n) || ' to ' || max(n) || ' in ' || sum(times) || ' rows'
        FROM (SELECT {group}, {number} AS n, count(*) AS times FROM {table} GROUP BY {group}, n)
        GROUP BY {group}
        HAVING min(n) <> 1 OR max(n) <> count(*) OR max(times) > 1"""


CHECKS = (
    Check(
        "evidence stands in its report",
        """SELECT 'report ' || e.report || ': the ' || e.part || ' of ' || e.owner || ' ' || e.id || ' should read '''
               || e.words || ''' at [' || e.start || ', ' || e."end" || ')'
           FROM evidence e LEFT JOIN report r ON r.id = e.report
           WHERE r.id IS NULL OR e.start < 0 OR e.words = ''
               OR substring(r.text, e.start + 1, e."end" - e.start) <> e.words""",
    ),
    Check(
        "every statement, mention and tie has its words",
        """SELECT owner || ' ' || id || ' has no ' || part FROM (
               SELECT 'statement' AS owner, id, report, 'content' AS part FROM statement
               UNION ALL SELECT 'mention', id, report, 'sentence' FROM mention
               UNION ALL SELECT 'tie', id, report, 'sentence' FROM tie
           ) o
           WHERE NOT EXISTS (
               SELECT 1 FROM evidence e
               WHERE e.owner = o.owner AND e.id = o.id AND e.report = o.report AND e.part = o.part)""",
    ),
    Check(
        "evidence belongs to something",
        """SELECT DISTINCT 'evidence for ' || e.owner || ' ' || e.id || ', which is not in the record or not of it'
           FROM evidence e
           LEFT JOIN (
               SELECT 'statement' AS owner, id, report FROM statement
               UNION ALL SELECT 'mention', id, report FROM mention
               UNION ALL SELECT 'tie', id, report FROM tie
               UNION ALL SELECT 'actor', id, NULL FROM actor
               UNION ALL SELECT 'place', id, NULL FROM place
           ) o ON o.owner = e.owner AND o.id = e.id AND coalesce(o.report, e.report) = e.report
           WHERE o.id IS NULL""",
    ),
    Check(
        "everything belongs to a report, and parties, roles and attributes to a mention or tie",
        """SELECT owner || ' ' || coalesce(id, '') || ' hangs on ' || upper || ', which is not in the record' FROM (
               SELECT 'statement' AS owner, id, report AS upper FROM statement
               UNION ALL SELECT 'mention', id, report FROM mention
               UNION ALL SELECT 'tie', id, report FROM tie
               UNION ALL SELECT 'a note', NULL, report FROM report_note
           ) WHERE upper NOT IN (SELECT id FROM report)
           UNION ALL
           SELECT 'the party ' || actor || ' hangs on the mention ' || mention || ', which is not in the record'
           FROM mention_party WHERE mention NOT IN (SELECT id FROM mention)
           UNION ALL
           SELECT owner || ' hangs on the tie ' || tie || ', which is not in the record' FROM (
               SELECT 'the party ' || actor AS owner, tie FROM tie_party
               UNION ALL SELECT 'the role ' || role, tie FROM tie_role
               UNION ALL SELECT 'the attribute ' || name, tie FROM tie_attribute
           ) WHERE tie NOT IN (SELECT id FROM tie)""",
    ),
    Check(
        "whatever is counted is counted 1, 2, 3",
        " UNION ALL ".join(
            (
                _counted("'the ' || part || ' of ' || owner || ' ' || id", "evidence", "report, owner, id, part"),
                _counted("'the side ' || side || ' of mention ' || mention", "mention_party", "mention, side"),
                _counted("'the parties of tie ' || tie", "tie_party", "tie"),
                _counted("'the role ' || role || ' of tie ' || tie", "tie_role", "tie, role"),
                _counted("'the attribute ' || name || ' of tie ' || tie", "tie_attribute", "tie, name", "1"),
                _counted("'the notes of report ' || report", "report_note", "report"),
            )
        ),
    ),
    Check(
        "everybody who takes part is an actor",
        """SELECT 'mention ' || p.mention || ' has the party ' || p.actor
               || ', who is neither actor nor region of the record'
           FROM mention_party p LEFT JOIN holder h ON h.id = p.actor WHERE h.id IS NULL
           UNION ALL
           SELECT 'statement ' || s.id || ' has the source ' || s.source || ', who is no actor of the record'
           FROM statement s LEFT JOIN actor a ON a.id = s.source WHERE s.source IS NOT NULL AND a.id IS NULL
           UNION ALL
           SELECT 'statement ' || s.id || ' came by ' || s.outlet || ', who is no actor of the record'
           FROM (SELECT id, unnest(via) AS outlet FROM statement) s LEFT JOIN actor a ON a.id = s.outlet
           WHERE a.id IS NULL
           UNION ALL
           SELECT 'tie ' || p.tie || ' has the party ' || p.actor || ', who is neither actor nor place of the record'
           FROM tie_party p LEFT JOIN holder h ON h.id = p.actor WHERE h.id IS NULL
           UNION ALL
           SELECT 'tie ' || o.tie || ' has in a role ' || o.holder || ', who is neither actor nor place of the record'
           FROM tie_role o LEFT JOIN holder h ON h.id = o.holder WHERE h.id IS NULL""",
    ),
    Check(
        "what stands on a statement names one of its own report",
        """SELECT 'mention ' || m.id || ' stands on the statement ' || m.statement || ', which is not of its report'
           FROM mention m LEFT JOIN statement s ON s.id = m.statement AND s.report = m.report
           WHERE m.statement IS NOT NULL AND s.id IS NULL
           UNION ALL
           SELECT 'tie ' || t.id || ' stands on the statement ' || t.statement || ', which is not of its report'
           FROM tie t LEFT JOIN statement s ON s.id = t.statement AND s.report = t.report
           WHERE t.statement IS NOT NULL AND s.id IS NULL
           UNION ALL
           SELECT 'statement ' || i.id || ' lies within ' || i.within || ', which is not of its report'
           FROM statement i LEFT JOIN statement s ON s.id = i.within AND s.report = i.report
           WHERE i.within IS NOT NULL AND s.id IS NULL""",
    ),
    Check(
        "an event's place is in the record",
        """SELECT 'mention ' || m.id || ' took place at ' || m.place || ', which is not in the record'
           FROM mention m LEFT JOIN place p ON p.id = m.place WHERE m.place IS NOT NULL AND p.id IS NULL""",
    ),
    Check(
        "dates are ISO prefixes",
        """SELECT owner || ' ' || id || ' has the date ' || day FROM (
               SELECT 'report' AS owner, id, published AS day FROM report
               UNION ALL SELECT 'mention', id, unnest([date_from, date_to, deadline_from, deadline_to]) FROM mention
               UNION ALL SELECT 'tie', id, unnest([date_from, date_to]) FROM tie
           ) WHERE NOT regexp_full_match(day, '\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?')""",
    ),
    Check(
        "texts are as they were read",
        "SELECT 'report ' || id || ': its text is not the one that was read' FROM report WHERE sha256(text) <> digest",
    ),
    Check(
        "events have their tellings, and copies their reports",
        """SELECT 'event ' || h.id || ' has no telling' FROM happening h
           ANTI JOIN happening_mention t ON t.happening = h.id
           UNION ALL
           SELECT 'event ' || h.id || ' has ' || h.first || ' for its earliest telling, which is none of its own'
           FROM happening h ANTI JOIN happening_mention t ON t.happening = h.id AND t.mention = h.first
           UNION ALL
           SELECT 'mention ' || t.mention || ' tells the event ' || t.happening || ', which is not in the record'
           FROM happening_mention t ANTI JOIN happening h ON h.id = t.happening
           UNION ALL
           SELECT 'report ' || o.report || ' comes from ' || o.first || ', which is not in the record'
           FROM origin o ANTI JOIN report r ON r.id = o.first
           UNION ALL
           SELECT 'report ' || c.report || ' copies ' || c.earlier || ', but one of them is not in the record'
           FROM copy c LEFT JOIN report a ON a.id = c.report LEFT JOIN report b ON b.id = c.earlier
           WHERE a.id IS NULL OR b.id IS NULL""",
    ),
    Check(
        "what people decided is laid over what was found",
        """WITH newest AS (
               SELECT t.kind, t.attached AS id, arg_max(r.verb, (r.made, r.id)) AS verb
               FROM review_target t JOIN review r ON r.id = t.review
               WHERE r.stands AND t.attached IS NOT NULL AND r.verb IN ('accept', 'correct', 'reject')
               GROUP BY ALL
           )
           SELECT n.verb || ' of ' || n.kind || ' ' || n.id || ' is laid over it as ' || coalesce(f.verdict, 'nothing')
           FROM newest n LEFT JOIN reviewed.finding f ON f.kind = n.kind AND f.id = n.id
           WHERE f.id IS NULL OR f.verdict = 'follows' OR (n.verb = 'reject') <> (f.verdict = 'rejected')
           UNION ALL
           SELECT f.kind || ' ' || f.id || ' is ' || f.verdict || ', which nobody decided'
           FROM reviewed.finding f ANTI JOIN newest n ON n.kind = f.kind AND n.id = f.id
           WHERE f.verdict <> 'follows'
           UNION ALL
           SELECT f.kind || ' ' || f.id || ' is ' || f.verdict || ', but the program did not find it'
           FROM reviewed.finding f
           LEFT JOIN (
               SELECT 'statement' AS kind, id FROM machine.statement UNION ALL SELECT 'mention', id FROM machine.mention
               UNION ALL SELECT 'tie', id FROM machine.tie UNION ALL SELECT 'actor', id FROM machine.actor
               UNION ALL SELECT 'place', id FROM machine.place
           ) o ON o.kind = f.kind AND o.id = f.id
           WHERE o.id IS NULL
           UNION ALL
           SELECT f.kind || ' ' || f.id || ' is ' || f.verdict || ', but no answer tells it'
           FROM reviewed.finding f
           LEFT JOIN (
               SELECT 'statement' AS kind, id FROM reviewed.statement
               UNION ALL SELECT 'mention', id FROM reviewed.mention
               UNION ALL SELECT 'tie', id FROM reviewed.tie UNION ALL SELECT 'actor', id FROM reviewed.actor
               UNION ALL SELECT 'place', id FROM reviewed.place
           ) o ON o.kind = f.kind AND o.id = f.id
           WHERE o.id IS NULL AND f.verdict <> 'rejected'""",
        "main",
    ),
    Check(
        "what stands after review refers to what there is",
        """SELECT 'mention ' || p.mention || ' has the party ' || p.actor || ' after review, who is not in the record'
           FROM reviewed.mention_party p LEFT JOIN holder h ON h.id = p.actor WHERE h.id IS NULL
           UNION ALL
           SELECT 'mention ' || m.id || ' took place at ' || m.place || ' after review, which is not in the record'
           FROM reviewed.mention m LEFT JOIN place p ON p.id = m.place WHERE m.place IS NOT NULL AND p.id IS NULL
           UNION ALL
           SELECT 'statement ' || s.id || ' has the source ' || s.source || ' after review, who is not in the record'
           FROM reviewed.statement s LEFT JOIN actor a ON a.id = s.source WHERE s.source IS NOT NULL AND a.id IS NULL
           UNION ALL
           SELECT 'tie ' || p.tie || ' has ' || p.actor || ' after review, who is not in the record'
           FROM (SELECT tie, actor FROM reviewed.tie_party UNION ALL SELECT tie, holder FROM reviewed.tie_role) p
           LEFT JOIN holder h ON h.id = p.actor WHERE h.id IS NULL
           UNION ALL
           SELECT 'actor ' || s.id || ' is ' || s.same || ' after review, who is not in the record'
           FROM reviewed.stand_in s LEFT JOIN actor a ON a.id = s.same WHERE s.same IS NOT NULL AND a.id IS NULL""",
        "main",
    ),
    Check(
        "who stands in which report is counted right",
        """SELECT 'report ' || report || ': what is counted of ' || owner || ' ' || id || ' is not what it tells'
           FROM (SELECT *, 1 AS n FROM presence UNION ALL SELECT *, -1 FROM presence_found)
           GROUP BY report, owner, id
           HAVING sum(n) <> 0 OR sum(n * names) <> 0 OR sum(n * statements) <> 0 OR sum(n * events) <> 0
               OR sum(n * ties) <> 0
           UNION ALL
           SELECT DISTINCT 'report ' || report || ': whom the statement ' || statement || ' names is not what is kept'
           FROM (SELECT *, 1 AS n FROM spoken_of UNION ALL SELECT *, -1 FROM spoken_of_found)
           GROUP BY report, statement, actor
           HAVING sum(n) <> 0""",
        "main",
    ),
    Check(
        "who said something together is told by the words",
        """SELECT DISTINCT 'report ' || report || ': who said together what statement ' || statement
               || ' says is not what its words tell'
           FROM (SELECT *, 1 AS n FROM joint UNION ALL SELECT *, -1 FROM joint_found)
           GROUP BY report, statement, word, number
           HAVING sum(n) <> 0""",
    ),
)
