"""Estimates of a study: from the sample and the interviews outside it, and never among what is counted."""

import csv

import pandas as pd
import pytest

from qualcode.errors import StepNeeded, UsageError
from qualcode.estimates.result import ESTIMATE_COLUMNS
from qualcode.model import CodingSet
from qualcode.study import Study
from unit.study import small_study


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("estimates") / "study"
    small_study.build(folder, small_study.talks(documents=6, turns=20), coders=("consensus",))
    return folder


@pytest.fixture
def study(finished):
    with Study.open(finished) as opened:
        yield opened


def only(study, sample):
    """The codings of interviews outside the sample, and of the sampled segments."""
    places = {(one.document, one.number): one.span for one in study.segments()}
    read = {(line.document, places[line.document, line.segment]) for line in sample.itertuples()}
    sampled = set(sample["document"])
    return CodingSet(
        "consensus",
        tuple(
            one
            for one in study.coding_set()
            if one.document not in sampled or (one.document, one.span) in read
        ),
        study.codebook.version,
    )


def test_a_site_is_estimated_from_its_sample_and_the_others(study):
    every = study.sample(30, seed=1)
    here = {one.document for one in study.interviews if one.site == "nordby"}
    sample = every[every["document"].isin(here)]
    known = only(study, sample)
    made = study.estimates(sample, codings=known)
    spoken = [one for one in study.segments() if one.document in here and one.is_informant and one.span]
    assert (made.segments, made.sampled, made.sites) == (len(spoken), len(sample), 1)
    truth = study.coding_set()
    held = []
    for row in made:
        if row.kind == "code":
            true = len({(c.document, c.span) for c in truth if c.code == row.code and c.document in here})
            held.append(row.total.low <= true <= row.total.high)
            assert row.known == len(
                {(c.document, c.span) for c in known if c.code == row.code and c.document in here}
            )
    assert sum(held) / len(held) > 0.9
    assert "skøn" in made.lines()[0].lower()


def test_pairs_are_what_findings_count(study):
    """All read: then nothing is left to estimate, and pairs are counted as findings count them."""
    made = study.estimates(study.sample(10_000))
    findings = study.findings()
    for (partner, code), _ in findings.sources.items():
        row = made.get(code, partner, kind="pair")
        assert row.total.estimate == len(findings.segments(partner, code)) > 0
        assert row.total.method == "all read"
        assert row.sites[0] == len({one.site for one in findings.segments(partner, code)})
    zero = [row for row in made if row.kind == "pair" and (row.partner, row.code) not in findings.sources]
    assert zero
    assert {row.total.estimate for row in zero} == {0}


def test_a_branch_holds_where_any_of_its_codes_does(study):
    made = study.estimates(study.sample(10_000))
    for branch in (row for row in made if row.kind == "branch"):
        below = [row for row in made if row.kind == "code" and row.code.startswith(branch.code + ".")]
        assert (
            max(row.total.estimate for row in below)
            <= branch.total.estimate
            <= sum(r.total.estimate for r in below)
        )


def test_it_changes_nothing_that_is_counted(study):
    """An estimate is no finding: neither store nor findings know of it."""
    before, revision = study.findings().to_frame(), study.store.revision
    made = study.estimates(study.sample(20))
    assert study.store.revision == revision
    pd.testing.assert_frame_equal(study.findings().to_frame(), before)
    frame = made.to_frame()
    assert tuple(frame.columns) == ESTIMATE_COLUMNS
    counts = {"segments", "speakers", "sites", "quantifier"}
    assert not counts & set(frame.columns)  # no column that a program takes for a count
    assert frame["words"].str.contains("skøn").all()
    assert "no counts" in repr(made)


def test_the_model_knows_nothing_of_the_sampled_interviews(study):
    """What it had learned there would make its errors in the sample smaller than in the rest."""
    sample = study.sample(10_000)
    with_all = study.estimates(sample)
    nothing = CodingSet("x", study.coding_set().codings[:1], study.codebook.version)
    assert study.estimates(sample, codings=nothing).model == with_all.model
    part = sample[sample["document"] == sample["document"].iloc[0]]
    assert study.estimates(part).model != with_all.model


def test_a_sample_that_is_a_file_may_say_what_is_read(study, tmp_path):
    sample = study.sample(20)
    file = tmp_path / "sample.csv"
    sample.assign(read="yes").to_csv(file, index=False)
    assert study.estimates(file).sampled == len(sample)
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["probability"] = row["probability"].replace(".", ",")  # as a Danish spreadsheet saves it
    pd.DataFrame(rows).to_csv(file, index=False)
    assert study.estimates(file).sampled == len(sample)
    rows[3]["read"] = "nej"
    pd.DataFrame(rows).to_csv(file, index=False)
    with pytest.raises(UsageError, match="not read yet") as refused:
        study.estimates(file)
    assert refused.value.code == "QC-ES02"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sample: sample.assign(probability=0.9),  # stands for another number of segments
        lambda sample: sample.assign(document="nobody"),
        lambda sample: sample.assign(segment=1),  # the interviewer's
        lambda sample: sample.assign(probability="x"),
        lambda sample: sample.assign(probability="nan"),
        lambda sample: sample.assign(probability="1.2.3"),
        lambda sample: sample.assign(segment="²"),
    ],
)
def test_what_is_no_sample_of_this_study_is_refused(study, spoil):
    with pytest.raises(UsageError, match="QC-ES02"):
        study.estimates(spoil(study.sample(20)))


def test_a_sample_that_nobody_has_coded_is_refused(study):
    sample = study.sample(20)
    sampled = CodingSet("x", (), study.codebook.version)
    with pytest.raises(StepNeeded, match="QC-ES03"):
        study.estimates(sample, codings=sampled)


def test_a_small_sample_of_the_whole_study_stands_for_the_whole(study):
    """With less than two segments an interview, all interviews are one stratum, and some have no segment in it."""
    sample = study.sample(5, seed=3)
    assert set(sample["stratum"]) == {""}
    made = study.estimates(sample)
    assert made.segments == sum(one.is_informant and bool(one.span) for one in study.segments())


def test_the_same_again_and_in_english(study, finished, tmp_path):
    sample = study.sample(20)
    pd.testing.assert_frame_equal(study.estimates(sample).to_frame(), study.estimates(sample).to_frame())
    folder = small_study.copy(finished, tmp_path / "english")
    settings = folder / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("language: da", "language: en"), encoding="utf-8"
    )
    with Study.open(folder) as english:
        made = english.estimates(english.sample(20), of="people")
        assert "Estimates, not counts" in made.lines()[0]
        assert "people like the interviewed" in made.lines()[1]
        assert made.to_frame()["words"].str.contains("estimate|too few to say").all()
