"""What folders amount to, whatever stands in them."""

import os
import socket
from pathlib import Path

import pytest

from briefing.base import digest


def test_a_large_file_amounts_to_what_its_bytes_do(tmp_path: Path) -> None:
    content = os.urandom(700_000)
    (tmp_path / "a").write_bytes(content)
    assert digest.of_file(tmp_path / "a") == digest.of_bytes(content)


def test_what_is_no_plain_file_amounts_to_nothing_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "round").symlink_to("round")
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)  # the path of a socket must be short
        server.bind("socket")
    names = [path.name for path in tmp_path.iterdir()]
    assert [digest.of_file(tmp_path / name) for name in names] == [""] * 4
    assert digest.of_folders([tmp_path]) != digest.of_folders([tmp_path / "none"])


def test_names_that_are_not_utf8_count_too(tmp_path: Path) -> None:
    one, other = (os.fsdecode(name) for name in (b"a\xff", b"a\xfe"))
    (tmp_path / one).touch()
    before = digest.of_folders([tmp_path])
    (tmp_path / one).rename(tmp_path / other)
    assert digest.of_folders([tmp_path]) != before
    assert digest.of_texts([one]) != digest.of_texts([other])
