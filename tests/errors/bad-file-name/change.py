import os
from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/claims" / os.fsdecode(b"ma\xffker.yaml")).write_text("claims: []\n")
