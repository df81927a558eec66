"""Applying a plan: the new text, the map of positions, speakers' labels, and what is left."""

from dataclasses import replace

import pytest

from qualcode.errors import PseudonymisationError, StepNeeded
from qualcode.model import Span
from qualcode.pseudonymise import Key, Plan, PlanRow, apply_plan, label_pseudonyms, make_plan, residual


def planned(version, **options):
    return make_plan([version], Key(), **options).reviewed_by("anna")


def test_a_new_version_with_the_same_turns(version):
    """Everything after this step works on the new text, turn by turn."""
    old = version(("I", "Hvem var med?"), ("B", "Fatimas mor og Hassan."), ("I", "Fra Kolding?"))
    new, moved = apply_plan(old, planned(old))
    assert new.text == "Hvem var med?\n[person 1]s mor og [person 2].\nFra [kommune 1]?"
    assert (new.kind, new.number, new.document) == ("pseudonymised", 2, "interview-a")
    assert [turn.span.of(new.text) for turn in new.turns] == new.text.split("\n")
    assert [turn.speaker for turn in new.turns] == ["I", "B", "I"]
    assert moved.to_new(Span(22, 25)).of(new.text) == "mor"
    assert moved.to_old(moved.to_new(Span(14, 21))).of(old.text) == "Fatimas"


def test_a_text_without_findings_is_a_new_version_with_the_same_words(version):
    """Its review counts as well."""
    old = version("Ja, det ved jeg ikke.")
    new, moved = apply_plan(old, planned(old))
    assert new.text == old.text
    assert moved.edits == ()


def test_what_a_person_keeps_stays(version):
    """The plan proposes, a person decides."""
    old = version("Så kom Hassan og Ali.")
    plan = Plan.of(replace(row, decision="keep") if row.found == "Ali" else row for row in planned(old))
    assert apply_plan(old, plan)[0].text == "Så kom [person 1] og Ali."


def test_a_row_for_every_occurrence(version):
    """Any case, genitive, compound; in one document or in all; and rows with positions win."""
    old = version("Kvarkens folk. KVARKEN-mødet. Vi så kvarken, ikke kvarkens.")
    rows = [
        PlanRow("", found="Kvarken", replacement="[sted 1]", decision="replace", reviewed_by="anna"),
        PlanRow("andet", found="folk", replacement="x", decision="replace", reviewed_by="anna"),
        PlanRow(
            "interview-a",
            old.short_sha,
            start=50,
            end=58,
            found="kvarkens",
            decision="keep",
            reviewed_by="anna",
        ),
    ]
    new, _ = apply_plan(old, Plan.of(rows))
    assert new.text == "[sted 1]s folk. [sted 1]-mødet. Vi så [sted 1], ikke kvarkens."


def test_rows_for_every_occurrence_find_numbers_and_phrases(version):
    """What the machine missed may be a number or three words."""
    old = version("Hun bor i det gule hus, nr. 12 34.")
    rows = [
        PlanRow("", found="det gule hus", replacement="[sted 1]", decision="replace", reviewed_by="anna"),
        PlanRow("", found="12 34", replacement="[tal]", decision="replace", reviewed_by="anna"),
        PlanRow("interview-a", old.short_sha, label="none", decision="keep", reviewed_by="anna"),
    ]
    assert apply_plan(old, Plan.of(rows))[0].text == "Hun bor i [sted 1], nr. [tal]."


class TestRefused:
    """Nothing is replaced where the plan does not fit; messages hold rows, never words."""

    def refused(self, version, plan, kind):
        with pytest.raises(kind) as caught:
            apply_plan(version, plan)
        assert "Fatima" not in str(caught.value)
        return caught.value

    @pytest.fixture
    def old(self, version):
        return version("Så kom Fatima og Hassan.", "Ja.")

    def test_rows_that_wait_for_a_person(self, old):
        error = self.refused(old, make_plan([old], Key()), StepNeeded)
        assert error.code == "QC-PS03"
        assert [problem.where for problem in error.problems] == ["row 2", "row 3"]

    def test_a_document_that_the_plan_lacks(self, old, version):
        other = planned(version("Ja.", name="b"))
        assert self.refused(old, other, StepNeeded).code == "QC-PS04"

    def test_a_plan_for_another_text(self, old, version):
        other = planned(version("Så kom Fatima og Ali."))
        assert self.refused(old, other, StepNeeded).code == "QC-PS04"

    def test_words_that_do_not_stand_there(self, old):
        plan = Plan.of(replace(row, found="Fatimo") if row.found == "Fatima" else row for row in planned(old))
        error = self.refused(old, plan, PseudonymisationError)
        assert error.code == "QC-PS05"
        assert [problem.where for problem in error.problems] == ["row 2"]

    def test_positions_beyond_the_text(self, old):
        rows = [replace(row, start=row.start + 900, end=row.end + 900) for row in planned(old)]
        assert self.refused(old, Plan.of(rows), PseudonymisationError).code == "QC-PS05"

    def test_rows_that_overlap(self, old):
        rows = planned(old).rows
        more = replace(rows[0], end=rows[0].end + 3, found="Fatima og")
        assert "overlaps" in str(self.refused(old, Plan.of([*rows, more]), PseudonymisationError))

    def test_a_row_that_joins_two_turns(self, old):
        row = PlanRow(
            "interview-a", old.short_sha, start=17, end=27, found="Hassan.\nJa", replacement="x",
            decision="replace", reviewed_by="anna",
        )  # fmt: skip
        assert "end of a turn" in str(self.refused(old, Plan.of([row]), PseudonymisationError))

    def test_a_replacement_with_a_line_break(self, old):
        rows = [replace(row, replacement="a\nb") for row in planned(old)]
        assert "line break" in str(self.refused(old, Plan.of(rows), PseudonymisationError))

    def test_a_replacement_that_would_melt_into_its_neighbour(self, version):
        """A letter in front of a combining mark becomes another letter: all positions behind it would be wrong."""
        old = version("xq\u0301 ja")
        row = PlanRow(
            "interview-a", old.short_sha, start=1, end=2, found="q", replacement="e", decision="replace",
            reviewed_by="anna",
        )  # fmt: skip
        assert "melt" in str(self.refused(old, Plan.of([row]), PseudonymisationError))


class TestSpeakers:
    """A label that is a name may not stand in a version that is called pseudonymised."""

    def test_turns_carry_the_neutral_id(self, version):
        old = version(("Bodil Krag", "Ja."), ("I1", "Tak."))
        new, _ = apply_plan(old, planned(old), speaker_ids={"Bodil Krag": "p01"})
        assert [turn.speaker for turn in new.turns] == ["p01", "I1"]

    def test_a_name_without_id_is_refused(self, version):
        old = version(("I1", "Tak."), ("Bodil Krag", "Ja."), ("MK", "Nej."))
        with pytest.raises(PseudonymisationError) as caught:
            label_pseudonyms(old, {})
        assert caught.value.code == "QC-PS06"
        assert [problem.where for problem in caught.value.problems] == ["turn 2", "turn 3"]
        assert "Bodil" not in str(caught.value)

    def test_turns_without_speaker(self, version):
        old = version((None, "Ja."))
        new, _ = apply_plan(old, planned(old), speaker_ids={})
        assert new.turns[0].speaker is None

    def test_without_ids_labels_stay(self, version):
        """The caller that has no table of speakers yet keeps the labels; they are no part of the text."""
        old = version(("Bodil", "Ja."))
        assert apply_plan(old, planned(old))[0].turns[0].speaker == "Bodil"


class TestResidual:
    """After applying: what is left of what was replaced."""

    def test_any_form_of_a_replaced_name(self, version):
        plan = planned(version("Fatima Al-Khatibs mor og Hassans far kom fra Kolding."))
        left = residual("hassan så FATIMA og al-khatib, Koldings Fatima-sag", plan)
        assert [one.entity for one in left] == ["hassan", "fatima", "al-khatib", "kolding", "fatima"]

    def test_the_key_knows_as_much(self):
        key = Key()
        key.pseudonym("PERSON", "fatima al-khatib")
        assert [one.entity for one in residual("fatimas mor", key)] == ["fatima"]

    def test_machine_readable_numbers_count_always(self):
        left = residual("Ring 22 31 40 55 eller 010190-1234, skriv a@b.example.", Key())
        assert [one.label for one in left] == ["PHONE", "CPR", "EMAIL"]

    def test_ordinary_words_count_only_as_persons(self, version):
        plan = planned(version("Min leder Bo sagde nej."))
        assert residual("De skal bo her.", plan) == []
        assert [one.entity for one in residual("Så sagde Bo nej.", plan)] == ["bo"]

    def test_names_that_were_never_replaced_do_not_count(self, version):
        plan = planned(version("Så kom Hassan."))
        assert residual("Så kom Samira.", plan) == []

    def test_what_a_person_keeps_does_not_count(self, version):
        old = version("Så kom Hassan. Hassan-modellen kom.")
        rows = [*planned(old), PlanRow("", found="Hassan", decision="keep", reviewed_by="anna")]
        assert residual("Hassan igen.", Plan.of(rows)) == []

    def test_nothing_is_left_of_an_applied_plan(self, version):
        old = version("Fatima Al-Khatib, 010190-1234, kom fra Kolding med Fatimas mor. ja fatima kom")
        plan = planned(old)
        assert residual(apply_plan(old, plan)[0].text, plan) == []
