"""Findings against a reference. All numbers are made up."""

import pandas as pd
import pytest

from qualcode.errors import MatrixError
from qualcode.matrices import COMPARISON_COLUMNS, compare, findings
from talk import BOOK, MOEDER, POLITI, SETTINGS, SKOLE, TILLID, TRAVLHED, Talk


def own(partner, code, area, sites, word, wishes=0, counterexamples=0):
    return {
        "partner": partner,
        "code": code,
        "area": area,
        "sites": sites,
        "speakers": sites,
        "segments": sites,
        "quantifier": word,
        "wishes": wishes,
        "counterexamples": counterexamples,
    }


def known(partner, code, area, word, low, high, **more):
    return {
        "partner": partner,
        "code": code,
        "area": area,
        "quantifier": word,
        "municipalities_min": str(low),
        "municipalities_max": str(high),
        **more,
    }


def only(comparison):
    (match,) = comparison.groups
    return match


@pytest.mark.parametrize(
    ("sites", "word", "status", "same_word"),
    [
        (4, "flere", "in range", True),
        (5, "de fleste", "in range", False),
        (2, "et par", "out of range", False),
        (2, "Flere", "out of range", True),
    ],
)
def test_range_and_word_are_judged_apart(sites, word, status, same_word):
    match = only(
        compare([own("", TILLID, "boern", sites, word)], [known("", TILLID, "boern", "flere", 3, 5)])
    )
    assert match.found
    assert (match.status, match.same_word) == (status, same_word)


def test_words_differ_in_hyphens_and_capitals_only():
    """The reference writes ids (de-fleste), this study prints words (de fleste)."""
    match = only(
        compare([own("", TILLID, "boern", 5, "de fleste")], [known("", TILLID, "boern", "De-fleste", 4, 5)])
    )
    assert match.same_word


def test_another_area_and_missing():
    result = compare(
        [own(POLITI, TILLID, "voksen", 2, "et par")],
        [
            known(POLITI, TILLID, "boern", "et-par", 2, 2),
            known(SKOLE, TILLID, "boern", "et-par", 2, 2),
            known("", TILLID, "boern", "et-par", 2, 2),
        ],
    )
    assert [match.status for match in result.groups] == ["another area", "missing", "missing"]
    assert result.groups[0].areas == ("voksen",)
    assert not any(match.found or match.same_word for match in result.groups)


def test_a_groups_range_is_the_one_of_its_strongest_finding():
    """Largest minimum, then largest maximum; the single findings keep their own range."""
    rows = [
        known("", TILLID, "boern", "en-enkelt", 1, 1, finding_id="f1"),
        known("", TILLID, "boern", "flere", 3, 4, finding_id="f2"),
        known("", TILLID, "boern", "flere", 3, 5, finding_id="f3"),
    ]
    result = compare([own("", TILLID, "boern", 5, "de fleste")], rows)
    match = only(result)
    assert (match.reference.id, match.findings, match.status) == ("f3", 3, "in range")
    assert [m.status for m in result.findings] == ["out of range", "out of range", "in range"]


def test_new_cells_are_partner_cells_of_the_branches_that_the_reference_lacks():
    result = compare(
        [
            own(POLITI, TILLID, "boern", 1, "en enkelt"),
            own(POLITI, TILLID, "begge", 3, "nogle"),
            own(SKOLE, TRAVLHED, "boern", 2, "et par"),
            own("", TRAVLHED, "boern", 2, "et par"),
            own(SKOLE, "kilde.borger", "boern", 2, "et par"),
        ],
        [known(SKOLE, TRAVLHED, "voksen", "flere", 3, 5)],
    )
    assert result.new_cells().values.tolist() == [[POLITI, TILLID, "begge", 3, 3, 3, "nogle"]]


def test_implied_words_are_reported_apart():
    """A plural without a word was read as "several" by the reader: that is no miss of this study."""
    result = compare(
        [own("", TILLID, "boern", 1, "en enkelt")],
        [
            known("", TILLID, "boern", "flere", 3, 5, quantifier_basis="implied"),
            known("", MOEDER, "boern", "flere", 3, 5, quantifier_basis="explicit"),
        ],
    )
    counts = result.counts()["groups"]
    assert counts["all"]["n"] == 2
    assert counts["implied"] == {
        "n": 1,
        "found": 1,
        "in range": 0,
        "same word": 0,
        "another area": 0,
        "missing": 0,
    }
    assert counts["explicit"]["missing"] == 1


def test_a_wish_is_also_held_against_what_was_said_as_a_wish():
    row = own("", TILLID, "boern", 3, "nogle", wishes=1, counterexamples=2)
    kinds = ["wish", "contrary", "obs"]
    result = compare([row], [known("", TILLID, "boern", "nogle", 2, 4, kind=kind) for kind in kinds])
    assert [match.said_as_such for match in result.findings] == [1, 2, None]
    assert result.findings_frame()["own_said_as_such"].tolist() == ["1", "2", ""]


def test_another_study_is_a_reference():
    talk = Talk()
    talk.turn("a", "p1", POLITI, TILLID)
    result = findings(talk.coded, talk.segments, BOOK, partner_branch="partner", **SETTINGS)
    comparison = compare(result, result)
    assert only(comparison).status == "in range"
    assert only(comparison).same_word
    assert comparison.new == ()


def test_frames_and_files_are_the_same(tmp_path):
    """What comes back from a CSV file compares as what went in: numbers as text, nothing as NaN."""
    frame = pd.DataFrame([own("", TILLID, "boern", 4, "flere")])
    frame.to_csv(tmp_path / "findings.csv", index=False)
    reference = pd.DataFrame([known("", TILLID, "boern", "flere", 3, 5)])
    for again in (
        pd.read_csv(tmp_path / "findings.csv"),
        pd.read_csv(tmp_path / "findings.csv", dtype=str, keep_default_na=False),
        pd.read_csv(tmp_path / "findings.csv").convert_dtypes(),
    ):
        assert only(compare(again, reference)).status == "in range"


def test_the_tables_have_their_columns():
    result = compare(
        [own("", TILLID, "boern", 4, "flere")], [known("", TILLID, "boern", "flere", 3, 5, finding_id="f1")]
    )
    assert tuple(result.to_frame().columns) == COMPARISON_COLUMNS
    row = result.to_frame().iloc[0]
    assert (row["finding_id"], row["min"], row["max"], row["own_sites"], row["own_areas"]) == (
        "f1",
        3,
        5,
        4,
        "boern",
    )
    assert result.new_cells().empty


def test_the_summary_in_both_languages():
    reference = [known("", TILLID, "boern", "flere", 3, 5), known("", MOEDER, "boern", "alle", 6, 6)]
    result = compare([own("", TILLID, "boern", 4, "flere")], reference)
    danish = result.summary("da")
    assert danish[0] == (
        "Grupper (partner, kode, område): 2. Fundet 1 (50 %), inden for spændet 1 (50 %), samme ord 1 (50 %),"
        " i et andet område 0, mangler 1."
    )
    assert danish[-1] == "Celler, som referencen ikke har: 0."
    assert result.summary("en")[-1] == "Cells that the reference lacks: 0."


def test_nearly_all_is_not_printed_as_all():
    reference = [known("", TILLID, f"omraade{n}", "flere", 3, 5) for n in range(200)]
    result = compare([own("", TILLID, f"omraade{n}", 4, "flere") for n in range(199)], reference)
    assert "Fundet 199 (99 %)" in result.summary("da")[0]


def test_no_findings_and_no_reference():
    assert only(compare([], [known("", TILLID, "boern", "flere", 3, 5)])).status == "missing"
    assert compare([own("", TILLID, "boern", 4, "flere")], []).counts()["groups"]["all"]["n"] == 0
    assert compare([], []).summary("en") == ["Cells that the reference lacks: 0."]


def test_missing_columns_are_named():
    with pytest.raises(MatrixError, match="municipalities_max") as caught:
        compare([], [{"partner": "", "code": "", "area": "", "quantifier": "", "municipalities_min": "1"}])
    assert caught.value.code == "QC-MX08"
    with pytest.raises(MatrixError, match="speakers"):
        compare([{"partner": "", "code": ""}], [])


@pytest.mark.parametrize("number", ["", "tre", "-1", "1_0", "١", "2.5", "1e3", "nan"])
def test_cells_that_are_no_numbers_are_all_named_and_not_repeated(number):
    row = own("", TILLID, "boern", 4, "flere") | {"sites": number, "speakers": "hemmelig"}
    with pytest.raises(MatrixError, match="QC-MX09") as caught:
        compare([row], [])
    assert len(caught.value.problems) == 2
    assert "hemmelig" not in str(caught.value)


def test_a_finding_that_stands_twice_is_refused():
    row = own("", TILLID, "boern", 4, "flere")
    with pytest.raises(MatrixError, match="row 2"):
        compare([row, row], [])


def test_repr_has_counts_only():
    result = compare([own("", TILLID, "boern", 4, "flere")], [known("", TILLID, "boern", "flere", 3, 5)])
    assert "1 groups of 1 findings; 1 found" in repr(result)
    assert TILLID not in result._repr_html_()
