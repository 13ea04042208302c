"""What is installed is whole: the wheel brings the package, its types marker, its catalogues and the templates; pins carry no addresses."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command: str, folder: Path, path: Path | None = None) -> str:
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(target))
    run(*pip, str(wheel), folder=target)
    return target


def test_the_wheel_carries_templates_catalogues_and_the_types_marker_and_nothing_of_a_topic(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    templates = {f"briefing/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert templates
    assert templates <= set(names)
    assert {"briefing/py.typed", "briefing/locale/de/LC_MESSAGES/messages.mo"} <= set(names)
    assert {name.split("/", 1)[0] for name in names if ".dist-info/" not in name} == {"briefing"}


def test_the_installed_package_runs_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    told = run(sys.executable, "-m", "briefing", "--version", folder=tmp_path, path=installed)
    assert told == f"briefing, version {version()}"
    assert list(tmp_path.iterdir()) == []


def test_the_installed_package_uses_the_templates_that_it_brought(installed: Path, tmp_path: Path) -> None:
    code = "from briefing.project import PACKAGED_TEMPLATES as place; print(place)"
    found = Path(run(sys.executable, "-c", code, folder=tmp_path, path=installed))
    assert found == installed / "briefing" / "templates"
    assert any(found.rglob("*.html*"))


def test_a_checkout_uses_its_own_templates(tmp_path: Path) -> None:
    code = "from briefing.project import PACKAGED_TEMPLATES as place; print(place)"
    assert Path(run(sys.executable, "-c", code, folder=tmp_path, path=ROOT)) == ROOT / "templates"


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_every_pin_has_hashes_and_none_an_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert re.findall(r"://|@ |--index|--find-links|--extra|^/|file:", text, re.MULTILINE) == []
    entries = re.split(r"\n(?=[a-z])", text.partition("\n")[2].replace("\\\n", ""))
    pins = [entry for entry in entries if "==" in entry]
    assert len(pins) > 30
    assert [pin for pin in pins if not re.search(r"--hash=sha256:[0-9a-f]{64}", pin)] == []


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_every_declared_dependency_is_pinned(name: str) -> None:
    groups = PROJECT["dependency-groups"]
    wanted = PROJECT["project"]["dependencies"] + groups["install"] + (groups["dev"] if name == "dev.txt" else [])
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))
    assert {re.split("[>=]", line)[0] for line in wanted} <= pinned


def test_tests_run_with_the_versions_that_users_get() -> None:
    runtime, dev = (
        set(
            re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / "requirements" / name).read_text(encoding="utf-8"), re.MULTILINE)
        )
        for name in ("runtime.txt", "dev.txt")
    )
    assert runtime - dev == set()


def test_both_ways_to_install_build_with_the_same_backend() -> None:
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["install"]


def version() -> str:
    text = (ROOT / "briefing" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+)"', text)
    assert found
    return found[1]


def test_every_folder_of_code_is_a_package() -> None:
    """The layer contracts do not see a folder without `__init__.py`."""
    folders = {path.parent for path in (ROOT / "briefing").rglob("*.py")}
    assert [folder.name for folder in folders if not (folder / "__init__.py").is_file()] == []
