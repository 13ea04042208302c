"""Nothing to do: told by content alone, of what went in and of what came out."""

import json
import os
from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.cache import record, uptodate
from tests.branding import BRAND, branded
from tests.projects import TOPIC, tiny


@pytest.fixture
def root(tmp_path: Path) -> Path:
    list(pipeline.build(tiny(tmp_path), cached=True))
    return tmp_path


def rest(root: Path, topics: tuple[str, ...] = (), audiences: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The topics that have to be built."""
    standing = uptodate.standing(root, topics, audiences)
    assert standing is not None
    return standing.rest


def changed(path: Path, old: str, new: str) -> None:
    """Other content of the same length, with the date as it was."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_what_was_built_stands(root: Path) -> None:
    standing = uptodate.standing(root)
    assert standing is not None
    assert standing.rest == ()
    assert standing.told == (((), (f"out/{TOPIC}/buyer.pdf  is up to date",)),)


def test_nothing_stands_before_the_first_build(tmp_path: Path) -> None:
    tiny(tmp_path)
    assert uptodate.standing(tmp_path) is None


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"data/{TOPIC}/claims/maker.yaml", "140", "141"),
        (f"data/{TOPIC}/narrative/buyer.md", "fast", "slow"),
        ("briefing.yaml", "#", "# "),
        (f"out/{TOPIC}/buyer.pdf", "%PDF-1.7", "%PDF-1.6"),
    ],
)
def test_other_content_is_noticed_whatever_its_date(root: Path, file: str, old: str, new: str) -> None:
    if file == "briefing.yaml":
        (root / file).write_text((root / file).read_text() + "# remark\n")
        assert uptodate.standing(root) is None  # the folders may be others
        return
    changed(root / file, old, new)
    assert rest(root) == (TOPIC,)


def test_a_template_of_the_project_is_part_of_what_goes_in(root: Path) -> None:
    (root / "templates/styles").mkdir(parents=True)
    (root / "templates/styles/text.css").write_text("p { color: black }\n")
    assert rest(root) == (TOPIC,)


@pytest.mark.parametrize("file", ["logo.svg", "DejaVuSerif.ttf"])
def test_what_a_brand_names_goes_in_however_it_is_spelled(tmp_path: Path, file: str) -> None:
    list(pipeline.build(branded(tmp_path, BRAND.replace(f"brand/{file}", f'"\\x62rand/{file}"')), cached=True))
    assert rest(tmp_path) == ()
    path = tmp_path / "brand" / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert rest(tmp_path) == (TOPIC,)


@pytest.mark.parametrize("digest", [None, "0" * 64])
def test_a_file_that_the_manifest_does_not_list_is_listed_again(root: Path, digest: str | None) -> None:
    manifest = root / "out" / TOPIC / "manifest.json"
    before = manifest.read_text()
    if digest:
        manifest.write_text(before.replace(json.loads(before)["briefings"]["buyer"]["sha256"], digest))
    else:
        manifest.unlink()
    assert rest(root) == (TOPIC,)
    list(pipeline.build(pipeline.open_project(root), cached=True))
    assert manifest.read_text() == before


def test_a_file_that_is_gone_is_built_again(root: Path) -> None:
    (root / "out" / TOPIC / "buyer.pdf").unlink()
    assert rest(root) == (TOPIC,)


def test_a_setting_of_the_environment_is_part_of_what_goes_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_OUT", "elsewhere")
    assert uptodate.standing(root) is None


def test_a_new_topic_is_built_and_the_old_one_stands(root: Path) -> None:
    (root / "data/toasters").mkdir()
    (root / "data/toasters/topic.yaml").write_text("title: Toasters\n")
    assert rest(root) == ("toasters",)
    assert rest(root, (TOPIC,)) == ()


def test_an_unknown_name_is_left_to_the_command(root: Path) -> None:
    assert uptodate.standing(root, ("kettle",)) is None
    assert uptodate.standing(root, (), ("byer",)) is None


def test_a_record_that_cannot_be_read_is_as_good_as_none(root: Path) -> None:
    path = Path(record.folder(root), TOPIC)
    whole = path.read_text()
    for text in ("", "nonsense\n", whole[: len(whole) // 2], whole.replace("days\t", "days")):
        path.write_text(text)
        assert uptodate.standing(root) is None


def test_what_is_wanted_alone_has_to_stand(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    folder = tmp_path / "data" / TOPIC
    (folder / "audiences/seller.yaml").write_text((folder / "audiences/buyer.yaml").read_text())
    (folder / "narrative/seller.md").write_text((folder / "narrative/buyer.md").read_text())
    list(pipeline.build(project, audiences=("buyer",), cached=True))
    assert rest(tmp_path, (), ("buyer",)) == ()
    assert rest(tmp_path) == (TOPIC,)
    list(pipeline.build(project, audiences=("seller",), cached=True))
    assert rest(tmp_path) == ()


def test_a_form_that_was_not_built_is_not_up_to_date(root: Path) -> None:
    def left(*forms: str) -> tuple[str, ...]:
        standing = uptodate.standing(root, forms=forms)
        return standing.rest if standing else ("nothing is on record",)

    assert left("pdf", "md") == (TOPIC,)
    list(pipeline.build(pipeline.open_project(root), forms=("md", "txt"), cached=True))
    assert left("md") == left("pdf", "md", "txt") == ()
    (root / "out" / TOPIC / "buyer.md").write_text("changed")
    assert left("md") == (TOPIC,)
    assert left("pdf", "txt") == ()


def test_what_a_project_asks_for_has_to_stand_where_nothing_else_is_wanted(root: Path) -> None:
    with (root / "briefing.yaml").open("a") as settings:
        settings.write("to: [pdf, md]\n")
    list(pipeline.build(pipeline.open_project(root), cached=True))
    standing = uptodate.standing(root)
    assert standing is not None
    assert standing.rest == ()
    assert standing.told == (((), tuple(f"out/{TOPIC}/buyer.{form}  is up to date" for form in ("pdf", "md"))),)
    (root / "out" / TOPIC / "buyer.md").unlink()
    assert rest(root) == (TOPIC,)
