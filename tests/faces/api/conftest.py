"""A server in this process over a record of invented reports; no model is loaded."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_server import HERE, make_record
from starlette.testclient import TestClient

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.shelf import Shelf

sys.path.insert(0, str(Path(__file__).parents[2] / "record"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record that tests only ask."""
    return make_record(tmp_path_factory.mktemp("served") / "served.duckdb")


@pytest.fixture(scope="session")
def api(served: Path) -> Iterator[TestClient]:
    """A client of the server; errors of ours become answers, as for every client."""
    with TestClient(create_app(Desk(Shelf(served))), base_url=HERE, raise_server_exceptions=False) as client:
        yield client
