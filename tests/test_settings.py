from pathlib import Path

import pytest

from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.editions.edition import FORMS
from briefing.settings import open_project


def refused(root: Path, text: str) -> tuple[Diagnostic, ...]:
    (root / "briefing.yaml").write_bytes(text.encode())
    with pytest.raises(Failure) as caught:
        open_project(root, {})
    assert caught.value.status == 2
    return caught.value.diagnostics


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n"])
def test_every_key_may_be_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "briefing.yaml").write_text(text)
    project = open_project(tmp_path, {})
    assert (project.data, project.templates, project.out) == (
        tmp_path / "data",
        tmp_path / "templates",
        tmp_path / "out",
    )


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    (tmp_path / "briefing.yaml").write_text("data: topics\nout: built\n")
    project = open_project(tmp_path, {"BRIEFING_OUT": "elsewhere", "BRIEFING_DATA": ""})
    assert (project.data, project.templates, project.out) == (
        tmp_path / "topics",
        tmp_path / "templates",
        tmp_path / "elsewhere",
    )


def test_an_unknown_key_comes_with_a_suggestion(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, "dat: topics\n")
    assert (finding.code, finding.place) == ("unknown-key", Place("briefing.yaml", 1, 1, 3))
    assert finding.help == "did you mean `data`?"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("data: [a]\n", "wrong-type"),
        ("data: 5\n", "wrong-type"),
        ("data: ''\n", "bad-value"),
        ("to: []\n", "bad-value"),
        ("to: 5\n", "bad-value"),
        ("to: [pdf, 5]\n", "bad-value"),
        ("- data\n", "wrong-type"),
        ("data: a: b\n", "yaml-syntax"),
        ("data: a\ndata: b\n", "yaml-duplicate-key"),
        ("data: a\x07\n", "control-character"),
    ],
)
def test_a_mistake_in_the_file_is_a_failure_of_configuration(tmp_path: Path, text: str, code: str) -> None:
    assert [finding.code for finding in refused(tmp_path, text)] == [code]


def test_a_folder_without_settings_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        open_project(tmp_path / "nowhere", {})
    (finding,) = caught.value.diagnostics
    assert (finding.code, caught.value.status) == ("no-project", 2)
    assert finding.message == f"no `briefing.yaml` in `{tmp_path / 'nowhere'}`"


def test_a_root_that_is_a_link_is_resolved(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "briefing.yaml").write_text("")
    (tmp_path / "link").symlink_to("real")
    assert open_project(tmp_path / "link", {}).root == tmp_path / "real"


@pytest.mark.parametrize(
    ("text", "environ", "forms"),
    [
        ("", {}, ("pdf",)),
        ("to: html\n", {}, ("html",)),
        ("to: [pdf, html]\n", {}, ("pdf", "html")),
        ("to: html\n", {"BRIEFING_TO": "md, txt"}, ("md", "txt")),
        ("to: html\n", {"BRIEFING_TO": ""}, ("html",)),
    ],
)
def test_what_is_built_where_nothing_is_asked_for(
    tmp_path: Path, text: str, environ: dict[str, str], forms: tuple[str, ...]
) -> None:
    (tmp_path / "briefing.yaml").write_text(text)
    assert open_project(tmp_path, environ).forms == forms


def test_every_form_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "briefing.yaml").write_text(f"to: [{', '.join(FORMS)}]\n")
    assert open_project(tmp_path, {}).forms == FORMS
    (finding,) = refused(tmp_path, "to: [pdf, htm]\n")
    assert (finding.code, finding.place) == ("bad-value", Place("briefing.yaml", 1, 11, 3))
    assert finding.help == "did you mean `html`?"
