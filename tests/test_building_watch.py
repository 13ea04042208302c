"""A save is built, a broken one is told, and what was last good stays."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from briefing.building import pipeline
from briefing.building.watch import Outcome, watch
from briefing.editions import kept
from briefing.project import PACKAGED_TEMPLATES, Project
from tests.branding import LOGO, branded
from tests.projects import TOPIC, tiny


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return tiny(tmp_path)


@pytest.fixture
def outcomes(project: Project) -> Iterator[Iterator[Outcome]]:
    stop = Event()
    yield watch(project, (), (), (), stop)
    stop.set()


def save(project: Project, file: str, old: str, new: str) -> None:
    """As an editor does: another file takes the place of the one that was there."""
    path = project.data / TOPIC / file
    beside = path.with_name(f"{path.name}~")
    beside.write_text(path.read_text().replace(old, new, 1))
    beside.replace(path)


def test_each_save_is_built_and_a_broken_one_leaves_what_was_good(
    project: Project, outcomes: Iterator[Outcome]
) -> None:
    first = next(outcomes)
    assert [edition.topic for edition in first.editions] == [TOPIC]
    pdf = project.out / TOPIC / "buyer.pdf"
    before = pdf.read_bytes()

    save(project, "narrative/buyer.md", "How fast it is", "How fast it boils")
    (edition,) = next(outcomes).editions
    assert edition.briefings[0].because
    good = pdf.read_bytes()
    assert good == edition.briefings[0].pdf != before

    save(project, "narrative/buyer.md", 'n("heron/boil-time/post")', 'n("no/such-fact")')
    broken = next(outcomes)
    assert broken.editions == ()
    assert [finding.code for finding in broken.findings] == ["unknown-fact"]
    assert pdf.read_bytes() == good

    save(project, "narrative/buyer.md", 'n("no/such-fact")', 'n("heron/boil-time/post")')
    mended = next(outcomes)
    assert mended.findings == ()
    assert pdf.read_bytes() == good


def test_a_file_of_the_brand_touches_all(tmp_path: Path) -> None:
    project, stop = branded(tmp_path, 'logo: {file: "\\x62rand/logo.svg", alt: A triangle}\n'), Event()
    outcomes = watch(project, (), (), (), stop)
    before = next(outcomes).editions[0].briefings[0].pdf
    (tmp_path / "brand" / "logo.svg").write_text(LOGO.replace("#8f1d2c", "#1d2c8f"))
    after = next(outcomes).editions[0].briefings[0].pdf
    stop.set()
    assert after != before


def test_what_was_saved_in_between_is_no_edition(project: Project, outcomes: Iterator[Outcome]) -> None:
    list(pipeline.build(project))
    stood = kept.standing(project, TOPIC, "buyer")
    assert stood
    next(outcomes)
    for word in ("boils", "heats", "warms"):
        save(project, "narrative/buyer.md", "How fast it", f"How fast it {word}, it")
        assert next(outcomes).findings == ()
    assert [path.name for path in (project.out / TOPIC / "editions").iterdir()] == [stood.edition]
    stands = kept.standing(project, TOPIC, "buyer")
    assert stands
    assert stands.evidence["previous"]["edition"] == stood.edition
    (built,) = pipeline.build(project)
    assert [it.new for it in built.briefings] == [False]


def test_folders_that_the_settings_move_are_watched_and_built_into(project: Project, tmp_path: Path) -> None:
    stop = Event()
    outcomes = watch(project, (), (), (), stop)
    assert next(outcomes).findings == ()
    shutil.copytree(project.data, tmp_path / "desk")
    settings = tmp_path / "briefing.yaml"
    settings.write_text("data: desk\nout: shelf\n")
    moved = next(outcomes)
    assert (moved.findings, moved.project.out) == ((), tmp_path / "shelf")
    pdf = tmp_path / "shelf" / TOPIC / "buyer.pdf"
    before, old = pdf.read_bytes(), (project.out / TOPIC / "buyer.pdf").read_bytes()

    save(moved.project, "narrative/buyer.md", "How fast it is", "How fast it boils")
    assert next(outcomes).findings == ()
    assert pdf.read_bytes() != before
    assert (project.out / TOPIC / "buyer.pdf").read_bytes() == old

    settings.write_text("data: desk\nout: shelf\nshelf: here\n")
    assert [finding.code for finding in next(outcomes).findings] == ["unknown-key"]
    settings.write_text("data: desk\nout: shelf\nto: [pdf, txt]\n")
    assert next(outcomes).findings == ()
    assert pdf.with_suffix(".txt").is_file()
    stop.set()


def test_templates_that_were_not_there_are_noticed(project: Project, outcomes: Iterator[Outcome]) -> None:
    before = next(outcomes).editions[0].briefings[0].pdf
    (project.templates / "styles").mkdir(parents=True)
    next(outcomes)
    shutil.copy(PACKAGED_TEMPLATES / "styles/page.css", project.templates / "styles")
    with (project.templates / "styles/page.css").open("a") as sheet:
        sheet.write("h2 { letter-spacing: 2pt }\n")
    assert next(outcomes).editions[0].briefings[0].pdf != before
