"""What a picture of a look may hold: the bytes of a file in, what is wrong with it out, None where nothing is.

A drawing draws and does nothing else: no text, which nothing would prove, no style, no script, nothing from elsewhere,
and nothing that stands for more than it is, such as `<use>` of a `<use>`.
"""

import re

_MAX_PIXELS = 4096
_PNG = b"\x89PNG\r\n\x1a\n"
_RASTER = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL)
_UNWANTED = re.compile(
    r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet|<(?:[^\s<>/:]+:)?(?:text|script|foreignObject|image|feImage|style|use)\b"
)


def wrong_with_png(content: bytes) -> str | None:
    """For a logo, which is a small PNG file."""
    if content[:8] != _PNG or content[12:16] != b"IHDR":
        return "it is not a PNG file"
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    return f"it has more than {_MAX_PIXELS} pixels a side" if max(width, height) > _MAX_PIXELS else None


def wrong_with_svg(content: bytes) -> str | None:
    """For a drawing."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return "it is not UTF-8 text"
    if not re.search(r"<svg[\s>]", text):
        return "it holds no `<svg>`"
    unwanted = _UNWANTED.search(text)
    return f"it holds `{unwanted[0]}`" if unwanted else None


def wrong_with(name: str, content: bytes) -> str | None:
    """For what a page may ask for: pictures of any kind, and style sheets.

    What is no raster is read as a drawing, whatever the name of its file says: so does the renderer.
    """
    if name.endswith(".css"):
        return "a style sheet holds no drawing" if b"<svg" in content else None
    return None if _RASTER.match(content) else wrong_with_svg(content)
