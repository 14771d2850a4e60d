"""`dragoman review`: verbs, lists, a walk with one key each, files, and what bad input is answered."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from commandline import Dragoman

sys.path.append(str(Path(__file__).parents[1] / "record"))
from invented import accord, visit

from dragoman.record.record import Record


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reviewed") / "r.duckdb"
    with Record.open(path, write=True) as record:
        assert record.add_many([accord(), visit("v")], "1.0") == ()
        record.resolve()
    return path


@pytest.fixture
def reviewed(read: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(read, tmp_path / "r.duckdb"))


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def signing(path: Path) -> str:
    with Record.open(path) as record:
        return str(record.events(type="AGREE", review="machine")["id"].item())


def test_a_correction_is_said_told_and_explained(dragoman: Dragoman, reviewed: Path) -> None:
    identity = signing(reviewed)
    because = ("--by", "Ada", "--because", "a plan")
    done = dragoman("review", "correct", reviewed, identity[:8], "status=planned", "actors=Kazakhstan", *because)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"correct mention {identity[:8]}: status done > planned; actors ['IRN'] > ['KAZ']")
    (told,) = rows(dragoman("events", reviewed, "--review", "corrected", "--json").out)
    assert (told["id"], told["status"], told["actors"]) == (identity, "planned", ["KAZ"])
    (found,) = rows(dragoman("events", reviewed, "--type", "AGREE", "--review", "machine", "--json").out)
    assert found["status"] == "done"
    (why,) = rows(dragoman("why", reviewed, identity, "--json").out)
    assert (why["status"], why["machine"]) == (
        "planned",
        {"status": "done", "actors": ["IRN"], "actor_names": ["Iran"]},
    )
    told_to_people = dragoman("why", reviewed, identity).out
    assert "planned  (the program: done)" in told_to_people
    assert "correct by Ada" in told_to_people
    assert "a plan" in told_to_people


def test_what_was_rejected_can_be_explained_and_taken_back(dragoman: Dragoman, reviewed: Path) -> None:
    identity = signing(reviewed)
    (decision,) = rows(dragoman("review", "reject", reviewed, identity, "--by", "Ada", "--json").out)
    assert identity not in dragoman("events", reviewed, "--json").out
    assert identity[:6] in dragoman("events", reviewed, "--review", "rejected", "--json").out
    assert "AGREE" not in dragoman("happenings", reviewed, "--json").out
    assert "rejected" in dragoman("why", reviewed, identity).out
    assert dragoman("review", "undo", reviewed, str(decision["id"]), "--by", "Ada").code == 0
    assert identity in dragoman("events", reviewed, "--json").out
    assert "AGREE" in dragoman("happenings", reviewed, "--json").out
    assert [r["verb"] for r in rows(dragoman("review", "list", reviewed, "--json").out)] == ["undo", "reject"]


def test_events_are_merged_and_split(dragoman: Dragoman, reviewed: Path) -> None:
    with Record.open(reviewed) as record:
        one, other = record.events(report="accord")["id"].to_list()
    assert dragoman("review", "merge", reviewed, one, other, "--by", "Ada").code == 0
    assert sorted(int(str(r["tellings"])) for r in rows(dragoman("happenings", reviewed, "--json").out)) == [1, 2]
    assert dragoman("review", "split", reviewed, other, "--by", "Ben").code == 0
    assert [r["tellings"] for r in rows(dragoman("happenings", reviewed, "--json").out)] == [1, 1, 1]
    alone = dragoman("review", "split", reviewed, other, "--by", "Ben")
    assert (alone.code, "no other telling is left" in alone.err) == (2, True)


def test_actors_are_merged_by_their_names(dragoman: Dragoman, reviewed: Path) -> None:
    done = dragoman("review", "merge", reviewed, "karakum", "energy ministry of Iran", "--by", "Ada")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("merge actor karakum, actor irn-energy (decision ")
    assert {r["source"] for r in rows(dragoman("statements", reviewed, "--json").out)} >= {"karakum"}
    assert "irn-energy" not in dragoman("actors", reviewed, "--json").out
    refused = dragoman("review", "merge", reviewed, "karakum", "Iran", "--by", "Ada")
    assert (refused.code, "IRN is a state" in refused.err) == (2, True)


def test_a_walk_takes_one_key_each_and_ends_with_the_precision(dragoman: Dragoman, reviewed: Path) -> None:
    keys = b"x\na\nc\nstatus=wanted\n\na hope\nu\nn\n"
    walked = dragoman("review", reviewed, "--by", "Ada", "--seed", "3", stdin=keys)
    assert walked.code == 0
    assert walked.out.startswith("3 drawn, 0 judged already.")
    assert walked.out.count("[a]ccept") == 5
    assert "undo " in walked.out
    assert "events, seed 3" in walked.out
    (one,) = rows(dragoman("review", "precision", reviewed, "--json").out)[:1]
    assert (one["field"], one["right"], one["judged"]) == ("finding", 1, 1)
    again = dragoman("review", reviewed, "--by", "Ada", "--seed", "3", stdin=b"r\nno\nq\n")
    assert again.out.startswith("3 drawn, 1 judged already.")
    found = rows(dragoman("review", "precision", reviewed, "--json").out)[0]
    assert (found["right"], found["judged"]) == (1, 2)
    assert float(str(found["low"])) < 0.5 < float(str(found["high"]))


def test_decisions_go_out_and_come_in(dragoman: Dragoman, reviewed: Path, tmp_path: Path) -> None:
    dragoman("review", "accept", reviewed, signing(reviewed), "--by", "Ada")
    file, other = tmp_path / "reviews.jsonl", tmp_path / "other.duckdb"
    assert dragoman("review", "export", reviewed, file).code == 0
    assert dragoman("review", "export", reviewed).out == file.read_text(encoding="utf-8")
    Record.open(other, write=True).close()
    taken = dragoman("review", "import", other, file)
    assert taken.out == "1 decisions taken in; 1 of all have no finding here (dragoman review orphans).\n"
    (orphan,) = rows(dragoman("review", "orphans", other, "--json").out)
    assert orphan["lost"] == "its report is not in the record"
    assert "its report is not in the record" in " ".join(dragoman("review", "orphans", other).out.split())
    file.write_text("{}\n", encoding="utf-8")
    assert "line 1, is no review: it lacks 'verb'" in dragoman("review", "import", other, file).err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("correct", "{}", "status"), "has no '='"),
        (("correct", "{}", "status=maybe"), "There is no status of a mention 'maybe'. Choices: done,"),
        (("accept", "nothing"), "There is no finding 'nothing'"),
        (("accept", "{}", "--field", "colour"), "There is no field of a mention 'colour'"),
        (("undo", "ffff"), "There is no decision 'ffff'"),
        (("merge", "{}"), "a merge needs two events"),
    ],
)
def test_bad_input_is_one_sentence(dragoman: Dragoman, reviewed: Path, arguments: tuple[str, ...], words: str) -> None:
    verb, *more = (a.format(signing(reviewed)) for a in arguments)
    said = dragoman("review", verb, reviewed, *more, "--by", "Ada")
    assert said.code == 2
    assert words in said.err


def test_no_record_is_made_by_reviewing(dragoman: Dragoman, tmp_path: Path) -> None:
    said = dragoman("review", "accept", tmp_path / "none.duckdb", "x", "--by", "Ada")
    assert (said.code, list(tmp_path.iterdir())) == (2, [])
    assert said.err.startswith("Error: There is no record at")
