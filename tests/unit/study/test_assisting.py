"""Assisted coding in a study: people stay in charge, nobody is led by another's work, and nothing is lost."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from qualcode.assist.encoders import loading
from qualcode.errors import CodingError, StaleStudyError, StepNeeded, StudyLayoutError
from qualcode.registry import Registry
from qualcode.study import Study
from unit.assist import made_up
from unit.study import small_study

ROOT = Path(__file__).parents[3]
SAME = "politiet ringede til os om den sag med bilen ved rådhuset"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Six talks, coded by anna and bo, with a consensus."""
    folder = tmp_path_factory.mktemp("small") / "study"
    small_study.build(folder, small_study.talks())
    return folder


@pytest.fixture
def study(base, tmp_path):
    """A copy of it, to change."""
    with Study.open(small_study.copy(base, tmp_path / "study"), actor="anna") as found:
        yield found


@pytest.fixture
def make(tmp_path):
    """Make another study of talks, and open it."""
    opened = []

    def build(said=None, **options):
        folder = tmp_path / f"made-{len(opened)}"
        small_study.build(folder, said or small_study.talks(), **options)
        opened.append(Study.open(folder, actor="anna"))
        return opened[-1]

    yield build
    for one in opened:
        one.close()


def table(suggestions):
    return suggestions.to_frame().to_dict("records")


def scores(suggestions, code):
    """Return the score of a code by document and segment."""
    return {(one.document, one.segment): one.score for one in suggestions if one.code == code}


def change(study, path, old, new):
    """Edit a file of the study as a person would, and take note of it."""
    file = study.layout.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    study.reload()


# Suggestions


def test_a_coder_is_not_led_by_another_coders_work(make):
    """Without a consensus: bo's codings and answers do not change what anna gets, nor which turns are open to her."""
    study = make(coders=("anna",))
    open_turns = study.suggest(coder="anna")
    everything = table(study.suggest(coder="anna", everything=True))
    without_coder = table(study.suggest(everything=True))
    study.import_codings(small_study.write_codings(study.layout.root, small_study.talks(), "bo"))
    study.decide(list(open_turns)[:10], "reject", coder="bo")
    assert table(study.suggest(coder="anna")) == table(open_turns)
    assert table(study.suggest(coder="anna", everything=True)) == everything
    assert table(study.suggest(everything=True)) != without_coder


def test_a_coder_learns_from_her_own_codings_and_from_the_consensus_once_its_round_is_open(make):
    """Who codes blind must be led by nobody: neither by a colleague nor by a consensus of the same round."""
    study = make(coders=())

    def suggested():
        return table(study.suggest(coder="anna", everything=True, explain=False))

    def coded_by(coder):
        study.import_codings(small_study.write_codings(study.layout.root, small_study.talks(), coder))

    untaught = suggested()
    coded_by("anna")
    study.withdraw([one.id for one in study.codings()][:40])
    taught = suggested()
    assert taught != untaught
    coded_by("consensus")
    assert suggested() == taught
    study.open_round(1)
    assert suggested() != taught


def test_what_goes_on_from_the_turn_before_stands_apart(make):
    """That the police go on is offered in the turn after, three turns on no longer; it is no suggestion."""
    said = {
        name: [
            ("I", f"Hvad siger {small_study.NAME} til det?", ()),
            ("B", "Politiet ringede til os.", [made_up.POLITI]),
            ("I", f"Ja? Det er {name}.", ()),
            ("C", "Skolen skrev til os, lærerne så det først.", []),
            ("I", "Hvem tager telefonen?", ()),
            ("B", "Det er skolelederen, der tager telefonen.", []),
        ]
        for name in ("doc-1", "doc-2")
    }
    rows = table(make(said, coders=("anna",)).suggest(top=3))
    assert {(row["document"], row["segment"]) for row in rows} == {
        (name, number) for name in said for number in (4, 6)
    }
    assert len(rows) == 2 * 2 * 3
    for row in rows:
        assert row["continues"] == (made_up.POLITI if row["segment"] == 4 else "")
        assert row["code"] != made_up.POLITI or row["suggested"] == "no"
    assert {row["code"] for row in rows if row["rank"] == 1} == {made_up.SKOLE}


def test_the_list_of_suggestions_is_the_models_own_whatever_continues(study):
    made = study.suggest(everything=True, explain=False)
    alone = study.assist.model().suggest(study.assist.segment_texts())
    assert any(made.continues)
    assert [item.suggestions for item in made.items] == [item.suggestions for item in alone]
    beyond = [
        offer.code
        for item, offers in zip(made.items, made.continues, strict=True)
        for offer in offers
        if offer.code not in {one.code for one in item.suggestions}
    ]
    assert beyond, "a code that continues does not get into the list for that"


def test_a_reloaded_codebook_or_setting_makes_another_model(study):
    """In a notebook the study stays open while somebody works on codebook.yaml."""
    before = study.suggest(explain=False).model
    change(study, "codebook.yaml", "Samarbejdet med politiet", "Alt om politiet")
    after = study.suggest(explain=False).model
    change(study, "study.yaml", "language: da", "language: da\nassist:\n  seed: 7")
    assert len({before, after, study.suggest(explain=False).model}) == 3


def test_suggestions_stay_away_while_they_are_off(study):
    change(study, "study.yaml", "language: da", "language: da\nassist:\n  suggestions: off")
    for ask in (study.suggest, study.assist.ask_local_model, study.assist.second_look):
        with pytest.raises(StepNeeded) as caught:
            ask()
        assert caught.value.code == "QC-AS01"
    study.withdraw([one.id for one in study.codings(document="doc-1")])
    assert len(study.assist.next_to_code()) > 0
    assert not [pick for pick in study.assist.next_to_code() if pick.code], (
        "nor by the way of what comes next"
    )


def test_the_words_that_spoke_stand_in_the_text(study):
    one = next(found for found in study.suggest(everything=True, explain=False) if found.suggested)
    why = study.assist.explain(one)
    text = study.version(one.document).text
    assert why.code.id == one.code
    assert why.words
    assert all(word.span.of(text).casefold() == word.word.casefold() for word in why.words)
    assert all(one.span.start <= word.span.start < word.span.end <= one.span.end for word in why.words)


# Decisions


def test_accepting_makes_a_coding_of_the_whole_segment_by_the_coder(make):
    study = make(coders=())
    best = [one for one in study.suggest() if one.rank == 1][:3]
    assert study.decide(best, "accept", coder="anna").counts == {
        "decided": 3,
        "unchanged": 0,
        "added": 3,
        "withdrawn": 0,
    }
    spans = {(one.document, one.number): one.span for one in study.segments()}
    assert {(one.coder, one.code, one.document, one.span) for one in study.codings()} == {
        ("anna", one.code, one.document, spans[one.document, one.segment]) for one in best
    }
    kept = study.store.decisions()
    assert {(one.suggestion.id, one.answer, one.coder) for one in kept} == {
        (one.id, "accept", "anna") for one in best
    }
    assert not any(one.suggestion.evidence for one in kept)


def test_another_code_is_coded_and_the_suggested_one_counts_as_rejected(make):
    study = make(coders=("anna",))
    one = next(found for found in study.suggest() if found.rank == 1)
    study.decide([one], "accept_as", coder="anna", code=made_up.SYSTEM)
    assert study.codings(code=one.code).codings == tuple(
        coding for coding in study.codings(code=one.code) if coding.span != one.span
    )
    (made,) = (
        coding for coding in study.codings() if (coding.document, coding.span) == (one.document, one.span)
    )
    assert (made.code, made.coder) == (made_up.SYSTEM, "anna")
    model = study.assist.model()
    (row,) = (
        at
        for at, place in enumerate(model.learned_from_)
        if (place.document, place.span) == (one.document, one.span)
    )
    assert model.training_.targets[row, model.codes_.index(one.code)] < 0


@pytest.fixture(scope="module")
def alike_base(tmp_path_factory):
    folder, said = tmp_path_factory.mktemp("alike") / "study", small_study.talks()
    for name in ("doc-1", "doc-5"):
        said[name].append(("B", SAME, []))
    small_study.build(folder, said, coders=("anna",))
    return folder


@pytest.fixture
def alike(alike_base, tmp_path):
    """Talks that anna has coded, of which two at different sites end with the same uncoded turn."""
    with Study.open(small_study.copy(alike_base, tmp_path / "alike"), actor="anna") as found:
        yield found


def last(study, name):
    return name, max(segment.number for segment in study.segments() if segment.document == name)


def test_a_rejection_lowers_the_code_in_similar_passages(alike):
    """Elsewhere, too: at a site of which the model learns nothing from the rejected turn's own."""
    made = alike.suggest(explain=False)
    here, there = last(alike, "doc-1"), last(alike, "doc-5")
    before = scores(made, made_up.POLITI)
    rejected = [one for one in made if (one.document, one.segment, one.code) == (*here, made_up.POLITI)]
    alike.decide(rejected, "reject", coder="anna")
    after = scores(alike.suggest(explain=False), made_up.POLITI)
    assert before[there] > 0.3
    assert after.get(there, 0) < before[there]
    assert not [coding for coding in alike.codings() if coding.span == rejected[0].span]


def test_later_is_kept_and_changes_nothing(alike):
    before, codings = alike.suggest(), list(alike.codings())
    alike.decide(list(before)[:5], "later", coder="anna")
    assert len(alike.store.decisions()) == 5
    assert list(alike.codings()) == codings
    after = table(alike.suggest())
    assert [row | {"answer": ""} for row in after] == table(before)
    assert [row["answer"] for row in after[:6]] == ["later"] * 5 + [""]


def test_what_one_person_put_off_is_not_put_into_anothers_mouth(alike):
    """A table for anybody, imported again by anna, must not take back what she accepted, nor answer for her."""
    one, other = [found for found in alike.suggest(explain=False) if found.rank == 1][:2]
    alike.decide([one, other], "later", coder="bo")
    alike.decide([one], "accept", coder="anna")
    for coder, wanted in (("", ["", ""]), ("anna", ["", ""]), ("bo", ["later", "later"])):
        rows = table(alike.suggest(top=8, coder=coder, explain=False, everything=True))
        given = {(row["document"], row["segment"], row["code"]): row["answer"] for row in rows}
        assert [given[about.document, about.segment, about.code] for about in (one, other)] == wanted, coder
    left = {(found.document, found.segment) for found in alike.suggest(explain=False)}
    assert (one.document, one.segment) not in left, "it is decided"


def test_undo_takes_decisions_back_with_their_codings(study):
    made = [one for one in study.suggest() if one.rank == 1][:4]
    before = list(study.codings())
    study.decide(made, "accept", coder="carla")
    assert len(study.codings()) == len(before) + 4
    study.undo()
    assert study.store.decisions() == []
    assert list(study.codings()) == before


def test_decisions_stay_with_their_words_when_the_text_is_pseudonymised_anew(alike):
    made = alike.suggest(explain=False)
    accepted = [one for one in made if one.rank == 1 and one.document == "doc-2"][:2]
    rejected = [one for one in made if one.rank == 1 and one.document == "doc-1"][:1]
    alike.decide(accepted, "accept", coder="anna")
    alike.decide(rejected, "reject", coder="anna")
    before, codings = said_of(alike), len(alike.codings())
    small_study.review(alike, "replace")
    assert "Fatima" not in alike.version("doc-1").text
    assert said_of(alike) == before
    assert len(alike.codings()) == codings
    old, new = rejected[0].version, alike.version("doc-1").short_sha
    assert old != new
    assert {one.suggestion.version for one in alike.store.decisions() if one.answer == "reject"} == {new}
    model = alike.assist.model()
    assert (model.training_.targets < 0).sum() == 1, "a rejection teaches in the new text, too"
    with pytest.raises(CodingError, match="is on version"):
        alike.decide(accepted, "later", coder="anna")
    with pytest.raises(CodingError) as caught:
        alike.assist.explain(accepted[0])
    assert caught.value.code == "QC-AS04"


def said_of(study):
    return [
        (
            one.answer,
            one.coder,
            one.suggestion.code,
            one.suggestion.span.of(study.version(one.suggestion.document).text),
        )
        for one in study.store.decisions()
    ]


def test_a_code_that_is_new_in_the_codebook_can_be_decided_on(study):
    """The codebook grows while people judge suggestions; the decision says by which version it was made."""
    change(
        study,
        "codebook.yaml",
        "version: '1.0'" if "version: '1.0'" in _book(study) else 'version: "1.0"',
        "version: '1.1'",
    )
    one = next(iter(study.suggest(explain=False)))
    change(study, "codebook.yaml", "id: travlhed", "id: pres\n        name: Pres\n      - id: travlhed")
    study.decide([one], "accept_as", coder="anna", code="barriere.pres")
    assert [coding.code for coding in study.codings(code="barriere.pres")] == ["barriere.pres"]
    assert study.store.decisions()[0].codebook_version == "1.1"


def _book(study):
    return (study.layout.root / "codebook.yaml").read_text(encoding="utf-8")


def test_what_somebody_changed_meanwhile_is_not_overwritten(study):
    (one,) = [found for found in study.suggest(explain=False) if found.rank == 1][:1]
    with Study.open(study.layout.root, actor="bo") as other:
        other.decide([one], "accept", coder="anna")
    with pytest.raises(StaleStudyError):
        study.decide([one], "reject", coder="anna")
    study.reload()
    assert study.decide([one], "reject", coder="anna").counts["withdrawn"] == 1


# Evaluation


def test_the_quality_is_measured_at_sites_that_the_model_never_saw(study):
    made = study.evaluate(curve=False)
    assert made.folds == {
        "by": "site",
        "n": 3,
        "segments": list(made.folds["segments"]),
        "documents": [2, 2, 2],
    }
    assert made.curve == ()
    assert made.settings["coding_set"] == "consensus"
    assert made.settings["second_coder"] in {"anna", "bo"}
    assert (made.settings["codebook_version"], made.settings["segmentation"]) == ("1.0", "turns")
    assert made.settings["encoder"] == "none"
    assert made.overall["recall_at.3"].value > made.baselines["prior"].scores["recall_at.3"].value
    shown = f"{made.lines('da', study.codebook)} {made!r} {made._repr_html_()} {made.codes_frame()}"
    assert not [site for site in small_study.SITES if site in shown]


def test_the_second_coder_can_be_chosen(study):
    """anna agrees with the consensus in all, bo does not."""
    by_anna, by_bo = (study.evaluate(second_coder=name, curve=False) for name in ("anna", "bo"))
    assert (by_anna.settings["second_coder"], by_bo.settings["second_coder"]) == ("anna", "bo")
    assert by_anna.human.scores["micro_f1"].value == 1
    assert by_bo.human.scores["micro_f1"].value < 1


@pytest.mark.parametrize(
    ("name", "said"), [("ana", "nobody of the name 'ana'"), ("consensus", "are the ones that")]
)
def test_a_second_coder_who_is_none_is_refused_and_not_left_out_silently(study, name, said):
    with pytest.raises(CodingError, match=said) as caught:
        study.evaluate(second_coder=name)
    assert caught.value.code == "QC-AS05"
    assert "anna, bo" in str(caught.value)


def test_one_site_is_measured_by_leaving_documents_out(make):
    made = make(small_study.talks(documents=3), sites=1).evaluate()
    assert (made.folds["by"], made.folds["n"]) == ("document", 3)
    assert [point.n_documents for point in made.curve] == [1, 2]


def test_codings_in_one_document_are_too_few_to_measure(make):
    said = small_study.talks(documents=2)
    said["doc-2"] = [(label, text, ()) for label, text, _ in said["doc-2"]]
    study = make(said, coders=("anna",))
    with pytest.raises(StepNeeded) as caught:
        study.evaluate()
    assert caught.value.code == "QC-AS02"


def test_nobody_beside_the_only_coder_is_said_so(make):
    made = make(coders=("anna",)).evaluate(curve=False)
    assert made.settings["second_coder"] == ""
    assert made.human.scores is None
    assert made.to_json()["baselines"]["human"] == {"reason": "nobody else coded the same interviews"}


# Encoders


class Counting:
    """A tiny encoder that counts letters."""

    name = "counting@1"

    def encode(self, texts):
        return np.array([[text.count(letter) for letter in "aeiou"] for text in texts], dtype=float)


@pytest.fixture
def with_encoder(study, monkeypatch):
    fresh = Registry("encoders", "sentence encoder")
    fresh.register("counting")(Counting)
    monkeypatch.setattr(loading, "encoders", fresh)

    def use(name):
        change(study, "study.yaml", "language: da", f"language: da\nassist:\n  encoder: {name}")
        return study

    return use


def test_an_encoder_makes_another_model_and_is_named_with_the_result(study, with_encoder):
    before = study.suggest(everything=True, explain=False)
    after = with_encoder("counting").suggest(everything=True)
    assert after.model != before.model
    assert [one.score for one in after] != [one.score for one in before]
    made = study.evaluate(curve=False)
    assert made.settings["encoder"] == made.to_json()["settings"]["encoder"] == "counting@1"


def test_an_encoder_that_is_not_there_is_a_clear_error(with_encoder):
    with pytest.raises(StudyLayoutError, match="Did you mean 'counting'") as caught:
        with_encoder("countin").suggest()
    assert caught.value.code == "QC-EN01"


# The reference study, for its size


@pytest.fixture(scope="module")
def half_coded(tmp_path_factory):
    """A copy: six interviews, 1,124 informants' turns, 76 codes, and the codings of three interviews."""
    folder = tmp_path_factory.mktemp("reference")
    for part in ("study.yaml", "codebook.yaml"):
        shutil.copy(ROOT / part, folder / part)
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("study.db*"))
    codings = folder / "data/codings/consensus.csv"
    lines = codings.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines[1:] if line.startswith(("interview-a", "interview-b", "interview-c"))]
    codings.write_text("".join([lines[0], *kept]), encoding="utf-8")
    with Study.open(folder) as found:
        found.import_documents(folder / "data/transcripts")
        found.pseudonymise()
        found.segment()
        found.import_codings(codings)
        yield found, len(lines) - 1 - len(kept)


def test_every_informants_turn_of_a_large_study_gets_five_places(half_coded):
    study, _ = half_coded
    rows = study.suggest(everything=True, explain=False).to_frame()
    spoken = {(one.document, one.number): one.span for one in study.segments() if one.is_informant}
    places = rows.groupby(["document", "segment"])
    assert set(places.groups) == set(spoken)
    assert (places.size() == 5).all()
    for row in rows.itertuples():
        assert (row.start, row.end) == (
            spoken[row.document, row.segment].start,
            spoken[row.document, row.segment].end,
        )
    assert rows["score"].between(0, 1).all()
    assert places["score"].apply(lambda score: score.is_monotonic_decreasing).all()
    yes = rows["suggested"] == "yes"
    assert rows.loc[yes, "score"].min() >= rows.loc[~yes, "score"].max(), "one threshold for all"
    assert 0.3 < yes.groupby([rows["document"], rows["segment"]]).any().mean() < 1


def test_a_half_coded_study_says_what_to_code_next_and_what_would_be_missed(half_coded):
    study, missing = half_coded
    table = study.assist.next_table(12)
    assert list(table["rank"]) == list(range(1, 13))
    assert set(table["document"]) == {"interview-d", "interview-e", "interview-f"}
    assert table["reason"].str.contains("interview, hvor intet er kodet|ligner|tilfældigt|i tvivl").all()
    hint = study.assist.stopping_hint()
    assert hint.missed.low < hint.missed.value < hint.missed.high
    assert abs(hint.missed.value - missing) < 0.5 * missing
