"""Another PDF, which is proved too, stands in the place of the one that was built."""

from pathlib import Path

from tests.editions import standing


def change(root: Path) -> None:
    with standing(root).open("ab") as pdf:
        pdf.write(b"\n")
