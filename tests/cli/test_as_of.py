"""Results as they were while an earlier version of the codebook held, whatever happened since."""

import json
import shutil

import pytest

from qualcode.study import Study

TABLES = {
    "matrix": lambda study, **as_of: study.matrix(**as_of),
    "findings": lambda study, **as_of: study.findings(**as_of),
    "codes and codes": lambda study, **as_of: study.cooccurrence(**as_of),
    "codes and interviews": lambda study, **as_of: study.code_document(**as_of),
    "codes and areas": lambda study, **as_of: study.code_attribute("area", **as_of),
}


def results(folder, **as_of):
    """Return every table of a study as rows, and what it was counted from."""
    with Study.open(folder) as study:
        made = {name: table(study, **as_of) for name, table in TABLES.items()}
        shown = {name: table.to_frame().to_csv() for name, table in made.items()}
        return shown, {name: table.basis.codebook_version for name, table in made.items()}


@pytest.fixture
def moved_on(finished, qualcode):
    """A study whose codes, codings and texts have changed since version 1 of its codebook; and what it said then."""
    before, versions = results(finished)
    assert set(versions.values()) == {"1"}
    for words in (
        ("codebook", "merge", "barriere.ventetid", "barriere.tavshedspligt", "--into", "barriere.regler"),
        ("codebook", "retire", "partner.skole", "--version", "2"),
    ):
        assert qualcode(*words)[0] == 0
    with Study.open(finished) as study:
        counted = study.coding_set()
        study.withdraw([one.id for one in counted if one.code.startswith("fremmer")][:2])
    transcript = finished / "data/transcripts/interview-02.vtt"
    corrected = transcript.read_text(encoding="utf-8").replace(
        "egen rådgiver hos os", "egen familierådgiver hos os"
    )
    transcript.write_text(corrected, encoding="utf-8")
    assert qualcode("import", transcript, "--corrected")[0] == 0
    qualcode("pseudonymise", "--plan")
    assert qualcode("pseudonymise", "--apply", "data/private/plan.csv", "--reviewer", "lis")[0] == 0
    assert qualcode("segment")[0] == 0
    return finished, before


def test_every_result_of_an_earlier_codebook_is_shown_again_as_it_was(moved_on):
    folder, before = moved_on
    today, versions = results(folder)
    assert set(versions.values()) == {"2"}
    assert [name for name in TABLES if today[name] == before[name]] == []
    then, versions = results(folder, as_of="1")
    assert then == before
    assert set(versions.values()) == {"1"}


def test_the_version_that_holds_says_what_today_says(moved_on):
    folder, _ = moved_on
    assert results(folder, as_of="2")[0] == results(folder)[0]


def test_codings_of_then_stand_on_the_texts_of_then(moved_on):
    folder, _ = moved_on
    with Study.open(folder) as study:
        then, now = (study.segments(as_of=version) for version in ("1", "2"))
        assert {one.version for one in then}.isdisjoint(
            one.version for one in now if one.document == "interview-02"
        )
        assert {one.version for one in study.codings(as_of="1")} <= {one.version for one in then}
        frame = study.codings_frame(as_of="1")
        assert (frame["speaker"] != "").all()
        assert "barriere.ventetid" in set(frame["code"])


def test_an_interview_of_a_later_day_counts_in_no_earlier_result(finished, qualcode):
    """Where study.yaml does not say how many sites there are, there were as many as had interviews."""
    settings = finished / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("sites: [k1, k2]\n", ""), encoding="utf-8"
    )
    before, _ = results(finished)
    assert qualcode("codebook", "retire", "partner.skole", "--version", "2")[0] == 0
    shutil.copy("data/transcripts/interview-02.vtt", "data/transcripts/interview-03.vtt")
    path = finished / "data/transcripts/interview-03.vtt"
    path.write_text(path.read_text(encoding="utf-8").replace("hakker lidt", "hakker noget"), encoding="utf-8")
    assert qualcode("import", path, "--site", "k3")[0] == 0
    with Study.open(finished) as study:
        assert len(study.site_ids) == 3
        assert study.findings(as_of="1").basis.sites_total == 2
    assert results(finished, as_of="1")[0] == before


def test_the_command_shows_what_the_study_said_then(moved_on, qualcode):
    folder, before = moved_on
    for name, words in (
        ("matrix", ("matrix",)),
        ("findings", ("findings",)),
        ("codes and areas", ("tables", "attributes")),
    ):
        status, out, err = qualcode(*words, "--as-of", "1", "--json")
        assert (status, err) == (0, "")
        rows = json.loads(out)
        assert len(rows) == before[name].count("\n") - 1
        assert {row["codebook"] for row in rows} == {"1"}
    status, _, _ = qualcode("matrix", "--as-of", "1", "-o", "then.png")
    assert (status, (folder / "then.png").exists()) == (0, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("matrix", "--as-of", "9"), "QC-SY14"),
        (("matrix", "--as-of", "1", "--for", "print"), "QC-US10"),
        (("tables", "attributes", "--as-of", "1", "--for", "print", "-o", "then.xlsx"), "QC-US10"),
        (("tables", "framework", "--as-of", "1"), "QC-US10"),
    ],
)
def test_what_cannot_be_shown_again_is_refused(finished, qualcode, words, code):
    status, out, err = qualcode(*words)
    assert (status in (1, 2), out, code in err) == (True, "", True)
    assert not (finished / "then.xlsx").exists()
