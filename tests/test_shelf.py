import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.diagnostics import Failure, Place
from briefing.shelf import Folder, Sheet, Shelf


def shelf(tmp_path: Path) -> Shelf:
    for name, text in (("own/a.css", "mine"), ("packaged/a.css", "theirs"), ("packaged/b.css", "theirs")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return Shelf((Folder(tmp_path / "own", "templates"), Folder(tmp_path / "packaged", "packaged")))


def test_a_projects_file_stands_before_the_packaged_one_of_the_same_name(tmp_path: Path) -> None:
    assert shelf(tmp_path).sheet("a.css") == Sheet("mine", "templates/a.css")
    assert shelf(tmp_path).sheet("b.css") == Sheet("theirs", "packaged/b.css")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", ".hidden", "a/../../secret", "", "a//b"])
def test_no_name_leads_out_of_the_folders(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    assert shelf(tmp_path).sheet(name) is None
    assert shelf(tmp_path).data(name) is None


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("secret")
    found = shelf(tmp_path)
    (tmp_path / "own/link.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(Failure) as caught:
        found.sheet("link.css")
    assert [it.code for it in caught.value.diagnostics] == ["outside-project"]


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    found = shelf(tmp_path)
    (tmp_path / "own/a.css").write_bytes(b"\xff\xfe")
    with pytest.raises(Failure) as caught:
        found.sheet("a.css")
    assert [it.code for it in caught.value.diagnostics] == ["bad-encoding"]


def test_the_pages_are_those_at_the_top(tmp_path: Path) -> None:
    found = shelf(tmp_path)
    for name in ("own/base.html.j2", "own/buyer.html.j2", "packaged/briefing.html.j2"):
        (tmp_path / name).write_text("")
    assert found.pages() == ("briefing.html.j2", "buyer.html.j2")


@pytest.mark.parametrize("kind", ["pipe", "folder", "nowhere", "round"])
def test_what_is_no_plain_file_is_told_and_not_passed_over_for_the_packaged_one(tmp_path: Path, kind: str) -> None:
    found, path = shelf(tmp_path), tmp_path / "own/b.css"
    make: dict[str, Callable[[], object]] = {
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "nowhere": lambda: path.symlink_to("none.css"),
        "round": lambda: path.symlink_to("b.css"),
    }
    make[kind]()
    for read in (found.sheet, found.data):
        with pytest.raises(Failure) as caught:
            read("b.css")
        assert [(it.code, it.place) for it in caught.value.diagnostics] == [
            ("unreadable-file", Place("templates/b.css"))
        ]


def test_no_more_of_a_file_is_read_than_it_may_have(tmp_path: Path) -> None:
    found = shelf(tmp_path)
    for name, size in (("a.css", 10_000_001), ("a.png", 50_000_001)):
        with (tmp_path / "own" / name).open("wb") as file:
            file.truncate(size)
    reads: tuple[tuple[Callable[[str], object], str], ...] = ((found.sheet, "a.css"), (found.data, "a.png"))
    for read, name in reads:
        with pytest.raises(Failure) as caught:
            read(name)
        assert [it.code for it in caught.value.diagnostics] == ["file-too-large"]


def test_a_picture_is_what_it_may_be_whatever_it_is_called(tmp_path: Path) -> None:
    found = shelf(tmp_path)
    (tmp_path / "own" / "a.png").write_text("<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>")
    with pytest.raises(Failure) as caught:
        found.data("a.png")
    assert [(it.code, it.place) for it in caught.value.diagnostics] == [("broken-image", Place("templates/a.png"))]


def test_a_template_with_a_wrong_name_is_told_unless_something_asks_for_it(tmp_path: Path) -> None:
    for name, text in {
        "own/partials/gap.html.j2": "",
        "own/partials/covers.html.j2": "",
        "own/notes.html.j2": '{% include "partials/covers.html.j2" %}',
        "own/buyer.html.j2": "",
        "ours/partials/gaps.html.j2": "",
        "ours/partials/cover.html.j2": "",
        "ours/buyers.html.j2": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    shelf = Shelf((Folder(tmp_path / "own", "templates"), Folder(tmp_path / "ours", "ours")))
    found = [(it.code, it.place, it.help) for it in shelf.strays(["buyer.html.j2"])]
    assert found == [("unused-template", Place("templates/partials/gap.html.j2"), "did you mean `gaps`?")]
