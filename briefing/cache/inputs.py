"""What shapes output, as digests: the project's settings and files, and the tools that read them.

Contents are hashed, never dates of files. What this needs loads in a few milliseconds: a build with nothing to do does
nothing else.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from briefing.base import digest
from briefing.base.digest import Where
from briefing.base.folders import BRAND_FILE, PACKAGE, PACKAGED_TEMPLATES, SETTINGS_FILE

#: Says where things are kept, not what is made.
_OF_NO_EFFECT = frozenset({"BRIEFING_CACHE_DIR"})
#: What WeasyPrint sets text and cuts fonts with, and the functions that tell its version.
_LIBRARIES = (
    ("pango", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "pango_version_string"),
    ("harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.dylib"), "hb_version_string"),
    ("harfbuzz-subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "hb_version_string"),
)


def settings(root: Where, environ: Mapping[str, str] = os.environ) -> str:
    """The project's settings: `briefing.yaml`, `brand.yaml`, and what the environment sets over them."""
    own = sorted(f"{key}={value}" for key, value in environ.items() if _shapes(key))
    return digest.of_texts((*(digest.of_file(os.path.join(root, name)) for name in (SETTINGS_FILE, BRAND_FILE)), *own))


def named(root: Where, names: Iterable[str]) -> str:
    """Files that the settings name, as seen from the root; what is no plain file counts as nothing."""
    paths = {name: os.path.join(root, name) for name in names}
    known = {name: digest.of_file(path) for name, path in paths.items()}
    return digest.of_texts(text for item in known.items() for text in item)


def _shapes(variable: str) -> bool:
    return variable.startswith("BRIEFING_") and variable not in _OF_NO_EFFECT


def dataset(project_data: Where, topic: str) -> str:
    """The files of a topic."""
    return digest.of_folders((os.path.join(project_data, topic),))


def shared(project_templates: Where) -> dict[str, str]:
    """What goes into every briefing of every project with these templates, which stand over those of the package."""
    return {"tools": tools(), "templates": digest.of_folders((PACKAGED_TEMPLATES, project_templates))}


@cache
def tools() -> str:
    """Everything else: `briefing` itself, Python, the installed packages (fonts are among them) and libraries."""
    return digest.of_texts((digest.of_folders((PACKAGE,)), sys.version, *sorted(_packages()), *_libraries()))


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
