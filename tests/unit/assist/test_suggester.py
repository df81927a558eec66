"""The suggester on made-up studies: right from the first minute, better with codings, and never its own echo."""

import copy
import dataclasses
import itertools
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone

from qualcode.assist import suggester
from qualcode.assist.evaluation.metrics import recall_at
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.model import Code, Codebook
from unit.assist.made_up import (
    CODEBOOK,
    CODES,
    KENDSKAB,
    MOEDER,
    POLITI,
    PSYKIATRI,
    SKOLE,
    SYSTEM,
    TAVSHED,
    TRAVL,
    asked,
    coding,
    fingerprint,
    rejected,
    said,
    shuffled,
    study,
    talk,
    turns_of,
)

TESTS = Path(__file__).parents[2]
UNHEARD = "Zebraen galopperede gennem savannen med giraffen"
"""Words that neither the codebook nor anybody else says."""


@pytest.fixture(scope="module")
def whole():
    return study()


def fit(made, codings=None, **options):
    given = made.codings if codings is None else codings
    return TextSuggester().fit(made.segments, given, CODEBOOK, **options)


@pytest.fixture(scope="module")
def cold(whole):
    return fit(whole, [])


@pytest.fixture(scope="module")
def warm(whole):
    return fit(whole)


def probability(model, text, code=None):
    """Return the probabilities of a passage of a new document, or of one code in it."""
    found = model.predict_proba(talk("new", said(text)).segments)[0]
    return found if code is None else float(found[model.codes_.index(code)])


def first(model, text):
    return model.codes_[int(np.argmax(probability(model, text)))]


def row_of(made, text):
    return next(row for row, item in enumerate(made.segments) if item.text == text)


# --- without codings


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Politiet tog imod en anmeldelse", POLITI),
        ("Lokalbetjentene kom forbi", POLITI),
        ("Skolelederen og lærerne så det", SKOLE),
        ("Psykiateren ville ikke", PSYKIATRI),
        ("De har tavshedspligt, siger de", TAVSHED),
        ("Vi har så travlt", TRAVL),
        ("Der er to fagsystemer", SYSTEM),
        ("Man kender hinanden", KENDSKAB),
        ("Vi holder faste møder med en dagsorden", MOEDER),
    ],
)
def test_without_codings_the_codebook_finds_the_code(cold, text, code):
    assert first(cold, text) == code


def test_names_definitions_and_cues_each_find_the_code(whole):
    for code in (Code("a", "Politi"), Code("a", "X", "Om politiet"), Code("a", "X", cues=("politi",))):
        book = Codebook("1", "da", "Eksempel", (code, Code("b", "Skole", "Om skolen", cues=("skole",))))
        assert first(TextSuggester().fit(whole.segments, [], book), "Politiet ringede") == "a"


def test_an_answer_to_a_question_about_a_code_is_likelier_to_be_about_it(cold):
    column = CODES.index(POLITI)
    of_police, of_nothing = (
        cold.predict_proba(talk("new", asked(question), said("Ja, præcis")).segments)[1, column]
        for question in ("Hvad med politiet?", "Kan du sige mere?")
    )
    assert of_police > 2 * of_nothing


def test_without_codings_there_is_no_trial_of_its_own(whole, cold):
    assert cold.threshold_ is None
    assert cold.own_trial(whole.plain) is None


def test_nothing_to_read_is_learned_from_and_answered():
    model = TextSuggester().fit([], [], CODEBOOK)
    assert model.predict_proba([]).shape == (0, len(CODES))
    assert model.suggest([]) == []
    assert first(model, "Politiet kom") == POLITI


def test_one_segment_is_enough_for_the_codebook_to_speak():
    made = talk("a", said("Politiet kom"))
    assert CODES[int(np.argmax(fit(made).predict_proba(made.segments)))] == POLITI


@pytest.mark.parametrize("codes", [(), (Code("a", "Partner", codable=False),)])
def test_a_codebook_without_a_code_to_use_suggests_none(whole, codes):
    model = TextSuggester().fit(whole.segments, [], Codebook("1", "da", "Tom", codes))
    made = model.suggest(whole.segments, explain=True)
    assert len(made) == len(whole.informants)
    assert not any(one.suggestions or one.branch for one in made)


# --- with codings


def test_codings_of_other_sites_make_suggestions_better(whole):
    left, others = (
        whole.of("doc-1", "doc-4"),
        whole.of("doc-2", "doc-3", "doc-5", "doc-6"),
    )  # site k1 and the rest
    truth = mark(left.plain, left.codings, CODES)
    found = [
        recall_at(truth, fit(whole, codings).predict_proba(left.segments), k=3)
        for codings in ([], others.codings)
    ]
    assert found[0] > 0.6
    assert found[1] > found[0] + 0.1


def test_words_that_the_codebook_lacks_are_learned(cold, warm):
    text = "Stationen sendte en patruljevogn og en uniform"
    assert first(cold, text) != POLITI
    assert first(warm, text) == POLITI


def test_one_more_coding_changes_what_is_suggested_for_similar_passages(whole):
    made = whole + talk("more", said("Mm"), said(UNHEARD), said("Ja"), site="k1")
    place = made.plain[row_of(made, UNHEARD)]
    before, after = fit(made), fit(made, [*made.codings, coding(place, SYSTEM)])
    similar = "Giraffen galopperede gennem savannen"
    assert probability(before, similar, SYSTEM) < 0.1
    assert probability(after, similar, SYSTEM) > 0.3
    assert first(after, similar) == SYSTEM
    assert before.version_ != after.version_


def test_the_very_first_codings_do_no_harm(whole, cold):
    """Below five uses the codebook alone speaks."""
    few = fit(whole, whole.codings[:3])
    assert few.threshold_ is None
    assert few.predict_proba(whole.segments) == pytest.approx(cold.predict_proba(whole.segments), abs=1e-12)


@pytest.mark.parametrize(("answer", "teaches"), [("reject", True), ("accept_as", True), ("later", False)])
def test_a_rejected_suggestion_speaks_against_the_code_in_similar_passages(whole, answer, teaches):
    text = "Politiet holdt en sommerfest med grill"
    made = whole + talk("party", said(text), said("Mm"), site="k1")
    decided = [rejected(made.plain[row_of(made, text)], POLITI, answer=answer)]
    similar = "Politiet holdt sommerfest"
    before, after = (probability(fit(made, decisions=some), similar, POLITI) for some in ([], decided))
    assert after < before - 0.1 if teaches else after == before


def test_a_rejection_says_more_than_passing_over(whole):
    """Both segments were read and got no code; only at one of them somebody said why not."""
    text = "Politiet holdt en sommerfest med grill"
    made = whole + talk("party", said("De ringede", POLITI), said(text), said("De kom", POLITI), site="k1")
    place = made.plain[row_of(made, text)]
    passed_over, turned_down = (fit(made, decisions=some) for some in ([], [rejected(place, POLITI)]))
    assert place in passed_over.learned_from_
    similar = "Politiet holdt sommerfest"
    assert probability(turned_down, similar, POLITI) < 0.9 * probability(passed_over, similar, POLITI)


def test_an_answer_is_learned_together_with_its_question(whole):
    """Short answers say nothing of themselves; here the segment is shown without what stands before it."""
    made = whole
    for document in ("more-1", "more-2", "more-3"):
        turns = (asked("Hvad gør I ved drømmene?"), said("Ja, det gør vi jo", SYSTEM), asked("Og hvad så?"))
        made += talk(document, *turns, said("Ja, det gør vi jo"), *turns[:2], site=document)
    model, column = fit(made), CODES.index(SYSTEM)
    new = talk(
        "new",
        asked("Hvad gør I ved drømmene?"),
        said("Ja, det gør vi"),
        asked("Og hvad så?"),
        said("Ja, det gør vi"),
    )
    of_dreams, of_nothing = (model.predict_proba([new.segments[at]])[0, column] for at in (1, 3))
    assert of_dreams > 1.2 * of_nothing


def test_a_segment_that_stands_alone_is_judged_by_its_own_words(warm):
    """Where nothing was said around it, nothing is missing either: as many codes are expected as there are."""
    new = study(seed=9)
    truth = mark(new.plain, new.codings, CODES)
    rows = [row for row, item in enumerate(new.segments) if item.segment.is_informant]
    of_talk = copy.copy(warm)
    of_talk.lone_rule_ = warm.rule_  # which counts on neighbours
    found, missed = (
        np.vstack([model.predict_proba([new.segments[row]]) for row in rows]) for model in (warm, of_talk)
    )
    assert abs(found.mean() - truth[rows].mean()) < abs(missed.mean() - truth[rows].mean())
    assert recall_at(truth[rows], found) > 0.85


def test_a_code_with_two_uses_is_not_suggested_everywhere(whole):
    """Two uses by chance, in segments that have nothing in common."""
    book = Codebook("1", "da", "Eksempel", (*CODEBOOK.codes, Code("andet", "Diverse")))
    places = [whole.informants[20], whole.informants[-20]]
    codings = [*whole.codings, *(coding(place, "andet") for place in places)]
    found = TextSuggester().fit(whole.segments, codings, book).predict_proba(whole.segments)[:, -1]
    assert found.mean() < 3 * 2 / len(whole.informants)
    assert np.median(found) < 0.05


def test_codes_dealt_by_chance_are_found_as_often_as_by_chance():
    """Where words tell nothing, the model must fall back to what is used often, and promise no more."""
    made = shuffled(study(documents=12, sites=4, turns=40))
    left = made.of("doc-1", "doc-5", "doc-9")
    others = made.of(*(f"doc-{k}" for k in range(1, 13) if k % 4 != 1))
    truth = mark(left.plain, left.codings, CODES)
    found = fit(made, others.codings).predict_proba(left.segments)
    often = np.tile(mark(others.plain, others.codings, CODES).mean(axis=0), (len(truth), 1))
    assert recall_at(truth, found) == pytest.approx(recall_at(truth, often), abs=0.1)
    assert found.max() < 0.6
    assert found.mean() == pytest.approx(truth.mean(), abs=0.03)


def test_where_a_sample_is_coded_what_stands_between_says_nothing(whole):
    """A segment that nobody read is no evidence against a code."""
    model = TextSuggester(read_throughout=False).fit(whole.segments, whole.codings, CODEBOOK)
    assert model.training_.truth.any(axis=1).all()
    assert len(fit(whole).training_.rows) > len(model.training_.rows)
    assert first(model, "Patruljevognen holdt udenfor") == POLITI


# --- never its own answer


def test_an_answer_has_no_part_in_what_is_said_of_its_own_segment(whole, warm):
    """Two segments of a site exchange their codes: sums stay, and so must what the other sites say of that site."""
    of_site = whole.of("doc-1", "doc-4").codings
    alone = [c for c in of_site if sum(c.span == other.span for other in of_site) == 1]
    one, other = (next(c for c in alone if c.code == code) for code in (POLITI, SKOLE))
    swap = {one.id: SKOLE, other.id: POLITI}
    codings = [dataclasses.replace(c, code=swap.get(c.id, c.code)) for c in whole.codings]
    swapped = fit(whole, codings)
    own = [at for at, segment in enumerate(warm.learned_from_) if segment.site == "k1"]
    assert not np.array_equal(swapped.training_.truth[own], warm.training_.truth[own])
    assert swapped.left_out_[own] == pytest.approx(warm.left_out_[own], abs=1e-9)


@pytest.mark.parametrize("interviews", [1, 7])
def test_a_segment_never_gets_its_own_answer_back_even_from_an_interviewer(whole, interviews):
    """The interviewers repeat its words right before and after it; nobody else says them."""
    turns = [
        said("Mm"),
        asked(f"{UNHEARD}?"),
        said(UNHEARD),
        asked(f"Så {UNHEARD.lower()}?"),
        said("Ja, præcis"),
    ]
    if interviews == 1:
        made = talk("own", *turns, *turns_of(whole.of("doc-1")))
    else:
        made = whole + talk("own", *turns, site="k1")
    row = row_of(made, UNHEARD)
    as_system, as_meetings = (
        fit(made, [*made.codings, coding(made.plain[row], code)]) for code in (SYSTEM, MOEDER)
    )
    told = [model.predict_proba(made.segments)[row] for model in (as_system, as_meetings)]
    assert told[0] == pytest.approx(told[1], abs=0.03)
    learned = [probability(model, UNHEARD, SYSTEM) for model in (as_system, as_meetings)]
    assert learned[0] > learned[1] + 0.1


def by_the_shared_rule(model):
    """Return the model as it would judge if nothing were left out of the rule."""
    other = copy.copy(model)
    other.rules_without_, other.lone_rules_without_ = {}, {}
    return other


def test_little_of_an_answer_comes_back_by_the_rule_that_all_codes_share():
    """In two interviews, which code a strange segment has moves what is said of such segments, this one included."""
    told, without = [], []
    for seed, codes in itertools.product(
        range(3), [(SYSTEM, MOEDER), (POLITI, KENDSKAB), (TAVSHED, PSYKIATRI)]
    ):
        made = study(seed=seed, documents=2, sites=1)
        made += talk("own", said("Mm"), said(UNHEARD), said("Ja, præcis"), site="k1")
        row = row_of(made, UNHEARD)
        models = [fit(made, [*made.codings, coding(made.plain[row], code)]) for code in codes]
        for moved, judging in ((told, models), (without, map(by_the_shared_rule, models))):
            one, other = (model.predict_proba(made.segments)[row] for model in judging)
            moved.append(np.abs(one - other).max())
    assert np.mean(told) < 0.5 * np.mean(without)


def test_new_segments_get_the_rule_that_all_have_taught(whole, warm, monkeypatch):
    """Only what was learned from is judged without its own group, and only where codings are few."""
    monkeypatch.setattr(suggester, "_MANY_USES", 0)
    shared, new = fit(whole), talk("new", *turns_of(whole.of("doc-1")))
    assert np.array_equal(shared.predict_proba(new.segments), warm.predict_proba(new.segments))
    assert not np.array_equal(shared.predict_proba(whole.segments), warm.predict_proba(whole.segments))


def test_what_was_learned_from_is_told_again_as_it_was_judged(whole, warm):
    """The threshold was chosen on these numbers."""
    all_read = {segment.document for segment in whole.informants} - {
        segment.document for segment in set(whole.informants) - set(warm.learned_from_)
    }
    trial, again = warm.own_trial(whole.plain), warm.predict_proba(whole.segments)[warm.training_.rows]
    read = [at for at, segment in enumerate(trial.segments) if segment.document in all_read]
    assert len(read) > 40
    assert again[read] == pytest.approx(trial.probability[read], abs=1e-9)
    assert np.array_equal(trial.suggested[read], again[read] >= warm.threshold_)
    assert len(np.unique(trial.fold)) == 3


# --- what must not matter


def test_the_order_of_documents_does_not_matter(whole, warm):
    turned = whole.of(*(f"doc-{k}" for k in (3, 6, 1, 5, 2, 4)))
    other = fit(turned)
    assert other.predict_proba(whole.segments) == pytest.approx(warm.predict_proba(whole.segments), abs=1e-6)
    assert other.version_ == warm.version_


def test_the_order_of_codings_does_not_matter(whole, warm):
    other = fit(whole, whole.codings[::-1])
    assert np.array_equal(other.predict_proba(whole.segments), warm.predict_proba(whole.segments))


def test_a_document_may_be_judged_without_the_others(whole, warm):
    together = warm.predict_proba(whole.segments)
    alone = warm.predict_proba(whole.of("doc-2").segments)
    rows = [row for row, segment in enumerate(whole.plain) if segment.document == "doc-2"]
    assert alone == pytest.approx(together[rows], abs=1e-6)


@pytest.mark.parametrize(
    "stray",
    [
        lambda place: dataclasses.replace(coding(place, POLITI), document="gone"),
        lambda place: dataclasses.replace(coding(place, POLITI), version="v0"),
        lambda place: coding(place, "partner.nowhere"),
        lambda place: coding(place, "partner"),
    ],
    ids=["unknown document", "older version", "unknown code", "a branch that only groups"],
)
def test_codings_of_something_else_teach_nothing(whole, warm, stray):
    other = fit(whole, [*whole.codings, stray(whole.informants[0])])
    assert np.array_equal(other.predict_proba(whole.segments), warm.predict_proba(whole.segments))
    assert other.version_ == warm.version_


def test_codings_of_what_an_interviewer_says_teach_nothing(whole, warm):
    place = next(segment for segment in whole.plain if not segment.is_informant)
    other = fit(whole, [*whole.codings, coding(place, POLITI)])
    assert np.array_equal(other.predict_proba(whole.segments), warm.predict_proba(whole.segments))


def test_codings_and_decisions_may_come_one_by_one(whole, warm):
    model = TextSuggester().fit(whole.segments, iter(whole.codings), CODEBOOK, decisions=iter([]))
    assert model.version_ == warm.version_


_SCRIPT = """
from qualcode.assist.suggester import TextSuggester
from unit.assist.made_up import CODEBOOK, fingerprint, study
made = study()
print(fingerprint(TextSuggester().fit(made.segments, made.codings, CODEBOOK), made))
"""


def test_the_same_seed_gives_the_same_bytes_in_every_process(whole, warm):
    """Whatever the order of sets and the number of threads."""
    other = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, "PYTHONPATH": str(TESTS), "PYTHONHASHSEED": "7", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert other.stdout.strip() == fingerprint(warm, whole)


def test_the_version_names_all_that_the_model_was_made_from(whole, warm):
    """Another site for a document, another codebook, another seed: another model."""
    moved = dataclasses.replace(whole, segments=[
        dataclasses.replace(item, segment=dataclasses.replace(item.segment, site="k9")) for item in whole.segments
    ])  # fmt: skip
    book = dataclasses.replace(CODEBOOK, codes=(*CODEBOOK.codes, Code("andet", "Diverse")))
    versions = {
        warm.version_,
        fit(moved).version_,
        TextSuggester().fit(whole.segments, whole.codings, book).version_,
        TextSuggester(seed=1).fit(whole.segments, whole.codings, CODEBOOK).version_,
        fit(whole, decisions=[rejected(whole.informants[0], PSYKIATRI)]).version_,
    }
    assert len(versions) == 5


# --- odd texts and small studies


def test_emoji_empty_turns_and_pseudonyms_are_read():
    made = talk(
        "a",
        said("👮🏽‍♀️ Politiet kom 👍", POLITI),
        said(""),
        said("👍👍"),
        asked("[person 1]?"),
        said("[person 2] 12"),
    )
    model = fit(made)
    found = model.predict_proba(made.segments)
    assert np.isfinite(found).all()
    assert CODES[int(np.argmax(found[0]))] == POLITI
    assert len(model.suggest(made.segments, explain=True)) == 4


def test_one_interview_is_enough_to_learn_from(whole):
    one = whole.of("doc-1")
    model = fit(one)
    assert model.training_.by == "stretch"
    assert model.threshold_ is not None
    assert first(model, "Patruljevognen holdt udenfor, politiet kom") == POLITI


def test_one_segment_with_all_codes_is_no_end():
    made = talk("a", said("Politiet kom", *CODES))
    assert np.isfinite(fit(made).predict_proba(made.segments)).all()


def test_everything_has_the_same_code():
    made = talk("a", *(said(f"Politiet kom kl. {k}", POLITI) for k in range(12)), site="k1")
    made += talk("b", *(said(f"En betjent ringede {k} gange", POLITI) for k in range(12)), site="k2")
    found = fit(made).predict_proba(made.segments)
    assert np.isfinite(found).all()
    assert (np.argmax(found, axis=1) == CODES.index(POLITI)).all()


def test_probabilities_lie_between_none_and_one(whole, cold, warm):
    for model in (cold, warm):
        found = model.predict_proba(whole.segments)
        assert found.shape == (len(whole.segments), len(CODES))
        assert found.min() >= 0
        assert found.max() <= 1


# --- an estimator like others


class Sees:
    """Tells the code of a nonsense word, as a sentence encoder would know what words mean."""

    name = "sees"

    def encode(self, texts):
        return np.array(
            [[1.0, 0.0] if "blorp" in text or "olitiet" in text else [0.0, 0.0] for text in texts]
        )


def test_an_encoder_adds_what_it_knows(whole, warm):
    model = TextSuggester(encoder=Sees()).fit(whole.segments, whole.codings, CODEBOOK)
    assert probability(model, "blorp", POLITI) > probability(warm, "blorp", POLITI) + 0.1
    assert model.version_ != warm.version_


def test_it_can_be_cloned_and_set_as_scikit_learn_s_estimators():
    model = TextSuggester(language="en", seed=5)
    assert model.get_params().items() >= {"language": "en", "seed": 5, "encoder": None}.items()
    copied = clone(model)
    assert copied is not model
    assert copied.get_params() == model.get_params()
    assert model.set_params(seed=7).seed == 7


def test_fitting_returns_the_model_and_forgets_what_was_fitted_before(whole, cold):
    model = fit(whole)
    assert model.fit(whole.segments, [], CODEBOOK) is model
    assert model.threshold_ is None
    assert np.array_equal(model.predict_proba(whole.segments), cold.predict_proba(whole.segments))


def test_no_word_of_an_interview_stands_in_its_repr(warm):
    said_in_it = "patruljevognen"
    assert said_in_it not in repr(warm).lower()
    assert said_in_it not in repr(warm.learned_from_).lower()
