"""Compiles the rooms in which reading spends its time to C, by mypyc (https://mypyc.readthedocs.io), for a wheel.

What they find is the same, byte for byte; `make compiled` builds such a wheel and tries it.
"""

import ast
import os
import re
import shutil
from contextlib import chdir
from pathlib import Path

NEEDED = ["mypy[mypyc]>=2.4,<3", "numpy>=2", "setuptools>=80"]
WANTED = "DRAGOMAN_COMPILED"
ROOMS = ("language", "extraction")
MODULES = ("atlas/names.py",)
CONSTANT = re.compile(r"^(_?[A-Z][A-Z0-9_]*)(?:: (.+?))? = ", re.MULTILINE)
MYPY = (
    "[mypy]\nignore_missing_imports = True\nfollow_imports = silent\n"  # most libraries need not be installed to build
)


def is_wanted() -> bool:
    """Whether the environment asks for it: DRAGOMAN_COMPILED=1."""
    return os.environ.get(WANTED) == "1"


def compiled(source: Path, work: Path) -> dict[str, str]:
    """Compile what lies below `source` in the folder `work`; for each library made its place in the wheel.

    Ends the build with the compiler's own words where there is no C compiler or a module cannot be compiled.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    work.mkdir(parents=True, exist_ok=True)
    settings = work / "mypy.ini"
    settings.write_text(MYPY)
    with chdir(_settled(source, work / "source")):
        options = [f"--config-file={settings}", f"--cache-dir={work / 'types'}"]
        made = mypycify(
            [*options, *_modules()], opt_level="1", debug_level="0", separate=True, target_dir=str(work / "c")
        )
        command = build_ext(Distribution({"name": "dragoman", "ext_modules": made}))
        command.build_lib, command.build_temp = str(work / "lib"), str(work / "temp")
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
    libraries = [Path(path) for path in command.get_outputs()]
    return {str(path): str(path.relative_to(work / "lib")) for path in libraries}


def _settled(source: Path, into: Path) -> Path:
    """A copy of the package's modules, of which those that are compiled say what the compiler can make use of."""
    for path in source.rglob("*.py"):
        copy = into / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    with chdir(into):
        for path in map(Path, _modules()):
            path.write_text(settled(path.read_text(encoding="utf-8")), encoding="utf-8")
    return into


def settled(module: str) -> str:
    """The module with its constants final and its frozen dataclasses with an `__init__`; each line stays where it was.

    Any other name of a module a compiled function looks up in a table, each time; and the `__init__` that `dataclass`
    makes is run by the interpreter, which sets each field by a call.
    """
    lines = CONSTANT.sub(_final, module).split("\n")
    tree = ast.parse(module)
    lines[(tree.body[0].end_lineno or 1) - 1] += "; from typing import Final"  # behind the docstring
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and _is_plain(node):
            fields = [f for f in node.body if isinstance(f, ast.AnnAssign)]
            behind = fields[-1].end_lineno or 0
            lines[behind] = _init(fields) if not lines[behind] else lines[behind]
    return "\n".join(lines)


def _final(constant: re.Match[str]) -> str:
    name, kind = constant.groups()
    return f"{name}: Final[{kind}] = " if kind else f"{name}: Final = "


def _is_plain(node: ast.ClassDef) -> bool:
    """Whether it is a frozen dataclass whose fields are what it is given, and nothing else happens."""
    frozen = any("frozen=True" in ast.unparse(d) for d in node.decorator_list)
    made = any(isinstance(f, ast.AnnAssign) and isinstance(f.value, ast.Call) for f in node.body)
    own = {f.name for f in node.body if isinstance(f, ast.FunctionDef)} & {"__init__", "__post_init__"}
    return frozen and not (made or own or node.bases)


def _init(fields: list[ast.AnnAssign]) -> str:
    given = (ast.unparse(f) for f in fields)
    names = (ast.unparse(f.target) for f in fields)
    body = "; ".join(f"self.{name} = {name}" for name in names)
    return f"    def __init__(self, {', '.join(given)}) -> None: {body}  # type: ignore"


def _modules() -> list[str]:
    """The modules by their paths; a package's own is left, as it does little."""
    inner = [path for room in ROOMS for path in sorted(Path("dragoman", room).rglob("*.py"))]
    return [str(path) for path in inner if path.name != "__init__.py"] + [f"dragoman/{name}" for name in MODULES]
