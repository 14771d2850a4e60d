"""Whatever is asked of any address that the document describes, the server answers and does not fall over."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.shelf import Shelf

# The document as the web app has it; to make it anew takes long, and this module is loaded by every process.
KEPT = orjson.loads((Path(__file__).parents[3] / "frontend" / "openapi.json").read_bytes())
OPERATIONS = sorted(f"{method.upper()} {path}" for path, methods in KEPT["paths"].items() for method in methods)


@pytest.fixture(scope="module")
def described() -> Mapping[str, Any]:
    """The operations that the document describes, by method and path; the library is large, so it is loaded late."""
    import schemathesis

    document = create_app(Desk(Shelf(Path("none.duckdb")))).openapi()
    found = [operation.ok() for operation in schemathesis.openapi.from_dict(document).get_all_operations()]
    return {operation.label: operation for operation in found}


def test_the_document_describes_every_address(described: Mapping[str, Any]) -> None:
    assert sorted(described) == OPERATIONS


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_request_breaks_the_server(operation: str, described: Mapping[str, Any], api: TestClient) -> None:
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

    @given(case=described[operation].as_strategy())
    @settings(
        phases=(Phase.generate,),
        max_examples=3,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def asked(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://localhost:8484")
        headers = {**sent.pop("headers"), "X-Dragoman": "1"}
        sent.pop("cookies", None)  # none are described
        if isinstance(sent.get("data"), str | bytes):
            sent["content"] = sent.pop("data")
        answer = api.request(sent.pop("method"), sent.pop("url"), headers=headers, **sent)
        case.validate_response(answer, checks=[not_a_server_error, status_code_conformance, content_type_conformance])

    asked()
