"""Briefs take long on a large record: other pages do not wait for them, and one is made once for all its shapes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.analysis.brief import write_brief
from dragoman.faces.api import brief
from dragoman.faces.api.app import THREADS


def test_other_pages_do_not_wait_for_briefs(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = Event(), Event()

    def slow(*given: Any, **more: Any) -> Any:
        begun.set()
        assert go.wait(60)
        return write_brief(*given, **more)

    monkeypatch.setattr(brief, "write_brief", slow)
    with ThreadPoolExecutor(THREADS + 2) as readers:
        asked = [readers.submit(api.get, f"/api/brief?title=slow{n}") for n in range(THREADS + 2)]
        assert begun.wait(60)
        assert api.get("/api/forums?limit=3").status_code == 200
        assert not any(a.done() for a in asked)
        go.set()
        assert {a.result(60).status_code for a in asked} == {200}


def test_a_brief_is_made_once_for_all_its_shapes(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(*given: Any, **more: Any) -> Any:
        made.append(more["title"])
        return write_brief(*given, **more)

    monkeypatch.setattr(brief, "write_brief", counted)
    shapes = [api.get(f"/api/brief?title=once&format={shape}") for shape in ("json", "markdown", "html")]
    assert [s.status_code for s in shapes] == [200, 200, 200]
    assert "once" in shapes[1].text
    assert made == ["once"]
