"""Every check finds the damage it is there for, and nothing in a sound record."""

from pathlib import Path

import pytest
from invented import accord, corridor, invented, visit

from dragoman.record.checks import CHECKS
from dragoman.record.record import Record
from dragoman.record.resolving.resolve import resolve

STANDS = "evidence stands in its report"
WORDS = "every statement, mention and tie has its words"
OWNED = "evidence belongs to something"
HANGS = "everything belongs to a report, and parties, roles and attributes to a mention or tie"
COUNTED = "whatever is counted is counted 1, 2, 3"
PARTY = "everybody who takes part is an actor"
OWN = "what stands on a statement names one of its own report"
PLACE = "an event's place is in the record"
DATES = "dates are ISO prefixes"
TEXTS = "texts are as they were read"
LAID = "what people decided is laid over what was found"
AFTER = "what stands after review refers to what there is"
KEPT = "who stands in which report is counted right"
EVENTS = "events have their tellings, and copies their reports"
JOINT = "who said something together is told by the words"
OTHER = "(SELECT id FROM statement WHERE report = 'other' LIMIT 1)"
DAMAGE = (
    (STANDS, "UPDATE mention_evidence SET start = start + 1 WHERE part = 'trigger'", "should read 'signed'"),
    (STANDS, "UPDATE mention_evidence SET words = 'signet' WHERE words = 'signed'", "should read 'signet'"),
    (STANDS, "UPDATE mention_evidence SET \"end\" = \"end\" - 1 WHERE part = 'sentence'", "the sentence of mention"),
    (STANDS, "UPDATE statement_evidence SET words = '', \"end\" = start WHERE part = 'cue'", "the cue of statement"),
    (STANDS, "UPDATE mention_evidence SET start = -5, \"end\" = -1, words = '2026' WHERE part = 'date'", "[-5, -1)"),
    (STANDS, "UPDATE place_evidence SET report = 'gone'", "report gone: the name of place"),
    (STANDS, "UPDATE report SET text = 'x' || text WHERE id = 'accord'", "report accord: the sentence"),
    (WORDS, "DELETE FROM mention_evidence WHERE part = 'sentence'", "has no sentence"),
    (WORDS, "DELETE FROM statement_evidence WHERE part = 'content'", "has no content"),
    (WORDS, "DELETE FROM tie_evidence", "tie"),
    (OWNED, "DELETE FROM place", "evidence for place geonames:162183"),
    (OWNED, "DELETE FROM actor WHERE id = 'karakum'", "evidence for actor karakum"),
    (OWNED, "DELETE FROM tie WHERE kind = 'agreement'", "evidence for tie"),
    (OWNED, "UPDATE mention SET report = 'other' WHERE type = 'AGREE' AND report = 'accord'", "or not of it"),
    (HANGS, "DELETE FROM report WHERE id = 'accord'", "hangs on accord"),
    (HANGS, "UPDATE report_note SET report = 'gone'", "a note"),
    (HANGS, "UPDATE mention_party SET mention = 'gone' WHERE actor = 'TKM'", "the party TKM hangs on the mention gone"),
    (HANGS, "UPDATE tie_party SET tie = 'gone'", "the party KAZ hangs on the tie gone"),
    (HANGS, "UPDATE tie_role SET tie = 'gone'", "the role via hangs on the tie gone"),
    (HANGS, "UPDATE tie_attribute SET tie = 'gone'", "the attribute term hangs on the tie gone"),
    (COUNTED, "INSERT INTO mention_evidence FROM mention_evidence WHERE part = 'trigger'", "from 1 to 1 in 2 rows"),
    (COUNTED, "DELETE FROM statement_evidence WHERE part = 'content' AND number = 1", "from 2 to 2 in 1 rows"),
    (COUNTED, "UPDATE mention_party SET number = 3 WHERE number = 2", "the side actor of mention"),
    (COUNTED, "INSERT INTO tie_attribute FROM tie_attribute", "the attribute term of tie"),
    (COUNTED, "UPDATE report_note SET number = number - 1", "the notes of report accord"),
    (PARTY, "UPDATE mention_party SET actor = 'gone' WHERE actor = 'TKM'", "has the party gone"),
    (PARTY, "UPDATE statement SET source = 'gone'", "has the source gone"),
    (PARTY, "UPDATE statement SET via = ['gone'] WHERE kind = 'indirect'", "came by gone"),
    (PARTY, "UPDATE tie_party SET actor = 'gone' WHERE actor = 'KAZ'", "has the party gone"),
    (PARTY, "UPDATE tie_role SET holder = 'gone' WHERE role = 'receiver'", "has in a role gone"),
    (OWN, f"UPDATE mention SET statement = {OTHER} WHERE report = 'accord'", "stands on the statement"),
    (OWN, "UPDATE tie SET statement = 'gone'", "stands on the statement gone"),
    (OWN, f"UPDATE statement SET within = {OTHER} WHERE report = 'accord'", "lies within"),
    (PLACE, "UPDATE mention SET place = 'gone' WHERE place IS NOT NULL", "took place at gone"),
    (DATES, "UPDATE report SET published = '3 May 2023' WHERE id = 'accord'", "report accord has the date 3 May 2023"),
    (DATES, "UPDATE mention SET deadline_to = '2026-3' WHERE deadline_to IS NOT NULL", "has the date 2026-3"),
    (DATES, "UPDATE tie SET date_from = '2023-13' WHERE date_from IS NOT NULL", "has the date 2023-13"),
    (TEXTS, "UPDATE report SET text = text || ' ' WHERE id = 'accord'", "report accord"),
    (TEXTS, "UPDATE report SET digest = upper(digest)", "report other"),
    (EVENTS, "DELETE FROM happening_mention", "has no telling"),
    (EVENTS, "UPDATE happening SET first = 'gone'", "has gone for its earliest telling"),
    (EVENTS, "DELETE FROM happening", "tells the event"),
    (EVENTS, "UPDATE origin SET first = 'gone'", "comes from gone"),
    (EVENTS, "UPDATE copy SET earlier = 'gone'", "copies gone"),
    (LAID, "DELETE FROM reviewed.finding WHERE verdict = 'rejected'", "is laid over it as nothing"),
    (LAID, "UPDATE reviewed.finding SET verdict = 'accepted'", "is laid over it as accepted"),
    (LAID, "UPDATE review SET stands = false", "is corrected, which nobody decided"),
    (LAID, "UPDATE reviewed.finding SET id = 'gone'", "but the program did not find it"),
    (LAID, "DELETE FROM reviewed.mention", "but no answer tells it"),
    (AFTER, "UPDATE reviewed.mention_party SET actor = 'gone' WHERE actor = 'KAZ'", "has the party gone after review"),
    (AFTER, "UPDATE reviewed.mention SET place = 'gone'", "took place at gone after review"),
    (AFTER, "UPDATE reviewed.statement SET source = 'gone'", "has the source gone after review"),
    (AFTER, "UPDATE reviewed.tie_party SET actor = 'gone'", "has gone after review"),
    (KEPT, "UPDATE main.presence SET names = names + 1 WHERE id = 'TKM'", "what is counted of actor TKM"),
    (KEPT, "DELETE FROM main.spoken_of", "whom the statement"),
    (JOINT, "DELETE FROM joint WHERE number = 2", "who said together"),
)  # fmt: skip


def review(record: Record) -> None:
    """One decision of every sort."""
    mentions, ties = record.events(report="accord")["id"].to_list(), record.ties(report="accord")["id"].to_list()
    record.review.correct(mentions[0], {"actors": "KAZ"}, by="Ada", resolve=False)
    record.review.reject(mentions[1], by="Ada", resolve=False)
    record.review.accept(ties[0], by="Ada", resolve=False)
    record.review.accept(record.statements(report="accord")["id"][0], by="Ada", resolve=False)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checks") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), accord("other"), visit("v"), corridor(), *invented(30, seed=8)], "1.0") == ()
        review(record)
        resolve(record._connection)
    return path


def test_a_sound_record_has_no_faults(sound: Path) -> None:
    with Record.open(sound) as record:
        assert list(record.faults()) == []


@pytest.mark.parametrize(("check", "damage", "words"), DAMAGE, ids=[f"{c[:8]}-{d[:40]}" for c, d, _ in DAMAGE])
def test_damage_is_found(sound: Path, tmp_path: Path, check: str, damage: str, words: str) -> None:
    path = tmp_path / "damaged.duckdb"
    path.write_bytes(sound.read_bytes())
    with Record.open(path, write=True) as record:
        with record._connection.cursor() as cursor:
            cursor.execute("USE machine")
            changed = cursor.execute(damage).fetchone()
        assert changed is not None
        assert changed[0] > 0
        found = [sentence for name, sentence in record.faults() if name == check]
    assert any(words in sentence for sentence in found), found[:5]


def test_every_check_is_tried() -> None:
    assert [c.name for c in CHECKS] == list(dict.fromkeys(check for check, _, _ in DAMAGE))
