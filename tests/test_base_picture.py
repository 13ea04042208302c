import pytest

from briefing.base.picture import wrong_with

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:a-b="http://www.w3.org/2000/svg">'


@pytest.mark.parametrize(
    "part",
    [
        "<use href='#a'/>",  # ten of ten of ten of it take the renderer for ever
        "<a-b:use href='#a'/>",
        "<image href='file:///etc/passwd'/>",
        "<feImage href='x.png'/>",
        "<style>@import url(x.css)</style>",
        "<script>alert()</script>",
        "<foreignObject/>",
        "<text>52</text>",
        "<?xml-stylesheet href='x.css'?>",
        "<!DOCTYPE svg [<!ENTITY a 'x'>]>",
    ],
)
def test_a_drawing_draws_and_does_nothing_else(part: str) -> None:
    assert part.split(maxsplit=1)[0].rstrip("/>").split(">")[0] in (
        wrong_with("a.png", f"{SVG}{part}</svg>".encode()) or ""
    )


def test_pictures_are_told_by_what_they_hold() -> None:
    assert wrong_with("a.png", f"{SVG}<path d='M0 0h1v1z'/></svg>".encode()) is None
    assert wrong_with("a.png", b"\x89PNG\r\n\x1a\n...") is None
    assert wrong_with("a.png", b"\xff\xd8\xff\xe0") is None
    assert wrong_with("a.png", b"BM") == "it holds no `<svg>`"
    assert wrong_with("a.png", b"\xfe\xff\0<\0s") == "it is not UTF-8 text"
    assert wrong_with("a.css", b"a { color: red }") is None
    assert wrong_with("a.css", SVG.encode()) == "a style sheet holds no drawing"
