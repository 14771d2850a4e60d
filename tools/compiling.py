"""Compiles the rooms in which reading spends its time to C, by mypyc (https://mypyc.readthedocs.io), for a wheel.

What they find is the same, byte for byte; `make compiled` builds such a wheel and tries it.
"""

import os
from contextlib import chdir
from pathlib import Path

NEEDED = ["mypy[mypyc]>=2.4,<3", "numpy>=2", "setuptools>=80"]
WANTED = "DRAGOMAN_COMPILED"
ROOMS = ("language", "extraction")
MODULES = ("atlas/names.py",)
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
    with chdir(source):
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


def _modules() -> list[str]:
    """The modules by their paths; a package's own is left, as it does little."""
    inner = [path for room in ROOMS for path in sorted(Path("dragoman", room).rglob("*.py"))]
    return [str(path) for path in inner if path.name != "__init__.py"] + [f"dragoman/{name}" for name in MODULES]
