"""What shapes output, as digests: the project's settings and files, and the tools that read them.

Contents are hashed, never dates of files. What this needs loads in a few milliseconds: a build with nothing to do does
nothing else.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from briefing import digest
from briefing.project import BRAND_FILE, PACKAGED_TEMPLATES, SETTINGS_FILE

_PACKAGE = Path(__file__).parent.parent
#: Says where things are kept, not what is made.
_OF_NO_EFFECT = frozenset({"BRIEFING_CACHE_DIR"})
_BETWEEN_WORDS = re.compile(r"[\"'\n,{}\[\]]|: |- | #")
_MAY_BE_FILE = re.compile(r"\.[A-Za-z0-9]+\s*$")
#: What WeasyPrint sets text with, and the functions that tell its version.
_LIBRARIES = (
    ("pango", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "pango_version_string"),
    ("harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.dylib"), "hb_version_string"),
)


def settings(root: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The project's settings: its `briefing.yaml`, its brand, and what the environment sets over them."""
    own = sorted(f"{key}={value}" for key, value in environ.items() if _shapes(key))
    return digest.of_texts((digest.of_file(root / SETTINGS_FILE), *_brand(root), *own))


def _brand(root: Path) -> Iterator[str]:
    """`brand.yaml` and each file that is named in it, found without reading YAML: any of its words that is a file."""
    path = root / BRAND_FILE
    if path.is_file():
        text = path.read_text(encoding="utf-8", errors="replace")
        files = (root / word.strip() for word in _BETWEEN_WORDS.split(text) if _MAY_BE_FILE.search(word))
        yield from (digest.of_file(file) or "" for file in (path, *files))


def _shapes(variable: str) -> bool:
    return variable.startswith("BRIEFING_") and variable not in _OF_NO_EFFECT


def templates(project_templates: Path) -> str:
    """The templates of the project and of the package."""
    return digest.of_folders((PACKAGED_TEMPLATES, project_templates))


def dataset(project_data: Path, topic: str) -> str:
    """The files of a topic."""
    return digest.of_folders((project_data / topic,))


@cache
def tools() -> str:
    """Everything else: `briefing` itself, Python, the installed packages (fonts are among them) and libraries."""
    return digest.of_texts((digest.of_folders((_PACKAGE,)), sys.version, *sorted(_packages()), *_libraries()))


def shared(root: Path, project_templates: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What goes into every topic, by name."""
    return {"settings": settings(root, environ), "tools": tools(), "templates": templates(project_templates)}


def _packages() -> Iterator[str]:
    """Names and versions, as the folders of their metadata are called."""
    for folder in dict.fromkeys(sys.path):
        if os.path.isdir(folder):
            yield from (name for name in os.listdir(folder) if name.endswith(".dist-info"))


def _libraries() -> Iterator[str]:
    import ctypes  # here, because checking and listing have no need of it

    for name, files, function in _LIBRARIES:
        for file in files:
            try:
                tell = getattr(ctypes.CDLL(file), function)
            except (OSError, AttributeError):
                continue
            tell.restype = ctypes.c_char_p
            yield f"{name} {tell().decode()}"
            break
