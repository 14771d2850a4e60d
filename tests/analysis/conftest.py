"""The invented reports of tests/record; what the analysis asks of one record is asked once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))


@pytest.fixture(scope="module", autouse=True)
def asked_once(questions_are_asked_once: None) -> None:
    """Many tests work out other things from the same rows."""
