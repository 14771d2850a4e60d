"""Hatch's hook: the web app is built with the package where its built files are not those of its sources."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bundle as web  # noqa: E402


class WebBuildHook(BuildHookInterface[Any]):
    """Builds the web app; Node is fetched only when there is something to build."""

    PLUGIN_NAME = "web"

    def dependencies(self) -> list[str]:
        """Node, if it is needed."""
        return [] if web.is_built() else [web.NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build where that is needed."""
        if not web.is_built():
            web.build()
