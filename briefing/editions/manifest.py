"""The list of what a folder of PDFs holds: `manifest.json`, with hashes, versions and counts.

In: a finished PDF and the evidence in it. Out: its entry, and the manifest of a folder with entries put in.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefing.project import read, replace_file

MANIFEST = "manifest.json"
#: How much of one is read.
_MOST = 100_000_000


def entry(audience: str, pdf: bytes, evidence: Mapping[str, Any]) -> dict[str, object]:
    """What the manifest says of one PDF; all of it but the hash stands in its evidence."""
    origin = evidence["origin"]
    return {
        "file": f"{audience}.pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        **{key: origin[key] for key in ("edition", "dataset", "templates", "version")},
        "pages": evidence["pages"]["count"],
        "figures": figures(evidence),
        "facts": facts(evidence),
    }


def figures(evidence: Mapping[str, Any]) -> int:
    """How many figures a briefing prints; one may hold several numerals ("3 March 2025"), or words alone ("ahead of")."""
    return len(evidence["printed"])


def facts(evidence: Mapping[str, Any]) -> int:
    """How many facts and derivations its figures rest on."""
    return len({item["ref"] for item in evidence["printed"]})


def companion(audience: str, content: bytes, stamp: Mapping[str, str]) -> dict[str, object]:
    """What the manifest says of a briefing in another form than PDF."""
    return {"audience": audience, "sha256": hashlib.sha256(content).hexdigest(), **stamp}


def built(folder: Path, audience: str) -> str:
    """The SHA-256, hex, of the PDF that the last build of `folder` wrote for an audience; empty where it says none."""
    entry = _read(folder, "briefings").get(audience)
    return str(entry.get("sha256", "")) if isinstance(entry, dict) else ""


def update(
    folder: Path,
    topic: str,
    entries: Mapping[str, Mapping[str, object]],
    companions: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
) -> None:
    """Put `entries`, by audience, and `companions`, by file, into the manifest of `folder`; the rest stays as it was."""
    others = {**_companions(folder), **companions}
    content: dict[str, object] = {"topic": topic, "briefings": dict(sorted({**_standing(folder), **entries}.items()))}
    content |= {"companions": dict(sorted(others.items()))} if others else {}
    new = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    path = folder / MANIFEST
    if not path.is_file() or path.read_bytes() != new:
        replace_file(path, new)


def _standing(folder: Path) -> dict[str, Any]:
    """The entries of the PDFs that are there still."""
    return {name: one for name, one in _read(folder, "briefings").items() if (folder / f"{name}.pdf").is_file()}


def _companions(folder: Path) -> dict[str, Any]:
    """The entries of the other files that are there still."""
    return {name: one for name, one in _read(folder, "companions").items() if (folder / name).is_file()}


def _read(folder: Path, part: str) -> dict[str, Any]:
    """A part of the manifest as it is; of one that cannot be read, nothing."""
    try:
        entries = json.loads(read(folder / MANIFEST, _MOST))[part]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return entries if isinstance(entries, dict) else {}
