"""What reaches `out/`, also where several builds write at once."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.building.drafting import draft
from briefing.building.pipeline import build_one, sound
from briefing.diagnostics import Failure
from briefing.editions import edition as editions
from briefing.editions import kept
from briefing.project import PACKAGED_TEMPLATES
from tests.projects import TOPIC, tiny

MANY = 15
WRITER = """
import sys
from pathlib import Path
from briefing.editions.edition import Companion, Edition, Stamp, write
from briefing.settings import open_project

project, me = open_project(Path(sys.argv[1]), {}), sys.argv[2]
for number in range(int(sys.argv[3])):
    text = Companion(f"{me}-{number}", "txt", b"text", Stamp("e", "d", "t"), 0)
    write(project, Edition("kettles", (), (text,)))
"""


def test_builds_side_by_side_lose_nothing_of_the_manifest(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen([*command, name, str(MANY)]) for name in ("one", "two", "three")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    listed = json.loads((project.out / TOPIC / "manifest.json").read_bytes())["companions"]
    assert set(listed) == {f"{name}-{n}.txt" for name in ("one", "two", "three") for n in range(MANY)}


def test_what_another_build_put_there_meanwhile_is_kept(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    mine = build_one(project, sound(project, TOPIC), "buyer")
    other = tiny(tmp_path, {"narrative/buyer.md": "## Speed\n\nIt took {{ n('heron/boil-time/post') }}.\n"})
    editions.write(other, editions.Edition(TOPIC, (build_one(other, sound(other, TOPIC), "buyer"),)))
    theirs = kept.standing(project, TOPIC, "buyer")
    assert theirs
    editions.write(project, editions.Edition(TOPIC, (mine,)))
    assert kept.path_of(project, TOPIC, "buyer").read_bytes() == mine.pdf
    assert (kept.folder_of(project, TOPIC, theirs.edition) / "buyer.pdf").read_bytes() == theirs.pdf


@pytest.mark.parametrize("link", [f"out/{TOPIC}", f"out/{TOPIC}/editions"])
def test_nothing_is_written_where_a_link_leads_out_of_out(tmp_path: Path, link: str) -> None:
    project, elsewhere = tiny(tmp_path / "here"), tmp_path / "elsewhere"
    briefing = build_one(project, sound(project, TOPIC), "buyer")
    editions.write(project, editions.Edition(TOPIC, (briefing,)))
    elsewhere.mkdir()
    shutil.rmtree(project.root / link, ignore_errors=True)
    (project.root / link).symlink_to(elsewhere)
    changed = tiny(tmp_path / "here", {"narrative/buyer.md": "## Speed\n\nIt took {{ n('heron/boil-time/post') }}.\n"})
    with pytest.raises(Failure) as caught:
        editions.write(changed, editions.Edition(TOPIC, (build_one(changed, sound(changed, TOPIC), "buyer"),)))
    assert [it.code for it in caught.value.diagnostics] == ["outside-project"]
    assert list(elsewhere.iterdir()) == []


def test_a_template_of_the_package_counts_only_where_the_project_has_none_of_its_name(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    one = draft(project, sound(project, TOPIC), "buyer")
    ours = editions.stamp(project, one)
    shutil.copytree(PACKAGED_TEMPLATES, project.templates)
    assert editions.stamp(project, one) == ours
    (project.templates / "styles" / "page.css").write_text("body { color: red }")
    assert editions.stamp(project, one) != ours
