"""A WeasyPrint script as usually written, one audience a process: `weasyprint_usual.py AUDIENCE TARGET`."""

import sys
import tempfile
from pathlib import Path

from content import html
from drawing import pyplot_png
from markupsafe import Markup
from weasyprint import HTML

audience, target = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:

    def picture(chart):
        path = Path(folder, f"{abs(hash(chart[0] + chart[1][0]))}-{len(list(Path(folder).iterdir()))}.png")
        path.write_bytes(pyplot_png(chart))
        return Markup(f'<img src="{path.as_uri()}" alt="bars">')

    HTML(string=html(audience, picture)).write_pdf(target)
