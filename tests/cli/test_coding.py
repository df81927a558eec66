"""Several coders on the command line: rounds, and settling what they agree on; no words of the interviews are shown."""

import csv
import json

import pytest

from qualcode.study import Study


@pytest.fixture
def opened(finished, qualcode):
    """The example study after one run, coded by anna and bo, with a consensus from a file; round 1 is open."""
    assert qualcode("round", "open", 1)[0] == 0
    return finished


@pytest.fixture
def unsettled(opened):
    """The same without its consensus."""
    with Study.open(opened) as study:
        study.withdraw([one.id for one in study.codings(coder="consensus")])
    return opened


def counts(qualcode, *options):
    status, out, _ = qualcode("adjudicate", "--json", *options)
    assert status == 0
    return json.loads(out)["counts"]


def undone(qualcode):
    assert qualcode("undo")[0] == 0


# Rounds


def test_the_first_round_is_there_and_blind(finished, qualcode):
    status, out, _ = qualcode("round", "list", "--json")
    assert status == 0
    (first,) = json.loads(out)
    assert (first["round"], first["state"], first["opened_by"]) == (1, "blind", "")


def test_a_round_is_opened_once_and_the_next_one_is_blind_again(finished, qualcode):
    status, out, _ = qualcode("round", "open", 1)
    assert (status, "Runde 1 er åben" in out) == (0, True)
    status, out, _ = qualcode("round", "open", 1)
    assert (status, "var åben i forvejen" in out) == (0, True)
    status, out, _ = qualcode("round", "start", "--title", "anden gennemgang")
    assert (status, "Runde 2 er begyndt" in out) == (0, True)
    rounds = json.loads(qualcode("round", "list", "--json")[1])
    assert [(one["round"], one["state"], one["title"]) for one in rounds] == [
        (1, "open", ""),
        (2, "blind", "anden gennemgang"),
    ]
    assert rounds[0]["opened_at"]
    assert rounds[0]["opened_by"]


def test_opening_a_round_says_who_has_begun_an_interview_and_not_read_it_to_the_end(finished, qualcode):
    """What they have not come to counts as read without a finding, and looks like disagreement."""
    with Study.open(finished) as study:
        for document in ("interview-01", "interview-02"):
            study.store.finish(document, "anna", actor="anna")
        study.store.finish("interview-01", "bo", actor="bo")
    out = qualcode("round", "open", 1)[1]
    assert "Ikke læst til ende: bo (1)." in out
    assert "Ikke læst" not in qualcode("round", "open", 1)[1]


def test_opening_a_round_can_be_undone(finished, qualcode):
    qualcode("round", "open", 1)
    undone(qualcode)
    assert json.loads(qualcode("round", "list", "--json")[1])[0]["state"] == "blind"


def test_the_list_of_rounds_says_who_has_finished_what(finished, qualcode):
    with Study.open(finished) as study:
        study.store.finish("interview-01", "anna", actor="anna")
    status, out, _ = qualcode("round", "list")
    assert status == 0
    assert "anna 1/2" in out


def test_rounds_for_machines(finished, qualcode):
    assert json.loads(qualcode("round", "open", 1, "--json")[1]) == {"round": 1, "changed": True}
    assert json.loads(qualcode("round", "open", 1, "--json")[1]) == {"round": 1, "changed": False}
    assert json.loads(qualcode("round", "start", "--json")[1]) == {"round": 2, "title": ""}


@pytest.mark.parametrize("words", [("round", "open", 7), ("adjudicate", "--round", 7)])
def test_a_round_that_is_not_there_is_refused(opened, qualcode, words):
    status, _, err = qualcode(*words)
    assert status == 1
    assert "round 7" in err


@pytest.mark.parametrize("words", [("round", "open"), ("round", "open", "x"), ("adjudicate", "--round", 0)])
def test_wrong_use(opened, qualcode, words):
    assert qualcode(*words)[0] == 2


# Where coders differ


def test_a_blind_round_is_not_settled(finished, qualcode):
    status, out, err = qualcode("adjudicate")
    assert (status, out) == (1, "")
    assert "QC-AD01" in err
    assert "qualcode round open 1" in err


def test_the_open_places_are_listed_without_words(opened, qualcode):
    """Document, turns, cost and who used which codes; the costliest first."""
    status, out, _ = qualcode("adjudicate")
    assert status == 0
    head, _, *rows = out.split("\n\n")[0].splitlines()
    assert head.split() == ["document", "turns", "cost", "how", "codes", "anna", "codes", "bo"]
    costs = [float(row.split()[2]) for row in rows]
    assert costs == sorted(costs, reverse=True)
    assert len(rows) == counts(qualcode)["differ"] == 11
    with Study.open(opened) as study:
        said = [turn.span.of(version.text) for version in study.versions().values() for turn in version.turns]
    assert not [words for words in said if len(words) > 10 and words in out]


def test_what_is_printed_says_how_far_it_is_and_what_is_next(opened, qualcode):
    _, out, _ = qualcode("adjudicate")
    assert "22 kodede steder: 0 er afgjort, på 11 er koderne uenige, på 11 er alle enige." in out
    assert "45 kodninger hos consensus kom fra en fil" in out
    assert "qualcode adjudicate --agreed" in out
    assert 'study.adjudicate(coder="navn")' in out


def test_what_all_agree_on_is_settled(unsettled, qualcode):
    status, out, _ = qualcode("adjudicate", "--agreed", "--by", "anna")
    assert status == 0
    assert "11 steder, hvor alle er enige, er afgjort" in out
    assert counts(qualcode) == {
        "places": 22,
        "differ": 11,
        "agreed": 0,
        "settled": 11,
        "out_of_date": 0,
        "untraceable": 0,
    }
    with Study.open(unsettled) as study:
        assert {one.by for one in study.store.settlements()} == {"anna"}
        assert study.store.log(1)[0].actor == "anna"
        assert len(study.coding_set())
    assert "Der er ingen nye steder" in qualcode("adjudicate", "--agreed")[1]
    undone(qualcode)
    assert counts(qualcode)["settled"] == 0


def test_what_a_file_brought_gets_its_trace_and_stays(opened, qualcode):
    with Study.open(opened) as study:
        before = study.codings(coder="consensus")
    assert counts(qualcode)["untraceable"] == len(before)
    qualcode("adjudicate", "--agreed")
    assert 0 < counts(qualcode)["untraceable"] < len(before)
    with Study.open(opened) as study:
        assert study.codings(coder="consensus") == before


def test_the_user_settles_where_nobody_is_named_and_no_model_does(opened, qualcode):
    qualcode("adjudicate", "--agreed")
    with Study.open(opened) as study:
        assert {one.by for one in study.store.settlements()} == {study.actor}
    status, _, err = qualcode("adjudicate", "--agreed", "--by", "consensus")
    assert status == 1
    assert "QC-AD06" in err


def test_a_file_has_all_places_and_no_words(opened, qualcode, tmp_path):
    qualcode("adjudicate", "--agreed")
    file = tmp_path / "places.csv"
    status, out, _ = qualcode("adjudicate", "-o", file)
    assert status == 0
    assert out.splitlines()[0] == str(file)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 22
    assert {row["status"] for row in rows} == {"open", "settled"}
    assert not {"text", "memo", "site"} & rows[0].keys()


def test_another_ending_is_wrong_use_and_settles_nothing(opened, qualcode, tmp_path):
    status, _, err = qualcode("adjudicate", "--agreed", "-o", tmp_path / "places.docx")
    assert status == 2
    assert "QC-US01" in err
    assert counts(qualcode)["settled"] == 0


def test_places_for_machines(opened, qualcode):
    made = json.loads(qualcode("adjudicate", "--agreed", "--json", "--by", "anna")[1])
    assert (made["round"], made["coders"], made["into"]) == (1, ["anna", "bo"], "consensus")
    assert made["done"]["settled"] == made["counts"]["settled"] == 11
    assert len(made["places"]) == made["counts"]["places"]
    assert made["places"][0]["cost"] > 0
    assert "done" not in json.loads(qualcode("adjudicate", "--json")[1])


def test_one_coder_alone_has_nothing_to_settle(opened, qualcode):
    with Study.open(opened) as study:
        study.withdraw([one.id for one in study.codings(coder="bo")])
    status, _, err = qualcode("adjudicate")
    assert status == 1
    assert "QC-RL01" in err
