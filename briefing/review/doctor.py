"""What this machine has and lacks: nothing in, findings out, each with the command that gets what is missing.

Only the standard library is imported, and nothing heavy is loaded, because `tools/setup.py` asks the same questions
before any package is there.
"""

import ctypes
import importlib.util
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from briefing.base.folders import BRAND_FILE
from briefing.diagnostics import Failure
from briefing.project import PACKAGED_TEMPLATES, Project
from briefing.style import look

PYTHON_WANTED = (3, 11)
#: How each package manager installs, in the order in which they are looked for.
MANAGERS = {
    "apt-get": "apt-get install --yes --no-install-recommends",
    "dnf": "dnf install --assumeyes",
    "apk": "apk add",
    "brew": "brew install",
}
#: What a distribution imports as, where that is not its own name.
MODULES = {
    "fonttools": "fontTools",
    "markdown-it-py": "markdown_it",
    "page-validation": "page",
    "pyyaml": "yaml",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for. `detail` says what was found or is wrong, `remedy` how to get it where it is not ok."""

    name: str
    ok: bool
    detail: str
    remedy: str | None = None
    needed: bool = True


@dataclass(frozen=True, slots=True)
class SystemPart:
    """A library or program that no Python package brings.

    `files` are the names of a shared library on Linux and macOS, or of one program; `packages` has the name of its
    package by package manager.
    """

    name: str
    files: tuple[str, ...]
    packages: Mapping[str, str]


#: Loading these loads GObject, Pango, HarfBuzz and fontconfig, on which they rest.
LIBRARIES = (
    SystemPart(
        "Pango",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
        {"apt-get": "libpangoft2-1.0-0", "dnf": "pango", "apk": "so:libpangoft2-1.0.so.0", "brew": "pango"},
    ),
    SystemPart(
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
        {
            "apt-get": "libharfbuzz-subset0",
            "dnf": "harfbuzz",
            "apk": "so:libharfbuzz-subset.so.0",
            "brew": "harfbuzz",
        },
    ),
)
PROGRAMS = tuple(SystemPart(name, (name,), dict.fromkeys(MANAGERS, name)) for name in ("git", "make"))

#: What the tests of web pages need besides; nothing that is built needs it.
BROWSER = SystemPart(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome"),
    {"apt-get": "chromium", "dnf": "chromium", "apk": "chromium", "brew": "--cask chromium"},
)


def examine(project: Project | None = None) -> tuple[Finding, ...]:
    """Everything `briefing` rests on, what it cannot do without first; `project` adds its own folders."""
    return (
        _python(),
        *(_library(part) for part in LIBRARIES),
        *_packages(),
        *(_font(family) for family in (look.SANS, look.SERIF)),
        _templates(PACKAGED_TEMPLATES),
        *((*_brand(project), _out(project.out)) if project else ()),
        *(_program(part) for part in PROGRAMS),
    )


def missing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of the findings without which nothing can be built."""
    return tuple(finding for finding in findings if finding.needed and not finding.ok)


def lines(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The findings as a table of text; a remedy stands on a line of its own below what is missing."""
    found = tuple(findings)
    width = max((len(finding.name) for finding in found), default=0)
    return tuple(line for finding in found for line in _lines(finding, width))


def _lines(finding: Finding, width: int) -> Iterator[str]:
    state = "ok" if finding.ok else "missing" if finding.needed else "absent"
    yield f"{state:<8} {finding.name:<{width}}  {finding.detail}"
    if finding.remedy:
        yield f"{'':<8} {'':<{width}}  get it: {finding.remedy}"


def absent_libraries() -> tuple[SystemPart, ...]:
    """The libraries that cannot be loaded."""
    return tuple(part for part in LIBRARIES if not _loaded(part))


def browser() -> str | None:
    """The program of the browser that tests run, where the system has one."""
    return next((path for name in BROWSER.files if (path := shutil.which(name))), None)


def package_manager() -> str | None:
    """The first of the known package managers that is installed."""
    return next((name for name in MANAGERS if shutil.which(name)), None)


def how_to_get(parts: Iterable[SystemPart]) -> str:
    """One line: the exact command that installs `parts` on this system."""
    manager, wanted = package_manager(), tuple(parts)
    if manager is None:
        return "install " + ", ".join(part.name for part in wanted) + " with the package manager of this system"
    packages = " ".join(part.packages[manager] for part in wanted)
    return f"{_as_administrator(manager)}{MANAGERS[manager]} {packages}"


def _as_administrator(manager: str) -> str:
    return "" if manager == "brew" or os.geteuid() == 0 else "sudo "


def _found(name: str, detail: str) -> Finding:
    return Finding(name, True, detail)


def _lacking(name: str, detail: str, remedy: str) -> Finding:
    return Finding(name, False, detail, remedy)


def _python() -> Finding:
    wanted = ".".join(map(str, PYTHON_WANTED))
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < PYTHON_WANTED:
        return _lacking("Python", found, f"install Python {wanted} or newer")
    return _found("Python", found)


def _loaded(part: SystemPart) -> str | None:
    """The name under which the library of `part` was loaded, or None."""
    for name in part.files:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return name
    return None


def _library(part: SystemPart) -> Finding:
    name = _loaded(part)
    return _found(part.name, name) if name else _lacking(part.name, "cannot be loaded", how_to_get([part]))


def _program(part: SystemPart) -> Finding:
    path = shutil.which(part.files[0])
    if path:
        return Finding(part.name, True, path, needed=False)
    return Finding(part.name, False, "not found", how_to_get([part]), needed=False)


def _packages() -> Iterator[Finding]:
    """One finding for each package that the installed `briefing` declares."""
    try:
        wanted = metadata.requires("briefing") or []
    except metadata.PackageNotFoundError:
        yield _lacking("briefing", "not installed in this environment", "make build")
        return
    yield from (_package(line) for line in wanted if "extra ==" not in line)


def _package(requirement: str) -> Finding:
    """`requirement` is one line of metadata: a name, and at most a lowest version."""
    name, _, least = requirement.partition(">=")
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return _lacking(name, "not installed", _pip(requirement))
    if importlib.util.find_spec(MODULES.get(name, name.replace("-", "_"))) is None:
        return _lacking(name, f"{found}, but its files are gone", _pip(requirement))
    if _release(found) < _release(least):
        return _lacking(name, f"{found} is older than {least}", _pip(requirement))
    return _found(name, found)


def _pip(requirement: str) -> str:
    return f"{shlex.quote(sys.executable)} -m pip install --force-reinstall {shlex.quote(requirement)}"


def _release(version: str) -> tuple[int, ...]:
    """`70.0` to (70,): the leading numbers, without closing zeros."""
    leading = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(number) for number in leading[0].split(".")] if leading else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _font(family: look.Family) -> Finding:
    package = str(family.home)
    remedy = _pip(package.replace("_", "-"))
    if importlib.util.find_spec(package) is None:
        return _lacking(family.name, "not installed", remedy)
    absent = [face.file for face in family.faces if not family.file_of(face).path.is_file()]
    return _lacking(family.name, f"without {', '.join(absent)}", remedy) if absent else _found(family.name, "complete")


def _brand(project: Project) -> Iterator[Finding]:
    """The families that the project's `brand.yaml` declares, which take the place of ours or stand behind them."""
    from briefing.style.brand import read_brand  # late: before any package is there nobody asks about a project

    try:
        house = read_brand(project)
    except Failure as failure:
        yield _lacking(BRAND_FILE, "; ".join(it.message for it in failure.diagnostics), "briefing check")
        return
    for use, family in (("headings", house.sans), ("text", house.serif), *(("fallback", it) for it in house.fallbacks)):
        if isinstance(family.home, Path):
            cuts = ", ".join(dict.fromkeys(face.file for face in family.faces))
            yield _found(family.name, f"complete, for {use}: {cuts}")


def _templates(folder: Path) -> Finding:
    if folder.is_dir() and any(folder.rglob("*.html*")):
        return _found("templates", str(folder))
    return _lacking("templates", f"none in {folder}", "install briefing again")


def _out(folder: Path) -> Finding:
    """Whether `folder`, or the nearest folder above it that exists, takes a file."""
    nearest = next(place for place in (folder, *folder.parents) if place.is_dir())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        return _lacking("output folder", f"{nearest}: {error.strerror}", "make it writable, or set BRIEFING_OUT")
    return _found("output folder", str(folder))
