"""What many tests share: the reader, the atlas and the ontology, each loaded once."""

import pytest
from hypothesis import settings as property_tests

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.language.parse import load_parser
from dragoman.ontology.ontology import Ontology, load_ontology
from dragoman.pipeline import Parser, Tools
from dragoman.settings import Settings

# A slow machine is no failure, and a suite that draws other examples each time tells nothing about a change.
property_tests.register_profile("dragoman", deadline=None, derandomize=True)
property_tests.load_profile("dragoman")


@pytest.fixture(scope="session")
def reader() -> Parser:
    return load_parser(Settings())


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def tools(reader: Parser, atlas: Atlas, ontology: Ontology) -> Tools:
    return Tools(reader, ontology, atlas)
