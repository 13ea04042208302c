"""What every peer prints: the same text, figures, tables, charts and notes as the generated briefings, as plain blocks."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.cold import SIZE
from benchmarks.topics import PROSE, value, word


def blocks(audience):
    """(kind, content) in the order of the page; a table is its rows, a chart its labels and numbers, both with a title."""
    yield "title", "What the scores say"
    yield "lead", f"For the {audience}: item amber scored {value(0, 0, 0)} points."
    yield chart(0)
    number = 0
    for section in range(SIZE.sections):
        yield "heading", f"Part {word(section)}"
        for prose in PROSE:
            subject, test, source = number % SIZE.subjects, number // SIZE.subjects % SIZE.tests, number % SIZE.sources
            said = f"Item {word(subject)} scored {value(subject, test, 0)} points on Test {word(test)} [Source {word(source)}]."
            yield "paragraph", (f"{said} {prose}", f"Read from Source {word(source)}." if number % 4 == 0 else "")
            number += 1
        if 0 < section < SIZE.charts:
            yield chart(section)
    yield "heading", "All of it"
    yield "table", ("All figures", [("Figure", "Value", "Condition", "Said by", "Status"), *map(row, range(SIZE.rows))])
    for number in range(SIZE.charts):
        _, (title, labels, numbers) = chart(number)
        yield "table", (title, [("Item", "Points"), *((label, f"{it:.1f}") for label, it in zip(labels, numbers))])
    yield "heading", "Sources"
    for source in range(SIZE.sources):
        yield "paragraph", (f"Source {word(source)}, House {word(source)}, Scores by {word(source)}, March 2026.", "")


def row(at):
    subject, test = at // SIZE.tests % SIZE.subjects, at % SIZE.tests
    said = ", ".join(f"Source {word(source)}" for source in range(SIZE.sources))
    return f"Item {word(subject)}: Test {word(test)}", f"{value(subject, test, 0)} points", "plain mode", said, "agreed"


def chart(number):
    test = number % SIZE.tests
    subjects = range(min(8, SIZE.subjects))
    numbers = [float(value(subject, test, 0)) for subject in subjects]
    return "chart", (f"Item amber scored {numbers[0]} points", [f"Item {word(subject)}" for subject in subjects], numbers)


def html(audience, picture):
    """The blocks as one page, with contents and footnotes; `picture` gives the `<img>` of a chart."""
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(_PAGE).render(blocks=list(blocks(audience)), picture=picture)


_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>What the scores say</title><style>
@page { size: A4; margin: 22mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }
body { font: 10.5pt/1.5 serif } h1, h2, th, td, caption, figcaption { font-family: sans-serif }
nav a::after { content: leader('.') target-counter(attr(href), page) } p { break-inside: avoid }
.note { float: footnote; font-size: 8pt } table { width: 100%; border-collapse: collapse; font-size: 9pt }
td, th { text-align: left; padding: 3pt 6pt 3pt 0; border-bottom: 0.5pt solid #ccc } img { width: 100% }
figure { margin: 8pt 0; break-inside: avoid }
</style></head><body>
{% for kind, it in blocks %}
{% if kind == "title" %}<h1>{{ it }}</h1><nav><ul>{% for k, h in blocks if k == "heading" %}<li><a href="#h{{ h }}">{{ h }}</a></li>{% endfor %}</ul></nav>
{% elif kind == "lead" %}<p><em>{{ it }}</em></p>
{% elif kind == "heading" %}<h2 id="h{{ it }}">{{ it }}</h2>
{% elif kind == "paragraph" %}<p>{{ it[0] }}{% if it[1] %}<span class="note">{{ it[1] }}</span>{% endif %}</p>
{% elif kind == "chart" %}<figure><figcaption>{{ it[0] }}</figcaption>{{ picture(it) }}</figure>
{% elif kind == "table" %}<table><caption>{{ it[0] }}</caption><thead><tr>{% for c in it[1][0] %}<th scope="col">{{ c }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in it[1][1:] %}<tr>{% for c in row %}<td>{{ c }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>
{% endif %}
{% endfor %}
</body></html>"""
