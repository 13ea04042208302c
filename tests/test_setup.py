"""Setting up: once, again when something changed, and a plain line when it cannot be done."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from briefing.review import doctor

ROOT = Path(__file__).parent.parent
# Stands for tools/setup.py: makes an environment in no time and keeps count.
QUICK = """
import pathlib, sys
folder = pathlib.Path(".venv/bin")
folder.mkdir(parents=True, exist_ok=True)
(folder / "python").exists() or (folder / "python").symlink_to(sys.executable)
with open("count", "a") as count:
    count.write(sys.argv[1] + "\\n")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "a folder with spaces"
    for name in ("tools", "requirements", "briefing/review"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup.sh", folder / "tools")
    (folder / "tools" / "setup.py").write_text(QUICK, encoding="utf-8")
    for name in ("pyproject.toml", "briefing/review/doctor.py", "requirements/runtime.txt", "requirements/dev.txt"):
        (folder / name).write_text("first\n", encoding="utf-8")
    return folder


def set_up(folder: Path, level: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHON": sys.executable, **environment}
    command = ["/bin/sh", str(folder / "tools" / "setup.sh"), level]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False)


def times(folder: Path) -> list[str]:
    return (folder / "count").read_text(encoding="utf-8").split()


def test_a_second_run_sets_nothing_up_again(checkout: Path) -> None:
    assert [set_up(checkout, "runtime").returncode for _ in range(3)] == [0, 0, 0]
    assert times(checkout) == ["runtime"]


def test_what_the_tests_need_is_set_up_on_top_and_covers_what_a_build_needs(checkout: Path) -> None:
    set_up(checkout, "runtime")
    set_up(checkout, "dev")
    set_up(checkout, "runtime")
    set_up(checkout, "dev")
    assert times(checkout) == ["runtime", "dev"]


@pytest.mark.parametrize("changed", ["pyproject.toml", "requirements/runtime.txt", "tools/setup.py"])
def test_a_changed_input_sets_up_again(checkout: Path, changed: str) -> None:
    set_up(checkout, "runtime")
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    set_up(checkout, "runtime")
    assert times(checkout) == ["runtime", "runtime"]


def test_what_only_tests_need_leaves_a_build_as_it_is(checkout: Path) -> None:
    set_up(checkout, "runtime")
    (checkout / "requirements" / "dev.txt").write_text("second\n", encoding="utf-8")
    set_up(checkout, "runtime")
    assert times(checkout) == ["runtime"]


def test_a_folder_that_was_moved_is_set_up_again(checkout: Path) -> None:
    set_up(checkout, "runtime")
    moved = checkout.rename(checkout.parent / "elsewhere")
    set_up(moved, "runtime")
    assert times(moved) == ["runtime", "runtime"]


def test_a_failed_setup_is_tried_again(checkout: Path) -> None:
    (checkout / "tools" / "setup.py").write_text(QUICK + "raise SystemExit('error: no')", encoding="utf-8")
    assert [set_up(checkout, "runtime").returncode for _ in range(2)] == [1, 1]
    assert times(checkout) == ["runtime", "runtime"]


def test_a_machine_without_python_is_told_the_command(checkout: Path, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("dirname", "cat", "id"):
        (programs / name).symlink_to(shutil.which(name) or "")
    (programs / "dnf").symlink_to("/bin/true")
    done = set_up(checkout, "runtime", PYTHON="", PATH=str(programs))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: Python 3.11 or newer is needed and was not found; run: ")
    assert line.endswith("dnf install --assumeyes python3.11")


def test_a_python_that_was_named_and_is_none_is_refused(checkout: Path) -> None:
    done = set_up(checkout, "runtime", PYTHON="/bin/false")
    assert done.returncode == 1
    assert done.stderr == "error: PYTHON is /bin/false, which is not Python 3.11 or newer\n"


@pytest.fixture
def setup() -> ModuleType:
    spec = importlib.util.spec_from_file_location("setup_tool", ROOT / "tools" / "setup.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_who_may_not_install_gets_one_line_with_the_command(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "_administrator", lambda: None)
    monkeypatch.setattr("briefing.review.doctor.package_manager", lambda: "apt-get")
    with pytest.raises(SystemExit) as stop:
        setup._system_parts(doctor.LIBRARIES)
    line = str(stop.value)
    assert line.startswith("error: Pango, HarfBuzz subset: missing on this system; run: ")
    assert line.endswith("apt-get install --yes --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0")
    assert "\n" not in line


def test_the_tests_need_a_browser_and_nothing_else_does(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.review.doctor.browser", lambda: None)
    monkeypatch.setattr("briefing.review.doctor.package_manager", lambda: "apt-get")
    assert setup._browser("runtime") == []
    assert doctor.how_to_get(setup._browser("dev")).endswith("install --yes --no-install-recommends chromium")
    monkeypatch.setattr("briefing.review.doctor.browser", lambda: "/usr/bin/chromium")
    assert setup._browser("dev") == []


def test_an_index_that_cannot_be_reached_is_said_plainly(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_python", lambda: sys.executable)
    for name, value in {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(SystemExit, match="the package index cannot be reached"):
        setup._pip("--target", str(tmp_path), "no-such-distribution==1.0")
