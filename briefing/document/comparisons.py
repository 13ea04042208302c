"""Words of comparison typed by hand: in goes what a template says itself, out comes a finding for each such word.

A word of comparison is a claim. In our own prose a function has to print it, because a function looks at the facts;
what a source says in such words is attributed and goes through other fields, or through `reported`. There is a table
for English and one for German; prose in another language is not looked through. Fractions and multiples (half, double,
twice) are numerals and are found as those.
"""

import re
from collections.abc import Iterator, Mapping

from briefing.base.translation import tag
from briefing.diagnostics import Diagnostic, Place

#: Each line a family; a blank stands for any white space.
_ENGLISH = (
    # who stands before whom
    r"leads(?! to\b)|leading(?! to\b)|in the lead|leaders?",
    r"ahead(?! of time\b)|behind(?! closed doors\b)|neck and neck|on (?:a )?par|level with",
    r"beats?|beaten|beating|tops|topped|dominat(?:e|es|ed|ing)|dominan(?:t|ce)",
    r"trail(?:s|ed|ing)|lag(?:s|ged|ging)|outrank(?:s|ed)|outscor(?:e|es|ed)|outpac(?:e|es|ed)",
    r"outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|overt(?:ake|akes|aken|aking|ook)|exceed(?:s|ed|ing)?",
    # the end of a scale
    r"(?<!\bat\s)(?:best|worst|most|least)",
    r"(?:high|low|fast|slow|cheap|bigg|small|larg|great|strong|weak|long|short|clos|few)est",
    r"unmatched|unbeaten|unrivalled|second to none",
    # one against another
    r"higher|lower|(?:better|worse|more|less|fewer) than",
    r"(?:faster|slower|cheaper|dearer|bigger|smaller|larger|greater|stronger|weaker|longer|shorter|closer) than",
    r"(?:more|less) \w+ than",
    # how much of it
    r"(?:the )?majority|the bulk of|(?:nearly|almost|about|over) as (?:many|much|\w+ as)",
)
_WAYS, _NTH = "(?:weit|knapp|deutlich|klar|nur|noch) ", "(?:aller|zweit|dritt|viert|fünft)?"
#: Small words in "er" that may stand before an "als" and compare nothing.
_NO_COMPARATIVE = "(?:aber|oder|wieder|immer|weder|leider|über|unter|[djsk]?ein?er|dieser|jeder|ihrer|welcher|anderer)"
_GERMAN = (
    # who stands before whom
    r"führt(?! (?:zu[rm]?|dazu|durch)\b)|führende[rnms]?|in Führung|an der Spitze|Spitzenreiter\w*|Marktführer\w*",
    rf"(?:liegt|liegen|lag|lagen) (?:{_WAYS})*(?:vor|hinter)(?!\s*[.,;:!?)])|(?<!von\s)vorne?|(?<!im\s)voraus|hinterher",
    r"gleichauf|ebenbürtig|Kopf an Kopf|auf Augenhöhe|Vorsprung\w*|Rückstand|Rückstände[ns]?|im Hintertreffen",
    r"(?<!sich\s)schlägt(?! (?:vor|sich)\b)|übertr(?:ifft|effen|af|afen|offen)|überhol(?:t|en|te|ten)|überflügel\w+|überragt|überbiete[tn]",
    r"dominier\w+|dominan\w+|hink(?:t|en)|abgehängt|unterlegen|überlegene[rnms]?|(?:ist|sind|war|waren) überlegen",
    # the end of a scale
    rf"{_NTH}(?:best|schlechtest|schlimmst|meist|wenigst|mindest|geringst|höchst|niedrigst|größt|kleinst)e[rnms]?",
    rf"{_NTH}(?:schnellst|langsamst|billigst|günstigst|teuerst|stärkst|schwächst|längst|kürzest|leisest)e[rnms]?",
    r"unübertroffen\w*|ungeschlagen\w*|unerreicht\w*|konkurrenzlos\w*|seinesgleichen|ihresgleichen",
    # one against another
    r"(?:höher|niedriger)(?:e[rnms]?)?|mehr als|weniger als|(?:mehr|weniger) \w+ als",
    r"(?:besser|schlechter|schneller|langsamer|billiger|günstiger|teurer|größer|kleiner|stärker|schwächer) als",
    rf"(?!{_NO_COMPARATIVE} )(?-i:[a-zäöüß]{{2,}}er) als",
    r"(?:ebenso|genauso|gleich) \w+ wie|(?:fast|beinahe|etwa|rund|über) so \w+ wie",
    # how much of it
    r"(?:die )?Mehrheit|mehrheitlich|Großteil|größtenteils|(?:der )?Löwenanteil|überwiegend\w*",
)


def _compiled(families: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(families).replace(" ", r"\s+")
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


_WORDS: Mapping[str, re.Pattern[str]] = {"en": _compiled(_ENGLISH), "de": _compiled(_GERMAN)}
_HELP = (
    "let a function print it: {{ compare(a, b, ahead=…) }}, {{ rank(…) }}, {{ ratio_words(a, b) }}, "
    '{{ share_words(a, b) }}; what a source says is printed by {{ reported("…", statement) }}'
)


def find(text: str, lang: str = "en") -> Iterator[re.Match[str]]:
    """The words of comparison in a text, from left to right."""
    words = _WORDS.get(tag(lang))
    return words.finditer(text) if words else iter(())


def finding(word: str, place: Place | None) -> Diagnostic:
    """The finding that a word of comparison was typed by hand."""
    word = " ".join(word.split())
    return Diagnostic("literal-comparison", f"the comparison `{word}` is typed by hand", place, help=_HELP)
