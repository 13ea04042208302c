"""What rebuilds a user's project on a code host: the host's name in, the file it reads out, and what to set up next.

The files are `github.yml` and `gitlab.yml` beside this one. They hold no secret and install nothing but what the
project's own `requirements.txt` names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.project import replace_file

REQUIREMENTS = "requirements.txt"
SENDING = "to have them sent as well: docs/ci.md says what `briefing send` needs at the host"


@dataclass(frozen=True, slots=True)
class Host:
    """A code host: where it looks for its file, and what has to be set up there."""

    name: str
    file: str
    steps: tuple[str, ...]


HOSTS: Mapping[str, Host] = MappingProxyType(
    {
        "github": Host(
            "GitHub",
            ".github/workflows/briefings.yml",
            ("the file builds the branch `main`: name yours in it if that is another", SENDING),
        ),
        "gitlab": Host(
            "GitLab",
            ".gitlab-ci.yml",
            ("add a schedule under Build > Pipeline schedules, off the hour", SENDING),
        ),
    }
)


def text(host: str) -> str:
    """The file for a host."""
    return (Path(__file__).parent / f"{host}.yml").read_text("utf-8")


def write(root: Path, host: str, *, force: bool = False) -> Path:
    """Write the file of a host into the project at `root`; its path. Raises Failure `file-exists` (status 2)."""
    path = root / HOSTS[host].file
    if path.exists() and not force:
        advice = "compare the two, or let `--force` replace it"
        finding = Diagnostic("file-exists", "the file is there already", Place(HOSTS[host].file), help=advice)
        raise Failure([finding], status=2)
    replace_file(path, text(host).encode())
    return path


def next_steps(root: Path, host: str) -> Iterator[str]:
    """What is left to do in the project and at the host, a line each."""
    if not (root / REQUIREMENTS).is_file():
        yield f"write `{REQUIREMENTS}`: a line that says where `briefing` is installed from, with its version"
    if not (root / ".git").exists():
        yield f"{HOSTS[host].name} reads the file at the root of a repository alone, and this folder is none"
    yield from HOSTS[host].steps
    yield f"commit `{HOSTS[host].file}`"
