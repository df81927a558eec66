"""Topics as a whole, by BERTopic: made-up talk with four subjects, of which the codebook knows three."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from qualcode.errors import MissingExtraError, UsageError
from qualcode.model import Segment, Span
from qualcode.topics import (
    ALIKE_COLUMNS,
    APART_COLUMNS,
    PROPOSAL_COLUMNS,
    SEGMENT_COLUMNS,
    TOPIC_COLUMNS,
    Asked,
    Said,
    find_topics,
)

pytest.importorskip("bertopic")

SUBJECTS = {
    "skole": "skolen lærerne eleven klassen forældrene fraværet pædagogen skoleskemaet inspektøren timerne",
    "politi": "politiet volden truslen anmeldelsen betjenten afhøringen patruljen sigtelsen stationen kredsen",
    "klinik": "lægen klinikken patienten behandlingen journalen hospitalet medicinen psykiateren indlæggelsen sygeplejersken",
    "bolig": "boligen huslejen udlejeren lejligheden flytningen indskuddet kontrakten opsigelsen boligforeningen nøglerne",
}
KNOWN = {"skole": "tema.skole", "politi": "tema.politi", "klinik": "tema.klinik"}
THEMES = ["tema.skole", "tema.politi", "tema.klinik"]


def talk(*, interviews=6, each=5, known=KNOWN):
    """Interviews that speak of each subject in turn."""
    random = np.random.default_rng(1)
    found = []
    for document in range(interviews):
        place = 0
        for number, subject in enumerate([*SUBJECTS] * each, start=1):
            words = random.choice(SUBJECTS[subject].split(), 8, replace=False)
            text = f"Altså, {' og '.join(words)}, ikke?"
            span = Span(place, place + len(text))
            place = span.end + 1
            codes = frozenset(filter(None, [known.get(subject), "partner.x"]))
            name = f"interview-{document}"
            segment = Segment(
                name,
                "v1",
                number,
                span,
                number,
                f"p{document}{number % 2}",
                "informant",
                "boern",
                f"s{document}",
            )
            found.append(Said(segment, text, codes))
    return found


@pytest.fixture(scope="module")
def found():
    return find_topics(talk(), language="da", themes=THEMES)


def subject_of(topic):
    """The subject whose words its label has."""
    [subject] = {name for name, words in SUBJECTS.items() if set(topic.terms) & set(words.split())}
    return subject


def test_the_subjects_are_found_and_the_one_without_a_code_comes_first(found):
    assert sorted(subject_of(topic) for topic in found.topics) == sorted(SUBJECTS)
    first, *rest = found.topics
    assert subject_of(first) == "bolig"
    assert (first.is_proposal, first.coverage.value, first.number) == (True, 0.0, 1)
    assert first.coverage.coded == 0.0  # a partner's code says of whom, not what
    for topic in rest:
        assert not topic.is_proposal
        assert topic.coverage.value > 0.9
        assert topic.coverage.best.code == KNOWN[subject_of(topic)]


def test_labels_are_what_people_said_and_differ(found):
    labels = [topic.label for topic in found.topics]
    assert len(set(labels)) == len(labels)
    for topic in found.topics:
        assert set(topic.label.split(", ")) <= set(SUBJECTS[subject_of(topic)].split())


def test_spread_and_stability(found):
    assert (found.left_out, found.times) == ("interviews", 6)
    for topic in found.topics:
        assert (topic.interviews, topic.sites, topic.areas) == (6, 6, {"boern": len(topic.rows)})
        assert topic.stability > 0.75
    assert "6 gange" in " ".join(found.lines("da"))
    assert "little material" in " ".join(found.lines("en"))


def test_the_most_typical_passage_comes_first(found):
    for topic in found.topics:
        assert list(topic.likeness) == sorted(topic.likeness, reverse=True)
        assert all(0 <= value <= 1 for value in topic.likeness)
    frame = found.segments_frame(1)
    assert tuple(frame.columns) == SEGMENT_COLUMNS
    assert [s.number for s in found.segments_of(1)] == frame["segment"].tolist()


def test_words_only_where_they_are_asked_for(found):
    text = found.segments_frame(1, text=True)["text"]
    assert all(said.startswith("Altså, ") for said in text)
    assert "text" not in found.segments_frame(1).columns
    assert "huslejen" not in repr(found) + repr(found.topics[0].rows) + repr(found.passages)


def test_a_proposal_is_what_a_person_needs_to_make_a_code():
    codes = {**KNOWN, "bolig": ""}
    made = find_topics(talk(known=codes), language="da", themes=THEMES)
    [proposal] = made.proposals
    assert proposal.name == made.topics[0].label
    assert set(proposal.cues) <= set(SUBJECTS["bolig"].split())
    assert proposal.definition.startswith("Udkast: Informanterne taler om ")
    assert proposal.parent == ""  # no theme's code lies on its segments
    assert len(proposal.segments) == len(made.topics[0].rows) >= 20
    assert proposal.segments == made.segments_of(1)
    assert "interview" not in proposal.definition


def test_the_parent_is_the_branch_of_most_codes_on_its_segments():
    """A code here and there on its segments covers nothing, and says where it may belong."""
    said = [
        Said(item.segment, item.text, item.codes | {"tema.bred" if at % 3 else "andet.x"})
        for at, item in enumerate(talk(known={}))
    ]
    made = find_topics(said, language="da", themes=["tema.bred", "andet.x"])
    assert {one.parent for one in made.proposals} == {"tema"}


def test_one_broad_code_on_everything_does_not_cover():
    said = [Said(item.segment, item.text, frozenset({"tema.alt"})) for item in talk()]
    made = find_topics(said, language="da", themes=["tema.alt"])
    assert len(made.proposals) == 4
    assert all(topic.coverage.coded == 1.0 and topic.coverage.value == 0.0 for topic in made.topics)


COFFEE = [
    "kaffen",
    "koppen",
    "mælken",
    "parkeringen",
    "kantinen",
    "kagen",
    "vejret",
    "cyklen",
    "regnen",
    "skærmen",
]


def test_small_talk_comes_after_what_is_said_amid_the_subject():
    """No code covers it, either; but nothing around it is coded."""
    random = np.random.default_rng(2)
    said = talk()
    for document in range(6):
        last = [item.segment for item in said if item.segment.document == f"interview-{document}"][-1]
        for at in range(1, 13):
            text = " og ".join(random.choice(COFFEE, 8, replace=False))
            start = last.span.end + 200 * at
            place = (
                last.document,
                "v1",
                last.number + 20 + at,
                Span(start, start + len(text)),
                last.turn + 20 + at,
            )
            said.append(Said(Segment(*place, f"p{document}{at % 2}", "informant", "boern", last.site), text))
    made = find_topics(said, language="da", themes=THEMES, asked=Asked(resamples=0))
    first, second = made.topics[:2]
    assert (subject_of(first), set(second.terms) <= set(COFFEE)) == ("bolig", True)
    assert first.in_subject > 0.5 > second.in_subject == 0.0
    assert first.coverage.value == second.coverage.value == 0.0


def test_too_little_talk_is_no_topic_and_says_so():
    made = find_topics(talk(interviews=2, each=2), language="da", themes=THEMES)
    assert (len(made), made.left_over) == (0, 16)
    assert "for få" in " ".join(made.lines())
    assert made.to_frame().empty
    with pytest.raises(UsageError, match="QC-TP01"):
        made.topic(1)


def test_one_interview_is_resampled_by_passages():
    made = find_topics(talk(interviews=1, each=20), language="da", themes=THEMES, asked=Asked(resamples=3))
    assert (made.left_out, made.times) == ("passages", 3)
    assert "siger det lidt" in " ".join(made.lines("da"))
    assert made.proposals  # with one interview, two cannot be asked for


def test_no_resamples_no_stability():
    made = find_topics(talk(), language="da", themes=THEMES, asked=Asked(resamples=0))
    assert {topic.stability for topic in made.topics} == {None}
    assert "ikke undersøgt" in " ".join(made.lines("da"))


def test_uncoded_studies_have_only_proposals():
    said = [Said(item.segment, item.text) for item in talk()]
    made = find_topics(said, language="da", themes=[])
    assert len(made.proposals) == 4
    assert all(topic.in_subject == 1.0 for topic in made.topics)


def test_frames(found):
    assert tuple(found.to_frame().columns) == TOPIC_COLUMNS
    assert tuple(found.proposals_frame().columns) == PROPOSAL_COLUMNS
    assert tuple(found.apart_frame().columns) == APART_COLUMNS
    assert tuple(found.alike_frame().columns) == ALIKE_COLUMNS


class Letters:
    """An encoder: how often each letter stands in a text."""

    name = "letters"

    def encode(self, texts):
        return np.array([[text.count(chr(97 + at)) for at in range(26)] for text in texts], np.float32)


def test_an_encoder_takes_the_words_place():
    made = find_topics(talk(), language="da", themes=THEMES, encoder=Letters(), asked=Asked(resamples=0))
    assert "letters" in made.method
    assert "bertopic" in made.method


def test_a_missing_library_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "bertopic", None)
    with pytest.raises(MissingExtraError, match=r"qualcode\[topics\]"):
        find_topics(talk(), language="da", themes=THEMES)


SCRIPT = """
import sys; sys.path.insert(0, {here!r})
from test_finding import THEMES, talk, digest
from qualcode.topics import find_topics
print(digest(find_topics(talk(), language="da", themes=THEMES)))
"""


def digest(made):
    whole = [(t.number, t.label, t.terms, t.rows, t.likeness, t.coverage, t.stability) for t in made.topics]
    return hashlib.sha256(repr(whole).encode()).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize(("threads", "hashes"), [("1", "1"), ("2", "99")])
def test_it_is_the_same_in_every_process_and_with_any_number_of_threads(found, threads, hashes):
    environment = os.environ | {
        "OPENBLAS_NUM_THREADS": threads,
        "OMP_NUM_THREADS": threads,
        "PYTHONHASHSEED": hashes,
    }
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(here=str(Path(__file__).parent))],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == digest(found)


@pytest.mark.slow
def test_umap_when_it_is_asked_for():
    pytest.importorskip("umap")
    made = find_topics(talk(), language="da", themes=THEMES, asked=Asked(reducer="umap", resamples=0))
    assert "umap-learn" in made.method
    assert {subject_of(topic) for topic in made.topics} == set(SUBJECTS)
