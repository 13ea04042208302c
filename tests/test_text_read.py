"""Text editions read back."""

from briefing.text.read import Part, parts, read_markdown, read_plain
from briefing.text.write import plain

TEXT = "# One\n\nA *word*\nor two.\n\n- first\n- **second**\n\n| a | b |\n| --- | --- |\n| c | 5 min |\n\n### Three\n"


def test_the_parts_of_a_text() -> None:
    assert parts(TEXT) == (
        Part("heading", "One", 1),
        Part("paragraph", "A word or two."),
        Part("item", "first"),
        Part("item", "second"),
        Part("table", rows=(("a", "b"), ("c", "5 min"))),
        Part("heading", "Three", 3),
    )


def test_markdown_is_read_in_blocks() -> None:
    read = read_markdown(TEXT)
    assert [(block.role, block.text) for block in read.blocks] == [
        ("H1", "One"),
        ("P", "A word or two."),
        ("P", "first"),
        ("P", "second"),
        ("P", "a"),
        ("P", "b"),
        ("P", "c"),
        ("P", "5 min"),
        ("H3", "Three"),
    ]
    assert read.digest != read_markdown(TEXT.replace("5", "6")).digest


def test_plain_text_is_read_in_blocks_whose_lines_are_joined() -> None:
    text = plain(TEXT + "\n" + "word " * 30)
    assert [block.text for block in read_plain(text).blocks] == [
        "One",
        "A word or two.",
        "- first",
        "- second",
        "a | b",
        "c | 5 min",
        "Three",
        ("word " * 30).strip(),
    ]
