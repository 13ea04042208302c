"""The fixed words of pages, written in English where they are used, and what they are in other languages.

In: an English text and a language. Out: the same in that language, or the English where it has none. None of them is
a number word: each number on a page comes from a fact.
"""

from collections.abc import Mapping

_GERMAN: Mapping[str, str] = {
    "Back": "Zurück",
    "Choose a figure or a source to see what it rests on.": (
        "Wählen Sie eine Angabe oder eine Quelle, um zu sehen, worauf sie beruht."
    ),
    "Close": "Schließen",
    "Contents": "Inhalt",
    "Date": "Datum",
    "Copied.": "Kopiert.",
    "Copy as a citation": "Als Zitat kopieren",
    "Data of this chart": "Daten dieser Abbildung",
    "Entry of this source": "Eintrag dieser Quelle",
    "Entry of this statement": "Eintrag dieser Aussage",
    "Evidence for this figure": "Beleg für diese Angabe",
    "Page on the web": "Seite im Netz",
    "Footnote": "Fußnote",
    "Place in this briefing": "Stelle in diesem Bericht",
    "Section of this briefing": "Abschnitt dieses Berichts",
    "Where this footnote is called": "Stelle, an der diese Fußnote steht",
    "Why it is read so": "Warum es so gelesen wird",
    "Data behind the charts": "Daten zu den Abbildungen",
    "Data table": "Datentabelle",
    "Difference": "Differenz",
    "Edition of": "Ausgabe vom",
    "Figure": "Angabe",
    "Figures that rest on it:": "Angaben, die darauf beruhen:",
    "Rank": "Rang",
    "Ratio": "Verhältnis",
    "Readings": "Lesarten",
    "Share": "Anteil",
    "Kind": "Art",
    "Published": "Veröffentlicht",
    "Repeats": "Wiederholt",
    "Source": "Quelle",
    "Who reports, and who repeats whom": "Wer berichtet, und wer wen wiederholt",
    "Every coloured figure is a link to the claims it rests on; brackets name the source of a sentence.": (
        "Jede farbige Angabe führt zu dem, worauf sie beruht; Klammern nennen die Quelle eines Satzes."
    ),
    "page": "Seite",
    "see the chart": "siehe die Abbildung",
    "see the section": "siehe den Abschnitt",
    "see the table": "siehe die Tabelle",
    "inferred: no source states it outright": "erschlossen: keine Quelle sagt es ausdrücklich",
    "Measure": "Messgröße",
    "Not printed:": "Nicht gedruckt:",
    "One measure under several conditions: different facts, never merged": (
        "Eine Messgröße unter mehreren Bedingungen: verschiedene Tatsachen, nie vermengt"
    ),
    "Open: every value is printed": "Offen: jeder Wert wird gedruckt",
    "Settled: which value is not printed, and why": "Entschieden: welcher Wert nicht gedruckt wird, und warum",
    "Said by": "Laut",
    "Show figures that rest on": "Zeige Angaben, die beruhen auf",
    "Show it in the evidence": "In den Belegen zeigen",
    "Skip to the text": "Zum Text springen",
    "Sources": "Quellen",
    "Sources and evidence": "Quellen und Belege",
    "Statement": "Aussage",
    "Statements": "Aussagen",
    "Status": "Stand",
    "The sources agree on every figure printed here.": "Die Quellen stimmen in jeder hier gedruckten Angabe überein.",
    "The text is selected: copy it with the keyboard.": "Der Text ist markiert: kopieren Sie ihn mit der Tastatur.",
    "This edition is not compared with an earlier one.": "Diese Ausgabe wird mit keiner früheren verglichen.",
    "Value": "Wert",
    "What changed since the last edition": "Was sich seit der letzten Ausgabe geändert hat",
    "What each figure rests on": "Worauf jede Angabe beruht",
    "What it rests on": "Worauf es beruht",
    "What each figure rests on stands in the PDF and on the web page of this edition.": (
        "Worauf jede Angabe beruht, steht im PDF und auf der Webseite dieser Ausgabe."
    ),
    "What happened": "Was geschah",
    "What the sources do not say": "Was die Quellen nicht sagen",
    "When": "Wann",
    "Where sources disagree": "Wo Quellen sich widersprechen",
    "Worked out from facts": "Aus Tatsachen errechnet",
    "Condition": "Bedingung",
    "according to": "laut",
    "all sources": "alle Quellen",
    "agreed": "übereinstimmend",
    "aggregator": "Sammelseite",
    "among": "unter",
    "blog": "Blog",
    "claims": "Behauptungen",
    "contradicted": "widersprochen",
    "disputed": "umstritten",
    "facts": "Tatsachen",
    "gaps": "Lücken",
    "independent": "unabhängig",
    "independent sources": "unabhängige Quellen",
    "inferred": "erschlossen",
    "source": "Quelle",
    "sources": "Quellen",
    "statements": "Aussagen",
    "subjects": "Gegenstände",
    "measures": "Messgrößen",
    "not given": "keine Angabe",
    "press": "Presse",
    "repeats": "wiederholt",
    "set aside": "beiseite gelegt",
    "settled": "entschieden",
    "single source": "nur eine Quelle",
    "vendor": "Anbieter",
    "weaker": "schwächer",
}
_LANGUAGES: Mapping[str, Mapping[str, str]] = {"de": _GERMAN}


def fixed(text: str, lang: str) -> str:
    """`text` in the language."""
    return _LANGUAGES.get(lang.split("-", maxsplit=1)[0], {}).get(text, text)
