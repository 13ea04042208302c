"""Chromium printing the same page, one browser an audience: `chromium_print.py AUDIENCE TARGET`."""

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from content import html
from drawing import figure_svg
from markupsafe import Markup

audience, target = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    page = Path(folder, "page.html")
    image = '<img src="data:image/svg+xml;base64,{}" alt="bars">'
    page.write_text(html(audience, lambda it: Markup(image.format(base64.b64encode(figure_svg(it)).decode()))))
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/user"]
    subprocess.run(["chromium", *options, f"--print-to-pdf={target}", page.as_uri()], check=True, capture_output=True)
