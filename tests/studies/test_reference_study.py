"""The reference study: made up, natural, and arriving at the published findings. A yardstick of every change."""

import csv
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from qualcode.importers import read_transcript
from qualcode.interchange import read_codebook, read_speakers
from qualcode.study import Study

ROOT = Path(__file__).parents[2]
TRANSCRIPTS = sorted((ROOT / "data/transcripts").iterdir())
PARTS = ("study.yaml", "codebook.yaml", "data")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """The study after one run, apart from the checkout."""
    folder = tmp_path_factory.mktemp("reference") / "study"
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("study.db*"))
        else:
            shutil.copy(source, folder / part)
    with Study.open(folder) as study:
        study.result = study.run()
        yield study


@pytest.fixture(scope="module")
def comparison(finished):
    return finished.compare(finished.layout.reference_findings)


def test_every_published_group_but_a_few_is_found(comparison):
    groups = comparison.to_frame()
    assert len(groups) == 184
    assert groups.found.sum() >= 178


def test_nearly_all_are_said_in_as_many_municipalities(comparison):
    assert (comparison.to_frame().status == "in range").sum() >= 170


def test_few_cells_are_new(finished, comparison):
    own = {
        (finding.partner, finding.code)
        for finding in finished.findings()
        if finding.partner and finding.code.split(".")[0] in {"fremmer", "barriere"}
    }
    new = {(row.partner, row.code) for row in comparison.new_cells().itertuples()}
    assert len(new) <= 0.15 * len(own)


def test_the_comparison_is_for_the_team_only(finished):
    printed = [p.name for p in finished.layout.reports.rglob("*") if "team" not in p.parts]
    assert not [name for name in printed if "compare" in name]
    assert (finished.layout.team / "compare.csv").exists()


def local_words():
    """Names of municipalities, made-up people and places, and site ids: none may stand in print."""
    rows = csv.DictReader((ROOT / "data/private/plan.csv").read_text(encoding="utf-8").splitlines())
    words = {row["found"] for row in rows if row["decision"] == "replace" and row["label"] != "CPR"}
    with (ROOT / "data/interviews.csv").open(encoding="utf-8") as file:
        notes = [row["notes"].split(" Kommune")[0] for row in csv.DictReader(file)]
    return {word for word in words if len(word) > 3 and word[0].isupper()} | set(notes)


def test_nobody_and_no_site_can_be_told_from_what_is_printed(finished):
    from cli.test_main_job import printed_bytes

    report = [
        p
        for p in finished.layout.reports.rglob("*")
        if p.is_file() and "team" not in p.parts and p.suffix != ".png"
    ]
    text = "\n".join(printed_bytes(path).decode("utf-8", "ignore") for path in report)
    words = set(re.findall(r"\w+", re.sub(r"<[^>]*>|style=\"[^\"]*\"", " ", text)))
    assert not words & {f"s{n}" for n in range(1, 7)}
    assert not words & {word for word in local_words() if " " not in word} - codebook_words()
    assert not re.search(r"\b[1-6] (kommuner|steder|municipalities)\b", text)


def codebook_words():
    """Words that the codes' names use may stand in print, whoever is called so in an interview."""
    return {w for code in read_codebook(ROOT / "codebook.yaml") for w in re.findall(r"\w+", code.name)}


def test_the_first_page_says_that_all_is_made_up(finished):
    html = (finished.layout.reports / "report.html").read_text(encoding="utf-8")
    assert "Alt er opdigtet" in html
    assert html.index("Alt er opdigtet") < html.index("Hovedresultater")


def turns():
    for path in TRANSCRIPTS:
        for number, utterance in enumerate(read_transcript(path).utterances, start=1):
            yield path.stem, number, utterance


def test_no_two_turns_share_a_run_of_eight_words():
    """The interviews are written, not generated: nothing is said twice in the same words."""
    seen = defaultdict(set)
    for name, number, utterance in turns():
        words = re.findall(r"\w+", utterance.text.casefold())
        for start in range(len(words) - 7):
            seen[" ".join(words[start : start + 8])].add((name, number))
    assert not {run: places for run, places in seen.items() if len(places) > 1}


def test_six_interviews_in_six_formats_of_natural_length():
    assert len({path.suffix for path in TRANSCRIPTS}) == len(TRANSCRIPTS) == 6
    for path in TRANSCRIPTS:
        assert 5_000 <= read_transcript(path).words <= 8_000


def test_both_areas_speak_in_every_interview():
    areas = defaultdict(set)
    for speaker in read_speakers(ROOT / "data/speakers.csv"):
        if speaker.role == "informant":
            areas[speaker.document].add(speaker.area)
    assert len(areas) == 6
    assert all({"boern", "voksen"} <= found for found in areas.values())


def test_the_tree_has_76_leaves_each_with_all_that_a_coder_needs():
    leaves = read_codebook(ROOT / "codebook.yaml").leaves()
    assert len(leaves) == 76
    lacking = [
        c.id
        for c in leaves
        if not (c.definition and c.use_when and c.not_when and len(c.examples) >= 2 and c.cues)
    ]
    assert not lacking


NEAR_PAIRS = [
    ("kilde.underretning", "inddragelse.underretning"),
    ("barriere.uklar-inddragelse", "barriere.manglende-kendskab"),
    ("inddragelse.sparring", "fremmer.faglig-sparring"),
    ("fremmer.specialviden", "fremmer.ny-viden"),
    ("fremmer.fast-kontaktperson", "fremmer.nem-adgang"),
    ("fremmer.nem-adgang", "fremmer.relationelt-kendskab"),
    ("fremmer.fast-kontaktperson", "fremmer.relationelt-kendskab"),
    ("barriere.tavshedspligt", "barriere.samtykke"),
    ("barriere.tillidsbrud", "barriere.manglende-kvalitet"),
    ("barriere.faa-sager", "barriere.svag-kontakt"),
]


@pytest.mark.parametrize(("one", "other"), NEAR_PAIRS)
def test_near_codes_say_where_the_border_runs(one, other):
    book = read_codebook(ROOT / "codebook.yaml")
    assert other in book[one].not_when
    assert one in book[other].not_when


def test_two_coders_coded_everything_and_a_third_set_settles_it(finished):
    agreement = finished.agreement()
    assert agreement.coders == ("anna", "bo")
    informants = [segment for segment in finished.segments() if segment.is_informant]
    assert agreement.n_segments == len(informants)
    memos = [coding for coding in finished.coding_set() if coding.memo]
    assert len(memos) >= 100, "where they differed, the consensus says why"
