"""The list of what a folder holds, whatever stands in its place."""

import json
import os
from pathlib import Path

from briefing.editions import manifest


def test_what_is_no_manifest_is_replaced_by_one(tmp_path: Path) -> None:
    path = tmp_path / manifest.MANIFEST
    for make in (lambda: os.mkfifo(path), lambda: path.symlink_to("/dev/zero"), lambda: path.write_text("[")):
        path.unlink(missing_ok=True)
        make()
        manifest.update(tmp_path, "kettles", {"buyer": {"pages": 3}})
        assert json.loads(path.read_text()) == {"topic": "kettles", "briefings": {"buyer": {"pages": 3}}}
        assert not path.is_symlink()
