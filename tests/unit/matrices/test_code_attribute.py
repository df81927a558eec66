"""Codes by area, role, mode of interview, stance and site. All interviews are made up."""

import pytest

from qualcode.errors import UsageError
from qualcode.matrices import Count, code_attribute
from qualcode.model import Interview
from talk import BOOK, POLITI, SETTINGS, SKOLE, TILLID, Talk

INTERVIEWS = [Interview("a1", "a", mode="online"), Interview("b1", "b", mode="telefon"), Interview("c1", "c")]


def table_of(talk, attribute, **changes):
    return code_attribute(
        talk.coded,
        talk.segments,
        BOOK,
        attribute=attribute,
        **{"interviews": INTERVIEWS, **SETTINGS, **changes},
    )


@pytest.fixture
def talk():
    talk = Talk()
    talk.turn("a1", "p1", POLITI, TILLID)
    talk.turn("a1", "p2", POLITI, area="voksen", stance="wish")
    talk.turn("b1", "p3", POLITI)
    talk.turn("c1", "p4", TILLID, area="")
    talk.turn("c1", "i", SKOLE, role="interviewer", area="")
    return talk


def wide(table):
    return table.wide("segments", drop_empty=True).to_dict("index")


def test_by_area(talk):
    """Areas have the study's names and order; who has none stands last."""
    assert wide(table_of(talk, "area")) == {
        "Politiet": {"børneområdet": 2, "voksenområdet": 1, "ungeområdet": 0, "ikke noteret": 0},
        "Tillid": {"børneområdet": 1, "voksenområdet": 0, "ungeområdet": 0, "ikke noteret": 1},
    }


def test_an_area_of_which_nobody_was_interviewed_is_not_printed(talk):
    assert table_of(talk, "area").filled()[1] == ["boern", "voksen", ""]


def test_by_mode_of_interview(talk):
    """An interview whose mode nobody noted is told apart from the others."""
    assert wide(table_of(talk, "mode")) == {
        "Politiet": {"online": 2, "telefon": 1, "ikke noteret": 0},
        "Tillid": {"online": 1, "telefon": 0, "ikke noteret": 1},
    }


def test_by_stance(talk):
    """A segment with an experience and a wish counts as both."""
    talk.code("b1", 0, 5, POLITI, stance="wish")
    assert wide(table_of(talk, "stance")) == {
        "Politiet": {"erfaring": 2, "ønske": 2, "modeksempel": 0},
        "Tillid": {"erfaring": 2, "ønske": 0, "modeksempel": 0},
    }


def test_by_role_shows_codes_on_interviewers_words(talk):
    """No other table counts them: a code there is mostly a slip."""
    table = table_of(talk, "role")
    assert wide(table)["Skolen"] == {"informant": 0, "interviewer": 1}
    (segment,) = table.segments(SKOLE, "interviewer")
    assert (segment.role, segment.document) == ("interviewer", "c1")
    assert {s.role for s in table.segments(POLITI, "informant")} == {"informant"}


def test_by_site_for_the_team_only(talk):
    table = table_of(talk, "site")
    assert wide(table)["Politiet"] == {"a": 2, "b": 1, "c": 0}
    assert not table.may_print
    assert all(table_of(talk, kind).may_print for kind in ("area", "role", "mode", "stance"))


def test_words_say_at_how_many_sites(talk):
    table = table_of(talk, "area")
    assert table.cell(POLITI, "boern").total == Count(segments=2, speakers=2, sites=2)
    assert table.value(POLITI, "boern", "words") == "et par"
    assert table.value(POLITI, "ung", "words") == ""


@pytest.mark.parametrize("attribute", ["area", "mode", "site"])
def test_the_parts_add_up_to_what_was_coded(talk, attribute):
    table = table_of(talk, attribute)
    for code, n in ((POLITI, 3), (TILLID, 2)):
        assert sum(len(table.segments(code, value)) for value in table.column_names) == n
    assert sum(n.segments for n in table.totals.values()) == 4


def test_an_unknown_attribute_or_count_is_refused(talk):
    with pytest.raises(UsageError, match="QC-MX15"):
        table_of(talk, "age")
    with pytest.raises(UsageError, match="QC-MX11"):
        table_of(talk, "area").value(POLITI, "boern", "tokens")
