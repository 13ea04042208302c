"""Words of comparison typed by hand: in goes what a template says itself, out comes a finding for each such word.

A word of comparison is a claim. In our own prose a function has to print it, because a function looks at the facts;
what a source says in such words is attributed and goes through other fields, or through `reported`. The table is of
English. Fractions and multiples (half, double, twice) are numerals and are found as those.
"""

import re
from collections.abc import Iterator

from briefing.diagnostics import Diagnostic, Place

#: Each line a family; a blank stands for any white space.
_WORDS = (
    # who stands before whom
    r"leads(?! to\b)|leading(?! to\b)|in the lead|leaders?",
    r"ahead(?! of time\b)|behind(?! closed doors\b)|neck and neck|on (?:a )?par|level with",
    r"beats?|beaten|beating|tops|topped|dominat(?:e|es|ed|ing)|dominan(?:t|ce)",
    r"trail(?:s|ed|ing)|lag(?:s|ged|ging)|outrank(?:s|ed)|outscor(?:e|es|ed)|outpac(?:e|es|ed)",
    r"outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|overt(?:ake|akes|aken|aking|ook)|exceed(?:s|ed|ing)?",
    # the end of a scale
    r"(?<!\bat )(?:best|worst|most|least)",
    r"(?:high|low|fast|slow|cheap|bigg|small|larg|great|strong|weak|long|short|clos|few)est",
    r"unmatched|unbeaten|unrivalled|second to none",
    # one against another
    r"higher|lower|(?:better|worse|more|less|fewer) than",
    r"(?:faster|slower|cheaper|dearer|bigger|smaller|larger|greater|stronger|weaker|longer|shorter|closer) than",
    r"(?:more|less) \w+ than",
    # how much of it
    r"(?:the )?majority|the bulk of|(?:nearly|almost|about|over) as (?:many|much|\w+ as)",
)
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b".replace(" ", r"\s+").replace(r"\bat\s+", r"\bat\s"), re.IGNORECASE)
_HELP = (
    "let a function print it: {{ compare(a, b, ahead=…) }}, {{ rank(…) }}, {{ ratio_words(a, b) }}, "
    '{{ share_words(a, b) }}; what a source says is printed by {{ reported("…", statement) }}'
)


def find(text: str) -> Iterator[re.Match[str]]:
    """The words of comparison in a text, from left to right."""
    return _WORD.finditer(text)


def finding(word: str, place: Place | None) -> Diagnostic:
    """The finding that a word of comparison was typed by hand."""
    word = " ".join(word.split())
    return Diagnostic("literal-comparison", f"the comparison `{word}` is typed by hand", place, help=_HELP)
