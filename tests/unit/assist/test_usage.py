"""How suggestions were used. All coders and interviews are made up."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from qualcode.assist.usage import Share, usage
from qualcode.assist.usage.counting import HURRIED_SECONDS, PAUSE, RECENT
from qualcode.assist.usage.words import share_in_words
from qualcode.model import Coding, Decision, Span, Suggestion

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


class Desk:
    """Coders who answer suggestions, one after the other."""

    def __init__(self):
        self.decisions, self.codings = [], []
        self.now = MONDAY

    def answer(
        self,
        answer="accept",
        coder="anna",
        *,
        after=20.0,
        document="a",
        score=0.7,
        rank=1,
        again=None,
        model="ridge 1",
    ):
        self.now += timedelta(seconds=after)
        number = len(self.decisions)
        suggested = again or Suggestion(
            f"s{number}", document, "v1", number, Span(number, number + 1), "politi", score, rank, True, model
        )
        led_to = f"c{number}" if answer.startswith("accept") else ""
        self.decisions.append(
            Decision(f"d{number}", suggested, answer, coder, "politi" if led_to else "", "1.0",
                     decided_at=self.now.isoformat(), coding=led_to)
        )  # fmt: skip
        if led_to:
            self.code(coder, document, led_to)
        return suggested

    def code(self, coder="anna", document="a", name=None, *, stamped=True):
        name = name or f"own{len(self.codings)}"
        stamp = self.now.isoformat() if stamped else ""
        self.codings.append(
            Coding(name, document, "v1", Span(0, 5), "politi", coder, created_at=stamp)
        )  # fmt: skip

    def usage(self):
        return usage(self.decisions, self.codings)


@pytest.fixture
def desk():
    return Desk()


# --- answers --------------------------------------------------------------------------------------------------


def test_answers_are_counted_by_coder(desk):
    for answer in ("accept", "accept", "accept_as", "reject", "later"):
        desk.answer(answer)
    desk.answer("reject", "bo")
    anna, bo = desk.usage().by_coder
    assert (anna.coder, anna.accepted, anna.accepted_as, anna.rejected, anna.later) == ("anna", 2, 1, 1, 1)
    assert anna.decided == 4, "put off is not decided"
    assert (anna.acceptance.hits, anna.acceptance.of) == (2, 4)
    assert (bo.coder, bo.decided, bo.acceptance.value) == ("bo", 1, 0.0)
    assert desk.usage().acceptance == Share(2, 5)


def test_only_the_latest_answer_to_a_suggestion_counts(desk):
    put_off = desk.answer("later")
    desk.answer("reject", again=put_off)
    desk.answer("accept", "bo", again=put_off)
    anna, bo = desk.usage().by_coder
    assert (anna.later, anna.rejected, bo.accepted) == (0, 1, 1)


def test_decisions_may_come_in_any_order(desk):
    first = desk.answer("later")
    desk.answer("accept", again=first)
    desk.decisions.reverse()
    assert desk.usage().by_coder[0].accepted == 1


def test_weeks_are_iso_weeks(desk):
    desk.answer()
    desk.answer("reject", after=7 * 24 * 3600)
    assert [(a.week, a.decided) for a in desk.usage().by_week] == [("2026-W47", 1), ("2026-W48", 1)]
    frame = desk.usage().to_frame()
    assert list(frame["week"]) == ["2026-W47", "2026-W48"]
    assert list(frame["acceptance"]) == [1.0, 0.0]


def test_time_is_the_median_gap_of_one_coder_without_pauses(desk):
    for after in (0, 4, 6, PAUSE + 1, 8):
        desk.answer(after=after)
        desk.answer("reject", "bo", after=0)
    assert desk.usage().by_coder[0].seconds == 6


def test_a_stamp_with_or_without_a_zone_is_the_same_time(desk):
    desk.answer()
    desk.answer(after=10)
    desk.decisions[0] = Decision(
        "x", desk.decisions[0].suggestion, "accept", "anna", decided_at="2026-11-16T09:00:20"
    )
    desk.decisions[1] = Decision(
        "y", desk.decisions[1].suggestion, "accept", "anna", decided_at="2026-11-16T09:00:30Z"
    )
    assert desk.usage().by_coder[0].seconds == 10


def test_answers_without_a_time_are_counted_too(desk):
    desk.decisions = [
        Decision(
            "x",
            Suggestion("s", "a", "v1", 1, Span(0, 1), "politi", 0.5, 1, True, "ridge 1"),
            "accept",
            "anna",
        )
    ]
    (answers,) = desk.usage().by_week
    assert (answers.week, answers.decided, answers.seconds) == ("", 1, None)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0, 1)],
)
def test_intervals_are_wilsons(hits, of, low, high):
    """Checked against published tables of the score interval."""
    share = Share(hits, of)
    assert (share.low, share.high) == pytest.approx((low, high), abs=1e-3)


# --- calibration ----------------------------------------------------------------------------------------------


def test_answers_are_counted_by_rank_and_by_band_of_scores(desk):
    for score, rank, answer in (
        (0.2, 2, "reject"),
        (0.25, 1, "accept"),
        (1.0, 1, "accept"),
        (0.0, 10, "later"),
    ):
        desk.answer(answer, score=score, rank=rank)
    seen = desk.usage()
    assert [(band.name, band.accepted) for band in seen.by_rank] == [("1", Share(2, 2)), ("2", Share(0, 1))]
    assert [(band.name, band.accepted) for band in seen.by_band] == [
        ("0.2-0.4", Share(1, 2)),
        ("0.8-1.0", Share(1, 1)),
    ]
    assert seen.by_band[0].promised == pytest.approx(0.225)


def test_ranks_are_in_their_order_as_numbers(desk):
    for rank in (10, 2, 1):
        desk.answer(rank=rank)
    assert [band.name for band in desk.usage().by_rank] == ["1", "2", "10"]


@pytest.mark.parametrize(("accepted", "verdict"), [(4, "over"), (14, ""), (20, "under")])
def test_scores_that_promise_another_share_than_is_accepted_are_named(desk, accepted, verdict):
    for number in range(20):
        desk.answer("accept" if number < accepted else "reject", score=0.7)
    (band,) = desk.usage().by_band
    assert band.verdict == verdict
    assert any("0.6-0.8" in line for line in desk.usage().lines("da")) == bool(verdict)


def test_a_few_answers_say_nothing_on_calibration(desk):
    for _ in range(19):
        desk.answer("reject", score=0.7)
    assert desk.usage().by_band[0].verdict == ""


# --- haste ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "rejected", "after", "asked"),
    [
        (RECENT, 2, 1.0, True),
        (RECENT, 3, 1.0, False),
        (RECENT, 0, HURRIED_SECONDS, False),
        (RECENT - 1, 0, 1.0, False),
    ],
)
def test_who_accepts_nearly_everything_very_fast_is_asked(desk, answers, rejected, after, asked):
    for number in range(answers):
        desk.answer("reject" if number < rejected else "accept", after=after)
    assert bool(desk.usage().hurried) == asked


def test_only_the_latest_answers_tell_of_haste(desk):
    for _ in range(RECENT):
        desk.answer(after=1)
    for _ in range(RECENT // 2):
        desk.answer("reject", after=30)
    assert desk.usage().hurried == ()


@pytest.mark.parametrize("language", ["da", "en"])
def test_haste_is_a_question_and_no_accusation(desk, language):
    for _ in range(RECENT):
        desk.answer(after=1)
    line = desk.usage().lines(language)[-1]
    assert "anna" in line
    assert "?" in line
    assert not any(
        word in line.lower() for word in ("fejl", "sjusk", "snyd", "careless", "rubber", "mistake")
    )


# --- what came of it ------------------------------------------------------------------------------------------


def test_codings_from_suggestions_are_told_from_those_made_without(desk):
    desk.answer("accept")
    desk.answer("accept_as")
    desk.answer("reject")
    desk.code()
    desk.code("bo")
    assert desk.usage().from_suggestions == Share(2, 4)


def test_a_coding_that_was_withdrawn_since_does_not_count(desk):
    desk.answer("accept")
    desk.codings.clear()
    assert desk.usage().from_suggestions == Share(0, 0)


def test_a_blind_pass_is_one_that_began_before_the_first_answer(desk):
    desk.code(document="a")
    desk.answer(document="a")
    desk.now += timedelta(seconds=5)
    desk.code(document="a")
    desk.answer(document="b")
    desk.now += timedelta(seconds=5)
    desk.code(document="b")
    desk.answer(document="b")
    desk.code("bo", document="c", stamped=False)
    desk.answer("reject", "bo", document="c")
    desk.answer("reject", "bo", document="a")
    assert desk.usage().blind == Share(1, 4)


def test_a_coding_from_a_suggestion_is_no_blind_pass_even_if_stamped_a_moment_before(desk):
    desk.code(name="c0")
    desk.answer("accept", after=0.1)
    assert desk.usage().blind == Share(0, 1)


def test_models_and_codebook_versions_are_named(desk):
    desk.answer(model="ridge 2")
    desk.answer(model="ridge 1")
    assert desk.usage().models == ("ridge 1", "ridge 2")
    assert desk.usage().codebook_versions == ("1.0",)
    assert "Modeller: ridge 1, ridge 2. Versioner af kodebogen: 1.0." in desk.usage().lines("da")


def test_the_lines_say_what_was_answered(desk):
    for answer in ("accept", "accept", "reject", "later"):
        desk.answer(answer, after=12)
    lines = desk.usage().lines("da")
    assert lines[0] == (
        "anna: afgjort 3; godtaget 2 (67 %, 95 %-interval 21 til 94), som en anden kode 0, afvist 1; udskudt 1."
    )
    assert lines[1] == "anna: 12 sekunder mellem to svar (median)."


def test_without_decisions_there_is_nothing_to_say(desk):
    desk.code()
    assert desk.usage().lines("en") == ["No suggestion has been answered."]
    assert desk.usage().appendix("da") == ["Kodningen er lavet uden forslag fra en model."]
    assert desk.usage().to_frame().empty


# --- the report's appendix ------------------------------------------------------------------------------------


def test_the_appendix_says_that_a_person_decided_and_how_much_was_taken(desk):
    desk.code()
    for number in range(8):
        desk.answer("accept" if number < 6 else "reject")
    assert desk.usage().appendix("da") == [
        "Forslag til koder kom fra en model på forskernes egen maskine, og en person tog stilling til hvert af dem, før "
        "det blev til en kodning.",
        "Omkring tre fjerdedele af de forslag, der blev taget stilling til, blev godtaget, som de var; langt de fleste af "
        "kodningerne kom fra et forslag.",
        "I hvert interview begyndte kodningen uden forslag.",
    ]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_appendix_has_neither_numbers_nor_names(desk, language):
    desk.code()
    for coder in ("anna", "bo"):
        for document in ("a", "b"):
            desk.answer("accept", coder, document=document)
    text = " ".join(desk.usage().appendix(language))
    assert not re.search(r"\d|anna|\bbo\b", text)
    assert ("nogle af interviewene" in text) or ("some of the interviews" in text)


def test_an_appendix_on_suggestions_that_were_only_put_off_gives_no_share(desk):
    desk.answer("later")
    assert len(desk.usage().appendix("en")) == 2


@pytest.mark.parametrize("per_cent", range(0, 101))
def test_every_share_has_its_words(per_cent):
    assert share_in_words(per_cent / 100, "da")
    assert (share_in_words(per_cent / 100, "en") == "all") == (per_cent == 100)
