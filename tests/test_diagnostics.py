"""How findings are worded."""

from briefing.diagnostics import counted


def test_what_is_counted_has_the_word_for_its_number() -> None:
    assert [counted(number, "page") for number in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
    assert counted(1, "fact or derivation", "facts and derivations") == "1 fact or derivation"
    assert counted(0, "fact or derivation", "facts and derivations") == "0 facts and derivations"
