from briefing.proof.anchors import anchor


def test_anchors_of_distinct_refs_differ_and_those_of_facts_can_be_read() -> None:
    assert anchor("x/exam/fast") == "e-x.exam.fast"
    assert anchor("ratio(a/b,c/d)") != anchor("ratio(c/d,a/b)")
    assert anchor("ratio(a/b,c/d)").startswith("e-ratio.")
