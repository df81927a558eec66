"""The overview: where the study stands, for a coder who works blind and for whoever looks on."""

import pytest

from qualcode.model import Coding, Settlement, Span, new_id
from qualcode.study import Study
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL


@pytest.fixture
def overview(screen):
    """Open the overview."""
    return lambda coder="": screen(coder, "overview")


def row(screen, document="alfa"):
    (found,) = [one for one in screen.page["rows"] if one["document"] == document]
    return found


def by(screen, document="alfa"):
    """Return how far everybody is: codings, coded turns and a tick for whoever has finished."""
    return {
        one["coder"]: (one["codings"], one["coded"], "✓" if one["finished"] else "")
        for one in row(screen, document)["by"]
    }


def test_it_says_what_is_imported(overview):
    page = overview("anna").page
    assert (page["title"], page["coder"], page["coders"], page["codebook"]) == (
        "Samarbejde om vold",
        "anna",
        ["anna"],
        "1.0",
    )
    told = ("document", "reviewed", "turns", "informants", "words", "left", "first", "suggestions")
    assert [tuple(one[key] for key in told) for one in page["rows"]] == [
        ("alfa", True, 5, 3, 35, 3, 32, 0),
        ("beta", True, 3, 2, 13, 2, 18, 0),
    ]
    assert page["totals"] == {
        "documents": 2, "reviewed": 2, "words": 48, "turns": 8, "informants": 5, "left": 5,
    }  # fmt: skip
    assert page["rounds"] == [{"number": 1, "title": "", "open": False, "opened_at": "", "opened_by": ""}]


def test_it_tells_date_and_mode_of_an_interview_and_never_its_site(folder, overview):
    path = folder / "data/interviews.csv"
    path.write_text(
        "document,site,date,mode,notes\nalfa,nordby,2026-03-02,online,støj\nbeta,sydby,,,\n", encoding="utf-8"
    )
    page = overview("anna")
    assert (row(page)["date"], row(page)["mode"]) == ("2026-03-02", "online")
    assert not {"nordby", "sydby", "støj"} & set(str(page.page).replace("'", " ").split())


def test_a_turn_is_coded_where_a_coding_reaches_into_it(screen, overview):
    """Half a turn is coded as much as a whole one, a passage over three turns codes two answers, a question none."""
    anna = screen("anna")
    anna.code("politiet", POLITI, TRAVL)
    anna.code("time.\nAltid?\nNej", SKOLE)
    page = overview("anna")
    assert by(page) == {"anna": (3, 2, "")}
    assert (row(page)["left"], row(page)["first"]) == (1, anna.turn(5)["start"])
    assert page.page["counts"] == {POLITI: 1, TRAVL: 1, SKOLE: 1}
    only_question = screen("bo")
    only_question.code("Altid?", MOEDER)
    assert by(overview("bo"))["bo"] == (1, 0, "")


@pytest.mark.parametrize("ends", [("start", "start"), ("end", "end")])
def test_a_passage_that_only_touches_a_turn_does_not_reach_into_it(screen, overview, opened, ends):
    """Other programs count the line break with the passage before it, or with the one behind it."""
    anna, study = screen("anna"), opened()
    place = Span(anna.turn(4)[ends[0]], anna.turn(5)[ends[1]])
    version = study.version("alfa").short_sha
    study.store.code([Coding(new_id(), "alfa", version, place, SKOLE, "anna")], actor="anna")
    assert by(overview("anna")) == {"anna": (1, 1, "")}


def test_a_blind_coder_sees_of_the_others_only_whether_they_have_finished(screen, overview):
    screen("anna").code("politiet", POLITI)
    bo = screen("bo")
    bo.code("skolen", SKOLE, TRAVL)
    bo.send("finish", done=True)
    page = overview("anna")
    assert by(page) == {"anna": (1, 1, ""), "bo": (None, None, "✓")}
    assert by(page, "beta") == {"anna": (0, 0, ""), "bo": (None, None, "")}
    assert page.page["coders"] == ["anna", "bo"]
    assert page.page["counts"] == {POLITI: 1}
    assert SKOLE not in str(page.page["rows"])


def test_when_the_round_is_open_everybody_sees_how_far_everybody_is(screen, overview, opened):
    screen("anna").code("politiet", POLITI)
    screen("bo").code("skolen", SKOLE, TRAVL)
    opened().open_round(1)
    page = overview("anna")
    assert by(page) == {"anna": (1, 1, ""), "bo": (2, 1, "")}
    assert row(page)["left"] == 1


def test_in_a_second_round_the_first_is_still_seen(screen, overview, opened):
    bo = screen("bo")
    bo.code("skolen", SKOLE)
    opened().open_round(1)
    opened().start_round("anden gennemgang")
    bo.poll()
    bo.code("Mødet", MOEDER)
    assert by(overview("anna"))["bo"] == (1, 1, "")
    assert [(one["number"], one["title"], one["open"]) for one in overview("anna").page["rounds"]] == [
        (1, "", True),
        (2, "anden gennemgang", False),
    ]


def test_an_onlooker_sees_everybody_and_the_consensus(screen, overview, opened):
    screen("anna").code("politiet", POLITI)
    study = opened()
    study.import_codings(small_study.write_codings(study.layout.root, desks.SAID, "consensus"))
    assert by(overview()) == {"anna": (1, 1, ""), "consensus": (4, 3, "")}
    assert overview().page["coders"] == ["anna"]
    assert "consensus" not in by(overview("anna"))


def test_who_has_finished_has_nothing_left(screen, overview):
    """Where she has no coding she found nothing to code; for another coder it is all still there."""
    anna = screen("anna")
    anna.code("politiet", POLITI)
    anna.send("finish", done=True)
    assert (row(overview("anna"))["left"], row(overview("anna"))["first"]) == (0, None)
    assert row(overview("bo"))["left"] == 3
    assert row(overview())["left"] == 0


def test_answers_to_suggestions_are_counted_as_ones_own(overview, opened):
    from qualcode.model import Decision, Suggestion, suggestion_id

    study = opened()
    study.update_codebook()
    place = ("beta", study.version("beta").short_sha, Span(17, 51), POLITI, "ridge 1")
    about = Suggestion(suggestion_id(*place), *place[:2], 2, Span(17, 51), POLITI, 0.8, 1, True, "ridge 1")
    study.store.decide([Decision(new_id(), about, "reject", "bo")], actor="bo")
    assert row(overview("bo"), "beta")["suggestions"] == 1
    assert row(overview("anna"), "beta")["suggestions"] == 0
    assert row(overview(), "beta")["suggestions"] == 1


# -- keeping up, and the rounds ------------------------------------------------------------------------------------


def test_a_patch_of_the_overview_holds_the_parts_that_changed(screen, overview):
    page, anna = overview("anna"), screen("anna")
    assert page.poll() == []
    anna.code("politiet", POLITI)
    (patch,) = page.send("poll", rev=page.page["rev"])
    assert patch.keys() == {"kind", "page", "rev", "rows", "totals", "counts", "step"}
    assert by(page) == {"anna": (1, 1, "")}
    assert page.poll() == []


def test_anybody_opens_a_round_and_the_log_says_who(overview, opened):
    anna, onlooker = overview("anna"), overview()
    anna.send("open_round", number=1)
    assert anna.page["rounds"][0]["open"] is True
    assert anna.page["rounds"][0]["opened_by"] == "anna"
    onlooker.poll()
    onlooker.send("start_round", title=" anden gennemgang ")
    assert [one["title"] for one in onlooker.page["rounds"]] == ["", "anden gennemgang"]
    assert [(one.actor, one.kind) for one in opened().store.log(2)] == [
        ("tove", "start round"),
        ("anna", "open round"),
    ]


def test_opening_what_is_open_changes_nothing_and_what_is_not_there_is_refused(overview):
    anna = overview("anna")
    anna.send("open_round", number=1)
    rev = anna.page["rev"]
    anna.send("open_round", number=1)
    assert (anna.levels, anna.page["rev"]) == ([], rev)
    anna.send("open_round", number=7)
    assert anna.levels == ["error"]


def test_the_overview_leads_to_a_transcript_and_back(overview):
    anna = overview("anna")
    anna.send("goto", page="coding", document="alfa", at=row(anna)["first"])
    assert (anna.page["page"], anna.page["at"]) == ("coding", 32)
    anna.code("politiet", POLITI)
    anna.send("goto", page="overview")
    assert by(anna) == {"anna": (1, 1, "")}


# -- what to do next -----------------------------------------------------------------------------------------------


def test_the_next_step_is_said_from_the_first_turn_to_the_report(screen, overview, opened):
    """Two coders, the whole way."""
    anna, bo = overview("anna"), overview("bo")

    def step(of=anna):
        of.send("goto", page="overview")
        return of.page["step"]

    assert step(overview()).startswith("Ingen har kodet endnu")
    assert step() == "Begynd med alfa."
    at_alfa = screen("anna")
    at_alfa.code("politiet", POLITI)
    assert step() == "Kod videre i alfa. Der er 2 svar tilbage."
    at_alfa.code("skolen", SKOLE)
    assert step() == "Kod videre i alfa. Der er ét svar tilbage."
    at_alfa.code("Mødet", MOEDER)
    assert step() == "Begynd med beta."
    at_beta = screen("anna", document="beta")
    at_beta.send("finish", done=True)
    assert step() == "Alle svar i alfa er kodet. Sæt hak ved »Læst til ende«."
    at_alfa.send("finish", done=True)
    assert step() == "Der er ikke mere at kode i denne runde. Kør: qualcode run"

    his = screen("bo")
    his.code("skolen", TRAVL)
    assert step() == "Vent på bo, og åbn runde 1, når alle er færdige."
    his.send("finish", done=True)
    assert step() == "Alle er færdige. Åbn runde 1, og se, hvor I er uenige."
    assert step(bo) == "Begynd med beta."
    anna.send("open_round", number=1)
    assert step() == "Runde 1 er åben. Se, hvor I er uenige, og afgør det."

    study = opened()
    place = Settlement(new_id(), "alfa", study.version("alfa").short_sha, Span(0, 30), "none", by="tove")
    study.store.settle([(place, [])], actor="tove")
    assert step() == "Der er ikke mere at kode i denne runde. Kør: qualcode run"
    assert step(overview()) == "Der er ikke mere at kode i denne runde. Kør: qualcode run"


def test_what_has_to_be_done_before_coding_comes_first(tmp_path):
    desks.build(tmp_path / "study", reviewed=False)
    with Study.open(tmp_path / "study") as study:
        anna = desks.Screen(study, "anna", "overview")
        assert [(one["document"], one["reviewed"]) for one in anna.page["rows"]] == [
            ("alfa", True),
            ("beta", True),
            ("gamma", False),
        ]
        assert anna.page["step"] == study.next_step()[:1].upper() + study.next_step()[1:]


def test_an_english_study_is_told_in_english(tmp_path):
    desks.build(tmp_path / "study", language="en")
    with Study.open(tmp_path / "study") as study:
        assert desks.Screen(study, "anna", "overview").page["step"] == "Begin with alfa."
