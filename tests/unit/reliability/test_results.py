"""What an agreement says beside its numbers: on what they rest, between whom, where they are lowest, and why there is none."""

from dataclasses import replace

import pytest

from qualcode.errors import ReliabilityError, UsageError
from qualcode.model import CodingSet, Span
from qualcode.reliability import (
    agreement,
    alpha_nominal,
    cohen_kappa,
    decisions,
    fleiss_kappa,
    light_kappa,
    percent_agreement,
)
from unit.reliability.made_up import BOOK, coded, segments, texts

ANNA = coded("anna", "d: a a . x . b", "e: a . x x", "f: . b . a", "g: a x . .", "h: a b x .")
BO = coded("bo", "d: a b . x . b", "e: a . . x", "f: . b a a", "g: a . . x", "h: a b x .")
CIA = coded("cia", "d: a b x x . .", "e: a . x x", "g: . x . y")
FIVE = texts(d=6, e=4, f=4, g=4, h=4)
PLAIN = {"alpha": alpha_nominal, "fleiss": fleiss_kappa, "percent": percent_agreement}


@pytest.fixture(scope="module")
def three():
    return agreement([ANNA, BO, CIA], FIVE, BOOK, n_resamples=200)


@pytest.mark.parametrize("name", ["alpha", "fleiss", "percent"])
def test_results_are_those_of_the_plain_functions(three, name):
    made = decisions([ANNA, BO, CIA], FIVE)
    for result in three.results:
        if result.kind == "code":
            assert result[name].value == pytest.approx(PLAIN[name](made.of_code(result.code))[0])
    pooled = [unit for code in ("p.a", "p.b", "f.x", "f.y") for unit in made.of_code(code)]
    assert three.of("")[name].value == pytest.approx(PLAIN[name](pooled)[0])


def test_with_two_coders_kappa_is_cohens_and_with_more_lights():
    two, made = agreement([ANNA, BO], FIVE, BOOK), decisions([ANNA, BO], FIVE)
    assert two.of("p.a").kappa == pytest.approx(cohen_kappa(made.of_code("p.a"))[0])
    made = decisions([ANNA, BO, CIA], FIVE)
    more = agreement([ANNA, BO, CIA], FIVE, BOOK)
    assert more.of("p.a").kappa == pytest.approx(light_kappa(made.of_code("p.a"))[0])


def test_a_coefficient_says_what_it_rests_on(three):
    """Fleiss' kappa takes the interviews that all three coded: d, e and g."""
    assert three.of("p.a")["alpha"].n_units == 22
    assert three.of("p.a")["fleiss"].n_units == 14
    assert three.of("p.a")["unitizing"].n_units == 22 * 9
    assert (three.of("p.a").n_coders, three.of("p.a").n_interviews) == (3, 5)


def test_a_coder_who_shares_no_interview_is_not_waited_for():
    """Fleiss' kappa asks for all coders who compare, not for one who coded something else."""
    alone = coded("dan", "h: a")
    result = agreement([coded("anna", "d: a ."), coded("bo", "d: a ."), alone], texts(d=2, h=1), BOOK)
    assert result.of("p.a").fleiss == 1
    assert result.of("p.a").n_coders == 2
    assert result.coders == ("anna", "bo", "dan")


def test_fleiss_needs_an_interview_that_all_coded():
    result = agreement(
        [coded("anna", "d: a .", "e: a ."), coded("bo", "d: a ."), coded("cia", "e: a .")],
        texts(d=2, e=2),
        BOOK,
    )
    assert result.of("p.a").alpha == 1
    assert result.of("p.a").fleiss is None
    assert "all coders" in result.of("p.a")["fleiss"].reason


def test_pairs_show_who_agrees_with_whom(three):
    pairs = {pair.coders: pair for pair in three.pairs}
    assert set(pairs) == {("anna", "bo"), ("anna", "cia"), ("bo", "cia")}
    two = agreement([ANNA, CIA], FIVE, BOOK)
    for name in ("alpha", "kappa", "percent"):
        # cia used p.a, p.b, f.x and f.y, as all three did, so that both comparisons are on the same codes
        assert getattr(pairs["anna", "cia"], name) == pytest.approx(getattr(two.of(""), name))
    assert pairs["anna", "cia"].n_interviews == 3
    assert pairs["anna", "cia"].n_used == two.of("").n_used


def test_interviews_are_listed_from_the_lowest(three):
    alphas = [one.alpha for one in three.interviews]
    assert alphas == sorted(alphas)
    assert {one.document for one in three.interviews} == set("defgh")
    by_name = {one.document: one for one in three.interviews}
    assert by_name["h"].coders == ("anna", "bo")
    assert by_name["h"].alpha == 1
    assert by_name["g"].n_units == 4 * 4


def test_an_interview_in_which_nobody_used_a_code_comes_last_without_an_alpha():
    result = agreement(
        [coded("anna", "d: a a", "e: ."), coded("bo", "d: a .")],
        texts(d=2, e=1),
        BOOK,
        finished={"anna": ["e"], "bo": ["e"]},
    )
    last = result.interviews[-1]
    assert (last.document, last.alpha, last.percent) == ("e", None, 1.0)
    assert "same" in last.reason


def test_a_finished_interview_without_a_coding_is_one_without_a_code():
    """The coder read it and found nothing: that differs from the other, and does not from a missing coder."""
    sets = [coded("anna", "d: a .", "e: a a"), coded("bo", "d: a .")]
    without = agreement(sets, texts(d=2, e=2), BOOK)
    with_it = agreement(sets, texts(d=2, e=2), BOOK, finished={"bo": {"d", "e"}})
    assert (without.n_segments, without.of("p.a").percent) == (2, 1)
    assert (with_it.n_segments, with_it.of("p.a").percent) == (4, 0.5)
    assert with_it.of("p.a").unitizing < without.of("p.a").unitizing


def test_two_coders_who_finished_and_found_nothing():
    sets = [CodingSet("anna", ()), CodingSet("bo", ())]
    result = agreement(sets, texts(d=2), BOOK, finished={"anna": ["d"], "bo": ["d"]})
    assert (result.of("").alpha, result.of("").percent) == (None, None)
    assert result.of("").reason == "no code was used"
    assert result.of("p").reason == "no code of the branch was used"
    assert result.disagreements == ()
    assert "none of the codebook's codes" in result.lines()[1]


@pytest.mark.parametrize(
    "finished", [{"cia": ["d"]}, {"bo": ["d", "q"]}, {"bo": "d"}], ids=["coder", "document", "no collection"]
)
def test_finished_must_name_what_is_there(finished):
    with pytest.raises(ReliabilityError, match="QC-RL05"):
        agreement([coded("anna", "d: a"), coded("bo", "d: a")], texts(d=1), BOOK, finished=finished)


def test_two_sets_of_one_coder_are_refused():
    with pytest.raises(ReliabilityError, match="QC-RL04"):
        agreement([coded("anna", "d: a"), coded("anna", "d: b")], texts(d=1), BOOK)


def test_a_code_that_the_codebook_lacks_does_not_count():
    odd = CodingSet("bo", tuple(replace(c, code="gone") for c in coded("bo", "d: a")))
    result = agreement([coded("anna", "d: a ."), odd], texts(d=2), BOOK)
    assert [r.code for r in result.results if r.kind == "code"] == ["p.a"]


def test_a_coding_of_no_words_is_in_no_segment():
    one = coded("bo", "d: a .").codings[0]
    empty = CodingSet("bo", (replace(one, span=Span(4, 4)), replace(one, id="2", span=Span(12, 15))))
    (turn_1, turn_2) = agreement([coded("anna", "d: a ."), empty], texts(d=2), BOOK).disagreements
    assert (turn_1.used_by, turn_2.used_by) == (("anna",), ("bo",))


def test_spans_are_compared_where_they_were_drawn_with_questions_cut_out():
    """Turn 2 is the interviewer's: a coding from turn 1 to turn 3 is one unit, and the question in it is nobody's."""

    def stretched(coder, start, end):
        one = coded(coder, "d: a").codings[0]
        return CodingSet(coder, (replace(one, span=Span(start, end)),))

    turns = segments("d", 4, roles=".I..")
    same = agreement([stretched("anna", 3, 29), stretched("bo", 3, 29)], turns, BOOK)
    assert same.of("p.a").unitizing == 1
    assert same.of("p.a")["unitizing"].n_units == 27
    longer = agreement([stretched("anna", 3, 29), stretched("bo", 3, 24)], turns, BOOK)
    assert longer.of("p.a").alpha is not None
    assert 0 < longer.of("p.a").unitizing < 1
    in_question = agreement([stretched("anna", 3, 19), stretched("bo", 3, 12)], turns, BOOK)
    assert in_question.of("p.a").unitizing == 1, "they differ in the interviewer's words only"


def test_branches_say_whether_the_same_words_were_seen_and_whether_the_same_code():
    result = agreement(
        [coded("anna", "d: a b . a ."), coded("bo", "d: b b . a x")], texts(d=5), BOOK, n_resamples=0
    )
    assert result.of("p")["binary"].value == 1
    assert 0 < result.of("p")["domain"].value < 1
    assert (result.of("p")["binary"].n_units, result.of("p")["domain"].n_units) == (45, 2 * 27)
    assert set(result.of("p.a").coefficients) == {"alpha", "kappa", "fleiss", "percent", "unitizing"}


def test_codes_of_a_branch_on_the_same_words_leave_no_domain_and_say_why():
    result = agreement([coded("anna", "d: ab ."), coded("bo", "d: a .")], texts(d=2), BOOK)
    domain = result.of("p")["domain"]
    assert domain.value is None
    assert "9 code points" in domain.reason
    assert result.of("p")["binary"].value == 1


def test_domains_are_told_apart_over_all_codes():
    result = agreement([coded("anna", "d: a x ."), coded("bo", "d: b x .")], texts(d=3), BOOK)
    assert result.of("")["domain"].value == 1, "both saw p and then f, whatever the code"


def test_frames_keep_their_first_columns_and_say_the_rest(three):
    frame = three.to_frame()
    assert list(frame.columns[:10]) == [
        "code", "kind", "alpha", "percent", "n_units", "n_used", "reason", "coders", "unit", "codebook_version",
    ]  # fmt: skip
    assert list(frame.kind.unique()) == ["all", "branch", "code"]
    long = three.coefficients_frame()
    assert set(long.coefficient) == {"alpha", "kappa", "fleiss", "percent", "unitizing", "binary", "domain"}
    assert len(three.of("p.a").to_frame()) == 5
    assert len(three.pairs_frame()) == 3
    assert list(three.interviews_frame().document)[-1] == "h"
    assert three.disagreements_frame().cost.sum() == pytest.approx(1, abs=1e-4)


def test_a_frame_has_no_number_where_there_is_no_value():
    result = agreement([coded("anna", "d: a a"), coded("bo", "d: a a")], texts(d=2), BOOK)
    row = result.to_frame().set_index("code").loc["p.a"]
    assert row[["alpha", "kappa", "fleiss", "unitizing"]].isna().all()
    assert row.percent == 1
    assert "same" in row.reason


def test_a_notebook_shows_ids_and_numbers_and_escapes_them():
    evil = replace(BOOK, codes=(*BOOK.codes, replace(BOOK["p"], id="<b>")), version="<i>")
    anna, bo = coded("<script>", "d: a ."), coded("bo", "d: a .")
    shown = agreement([anna, bo], texts(d=2), evil)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "<th>&lt;b&gt;</th>" in shown
    assert "&lt;i&gt;" in shown


def test_reprs_are_short_and_say_what_was_compared(three):
    assert repr(three).startswith("<Agreement of anna, bo, cia on 22 turns of 5 interviews")
    assert len(repr(three.of("p.a"))) < 200
    assert (three.method, three.seed, three.level) != ("", None, None)


def test_sentences_say_what_it_is_and_do_not_judge(three):
    english, danish = " ".join(three.lines()), " ".join(three.lines("da", BOOK))
    assert "anna, bo and cia" in english
    assert "anna, bo og cia" in danish
    assert f"{three.of('').alpha:.2f}" in english
    assert f"{three.of('').alpha:.2f}".replace(".", ",") in danish
    assert f"differ {1 - three.of('').alpha:.2f} times as often" in english
    assert "Closest to each other" in english
    for word in ("good", "poor", "substantial", "acceptable", "god", "ringe"):
        assert f" {word} " not in f" {english} {danish} "


def test_nearly_all_is_not_rounded_to_all():
    """Most codes are absent from most segments; "100 %" would say that nobody ever differed."""
    anna, bo = coded("anna", "d: a a" + " ." * 298), coded("bo", "d: a" + " ." * 299)
    english, danish = (agreement([anna, bo], texts(d=300), BOOK).lines(of) for of in ("en", "da"))
    assert any("99.7 % of the cases" in line for line in english)
    assert any("99,7 % af tilfældene" in line and "99 % af tilfældene" in line for line in danish)
    assert any("100 % of the disagreement, one place" in line for line in english)


def test_sentences_say_why_there_is_no_interval():
    few = agreement([coded("anna", "d: a b ."), coded("bo", "d: a . .")], texts(d=3), BOOK)
    assert any("takes 4 interviews, and there are 1" in line for line in few.lines())
    assert any("kræver 4 interview, og der er 1" in line for line in few.lines("da"))


@pytest.mark.parametrize("numbers", [{"n_resamples": -1}, {"level": 1.0}, {"level": 0}])
def test_an_interval_that_cannot_be_made_is_wrong_use(numbers):
    with pytest.raises(UsageError, match="QC-RL06"):
        agreement([ANNA, BO], FIVE, BOOK, **numbers)
