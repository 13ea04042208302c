import shutil
from pathlib import Path

from tests.branding import FONTS


def change(root: Path) -> None:
    shutil.copy(FONTS / "DejaVuSans.ttf", root)
