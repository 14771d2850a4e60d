"""What an assistant gets of claims, verdicts and forums: the figures in the note, the reports in the items."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.server import MCPServer

from dragoman.faces.mcp.server import server_of
from dragoman.record.search import Index
from dragoman.record.shelf import Shelf

sys.path.insert(0, str(Path(__file__).parents[2] / "web"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    from andes import write_record

    path = tmp_path_factory.mktemp("asked") / "andes.duckdb"
    write_record(path)
    shelf = Shelf(path)
    yield shelf
    shelf.close()


@pytest.fixture(scope="module")
def server(shelf: Shelf) -> MCPServer:
    return server_of(shelf, Index(shelf.path.with_suffix(".sqlite")))


def call(server: MCPServer, tool: str, **arguments: Any) -> Any:
    """The answer of a tool, as a client over the protocol gets it."""

    async def asked() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    with ThreadPoolExecutor(1) as pool:  # the browser of other tests keeps a loop in the main thread
        result = pool.submit(anyio.run, asked).result()
    assert not result.is_error, result.content
    return result.structured_content


def told(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """The kind of each item, and the words that it stands on, which its report holds there."""
    return [(i["kind"], i["evidence"][0]["words"]) for i in answer["items"]]


def test_a_claim_has_its_verdict_its_reason_and_its_words(server: MCPServer) -> None:
    from andes import PRAISE

    (claim,) = call(server, "claims", about="Bolivia")["items"]
    assert claim["text"].startswith("a peak: “have never been closer”, said of Peru, Bolivia. Verdict of record:")
    assert (claim["status"], claim["speaker"]) == ("claimed", "Peru's presidency")
    assert claim["evidence"][0] | {"end": None} == {
        "report": "quarrel", "start": claim["evidence"][0]["start"], "end": None, "words": PRAISE,
        "outlet": "Cordillera Post", "published": "2031-03-08", "title": "Words at the border", "url": None,
    }  # fmt: skip
    assert call(server, "claims", about="Chile")["total"] == 0


def test_a_verdict_comes_with_who_says_it(server: MCPServer) -> None:
    claim = call(server, "claims")["items"][0]
    answer = call(server, "verdict", claim=claim["id"])
    assert answer["note"].startswith("Verdict of record: cannot be told (")
    assert [kind for kind, _ in told(answer)][:1] == ["claim: says"]


def test_a_forum_has_its_meetings_and_who_comes(server: MCPServer) -> None:
    from andes import MET

    answer = call(server, "forum", name="Andean Community")
    assert told(answer) == [("meeting", MET)]
    assert "1 meetings are told as held; of 1 no report names a state." in answer["note"]


def test_whose_word_names_publishers_and_counts_copies_apart(server: MCPServer) -> None:
    answer = call(server, "whose_word", of="PER", with_="BOL")
    assert "1 copies among them" in answer["note"]
    assert "Altiplano Wire (unknown, state not known)" in answer["note"]
    assert all(words for _, words in told(answer))
    row = call(server, "events", type="AGREE")["items"][0]["id"]
    assert call(server, "whose_word", of=row)["items"]


def test_cooperation_tells_its_figures_and_opens_a_period(server: MCPServer) -> None:
    from andes import SIGNED

    answer = call(server, "cooperation", one="PER", other="BOL")
    assert answer["figures"]
    assert "Changes cannot be told" in answer["note"]
    march = call(server, "cooperation", one="PER", other="BOL", period="2031-03")
    assert [words for _, words in told(march)] == [SIGNED]
    assert march["total"] == next(f["events"] for f in march["figures"] if f["period"] == "2031-03")


def test_a_history_cites_every_step(server: MCPServer) -> None:
    from andes import SIGNED

    (pact,) = call(server, "histories", kind="agreement")["items"]
    assert "signed, done, 2031-03-04 (on the word of the report itself)" in pact["text"]
    assert [c["words"] for c in pact["evidence"]] == [SIGNED]
    assert call(server, "histories", contested=True)["total"] == 0
