"""The plan: making it, its file, and what a person's decisions survive."""

import stat
from dataclasses import replace

import pytest

from qualcode.errors import PseudonymisationError, UsageError
from qualcode.pseudonymise import Key, Plan, PlanRow, make_plan, read_plan, write_plan
from qualcode.pseudonymise.plan import COLUMNS
from qualcode.pseudonymise.spreadsheet import guard, unguard


def shown(plan):
    return [(row.label, row.found, row.replacement, row.decision) for row in plan]


def test_a_row_for_each_proposal(version):
    """The reader sees the words, what will stand there, and the words around."""
    plan = make_plan([version("Hej.", "Fatimas mor bor i Kolding Kommune, hun er 47.")], Key())
    assert shown(plan) == [
        ("PERSON", "Fatimas", "[person 1]s", "replace"),
        ("MUNICIPALITY", "Kolding Kommune", "[kommune 1]", "replace"),
        ("AGE", "47", "[alder]", "?"),
    ]
    first = plan.rows[0]
    assert (first.turn, first.start, first.end, first.reviewed_by) == (2, 5, 12, "")
    assert first.context == "Hej. Fatimas mor bor i Kolding Kommune, hun er 47."
    assert [row.line for row in plan] == [2, 3, 4]


def test_a_document_without_findings_has_a_row_too(version):
    """That nothing was found is something a person has to see as well."""
    plan = make_plan([version("Ja, det ved jeg ikke.")], Key())
    assert [(row.label, row.decision, row.start) for row in plan] == [("none", "keep", None)]
    assert len(plan.open_rows()) == 1
    assert plan.reviewed_by("anna").open_rows() == []


def test_pseudonyms_are_told_apart_and_stay_the_same_in_the_whole_study(version):
    """Coders follow a person through an interview, and a municipality through the study."""
    key = Key()
    plan = make_plan(
        [
            version("Fatima Al-Khatib kom. Så sagde Fatima nej til Hassan.", name="a"),
            version("Hassan bor i Kolding. Kolding Kommune hjalp Fatima.", name="b"),
        ],
        key,
    )
    assert [row.replacement for row in plan] == [
        "[person 1]", "[person 1]", "[person 2]",
        "[person 2]", "[kommune 1]", "[kommune 1]", "[person 3]",
    ]  # fmt: skip


def test_a_first_name_that_two_people_share_is_a_person_of_its_own(version):
    """Nobody can tell which Ali is meant, so it is neither."""
    plan = make_plan([version("Ali Nazari og Ali Jafari kom. Så gik Ali.")], Key())
    assert [row.replacement for row in plan] == ["[person 1]", "[person 2]", "[person 3]"]


def test_english_pseudonyms_in_an_english_study(version):
    """The words follow the language of the study."""
    plan = make_plan([version("Then Fatima called me.")], Key("en"), language="en")
    assert [row.replacement for row in plan] == ["[person 1]"]
    assert Key("en").pseudonym("MUNICIPALITY", "x") == "[municipality 1]"


def test_speakers_names_are_looked_for_in_what_is_said(version):
    """Interviewers speak to people by name."""
    plan = make_plan([version(("Xilo Brum", "Ja."), ("I1", "tak, xilo, det var godt"))], Key())
    assert [row.found for row in plan] == ["xilo"]


def test_a_name_across_two_turns_is_two_rows(version):
    """A replacement may not join what two people said."""
    document = version("Det var Fati-", "ma der sagde det.")
    plan = make_plan([document], Key())
    assert [(row.turn, row.found, row.replacement) for row in plan] == [
        (1, "Fati-", "[person 1]"),
        (2, "ma", "[person 1]"),
    ]


class TestAgain:
    """Planning again keeps what people decided."""

    @pytest.fixture
    def document(self, version):
        return version("Fatima og Hassan kom fra Kolding.")

    def test_a_reviewed_row_is_never_overwritten(self, document):
        key = Key()
        first = make_plan([document], key)
        decided = Plan.of(
            replace(row, decision="keep", reviewed_by="anna") if row.found == "Hassan" else row
            for row in first
        )
        again = make_plan([document], key, previous=decided)
        assert [(row.found, row.decision, row.reviewed_by) for row in again] == [
            ("Fatima", "replace", ""),
            ("Hassan", "keep", "anna"),
            ("Kolding", "replace", ""),
        ]

    def test_a_proposal_that_overlaps_a_reviewed_row_is_dropped(self, document):
        key = Key()
        own = PlanRow(
            "interview-a", document.short_sha, start=0, end=16, found="Fatima og Hassan",
            replacement="[to unge]", decision="replace", reviewed_by="anna",
        )  # fmt: skip
        again = make_plan([document], key, previous=Plan.of([own]))
        assert [row.found for row in again] == ["Fatima og Hassan", "Kolding"]

    def test_a_changed_row_stays_before_anybody_signed(self, document):
        """Somebody who has only begun to read loses nothing."""
        key = Key()
        first = make_plan([document], key)
        edited = Plan.of(
            replace(row, replacement="en pige") if row.found == "Fatima" else row for row in first
        )
        again = make_plan([document], key, previous=edited)
        assert again.rows[0].replacement == "en pige"

    def test_what_nobody_touched_is_proposed_anew(self, document):
        """A word that the study now keeps leaves the plan."""
        key = Key()
        first = make_plan([document], key)
        again = make_plan([document], key, previous=first, keep=["Kolding"])
        assert [row.found for row in again] == ["Fatima", "Hassan"]

    def test_another_text_starts_again(self, document, version):
        """Positions of one text say nothing about another."""
        key = Key()
        first = make_plan([document], key).reviewed_by("anna")
        again = make_plan([version("Nu kom Fatima.")], key, previous=first)
        assert [(row.found, row.reviewed_by) for row in again] == [("Fatima", "")]

    def test_rows_for_every_occurrence_stay_and_are_filled_in(self, document):
        """A person writes down what the machine missed; the key gives the pseudonym."""
        key = Key()
        own = PlanRow("", found="kom", decision="replace", reviewed_by="anna")
        again = make_plan([document], key, previous=Plan.of([own]))
        assert (again.rows[0].found, again.rows[0].replacement) == ("kom", "[person 1]")

    def test_documents_that_are_not_planned_now_stay_in_the_plan(self, document, version):
        """Planning one interview does not lose the others."""
        key = Key()
        other = make_plan([version("Så kom Ali.", name="interview-b")], key).reviewed_by("anna")
        both = make_plan([document], key, previous=other)
        assert {row.document for row in both} == {"interview-a", "interview-b"}


class TestFile:
    """The file that a person edits in a spreadsheet."""

    @pytest.fixture
    def plan(self, version):
        texts = [
            "Ring 01 01 90-1234 eller 0045 1234 5678.",
            "Født 09.10.1999. Fati-\nma, Fa\u200btima og O'Brien.",
        ]
        return make_plan([version(*texts), version("Ja.", name="b")], Key())

    def test_it_comes_back_exactly(self, plan, tmp_path):
        path = tmp_path / "plan.csv"
        write_plan(plan, path)
        again = read_plan(path)
        assert again == plan
        assert [row.line for row in again] == [row.line for row in plan]
        assert path.read_text("utf-8").partition("\n")[0] == ",".join(COLUMNS)

    def test_only_the_owner_can_read_it(self, plan, tmp_path):
        path = tmp_path / "plan.csv"
        write_plan(plan, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
    def test_as_danish_excel_saves_it(self, tmp_path, delimiter, encoding):
        """Semicolons, a byte order mark or Windows letters, CRLF, commas in numbers."""
        header = delimiter.join(COLUMNS)
        row = delimiter.join(
            [
                "a",
                "abc",
                "1",
                "0",
                "4",
                "PERSON",
                "Søse",
                "[person 1]",
                "Replace",
                "Åse",
                "0,95",
                "person",
                "Søse gik",
            ]
        )
        path = tmp_path / "plan.csv"
        path.write_bytes(f"{header}\r\n{row}\r\n".encode(encoding))
        (read,) = read_plan(path)
        assert (read.found, read.start, read.end, read.decision, read.reviewed_by) == (
            "Søse",
            0,
            4,
            "replace",
            "Åse",
        )
        assert read.score == 0.95

    def test_columns_may_stand_in_another_order_and_more_may_follow(self, tmp_path):
        """People move columns and add their own."""
        path = tmp_path / "plan.csv"
        path.write_text(
            "note,decision,found,document,replacement,reviewed_by,start,end\nhej,replace,Ali,,[person 9],anna,,\n"
        )
        (read,) = read_plan(path)
        assert (read.found, read.decision, read.is_everywhere, read.label) == (
            "Ali",
            "replace",
            True,
            "PERSON",
        )

    def test_every_problem_at_once_with_its_row_and_no_words(self, tmp_path):
        """A person mends the file in one go; an error may be pasted into a mail."""
        rows = [
            "a,v,1,0,6,PERSON,Fatima,x,perhaps,,,,",
            "a,v,1,0,6,PERSON,Fatima,x,keep,,,,",
            "a,v,1,x1,6,PERSON,Fatima,x,keep,,,,",
            "a,v,1,0,5,PERSON,Fatima,x,keep,,,,",
            "a,v,1,6,6,PERSON,Fatima,x,keep,,,,",
            ",,,,,PERSON,,x,keep,,,,",
            "a,,1,0,6,PERSON,Fatima,x,keep,,,,",
            "a,v,1,١,6,PERSON,Fatima,x,keep,,,,",
            "a,v,1,1_0,6,PERSON,Fatima,x,keep,,,,",
        ]
        path = tmp_path / "plan.csv"
        path.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
        with pytest.raises(PseudonymisationError) as caught:
            read_plan(path)
        assert caught.value.code == "QC-PS01"
        assert {problem.where for problem in caught.value.problems} == {
            f"row {n}" for n in (2, 4, 5, 6, 7, 8, 9, 10)
        }
        assert "Fatima" not in str(caught.value)

    def test_a_file_that_is_no_plan(self, tmp_path):
        """The message names the columns."""
        path = tmp_path / "plan.csv"
        path.write_text("Fatima;Hassan\n1;2\n")
        with pytest.raises(PseudonymisationError, match="lacks the columns") as caught:
            read_plan(path)
        assert "Fatima" not in str(caught.value)

    def test_an_open_quote_is_said(self, tmp_path):
        path = tmp_path / "plan.csv"
        path.write_text(",".join(COLUMNS) + '\na,v,1,0,6,PERSON,"Fat')
        with pytest.raises(PseudonymisationError, match="quote"):
            read_plan(path)

    @pytest.mark.parametrize(
        "cell",
        ["=1+1", "+45 12", "-x", "@rojin", "'citat", "'=1", "0101901234", "12/05", "9. oktober 1999", "maj 2006", "1e5",
         " =x", "\t=x", "a;=cmd", "a;'=cmd", "'", "''", "TRUE", "sand", "12 34 56 78", "10.12.90-1234", "Fatima", ""],
    )  # fmt: skip
    def test_cells_that_a_spreadsheet_would_change_come_back(self, cell):
        """A formula is not run, and a number keeps its zero."""
        assert unguard(guard(cell)) == cell
        if cell and cell[0] in "=+-@0123456789":
            assert guard(cell).startswith("'")


def test_signing_leaves_choices_open(version):
    """A signature is no answer to a question."""
    plan = make_plan([version("Hun er 47, sagde Fatima.")], Key()).reviewed_by("anna")
    assert [row.found for row in plan.open_rows()] == ["47"]
    with pytest.raises(UsageError):
        plan.reviewed_by("  ")


def test_open_rows_of_one_document(version):
    """Rows for all documents concern each."""
    rows = [PlanRow("a", found="x"), PlanRow("b", found="y"), PlanRow("", found="z")]
    assert [row.found for row in Plan.of(rows).open_rows("a")] == ["z", "x"]


def test_a_table_for_a_notebook(version):
    """Positions are whole numbers, and a row without has none."""
    frame = make_plan([version("Så kom Ali."), version("Ja.", name="z")], Key()).to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert frame["start"].tolist()[0] == 7
    assert frame["start"].isna().tolist() == [False, True]


def test_repr_counts_only(version):
    """A repr in a notebook must not show who is meant."""
    plan = make_plan([version("Så kom Ali.")], Key())
    assert repr(plan) == "Plan(1 row: 1 replace, 0 keep, 0 to decide; 1 open)"
    assert "Ali" not in repr(plan.rows[0])
