"""The list of what a folder of PDFs holds: `manifest.json`, with hashes, versions and counts.

In: a finished PDF and the evidence in it. Out: its entry, and the manifest of a folder with entries put in.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.project import replace_file

MANIFEST = "manifest.json"


def entry(audience: str, pdf: bytes, evidence: Mapping[str, Any]) -> dict[str, object]:
    """What the manifest says of one PDF; all of it but the hash stands in its evidence."""
    origin, printed = evidence["origin"], evidence["printed"]
    return {
        "file": f"{audience}.pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        **{key: origin[key] for key in ("edition", "dataset", "templates", "version")},
        "pages": evidence["pages"]["count"],
        "figures": len(printed),
        "facts": len({item["ref"] for item in printed}),
    }


def update(folder: Path, topic: str, entries: Mapping[str, Mapping[str, object]]) -> None:
    """Put `entries`, by audience, into the manifest of `folder`; what they do not touch is kept as it was."""
    content = {"topic": topic, "briefings": dict(sorted({**_standing(folder), **entries}.items()))}
    new = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    path = folder / MANIFEST
    if not path.is_file() or path.read_bytes() != new:
        replace_file(path, new)


def _standing(folder: Path) -> dict[str, Any]:
    """The entries of the manifest as it is; of one that cannot be read, none."""
    try:
        entries = json.loads((folder / MANIFEST).read_bytes())["briefings"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    kept = entries.items() if isinstance(entries, dict) else ()
    return {name: one for name, one in kept if (folder / f"{name}.pdf").is_file()}
