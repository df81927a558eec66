"""What the gate refuses, and how a person lets it out all the same: with a reason, for these words only, and remembered."""

import csv
import itertools
import json
import re

import docx

from qualcode.study import Study
from qualcode.study.clearing import finding_sentences

NUMBER = "45 12 34 56"
REASON = "Vagttelefonen er offentlig"


def words_of(folder):
    """Return all words of the report: paragraphs and tables."""
    made = docx.Document(str(folder / "reports" / "report.docx"))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tick(qualcode, folder, target, **filled):
    """Export what waits, fill in one row, and import the file."""
    path = folder / "ticks.csv"
    path.unlink(missing_ok=True)
    assert qualcode("clear", "export", path)[0] == 0
    rows = rows_of(path)
    (row,) = (row for row in rows if row["target"] == target)
    row.update(filled)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerows(rows)
    return qualcode("clear", "import", path)


def rename(folder, code, name):
    """Give a code another name in codebook.yaml."""
    path = folder / "codebook.yaml"
    leaf = code.rpartition(".")[2]
    text, n = re.subn(
        rf"(id: {leaf}\n\s+name:) .*", rf'\1 "{name}"', path.read_text(encoding="utf-8"), count=1
    )
    assert n == 1
    path.write_text(text, encoding="utf-8")


def used_code(folder):
    """Return a code that some finding is about."""
    with Study.open(folder) as study:
        return next(row.code for row in study.findings() if row.partner)


def test_a_number_in_a_name_stops_the_report_until_a_person_says_why_it_may_print(finished, qualcode):
    code = used_code(finished)
    before = (finished / "reports" / "report.docx").read_bytes()
    rename(finished, code, f"Ring {NUMBER}")

    status, out, err = qualcode("report")
    assert (status, out) == (3, "")
    assert "QC-DC01" in err
    assert f"text code:{code}" in err
    assert "codebook" in err
    assert "qualcode clear export" in err
    assert "override" in err
    assert NUMBER not in err
    assert (finished / "reports" / "report.docx").read_bytes() == before
    assert qualcode("run")[0] == 3

    assert tick(qualcode, finished, f"code:{code}", decision="ja", by="clara")[0] == 0
    assert qualcode("report")[0] == 3, "a yes is not enough"

    status, _, err = tick(qualcode, finished, f"code:{code}", decision="override", by="clara")
    assert status == 1
    assert "without a reason" in err
    assert qualcode("report")[0] == 3


def edit_sentence(folder, anchor, more):
    """Let a person add words to a sentence of the report."""
    rows = rows_of(folder / "reports" / "team" / "statements.csv")
    (edited,) = (row for row in rows if row["anchor"] == anchor)
    edited["text"] += more
    with (folder / "data" / "statements.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, edited)
        writer.writeheader()
        writer.writerow(edited)


def anchors(folder, *, joined):
    """Return the anchors of printed sentences that join several findings, or of those that are a finding's own."""
    with Study.open(folder) as study:
        findings = study.findings()
        sentences = finding_sentences(study, findings)
        printed = {row["anchor"] for row in rows_of(study.layout.team / "statements.csv")}
        inside = {one.anchor for one in sentences} - printed
        first = {row.anchor for row in sentences if not row.documents and row.anchor in printed}
    if not joined:
        return sorted(first)
    assert inside, "the example has a sentence that joins two findings"
    before = {}
    for one, following in itertools.pairwise(sentences):
        if following.anchor in inside and one.anchor in printed:
            before[one.anchor] = following.anchor
    return sorted(before)


def test_an_override_prints_is_logged_and_holds_for_these_words_only(finished, qualcode):
    anchor = anchors(finished, joined=False)[0]
    edit_sentence(finished, anchor, f" Ring {NUMBER}.")
    status, _, err = qualcode("report")
    assert status == 3
    assert f"statement {anchor}" in err

    assert tick(qualcode, finished, anchor, decision="override", by="clara", reason=REASON)[0] == 0
    assert qualcode("report")[0] == 0
    assert NUMBER in words_of(finished)

    (row,) = (row for row in rows_of(finished / "reports/team/release.csv") if row["id"] == anchor)
    assert (row["verdict"], row["by"], row["why"]) == ("print", "clara", REASON)
    assert row["override"]
    assert REASON in qualcode("clear", "list")[1]
    (latest, *_) = json.loads(qualcode("log", "--json")[1])
    assert latest["what"] in ("clear", "flueben")

    path = finished / "data" / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("34 56", "34 57"), encoding="utf-8")
    status, _, err = qualcode("report")
    assert status == 3
    assert f"statement {anchor}" in err


def test_an_edited_sentence_that_joins_findings_is_looked_at_too(finished, qualcode):
    anchor = anchors(finished, joined=True)[0]
    edit_sentence(finished, anchor, f" Ring {NUMBER}.")
    status, _, err = qualcode("report")
    assert status == 3
    assert f"text statements.csv:{anchor}" in err
    target = f"statements.csv:{anchor}"
    assert tick(qualcode, finished, target, decision="override", by="clara", reason=REASON)[0] == 0
    assert qualcode("report")[0] == 0
    assert NUMBER in words_of(finished)


def test_a_text_of_the_study_is_looked_at_too(finished, qualcode):
    folder = finished / "data" / "report"
    folder.mkdir()
    (folder / "background.txt").write_text(f"Om sagerne.\n\nRing {NUMBER}.\n", encoding="utf-8")
    status, _, err = qualcode("report")
    assert status == 3
    assert "text report.texts.background.2" in err
    assert NUMBER not in err


def test_a_quote_that_points_to_somebody_is_left_out_and_let_out_likewise(finished, qualcode):
    with Study.open(finished) as study:
        quote = next(one for one in study.clearing.report().entries if one.kind == "quote")
        assert [reason.code for reason in quote.reasons] == ["combination"]
        text = next(one.text for one in study.store.quotes() if one.id == quote.id)
    # A second thing against it: a word that the study hides and that stands nowhere else.
    word = next(w for w in re.findall(r"[a-zæøå]{6,}", text) if w not in words_of(finished).lower())
    settings = finished / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + f"\npseudonymise: {{hide: [{word}]}}\n", encoding="utf-8"
    )
    start = text[:20].split("[")[0]

    assert qualcode("report")[0] == 0
    assert start not in words_of(finished)
    (row,) = (row for row in rows_of(finished / "reports/team/release.csv") if row["id"] == quote.id)
    assert row["verdict"] == "refused"

    assert tick(qualcode, finished, quote.id, decision="override", by="clara", reason=REASON)[0] == 0
    assert qualcode("report")[0] == 0
    assert start in words_of(finished)


def test_no_override_stands_in_for_the_interviewed(finished, qualcode):
    with Study.open(finished) as study:
        sentences = finding_sentences(study, study.findings())
    anchor = next(
        one.anchor for one in sentences if one.documents and one.anchor in printed_anchors(finished)
    )
    edit_sentence(finished, anchor, " Det er nyt.")
    assert tick(qualcode, finished, anchor, decision="override", by="clara", reason=REASON)[0] == 0
    assert qualcode("report")[0] == 0
    assert "Det er nyt" not in words_of(finished)


def printed_anchors(folder):
    return {row["anchor"] for row in rows_of(folder / "reports" / "team" / "statements.csv")}
