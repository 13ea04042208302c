"""WeasyPrint with SVG charts and tags, all audiences in one process: `weasyprint_svg.py FOLDER AUDIENCE…`."""

import base64
import sys

from content import html
from drawing import figure_svg
from markupsafe import Markup
from weasyprint import HTML

folder, *audiences = sys.argv[1:]
drawn = {}


def picture(chart):
    if str(chart) not in drawn:
        data = base64.b64encode(figure_svg(chart)).decode()
        drawn[str(chart)] = Markup(f'<img src="data:image/svg+xml;base64,{data}" alt="{chart[0]}">')
    return drawn[str(chart)]


for audience in audiences:
    HTML(string=html(audience, picture)).write_pdf(f"{folder}/{audience}.pdf", pdf_variant="pdf/ua-1")
