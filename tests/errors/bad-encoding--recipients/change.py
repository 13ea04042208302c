from pathlib import Path


def change(root: Path) -> None:
    (root / "recipients.csv").write_bytes("address,name,audience\nzoe@example.org,Zoë,buyer\n".encode("latin-1"))
