"""Whatever is asked of any address that the document describes, the server answers and does not fall over."""

from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from starlette.testclient import TestClient

from dragoman.faces.api.app import create_app
from dragoman.faces.api.desk import Desk
from dragoman.record.snapshot import Shelf

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]
schema = schemathesis.openapi.from_dict(create_app(Desk(Shelf(Path("none.duckdb")))).openapi())


@schema.parametrize()
@settings(
    phases=(Phase.generate,), max_examples=3, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_no_request_breaks_the_server(case: schemathesis.Case, api: TestClient) -> None:
    sent = case.as_transport_kwargs(base_url="http://localhost:8484")
    headers = {**sent.pop("headers"), "X-Dragoman": "1"}
    sent.pop("cookies", None)  # none are described
    if isinstance(sent.get("data"), str | bytes):
        sent["content"] = sent.pop("data")
    answer = api.request(sent.pop("method"), sent.pop("url"), headers=headers, **sent)
    case.validate_response(answer, checks=CHECKS)
