"""Hatch's hook: builds the web app where its sources changed and, where asked to, compiles the rooms that read."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "frontend"), str(ROOT / "tools")]
import bundle as web  # noqa: E402
import compiling  # noqa: E402


class BuildHook(BuildHookInterface[Any]):
    """What goes into the package beside its sources; what making it needs is fetched only where it is made."""

    PLUGIN_NAME = "dragoman"

    def dependencies(self) -> list[str]:
        """Node and the compiler of Python, where they are needed."""
        return [*([] if web.is_built() else [web.NODE]), *(compiling.NEEDED if self._compiles() else [])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build where that is needed; an editable package is never compiled, as what is edited would not be run."""
        if not web.is_built():
            web.build()
        if self._compiles() and version != "editable":
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            build_data["force_include"] |= compiling.compiled(ROOT / "src", Path(self.directory) / "compiled")

    def _compiles(self) -> bool:
        return self.target_name == "wheel" and compiling.is_wanted()
