"""Editions on disk for tests, without building each: the sample briefing under other names."""

from pathlib import Path

from briefing.editions import manifest
from briefing.project import Project
from briefing.settings import open_project
from tests.projects import TOPIC
from tests.proving import Evidence, evidence, forged, sample


def stored(root: Path, *editions: str, topic: str = TOPIC, audience: str = "buyer") -> Project:
    """The project at `root`, with the sample kept in it as each of the `editions` of a topic for an audience."""
    project = open_project(root, {})
    for edition in editions:

        def renamed(content: Evidence, edition: str = edition) -> None:
            content["topic"]["id"], content["audience"], content["origin"]["edition"] = topic, audience, edition

        path = project.out / topic / "editions" / edition / f"{audience}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(forged(sample(), told=renamed))
    return project


def standing(root: Path) -> Path:
    """The sample as a build leaves it in `out/`, with its manifest; gives the path of the PDF."""
    path = open_project(root, {}).out / TOPIC / "buyer.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sample())
    manifest.update(path.parent, TOPIC, {"buyer": manifest.entry("buyer", sample(), evidence(sample()))})
    return path
