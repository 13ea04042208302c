"""What each rule prints is shown by `tests/errors/`; here stands what each lets pass, and what it looks at."""

from pathlib import Path

import pytest

from briefing.dataset.check import RULES, check
from briefing.dataset.reconcile import reconcile
from briefing.diagnostics import Diagnostic
from tests.projects import TINY, TOPIC, loaded


def found(root: Path, files: dict[str, str]) -> tuple[Diagnostic, ...]:
    dataset, findings = loaded(root, files)
    assert findings == ()
    return check(dataset, reconcile(dataset))


def claim(text: str) -> dict[str, str]:
    return {"claims/extra.yaml": f"source: post\nclaims:\n  - {{lines: 3, {text}}}\n"}


def changed(name: str, right: str, wrong: str) -> dict[str, str]:
    text = (TINY / "data" / TOPIC / name).read_text("utf-8")
    assert right in text
    return {name: text.replace(right, wrong, 1)}


def test_a_valid_dataset_passes_every_rule(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == ()


def test_a_rule_says_in_english_what_it_demands() -> None:
    assert all(rule.__doc__ and rule.__doc__.split("\n")[0].endswith((".", ").")) for rule in RULES)
    assert len(set(RULES)) == len(RULES)


@pytest.mark.parametrize(
    ("files", "code", "line"),
    [
        (changed("topic.yaml", "focus: heron", "focus: herron"), "unknown-subject", 3),
        (changed("topic.yaml", "vendor: wader-works", "vendor: wader"), "unknown-subject", 5),
        (changed("subjects.yaml", "maker: wader-works", "maker: wader"), "unknown-subject", 2),
        (changed("sources.yaml", "kind: press", "kind: press\n    derived_from: [maker, mker]"), "unknown-source", 17),
        (changed("measures.yaml", "unit: usd", "unit: eur"), "unknown-unit", 11),
        (changed("measures.yaml", "unit: usd", "unit: usd, defined_by: nobody"), "unknown-subject", 11),
        (changed("events.yaml", "subjects: heron", "subjects: [heron, hron]"), "unknown-subject", 4),
        (changed("statements.yaml", "about: heron", "about: hron"), "unknown-subject", 3),
        (changed("statements.yaml", "source: post", "source: pots"), "unknown-source", 7),
        (changed("statements.yaml", "lines: 5", "lines: 5-9"), "lines-outside-source", 7),
        (changed("claims/post.yaml", "lines: 1,", "lines: 9,"), "lines-outside-source", 7),
        (changed("charts.yaml", "measure: boil-time", "measure: boiltime"), "unknown-measure", 5),
        (changed("charts.yaml", "by: post", "by: pots"), "unknown-qualifier-value", 5),
        (changed("charts.yaml", "by: post", "at: sea"), "unknown-qualifier", 5),
        (changed("tables.yaml", "by: post", "by: pots"), "unknown-qualifier-value", 10),
        (changed("tables.yaml", "heron/price]", "egret/price]"), "unknown-fact", 5),
        (changed("tables.yaml", "egret, plover", "egret, lover"), "unknown-subject", 11),
        (claim("subject: heron, measure: finish, value: steel, unit: usd"), "meaningless-key", 3),
        (claim("subject: heron, measure: price, value: 4, audiences: [buyer, seller]"), "unknown-audience", 3),
        (claim("subject: heron, measure: price, value: 4, attribution: maker"), "unknown-subject", 3),
    ],
)
def test_a_wrong_name_is_found_wherever_it_stands(tmp_path: Path, files: dict[str, str], code: str, line: int) -> None:
    (finding,) = found(tmp_path, files)
    assert (finding.code, finding.place and finding.place.line) == (code, line)


@pytest.mark.parametrize(
    "text",
    [
        "subject: heron-on-sale, measure: date, value: 2025-03",
        "subject: egret, measure: price, value: 4, rank: deprecated, reason: R",
        "subject: egret, measure: price, value: 4, reading: inferred, because: B",
        "subject: egret, measure: boil-time, value: 3, unit: days",
        "subject: egret, measure: price, value: 4, audiences: buyer, attribution: wader-works",
        "subject: egret, measure: date, value: 2025, hedge: about",
    ],
)
def test_what_is_right_is_let_pass(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, claim(text)) == ()


def test_a_fact_whose_claims_are_all_deprecated_is_no_fact(tmp_path: Path) -> None:
    text = "subject: egret, measure: price, value: 4, rank: deprecated, reason: R"
    files = claim(text) | changed("tables.yaml", "heron/price]", "egret/price]")
    assert [finding.code for finding in found(tmp_path, files)] == ["unknown-fact"]


@pytest.mark.parametrize(("value", "passes"), [("0", True), ("49.0", True), ("49.01", False), ("-1", False)])
def test_a_scale_includes_its_ends(tmp_path: Path, value: str, passes: bool) -> None:
    measures = changed("measures.yaml", "unit: usd", "unit: usd, scale: [0, 49]")
    posts = changed("claims/post.yaml", "value: 50, hedge: nearly", "value: 49")
    findings = found(tmp_path, {**claim(f"subject: egret, measure: price, value: {value}"), **measures, **posts})
    assert [finding.code for finding in findings] == ([] if passes else ["outside-scale"])


def test_a_value_in_another_unit_is_not_held_against_the_scale(tmp_path: Path) -> None:
    measures = changed("measures.yaml", "unit: usd", "unit: usd, scale: [0, 60]")
    assert found(tmp_path, {**claim("subject: egret, measure: price, value: 900, unit: points"), **measures}) == ()


def test_sources_may_form_a_chain_but_no_circle(tmp_path: Path) -> None:
    text = (TINY / "data" / TOPIC / "sources.yaml").read_text("utf-8")
    chain = text.replace("kind: press", "kind: press\n    derived_from: maker")
    assert found(tmp_path / "chain", {"sources.yaml": chain}) == ()
    itself = text.replace("kind: press", "kind: press\n    derived_from: post")
    assert [finding.code for finding in found(tmp_path / "self", {"sources.yaml": itself})] == ["derived-from-cycle"]


def test_a_name_that_is_not_declared_is_one_finding_that_names_its_uses(tmp_path: Path) -> None:
    one = claim("subject: hron, measure: price, value: 4, attribution: hron")
    (finding,) = found(tmp_path, one)
    assert (finding.message, finding.help) == ("claim speaks of `hron`, which is not declared", "did you mean `heron`?")
    assert finding.place
    assert finding.place.column == 25
    assert finding.notes[-1] == f"also at {finding.place.file}:{finding.place.line}:70"


def test_of_many_uses_some_are_named_and_all_are_counted(tmp_path: Path) -> None:
    prices = "".join(f"  - {{lines: {n}, subject: hron, measure: price, value: {n}}}\n" for n in range(10, 30))
    findings = found(tmp_path, {"claims/extra.yaml": f"source: post\nclaims:\n{prices}"})
    (finding,) = (it for it in findings if it.code == "unknown-subject")
    assert finding.notes[-1].startswith("also at data/kettles/claims/extra.yaml:4:26, ")
    assert finding.notes[-1].endswith("/extra.yaml:11:26 and at 11 more")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (None, "value: 10, written: nine months"),
        (None, "value: 9, written: neun Monate"),
        ("de", "value: 9, written: zehn Monate"),
        (None, "value: 9, written: [sold well, long ago]"),
    ],
)
def test_written_words_must_give_the_value_in_the_language_of_the_source(
    tmp_path: Path, lang: str | None, said: str
) -> None:
    spoken = changed("sources.yaml", "kind: press", f"kind: press\n    lang: {lang}") if lang else {}
    (finding,) = found(tmp_path, {**spoken, **claim(f"subject: egret, measure: price, {said}")})
    assert (finding.code, finding.place and finding.place.line) == ("written-without-value", 3)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (None, "value: 9, written: nine months"),
        ("de", "value: 9, written: neun Monate"),
        ("de", "value: 9.5, written: '9,5 Euro'"),
        (None, "value: 9, written: [long ago, nine months]"),
        (None, "value: 9, written: long ago, reading: inferred, because: B"),
    ],
)
def test_written_words_that_give_the_value_pass(tmp_path: Path, lang: str | None, said: str) -> None:
    spoken = changed("sources.yaml", "kind: press", f"kind: press\n    lang: {lang}") if lang else {}
    assert found(tmp_path, {**spoken, **claim(f"subject: egret, measure: price, {said}")}) == ()
