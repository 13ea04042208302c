"""Commands that draw nothing answer at once: they load neither matplotlib nor weasyprint; a build with nothing to do, less."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.project import PACKAGED_TEMPLATES
from tests.projects import TOPIC, tiny

ROOT = Path(__file__).parent.parent
# Runs the command in this interpreter and tells what it loaded.
CODE = """
import sys
sys.argv = ["briefing", *sys.argv[1:]]
from briefing.cli import main
try:
    main()
except SystemExit:
    pass
print("loaded:", *sorted({"matplotlib", "numpy", "weasyprint", "briefing.cli"} & sys.modules.keys()))
"""


#: Runs the program as it is installed, and tells which libraries it loaded.
START = """
import sys
sys.argv = ["briefing", *sys.argv[1:]]
from briefing.__main__ import main
try:
    main()
except SystemExit:
    pass
named = {name.partition(".")[0] for name in sys.modules}
heavy = {"babel", "click", "jinja2", "json", "matplotlib", "numpy", "page", "pikepdf", "pydantic", "weasyprint", "yaml"}
heavy |= {"dataclasses", "datetime", "pathlib", "typing"}  # small, and still a tenth of the whole each
print("loaded:", *sorted(heavy & named))
"""


@pytest.mark.parametrize(
    ("more", "files", "loaded"),
    [
        ([], ["pdf"], "loaded:"),
        (["-t", TOPIC, "--audience=buyer"], ["pdf"], "loaded:"),
        (["--to", "txt", "--to", "pdf"], ["txt", "pdf"], "loaded:"),
        (["--format", "text"], ["pdf"], "loaded: click dataclasses datetime pathlib typing"),
    ],
)
def test_a_build_with_nothing_to_do_reads_hashes_alone(
    tmp_path: Path, more: list[str], files: list[str], loaded: str
) -> None:
    list(pipeline.build(tiny(tmp_path), forms=("pdf", "txt"), cached=True))
    command = [sys.executable, "-c", START, "build", *more]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sorted(done.stderr.splitlines()) == sorted(f"out/{TOPIC}/buyer.{form}  is up to date" for form in files)
    assert done.stdout.splitlines()[-1] == loaded


def test_what_it_warned_of_is_told_again(tmp_path: Path) -> None:
    tiny(tmp_path)
    styles = tmp_path / "templates" / "styles"
    styles.mkdir(parents=True)
    text = (PACKAGED_TEMPLATES / "styles" / "text.css").read_text()
    (styles / "text.css").write_text(f"{text}\nh2 + p {{ break-before: page !important }}\n")

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "briefing", "build", *more]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    first, again = run(), run()
    warned, line = first.stderr[: first.stderr.index("out/")], f"out/{TOPIC}/buyer.pdf  is up to date\n"
    assert "warning[stranded-heading]" in warned
    assert again.stderr == warned + line
    for style in ("json", "github"):
        whole, kept = run("--no-cache", "--format", style), run("--format", style)
        assert "stranded-heading" in kept.stdout
        assert (kept.stdout, kept.stderr) == (whole.stdout, line)


@pytest.mark.parametrize("more", [["-t", "nowhere"], ["-t"], ["--to", "odt"], ["odd"]])
def test_what_it_does_not_know_is_left_to_the_command_line(tmp_path: Path, more: list[str]) -> None:
    list(pipeline.build(tiny(tmp_path), cached=True))
    command = [sys.executable, "-m", "briefing", "build", *more]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["list"], ["check"], ["doctor"]])
def test_what_draws_nothing_loads_nothing_heavy(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", CODE, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "fault:" not in done.stderr
    assert done.stdout.splitlines()[-1] == "loaded: briefing.cli", done.stderr
