"""What an assistant gets: every item with words that stand in a report, and a plain word where there is nothing."""

import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.server import MCPServer

from dragoman.faces.cli.app import app
from dragoman.faces.mcp import paged
from dragoman.faces.mcp.cited import LONGEST, Item, clipped
from dragoman.faces.mcp.server import ABSENT, MOST, Tools, server_of
from dragoman.record.record import Record
from dragoman.record.search import Index
from dragoman.record.shelf import Shelf

sys.path.insert(0, str(Path(__file__).parents[2] / "record"))
sys.path.insert(0, str(Path(__file__).parents[1] / "api"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    from invented import accord, invented

    path = tmp_path_factory.mktemp("assistant") / "r.duckdb"
    with Record.open(path, write=True) as record:
        record.add_many([accord(), *invented(9, seed=4)], "1.0")
        record.resolve()
    shelf = Shelf(path)
    yield shelf
    shelf.close()


@pytest.fixture(scope="module")
def server(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> MCPServer:
    return server_of(shelf, Index(tmp_path_factory.mktemp("words") / "words.sqlite"))


def call(server: MCPServer, tool: str, **arguments: Any) -> Any:
    """The result of a tool, as a client over the protocol gets it."""

    async def asked() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    return in_its_own_thread(asked)


def in_its_own_thread(asked: Callable[[], Awaitable[Any]]) -> Any:
    """What it gives, in a thread without a loop: the browser of other tests keeps one in the main thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, asked).result()


# The record of this test has no forum and no claim: see test_worked_out.py.
QUESTIONS = (
    ("search", {"query": "gas"}),
    ("cooperation", {"one": "Iran", "other": "TKM"}),
    ("cooperation", {"one": "IRN,TKM,KAZ", "step": "quarter"}),
    ("happenings", {"actor": "IRN"}),
    ("histories", {"kind": "energy_swap"}),
    ("whose_word", {"of": "Iran", "with_": "TKM"}),
    ("actor", {"name": "Iran"}),
    ("partnership", {"one": "Iran", "other": "TKM"}),
    ("events", {"actor": "IRN", "limit": MOST}),
    ("statements", {"about": "Turkmenistan"}),
    ("ties", {"kind": "energy_swap"}),
    ("promises", {}),
)


@pytest.mark.parametrize(("tool", "arguments"), QUESTIONS)
def test_every_item_stands_on_words_of_a_report(
    shelf: Shelf, server: MCPServer, tool: str, arguments: dict[str, Any]
) -> None:
    result = call(server, tool, **arguments)
    assert not result.is_error, result.content
    answer = result.structured_content
    assert answer["items"]
    assert answer["total"] >= len(answer["items"])
    with Record.open(shelf.path) as record:
        for item in answer["items"]:
            assert item["evidence"]
            for cited in item["evidence"]:
                text = record.text(cited["report"]) or ""
                pieces = cited["words"].split(" … ")
                assert text[cited["start"] : cited["end"]].startswith(pieces[0])
                assert all(piece in text for piece in pieces)


def test_every_tool_that_answers_is_held_to_its_evidence() -> None:
    # counts; passages themselves; a text; and those of test_worked_out.py
    told_otherwise = {"about", "evidence", "report", "claims", "verdict", "forum"}
    assert {n for n in vars(Tools) if not n.startswith("_")} - told_otherwise == {tool for tool, _ in QUESTIONS}


def test_an_id_leads_to_its_passages_and_to_the_report(server: MCPServer) -> None:
    event = call(server, "events", text="signed", limit=1).structured_content["items"][0]
    passages = call(server, "evidence", id=event["id"]).structured_content
    assert "Decided by: the verb 'sign'." in passages["note"]
    assert {i["kind"] for i in passages["items"]} >= {"event: sentence", "event: trigger", "event: content"}
    report = call(server, "report", id=event["evidence"][0]["report"], start=5).structured_content
    assert report["text"].startswith("s energy ministry")
    assert report["characters"] == len(report["text"]) + 5


@pytest.mark.parametrize(
    ("tool", "arguments", "lists"),
    [
        ("events", {"actor": "IRN"}, 1),
        ("happenings", {}, 1),
        ("statements", {}, 1),
        ("ties", {}, 1),
        ("search", {"query": "gas"}, 1),
        ("histories", {}, 1),
        ("cooperation", {"one": "IRN", "other": "TKM"}, 1),
        ("actor", {"name": "Iran"}, 2),
        ("partnership", {"one": "Iran", "other": "TKM"}, 2),
    ],
)
def test_cursors_lead_through_all_of_it_once(
    server: MCPServer, tool: str, arguments: dict[str, Any], lists: int
) -> None:
    """However few are asked for at once."""
    total = call(server, tool, **arguments, limit=1).structured_content["total"]
    few, seen, cursor = max(1, total // 3), [], None
    while True:
        answer = call(server, tool, **arguments, limit=few, cursor=cursor).structured_content
        assert len(answer["items"]) <= few * lists
        seen += [(i["kind"], i["id"]) for i in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert len(seen) == total > few
    assert len(set(seen)) == len(seen)


def test_an_answer_is_bounded_in_characters(server: MCPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paged, "BUDGET", 3_000)
    seen, cursor, sizes = 0, None, []
    while True:
        answer = call(server, "events", limit=MOST, cursor=cursor).structured_content
        sizes.append(sum(len(i["text"]) + len(i["evidence"][0]["words"]) for i in answer["items"]))
        seen, cursor = seen + len(answer["items"]), answer["next"]
        if cursor is None:
            break
    assert seen == answer["total"]
    assert len(sizes) > 2
    assert max(sizes) <= 3_000


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("a" * 30, "a" * 30),
        ("b" * 5_000, "b" * LONGEST),
        (f"{'c' * 700} … {'d' * 300} … {'e' * 300}", f"{'c' * 700} … {'d' * 300}"),
        (f"{'f' * 1_300} … g", "f" * LONGEST),
    ],
)
def test_a_long_quotation_is_cut_and_still_stands_in_the_text(words: str, given: str) -> None:
    cut, end = clipped(words, 10, 10 + len(words))
    assert cut == given
    assert end == 10 + len(words) if " … " in given or given == words else end == 10 + len(given)


def test_every_question_of_the_command_line_has_its_tool_or_a_reason() -> None:
    """A command answers with a tool of its name, or of the one given here; or `ABSENT` says why there is none."""
    from test_every_question import NO_QUESTION, commands

    by = {"reports": "search", "actors": "actor", "history": "histories", "narrative": "claims", "why": "evidence"}
    tools = {n for n in vars(Tools) if not n.startswith("_")}
    asked = {c for c in commands(app) if " " not in c or c.startswith("review ")} - NO_QUESTION
    without = {c for c in asked if by.get(c, c.replace("-", "_")) not in tools}
    assert {c.partition(" ")[0] for c in without} == set(ABSENT)
    assert set(by.values()) <= tools


def test_nothing_found_is_said_and_nothing_is_made_up(server: MCPServer) -> None:
    for tool, arguments in (
        ("events", {"since": "2099"}),
        ("search", {"query": "unheardof"}),
        ("ties", {"kind": "facility"}),
    ):
        answer = call(server, tool, **arguments).structured_content
        assert (answer["total"], answer["items"]) == (0, [])
        assert answer["note"].startswith("This record holds no ")
        assert "That is no evidence that there was none." in answer["note"]
    with pytest.raises(ValueError, match="has no evidence"):
        Item("event", "e", "something", None, None, None, ())


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("actor", {"name": "Atlantis"}, "Nobody called 'Atlantis' is in this record."),
        ("events", {"type": "DANCE"}, "There is no event type 'DANCE'."),
        ("events", {"limit": 1000}, "less than or equal to 50"),
        ("report", {"id": "nowhere"}, "There is no report 'nowhere' in this record."),
        ("evidence", {"id": "nowhere"}, "There is no row 'nowhere' in this record."),
        ("verdict", {"claim": "nowhere"}, "There is no claim 'nowhere' in this record."),
        ("claims", {"verdict": "true"}, "There is no verdict 'true'. Choices: supported,"),
        ("forum", {"name": "nowhere"}, "There is no forum or group 'nowhere' in this record."),
        ("cooperation", {"one": "IRN", "other": "TKM", "step": "day"}, "There is no step 'day'."),
        ("happenings", {"cursor": "later"}, "There is no cursor 'later'. Choices: none, to begin anew"),
        ("events", {"cursor": "00000000-20"}, "until the record changes"),
    ],
)
def test_an_error_is_our_sentence(server: MCPServer, tool: str, arguments: dict[str, Any], says: str) -> None:
    result = call(server, tool, **arguments)
    assert result.is_error
    assert says in result.content[0].text


def test_the_tools_only_look_and_say_what_they_are(server: MCPServer) -> None:
    async def listed() -> Any:
        async with Client(server) as client:
            return (await client.list_tools()).tools

    tools = in_its_own_thread(listed)
    assert {t.name for t in tools} == {n for n in vars(Tools) if not n.startswith("_")}
    assert all(t.annotations.read_only_hint and t.description and t.output_schema for t in tools)
