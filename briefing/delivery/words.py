"""The few words that a message adds to what the briefing says, by language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """`{}` stands for what is put in: the file's name, the link, the kind of reader, what a correction is of."""

    figures: str
    changes: str
    attached: str
    linked: str
    reason: str
    unsubscribe: str
    picture: str
    correction: str
    printed: str
    page: str
    replaced: str
    withdrawn: str


_WORDS: Mapping[str, Words] = {
    "en": Words(
        figures="Key figures",
        changes="What changed since the last edition",
        attached="The whole briefing is attached as {}. Every number in it leads to its source by a click.",
        linked="The whole briefing: {}",
        reason="You get this message because your address is on the list for “{}”.",
        unsubscribe="Unsubscribe",
        picture="First page of the briefing",
        correction="Correction: {}",
        printed="The edition {edition} of this briefing, which was sent to you, printed: {texts}{pages}.",
        page=" (page {})",
        replaced="In this edition, {edition}, it is: {texts}.",
        withdrawn="In this edition, {edition}, it is no longer printed.",
    ),
    "de": Words(
        figures="Wichtige Zahlen",
        changes="Was sich seit der letzten Ausgabe geändert hat",
        attached="Der ganze Bericht liegt als {} bei. Jede Zahl darin führt mit einem Klick zu ihrer Quelle.",
        linked="Der ganze Bericht: {}",
        reason="Sie erhalten diese Nachricht, weil Ihre Adresse auf der Liste für „{}“ steht.",
        unsubscribe="Abmelden",
        picture="Erste Seite des Berichts",
        correction="Berichtigung: {}",
        printed="In der Ausgabe {edition} dieses Berichts, die Sie erhielten, stand: {texts}{pages}.",
        page=" (Seite {})",
        replaced="In dieser Ausgabe, {edition}, steht: {texts}.",
        withdrawn="In dieser Ausgabe, {edition}, steht es nicht mehr.",
    ),
}
LANGUAGES = tuple(_WORDS)


def words(lang: str) -> Words:
    """The words for a tag such as `en` or `de-AT`; English for a language that has none."""
    return _WORDS.get(lang.partition("-")[0].lower(), _WORDS["en"])
