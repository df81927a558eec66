"""Settling where coders differ: nothing is decided unseen, nothing is lost, and each settled coding can be traced."""

import pytest

from qualcode.errors import CodingError, ReliabilityError, StaleStudyError, StepNeeded
from qualcode.model import Coder, Coding, Span, new_id
from qualcode.study import Study
from qualcode.study.adjudicating import Adjudication
from unit.assist.made_up import MOEDER, POLITI, SKOLE, TRAVL
from unit.study import small_study
from unit.study.double_coded import MARK, build, code, name_roles, words_of


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return build(tmp_path_factory.mktemp("adjudicating") / "study")


@pytest.fixture
def study(base, tmp_path):
    """Two interviews that nobody has coded; round 1 is open."""
    with Study.open(small_study.copy(base, tmp_path / "study"), actor="cai") as found:
        found.open_round(1)
        yield found


def places(study, **options):
    """Return each place's turns with the codes on which coders differ."""
    return {
        (one.place.document, one.place.first, one.place.last): one.place.differ
        for one in Adjudication(study, **options).places
    }


def at(adjudication, turn, document="doc-1"):
    """Return how the place stands that a turn is in."""
    (found,) = [
        one
        for one in adjudication.places
        if one.place.document == document and one.place.first <= turn <= one.place.last
    ]
    return found


def settled(study, turn=None, document="doc-1", coder="consensus"):
    """Return what counts on a turn, with stance and memo."""
    version = study.version(document)
    return sorted(
        (one.code, one.stance, one.memo)
        for one in study.codings(coder=coder, document=document)
        if turn is None or one.span.overlaps(version.turns[turn - 1].span)
    )


def counts_of(step):
    return {name: n for name, n in step.counts.items() if n}


# What is there to settle


def test_a_blind_round_is_not_settled_and_the_message_says_what_to_do(base, tmp_path):
    """Whoever settles sees what all have coded: that would end the blindness of those who still code."""
    with Study.open(small_study.copy(base, tmp_path / "study")) as study:
        code(study, "anna", 2, POLITI)
        code(study, "bo", 2, SKOLE)
        with pytest.raises(StepNeeded, match=r"QC-AD01.*qualcode round open 1"):
            Adjudication(study)
        study.open_round(1)
        assert places(study) == {("doc-1", 2, 2): (POLITI, SKOLE)}


def test_an_unknown_round_is_refused(study):
    with pytest.raises(CodingError, match=r"QC-AD02.*no round 3.*Rounds: 1"):
        Adjudication(study, round=3)


def test_who_asks_and_who_answers_has_to_be_known(study):
    """What an interviewer says is not settled, and what everybody else says is."""
    code(study, "anna", 2, POLITI)
    code(study, "bo", 2, SKOLE)
    name_roles(study, "doc-1", B="")
    with pytest.raises(StepNeeded, match="QC-SY09"):
        Adjudication(study)


def test_one_coder_alone_agrees_and_differs_with_nobody(study):
    code(study, "anna", 2, POLITI)
    with pytest.raises(ReliabilityError, match="QC-RL01"):
        Adjudication(study).counts  # noqa: B018  # reading is what is tried


def test_the_costliest_place_comes_first_and_agreement_last(study):
    code(study, "anna", 2, POLITI)
    code(study, "bo", 2, POLITI)
    code(study, "anna", 3, SKOLE, TRAVL, MOEDER)
    code(study, "bo", 5, TRAVL)
    found = Adjudication(study).places
    assert [one.place.first for one in found] == [3, 5, 2]
    assert found[0].cost > found[1].cost > found[2].cost == 0
    assert sum(one.cost for one in found) == pytest.approx(1)
    assert [one.differs for one in found] == [True, True, False]


def test_the_table_says_who_used_what_and_holds_no_words(study):
    code(study, "anna", 2, POLITI, TRAVL, memo=MARK)
    code(study, "bo", 2, POLITI, stance="wish")
    code(study, "bo", 3, SKOLE, memo=MARK)
    adjudication = Adjudication(study)
    frame = adjudication.to_frame()
    first = frame.iloc[0]
    assert (first["first"], first["codes anna"], first["codes bo"]) == (
        2,
        f"{TRAVL}; {POLITI}",
        f"{POLITI} (wish)",
    )
    assert first["how"] == "presence; stance"
    assert list(frame["codes anna"]) == [f"{TRAVL}; {POLITI}", "–"]
    for shown in (frame.to_csv(), repr(adjudication), repr(adjudication.places)):
        assert MARK not in shown


def test_where_only_an_interviewer_speaks_there_is_nothing_to_settle(study):
    code(study, "anna", 4, POLITI)
    code(study, "anna", 5, TRAVL)
    code(study, "bo", 5, TRAVL)
    assert places(study) == {("doc-1", 5, 5): ()}


def test_a_coder_counts_where_she_coded_or_read_to_the_end(study):
    """Her silence says nothing in an interview that she has not come to yet."""
    code(study, "anna", 2, POLITI)
    code(study, "bo", 2, POLITI)
    code(study, "anna", 2, POLITI, document="doc-2")
    assert places(study) == {("doc-1", 2, 2): ()}
    study.store.finish("doc-2", "bo", actor="bo")
    assert places(study) == {("doc-1", 2, 2): (), ("doc-2", 2, 2): (POLITI,)}
    adjudication = Adjudication(study)
    assert at(adjudication, 2, "doc-2").cost == pytest.approx(1)


def test_of_three_coders_one_may_be_elsewhere(study):
    for coder in ("anna", "bo", "dorte"):
        code(study, coder, 2, POLITI)
    for coder in ("anna", "bo"):
        code(study, coder, 3, SKOLE, document="doc-2")
    code(study, "dorte", 3, TRAVL)
    adjudication = Adjudication(study)
    assert adjudication.coders == ("anna", "bo", "dorte")
    assert at(adjudication, 2).place.coders == ("anna", "bo", "dorte")
    assert at(adjudication, 3, "doc-2").place.coders == ("anna", "bo")
    assert at(adjudication, 3).place.differences[0].not_by == ("anna", "bo")
    assert adjudication.settle_agreed(by="cai").counts["settled"] == 2


def test_a_model_is_no_coder(study):
    study.store.add_coder(Coder("model", "model"), actor="cai")
    code(study, "anna", 2, POLITI)
    code(study, "bo", 2, POLITI)
    code(study, "model", 2, TRAVL)
    assert places(study) == {("doc-1", 2, 2): ()}


# Settling


@pytest.fixture
def differing(study):
    """On turn 2 anna has the police as an experience and bo as a wish; on turn 3 both have the school, and anna more."""
    code(study, "anna", 2, POLITI, memo="tøver")
    code(study, "bo", 2, POLITI, stance="wish")
    code(study, "anna", 3, SKOLE, TRAVL)
    code(study, "bo", 3, SKOLE)
    code(study, "anna", 6, MOEDER)
    code(study, "bo", 6, MOEDER)
    return study


@pytest.mark.parametrize(
    ("choose", "outcome", "holds"),
    [
        (lambda place: place.side("anna").codings, "chosen", [(TRAVL, "experience"), (SKOLE, "experience")]),
        (lambda place: place.side("bo").codings, "chosen", [(SKOLE, "experience")]),
        (lambda place: place.side("anna").codings[:1], "merged", [(TRAVL, "experience")]),
        (lambda place: [place.coding(POLITI)], "new", [(POLITI, "experience")]),
        (lambda place: [place.coding(SKOLE, stance="wish")], "new", [(SKOLE, "wish")]),
        (lambda place: [], "none", []),
    ],
)
def test_what_is_chosen_holds_and_the_outcome_says_how_it_came_about(differing, choose, outcome, holds):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    step = adjudication.settle(place, choose(place), memo="talt igennem", by="cai")
    now = at(adjudication, 3)
    assert [(code, stance) for code, stance, _ in settled(differing, 3)] == holds
    assert (now.status, now.settlement.outcome, now.settlement.by) == ("settled", outcome, "cai")
    assert (now.settlement.memo, now.settlement.into, now.settlement.round) == (
        "talt igennem",
        "consensus",
        1,
    )
    assert step.counts == {"settled": 1, "unchanged": 0, "added": len(holds), "withdrawn": 0}
    assert not now.differs


def test_settling_leaves_the_coders_work_and_other_places_alone(differing):
    before = [one for one in differing.codings() if one.coder != "consensus"]
    adjudication = Adjudication(differing)
    adjudication.settle(at(adjudication, 2).place, [])
    adjudication.settle(at(adjudication, 3).place, at(adjudication, 3).place.side("bo").codings)
    assert [one for one in differing.codings() if one.coder != "consensus"] == before
    assert at(adjudication, 6).status == "open"


def test_settling_again_takes_the_place_of_what_was_settled(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    adjudication.settle(place, place.side("anna").codings)
    assert counts_of(adjudication.settle(place, place.side("anna").codings)) == {"unchanged": 1}
    step = adjudication.settle(place, [place.coding(POLITI)], memo="nej", by="anna")
    assert counts_of(step) == {"settled": 1, "added": 1, "withdrawn": 2}
    assert [code for code, _, _ in settled(differing, 3)] == [POLITI]
    assert len(differing.store.settlements()) == 1


def test_a_settlement_is_undone_as_one_action(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    adjudication.settle(place, place.side("anna").codings, by="anna")
    code(differing, "bo", 5, TRAVL)
    differing.store.undo(actor="anna", own=True)
    assert (at(adjudication, 3).status, settled(differing)) == ("open", [])
    differing.store.redo(actor="anna", own=True)
    assert at(adjudication, 3).status == "settled"
    assert [code for code, _, _ in settled(differing)] == [TRAVL, SKOLE]


def test_new_words_are_trimmed_and_must_lie_in_the_place(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    word = words_of(differing, "skrev")
    adjudication.settle(place, [place.coding(TRAVL, span=Span(word.start - 1, word.end + 1))])
    (made,) = differing.codings(coder="consensus")
    assert made.span == word
    beyond = Span(place.span.start, place.span.end + 3)
    for span in (beyond, Span(word.start - 1, word.start)):
        with pytest.raises(CodingError, match="QC-AD05"):
            adjudication.settle(place, [place.coding(TRAVL, span=span)])
    assert differing.codings(coder="consensus").codings == (made,)


def test_a_code_that_is_new_in_the_codebook_can_be_settled_on(differing):
    file = differing.layout.codebook
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('  - id: "fremmer"', '  - id: "nyt"\n    name: "Nyt"\n  - id: "fremmer"').replace(
            "  - id: fremmer", "  - id: nyt\n    name: Nyt\n  - id: fremmer"
        ),
        encoding="utf-8",
    )
    differing.reload()
    adjudication = Adjudication(differing)
    adjudication.settle(at(adjudication, 3).place, [at(adjudication, 3).place.coding("nyt")])
    assert [code for code, _, _ in settled(differing, 3)] == ["nyt"]


def test_what_coders_noted_goes_along(study):
    """One memo as it is; several with their coders; a new one in their place."""
    code(study, "anna", 2, POLITI, memo="tøver")
    code(study, "bo", 2, POLITI, memo="er sikker")
    code(study, "anna", 3, SKOLE, memo="igen")
    code(study, "bo", 3, SKOLE, words="Skolen skrev")
    code(study, "bo", 5, TRAVL, memo="gammelt")
    adjudication = Adjudication(study)
    adjudication.settle_agreed()
    for turn, words, memo in ((3, "Skolen", ""), (5, None, "nyt")):
        place = at(adjudication, turn).place
        span = words_of(study, words) if words else None
        adjudication.settle(place, [place.coding(place.differ[0], span=span, memo=memo)])
    assert settled(study, 2) == [(POLITI, "experience", "anna: tøver\nbo: er sikker")]
    assert settled(study, 3) == [(SKOLE, "experience", "igen")]
    assert settled(study, 5) == [(TRAVL, "experience", "nyt")]


def test_a_new_coding_takes_the_stance_on_which_the_coders_agree(study):
    code(study, "anna", 2, POLITI, TRAVL, stance="wish")
    code(study, "bo", 2, POLITI, stance="wish", words="Politiet")
    code(study, "bo", 2, TRAVL, stance="counterexample")
    place = at(Adjudication(study), 2).place
    assert place.coding(POLITI).stance == "wish"
    assert place.coding(TRAVL).stance == "experience"
    assert place.coding(SKOLE).stance == "experience"


def test_somebody_settles_and_it_is_a_person(differing):
    differing.store.add_coder(Coder("model", "model"), actor="cai")
    adjudication = Adjudication(differing)
    for nobody in ("consensus", "model"):
        with pytest.raises(CodingError, match="QC-AD06"):
            adjudication.settle_agreed(by=nobody)
    adjudication.settle_agreed()
    assert at(adjudication, 6).settlement.by == "cai"


# What all agree on


def test_what_all_agree_on_is_settled_as_one_action(differing):
    code(differing, "anna", 5, TRAVL)
    code(differing, "bo", 5, TRAVL)
    before = differing.store.revision
    adjudication = Adjudication(differing)
    assert adjudication.counts["agreed"] == 2
    assert counts_of(adjudication.settle_agreed(by="cai")) == {"settled": 2, "added": 2}
    assert differing.store.revision == before + 1
    assert [code for code, _, _ in settled(differing)] == [TRAVL, MOEDER]
    assert adjudication.counts == {
        "places": 4,
        "differ": 2,
        "agreed": 0,
        "settled": 2,
        "out_of_date": 0,
        "untraceable": 0,
    }
    assert counts_of(adjudication.settle_agreed(by="cai")) == {}
    assert differing.store.revision == before + 1


def test_agreement_never_overrules_what_people_have_settled(differing):
    """They settled on no code; that the coders now say the same does not bring it back unseen."""
    adjudication = Adjudication(differing)
    adjudication.settle(at(adjudication, 6).place, [], memo="hører ikke til")
    code(differing, "anna", 6, TRAVL)
    code(differing, "bo", 6, TRAVL)
    now = at(adjudication, 6)
    assert (now.status, now.place.agreed, now.takes_agreed) == ("out of date", True, False)
    assert counts_of(adjudication.settle_agreed()) == {}
    assert settled(differing, 6) == []


# From a file


def test_settled_codings_of_a_file_count_and_get_their_trace_when_they_are_settled(differing):
    """The file has turn 6 as both coders have it, turn 3 as nobody has, and turn 5, which nobody coded."""
    version = differing.version("doc-1")
    brought = [
        Coding(
            new_id(), "doc-1", version.short_sha, version.turns[turn - 1].span, one, "consensus", memo=memo
        )
        for turn, one, memo in ((6, MOEDER, "fra mødet"), (3, POLITI, ""), (5, TRAVL, ""))
    ]
    differing.add_codings(brought)
    adjudication = Adjudication(differing)
    assert len(adjudication.untraceable) == 3
    assert adjudication.trace(brought[0].id).settlement is None
    assert at(adjudication, 3).there[0].code == POLITI
    assert counts_of(adjudication.settle_agreed()) == {"settled": 1}
    assert adjudication.trace(brought[0].id).settlement.outcome == "agreed"
    assert settled(differing, 6) == [(MOEDER, "experience", "fra mødet")]
    place = at(adjudication, 3).place
    adjudication.settle(place, at(adjudication, 3).there, memo="som i filen")
    assert adjudication.trace(brought[1].id).settlement.outcome == "new"
    assert adjudication.untraceable == (brought[2].id,)
    assert settled(differing, 5) == [(TRAVL, "experience", "")]


def test_agreement_never_overrules_a_file(study):
    """The coders said the same, talked, and wrote something else into the file."""
    version = study.version("doc-1")
    code(study, "anna", 2, POLITI)
    code(study, "bo", 2, POLITI)
    brought = Coding(new_id(), "doc-1", version.short_sha, version.turns[1].span, SKOLE, "consensus")
    study.add_codings([brought])
    adjudication = Adjudication(study)
    assert adjudication.counts["agreed"] == 0
    assert counts_of(adjudication.settle_agreed()) == {}
    assert [code for code, _, _ in settled(study)] == [SKOLE]


# Where it comes from


def test_a_settled_coding_leads_back_to_whose_codings_stood_there(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 2).place
    adjudication.settle(place, place.side("bo").codings, memo="det er et ønske", by="cai")
    (made,) = differing.codings(coder="consensus")
    trace = adjudication.trace(made.id)
    assert [(one.coding.coder, one.says, one.holds) for one in trace.sources] == [
        ("bo", "the same", True),
        ("anna", "the code", True),
    ]
    assert (trace.settlement.outcome, trace.settlement.by, trace.settlement.memo) == (
        "chosen",
        "cai",
        "det er et ønske",
    )
    assert trace.settlement.settled_at
    assert list(trace.to_frame()["stance"]) == ["wish", "experience"]
    assert "ønske" not in repr(trace)
    assert "tøver" not in repr(trace)


def test_a_source_that_was_withdrawn_since_is_still_named(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    adjudication.settle(place, place.sources)
    differing.withdraw([one.id for one in place.side("anna").codings])
    made = next(one for one in differing.codings(coder="consensus") if one.code == TRAVL)
    sources = adjudication.trace(made.id).sources
    assert {(one.coding.coder, one.coding.code, one.says, one.holds) for one in sources} == {
        ("anna", TRAVL, "the same", False),
        ("anna", SKOLE, "another code", False),
        ("bo", SKOLE, "another code", True),
    }


def test_a_coders_own_coding_has_no_trace(differing):
    adjudication = Adjudication(differing)
    own = differing.codings(coder="anna").codings[0]
    for id_ in (own.id, "unknown"):
        with pytest.raises(CodingError, match="QC-AD07"):
            adjudication.trace(id_)


# What changes afterwards


def changes():
    def codes_more(study):
        code(study, "bo", 3, MOEDER)

    def codes_less(study):
        study.withdraw([one.id for one in study.codings(coder="anna") if one.code == TRAVL])

    def means_it_otherwise(study):
        (own,) = [one for one in study.codings(coder="bo") if one.code == SKOLE]
        study.store.edit_coding(own.id, stance="counterexample", actor="bo")

    def takes_a_settled_coding_back(study):
        study.withdraw([one.id for one in study.codings(coder="consensus")][:1])

    def codes_across(study):
        code(study, "bo", (2, 3), MOEDER)

    return [codes_more, codes_less, means_it_otherwise, takes_a_settled_coding_back, codes_across]


@pytest.mark.parametrize("change", changes(), ids=lambda change: change.__name__)
def test_a_settlement_is_out_of_date_when_what_it_rests_on_changed(differing, change):
    """Bo's stance is no longer what anna's version was chosen over, though all codings are the same ones."""
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    adjudication.settle(place, place.side("anna").codings, memo="talt igennem")
    change(differing)
    now = at(adjudication, 3)
    assert (now.status, now.settlement.memo) == ("out of date", "talt igennem")
    assert adjudication.counts["out_of_date"] == 1
    assert adjudication.counts["settled"] == 0
    adjudication.settle(now.place, now.place.sources)
    assert at(adjudication, 3).status == "settled"
    assert at(Adjudication(differing), 3).status == "settled"


def test_a_memo_changes_nothing_that_was_settled(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    adjudication.settle(place, place.side("anna").codings)
    differing.store.edit_coding(place.sources[0].id, memo="nu med memo", actor="anna")
    assert at(adjudication, 3).status == "settled"


def test_what_was_settled_moves_along_when_the_text_is_rewritten(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    adjudication.settle(place, place.side("anna").codings)
    old = differing.version("doc-1")
    small_study.review(differing, "replace")
    assert differing.version("doc-1").text != old.text
    now = at(Adjudication(differing), 3)
    assert now.status == "settled"
    assert now.place.span != place.span
    assert len(Adjudication(differing).trace(now.there[0].id).sources) == 3


def test_a_place_that_changed_since_it_was_looked_at_is_not_settled(differing):
    """What was read aloud in the meeting is no longer what stands there."""
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    code(differing, "bo", 3, TRAVL)
    with pytest.raises(StaleStudyError, match="QC-AD04"):
        adjudication.settle(place, place.side("anna").codings)
    code(differing, "bo", (3, 5), MOEDER)
    for gone in (place, place.id):
        with pytest.raises(StaleStudyError, match="QC-AD04"):
            adjudication.settle(gone, [])
    assert settled(differing) == []


def test_two_people_do_not_settle_one_place_past_each_other(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 3).place
    seen = differing.store.revision
    with Study.open(differing.layout.root, actor="dorte") as elsewhere:
        Adjudication(elsewhere).settle(place.id, [], by="dorte")
    with pytest.raises(StaleStudyError, match="QC-ST07"):
        adjudication.settle(place, place.side("anna").codings, seen=seen)
    assert at(adjudication, 3).settlement.by == "dorte"


# Rounds


def test_a_second_round_is_settled_once_it_is_open(differing):
    """Until then its codings are nobody else's business; the first round can be settled all the while."""
    first = Adjudication(differing)
    first.settle(at(first, 3).place, at(first, 3).place.side("anna").codings)
    differing.start_round("anden gennemgang")
    code(differing, "bo", 3, TRAVL, round=2)
    code(differing, "bo", 5, TRAVL, round=2)
    assert Adjudication(differing).round == 1
    assert at(Adjudication(differing), 3).status == "settled"
    assert ("doc-1", 5, 5) not in places(differing)
    with pytest.raises(StepNeeded, match="qualcode round open 2"):
        Adjudication(differing, round=2)
    differing.open_round(2)
    second = Adjudication(differing)
    assert (second.round, at(second, 3).status, at(second, 3).place.agreed) == (2, "out of date", True)
    assert at(second, 5).place.differ == (TRAVL,)
    second.settle(at(second, 5).place, at(second, 5).place.side("bo").codings)
    (made,) = [one for one in differing.codings(coder="consensus") if one.round == 2]
    assert made.code == TRAVL
    assert second.trace(made.id).settlement.round == 2


def test_a_later_round_does_not_open_an_earlier_one(base, tmp_path):
    with Study.open(small_study.copy(base, tmp_path / "study")) as study:
        study.start_round()
        study.open_round(2)
        with pytest.raises(StepNeeded, match="qualcode round open 1"):
            Adjudication(study, round=2)


# Under which name


def set_coding_set(study, name):
    file = study.layout.study_yaml
    file.write_text(file.read_text(encoding="utf-8") + f"coding_set: {name}\n", encoding="utf-8")
    study.reload()


def test_what_is_settled_stands_where_the_study_counts(differing):
    set_coding_set(differing, "faelles")
    adjudication = Adjudication(differing)
    adjudication.settle_agreed()
    assert [code for code, _, _ in settled(differing, coder="faelles")] == [MOEDER]
    assert differing.coding_set().name == "faelles"
    assert adjudication.coders == ("anna", "bo")


def test_nothing_is_settled_over_a_coders_own_work(differing):
    """Where study.yaml counts anna's codings, settling would withdraw what she coded."""
    code(differing, "dorte", 2, POLITI)
    set_coding_set(differing, "anna")
    with pytest.raises(CodingError, match="QC-AD03"):
        Adjudication(differing)


def test_nothing_of_the_interviews_is_in_an_error(differing):
    adjudication = Adjudication(differing)
    place = at(adjudication, 2).place
    outside = place.coding(POLITI, span=Span(0, 3), memo=MARK)
    with pytest.raises(CodingError) as refused:
        adjudication.settle(place, [outside])
    assert MARK not in str(refused.value)
    assert MARK not in repr(refused.value)
