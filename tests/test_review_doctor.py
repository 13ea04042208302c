"""What is present is found, and what is missing comes with the command that gets it."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.project import Project
from briefing.review import doctor
from briefing.review.doctor import Finding, SystemPart
from tests.branding import BRAND, FALLBACK, branded

NO_SUCH_LIBRARY = SystemPart(
    "Imaginary",
    ("libimaginary-of-no-machine.so.9",),
    {"apt-get": "libimaginary9", "dnf": "imaginary", "apk": "so:imaginary.so.9", "brew": "imaginary"},
)


def project_at(root: Path) -> Project:
    return Project(root, data=root / "data", templates=root / "templates", out=root / "out")


def by_name(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def only_manager(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    """A search path on which `name` is the one package manager."""
    folder.mkdir()
    if name:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_everything_that_the_tests_themselves_rest_on_is_found(tmp_path: Path) -> None:
    findings = doctor.examine(project_at(tmp_path))
    assert doctor.missing(findings) == ()
    found = by_name(findings)
    assert {"Python", "Pango", "HarfBuzz subset", "weasyprint", "pyyaml", "page-validation"} <= found.keys()
    assert {"Source Sans Pro", "Source Serif Pro", "templates", "output folder", "git", "make"} <= found.keys()


def test_the_fonts_of_a_brand_are_named_with_their_files(tmp_path: Path) -> None:
    found = by_name(doctor.examine(branded(tmp_path / "one", BRAND)))
    assert found["DejaVu Serif"].ok
    assert found["DejaVu Serif"].detail == (
        "complete, for text: brand/DejaVuSerif.ttf, brand/DejaVuSerif-Italic.ttf, brand/DejaVuSerif-Bold.ttf"
    )
    assert found["DejaVu Sans"].detail.startswith("complete, for headings: ")
    behind = by_name(doctor.examine(branded(tmp_path / "other", FALLBACK)))
    assert behind["DejaVu Sans"].detail == "complete, for fallback: brand/DejaVuSans.ttf"
    assert behind.keys() >= {"Source Sans Pro", "Source Serif Pro"}


def test_a_brand_whose_fonts_are_gone_is_missing(tmp_path: Path) -> None:
    project = branded(tmp_path, FALLBACK)
    (tmp_path / "brand" / "DejaVuSans.ttf").unlink()
    (finding,) = doctor.missing(doctor.examine(project))
    assert finding.name == "brand.yaml"
    assert "brand/DejaVuSans.ttf" in finding.detail


def test_every_declared_package_is_looked_for() -> None:
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    declared = text.partition("\ndependencies = [")[2].partition("]")[0]
    names = {line.strip(' ",').partition(">=")[0] for line in declared.splitlines() if line.strip()}
    assert len(names) > 10
    assert names <= by_name(doctor.examine()).keys()


def test_a_library_that_cannot_be_loaded_comes_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", (NO_SUCH_LIBRARY,))
    only_manager(tmp_path / "bin", monkeypatch, "dnf")
    finding = by_name(doctor.examine())["Imaginary"]
    assert not finding.ok
    assert finding.needed
    assert (finding.remedy or "").removeprefix("sudo ") == "dnf install --assumeyes imaginary"
    assert finding in doctor.missing(doctor.examine())
    assert doctor.absent_libraries() == (NO_SUCH_LIBRARY,)


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install --yes --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("dnf", "dnf install --assumeyes pango harfbuzz"),
        ("apk", "apk add so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0"),
        ("brew", "brew install pango harfbuzz"),
    ],
)
def test_each_package_manager_has_its_own_words(
    manager: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_manager(tmp_path / "bin", monkeypatch, manager)
    assert doctor.how_to_get(doctor.LIBRARIES).removeprefix("sudo ") == command


@pytest.mark.parametrize(
    ("user", "manager", "first"), [(0, "apk", "apk"), (1000, "apk", "sudo"), (1000, "brew", "brew")]
)
def test_only_who_is_not_root_is_told_sudo_and_never_for_brew(
    user: int, manager: str, first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_manager(tmp_path / "bin", monkeypatch, manager)
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert doctor.how_to_get(doctor.LIBRARIES).split()[0] == first


def test_a_system_without_a_known_manager_is_told_what_to_look_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_manager(tmp_path / "bin", monkeypatch, None)
    told = doctor.how_to_get(doctor.LIBRARIES)
    assert told == "install Pango, HarfBuzz subset with the package manager of this system"


def test_a_program_that_only_helps_is_not_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_manager(tmp_path / "bin", monkeypatch, "apk")
    git = by_name(doctor.examine())["git"]
    assert not git.ok
    assert git not in doctor.missing(doctor.examine())


@pytest.mark.parametrize(
    ("requirement", "ok", "detail"),
    [
        ("click>=8.1", True, ""),
        ("click", True, ""),
        ("click>=999.0", False, "older than 999.0"),
        ("no-such-distribution>=1.0", False, "not installed"),
    ],
)
def test_a_package_is_held_against_its_lowest_version(
    requirement: str, ok: bool, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda _: [requirement])
    finding = by_name(doctor.examine())[requirement.partition(">=")[0]]
    assert finding.ok is ok
    assert detail in finding.detail
    assert (finding.remedy is None) is ok


@pytest.mark.parametrize(
    ("older", "newer"), [("9.9", "10.0"), ("8.1", "8.1.1"), ("2.0rc1", "2.1"), ("1", "2"), ("70.0", "70.1")]
)
def test_versions_are_compared_as_numbers(older: str, newer: str) -> None:
    assert doctor._release(older) < doctor._release(newer)


def test_a_closing_zero_makes_no_newer_version() -> None:
    assert doctor._release("70") == doctor._release("70.0")


def test_what_is_missing_is_followed_by_how_to_get_it() -> None:
    findings = (
        Finding("Pango", ok=False, detail="cannot be loaded", remedy="apk add pango"),
        Finding("weasyprint", ok=True, detail="70.0"),
        Finding("git", ok=False, detail="not found", remedy="apk add git", needed=False),
    )
    assert doctor.lines(findings) == (
        "missing  Pango       cannot be loaded",
        "                     get it: apk add pango",
        "ok       weasyprint  70.0",
        "absent   git         not found",
        "                     get it: apk add git",
    )


def test_an_output_folder_that_cannot_be_written_is_missing(tmp_path: Path) -> None:
    # The pseudo file system refuses new files to everyone, root included.
    project = Project(tmp_path, data=tmp_path, templates=tmp_path, out=Path("/proc/self/out"))
    finding = by_name(doctor.examine(project))["output folder"]
    assert not finding.ok
    assert "BRIEFING_OUT" in (finding.remedy or "")


def test_a_project_without_templates_of_its_own_is_well_where_the_package_has_some(tmp_path: Path) -> None:
    assert by_name(doctor.examine(project_at(tmp_path)))["templates"].ok


def test_an_installation_without_templates_is_not(tmp_path: Path) -> None:
    assert not doctor._templates(tmp_path / "templates").ok


def test_setting_up_may_ask_before_any_package_is_installed() -> None:
    """`tools/setup.py` imports the module with a bare interpreter: no site packages."""
    root = str(Path(__file__).parent.parent)
    code = f"import sys; sys.path.insert(0, {root!r}); from briefing.review import doctor; print(len(doctor.LIBRARIES))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("2", "")
