from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/gaps.yaml").write_bytes("gaps: []\n# caf\u00e9\n".encode("latin-1"))
