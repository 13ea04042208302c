"""The sender killed, over and over, at random points of hundreds of deliveries: nobody gets two copies.

A real process is killed with SIGKILL; the server it talks to keeps what it was given. Points and pauses come from a
seed; where exactly a process is when it dies is the machine's affair, and whatever it is, the promise holds.
"""

import random
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from briefing.delivery.ledger import reading
from briefing.delivery.parcel import State
from tests.mailserver import Post, serving

ROOT = Path(__file__).parent.parent
READERS = 300
SEED = 20260409


class Killer:
    """Kills the running sender some events after it was last started, now or a few milliseconds later."""

    def __init__(self) -> None:
        self.dice = random.Random(SEED)
        self.process: subprocess.Popen[str] | None = None
        self.left = 0
        self.kills: Counter[str] = Counter()

    def start(self, folder: Path, port: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.drill_sender", str(folder), str(port), str(READERS)]
        self.left = self.dice.randint(1, 75)
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        return self.process

    def event(self, name: str, address: str) -> None:
        """Called by the server at every step of every delivery."""
        self.left -= 1
        if self.left == 0 and self.process:
            self.kills[name] += 1
            threading.Timer(self.dice.choice((0, 0, 0.001, 0.003, 0.01)), self.process.kill).start()


def test_nobody_gets_two_copies_however_often_the_sender_is_killed(tmp_path: Path) -> None:
    killer, post, ended = Killer(), Post(), ""
    post.on_event = killer.event
    with serving(post) as port:
        for _ in range(200):
            process = killer.start(tmp_path, port)
            ended, _ = process.communicate(timeout=60)
            if process.returncode == 0:
                break
    copies = Counter(address for address, _ in post.taken)
    with reading(tmp_path / "ledger.sqlite3", "ledger") as book:
        states = {entry.delivery.address: entry.state for entry in book.entries()}
    accepted = {address for address, state in states.items() if state is State.ACCEPTED}
    doubtful = {address for address, state in states.items() if state is State.IN_DOUBT}

    assert process.returncode == 0
    assert sum(killer.kills.values()) >= 15
    assert len(killer.kills) == 4, "killed at every kind of step"
    assert max(copies.values()) == 1
    assert accepted <= copies.keys()
    assert accepted | doubtful == states.keys()
    assert len(states) == READERS
    assert doubtful, "a killed sender leaves doubt"
    assert copies.keys() <= accepted | doubtful
    assert dict(line.split("\t") for line in ended.splitlines()) == {key: str(value) for key, value in states.items()}
