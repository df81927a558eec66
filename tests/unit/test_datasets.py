"""The example study is what docs, tutorial and other tests stand on: it must hang together."""

import csv
import errno
import os
import re
import stat
from itertools import pairwise

import pytest

from qualcode import datasets
from qualcode.datasets import copy_example, example_folder
from qualcode.errors import StudyLayoutError
from qualcode.importers import read_transcript
from qualcode.interchange import KnownDocument, read_codebook, read_codings, read_guide, read_study_config
from qualcode.model import DocumentVersion
from qualcode.pseudonymise import apply_plan, read_plan

CODERS = ("anna", "bo", "consensus")
DOCUMENTS = {"interview-01": "interview-01.docx", "interview-02": "interview-02.vtt"}
TURNS = {"interview-01": 21, "interview-02": 23}
PERSONAL = (
    "311299-0000", "12 34 56 78", "fravaer@example.dk", "Kildevej 14", "Nadia", "Lindevig", "Tornsø", "Kædehuset"
)  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("example") / "study"
    copy_example(folder)
    return folder


def rows(study, place):
    with (study / place).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def codebook(study):
    return read_codebook(study / "codebook.yaml")


@pytest.fixture(scope="module")
def utterances(study):
    folder = study / "data" / "transcripts"
    return {name: read_transcript(folder / file).utterances for name, file in DOCUMENTS.items()}


@pytest.fixture(scope="module")
def versions(utterances):
    return {name: DocumentVersion.from_utterances(name, said) for name, said in utterances.items()}


@pytest.fixture(scope="module")
def plan(study):
    return read_plan(study / "data" / "private" / "plan.csv")


@pytest.fixture(scope="module")
def speakers(study):
    return {(row["document"], row["label"]): row for row in rows(study, "data/speakers.csv")}


@pytest.fixture(scope="module")
def codings(study):
    return {coder: rows(study, f"data/codings/{coder}.csv") for coder in CODERS}


def speaker_of(row, utterances, speakers):
    label = utterances[row["document"]][int(row["segment"]) - 1].speaker
    return speakers[row["document"], label]


class TestContent:
    def test_it_says_in_both_languages_that_everything_is_made_up(self, study):
        readme = (study / "README.md").read_text(encoding="utf-8")
        assert "Alt er opdigtet" in readme
        assert "Everything is made up" in readme
        assert read_study_config(study / "study.yaml").report.notice.startswith("Alt er opdigtet")

    def test_every_leaf_teaches_when_to_use_it_and_when_not(self, codebook):
        assert len(codebook.leaves()) == 19
        for leaf in codebook.leaves():
            assert re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", leaf.id)
            assert leaf.codable
            assert leaf.definition
            assert leaf.use_when
            assert leaf.not_when
            assert len(leaf.examples) == 2
            assert len(leaf.cues) >= 3

    def test_branches_only_group(self, codebook):
        branches = codebook.children()
        assert [branch.id for branch in branches] == ["partner", "fremmer", "barriere", "inddragelse"]
        assert not any(branch.codable for branch in branches)

    def test_no_example_is_taken_from_the_interviews(self, codebook, utterances):
        """An example that stands in the text would let a suggester look the answer up."""
        text = " ".join(said.text for document in utterances.values() for said in document)
        examples = [example.rstrip(".") for code in codebook for example in code.examples]
        assert not [example for example in examples if example in text]

    def test_settings_name_branches_and_sites_that_exist(self, study, codebook):
        settings = read_study_config(study / "study.yaml")
        assert {row["site"] for row in rows(study, "data/interviews.csv")} == set(settings.sites)
        assert settings.coding_set in CODERS
        assert settings.partner_branch in codebook
        for matrix in settings.matrices:
            assert matrix.rows in codebook
            assert matrix.columns in codebook

    def test_guide_records_for_every_question_where_it_was_asked(self, study, codebook):
        items = read_guide(study / "data" / "guide.csv", codebook=codebook, documents=DOCUMENTS)
        assert len(items) == 8
        assert all(item.codes and item.asked_in for item in items)


class TestTranscripts:
    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_turns_are_the_ones_that_the_codings_count(self, utterances, document):
        assert len(utterances[document]) == TURNS[document]
        labels = [said.speaker for said in utterances[document]]
        # Neighbours of one speaker would be one turn, and every number after them would be off.
        assert all(one != other for one, other in pairwise(labels))

    def test_every_label_has_a_speaker_and_every_speaker_a_label(self, utterances, speakers):
        found = {(name, said.speaker) for name, document in utterances.items() for said in document}
        assert found == set(speakers)

    def test_the_one_slip_of_a_label_leads_to_the_same_person(self, speakers):
        by_person = {}
        for (document, label), row in speakers.items():
            by_person.setdefault((document, row["speaker_id"]), []).append(label)
        assert [sorted(labels) for labels in by_person.values() if len(labels) > 1] == [["Lena", "Lene"]]

    def test_both_areas_speak_at_both_sites(self, study, speakers):
        site = {row["document"]: row["site"] for row in rows(study, "data/interviews.csv")}
        areas = {
            (site[document], row["area"])
            for (document, _), row in speakers.items()
            if row["role"] == "informant"
        }
        assert areas == {(place, area) for place in ("k1", "k2") for area in ("boern", "voksen")}

    @pytest.mark.parametrize("personal", PERSONAL)
    def test_there_is_something_to_pseudonymise(self, utterances, personal):
        assert any(personal in said.text for document in utterances.values() for said in document)


class TestPlan:
    def test_a_person_has_decided_every_row_for_the_texts_as_they_are_read(self, plan, versions):
        """Else the example would stop half-way; if this fails, a reader has changed: make the plan again."""
        assert not plan.open_rows()
        planned = {(row.document, row.version) for row in plan if row.version}
        assert planned == {(version.document, version.short_sha) for version in versions.values()}

    def test_nothing_personal_is_left_and_turns_stay(self, plan, versions):
        for version in versions.values():
            made, _ = apply_plan(version, plan)
            assert not [personal for personal in PERSONAL if personal in made.text]
            assert [turn.number for turn in made.turns] == [turn.number for turn in version.turns]

    def test_it_shows_each_thing_a_reviewer_does(self, plan):
        assert [row.found for row in plan if row.decision == "keep"] == ["Puha"]
        assert [row.found for row in plan if row.is_everywhere] == ["Kædehuset"]
        assert {row.found for row in plan if row.label == "MUNICIPALITY"} == {"Lindevig", "Tornsø"}

    def test_the_key_knows_every_numbered_pseudonym(self, plan, study):
        known = {row["pseudonym"] for row in rows(study, "data/private/key.csv")}
        used = {row.replacement for row in plan if row.decision == "replace"}
        assert {pseudonym for pseudonym in used if re.search(r"\d\]$", pseudonym)} == known


class TestCodings:
    @pytest.mark.parametrize("coder", CODERS)
    def test_every_row_is_a_coding_of_a_leaf_on_the_whole_turn(self, study, codebook, versions, coder):
        documents = {name: KnownDocument.of(version) for name, version in versions.items()}
        codings = read_codings(
            study / "data" / "codings" / f"{coder}.csv", resolve=documents, codebook=codebook
        )
        turns = {name: {turn.span for turn in version.turns} for name, version in versions.items()}
        assert codings
        assert {coding.coder for coding in codings} == {coder}
        assert all(coding.span in turns[coding.document] for coding in codings)
        assert {coding.code for coding in codings} <= {leaf.id for leaf in codebook.leaves()}

    @pytest.mark.parametrize("coder", CODERS)
    def test_nothing_an_interviewer_says_is_coded(self, codings, utterances, speakers, coder):
        roles = {speaker_of(row, utterances, speakers)["role"] for row in codings[coder]}
        assert roles == {"informant"}

    @pytest.mark.parametrize("coder", CODERS)
    def test_no_coding_stands_twice(self, codings, coder):
        keys = [(row["document"], row["segment"], row["code"]) for row in codings[coder]]
        assert len(keys) == len(set(keys))

    def test_consensus_uses_every_leaf(self, codings, codebook):
        assert {row["code"] for row in codings["consensus"]} == {leaf.id for leaf in codebook.leaves()}

    def test_coders_differ_in_places_and_agree_in_most(self, codings):
        anna, bo = (
            {(row["document"], row["segment"], row["code"], row["stance"]) for row in codings[coder]}
            for coder in ("anna", "bo")
        )
        assert 10 <= len(anna ^ bo) <= 20
        assert len(anna & bo) / len(anna | bo) > 0.6

    def test_every_segment_where_the_coders_differ_is_explained_in_the_consensus(self, codings):
        said = {coder: {} for coder in ("anna", "bo")}
        for coder, segments in said.items():
            for row in codings[coder]:
                turn = segments.setdefault((row["document"], row["segment"]), set())
                turn.add((row["code"], row["stance"]))
        differ = {
            turn for turn in said["anna"] | said["bo"] if said["anna"].get(turn) != said["bo"].get(turn)
        }
        explained = {(row["document"], row["segment"]) for row in codings["consensus"] if row["memo"]}
        # Turn 6 is left uncoded; the memo on turn 4 says why.
        assert differ - explained == {("interview-01", "6")}

    def test_matrices_get_cells_of_every_kind(self, codings, study, utterances, speakers):
        site = {row["document"]: row["site"] for row in rows(study, "data/interviews.csv")}
        turns = {}
        for row in codings["consensus"]:
            turns.setdefault((row["document"], row["segment"]), []).append(row)
        cells, alone = {}, {}
        for (document, _), coded in turns.items():
            partners = [row["code"] for row in coded if row["code"].startswith("partner.")]
            for row in coded:
                if row["code"].startswith(("fremmer.", "barriere.")):
                    area = speaker_of(row, utterances, speakers)["area"]
                    here = (site[document], area, row["stance"])
                    for partner in partners:
                        cells.setdefault((partner, row["code"]), set()).add(here)
                    if not partners:
                        alone.setdefault(row["code"], set()).add(here)
        for branch in ("fremmer.", "barriere."):
            sites = [
                {place for place, _, _ in said}
                for (_, code), said in cells.items()
                if code.startswith(branch)
            ]
            assert {"k1", "k2"} in sites
            assert [place for place in sites if len(place) == 1]
        stances = [stance for said in cells.values() for _, _, stance in said]
        assert stances.count("wish") == 1
        assert stances.count("counterexample") == 1
        assert {area for _, area, _ in cells["partner.skole", "fremmer.klare-aftaler"]} == {"boern", "voksen"}
        assert {place for place, _, _ in alone["barriere.uklart-ansvar"]} == {"k1", "k2"}


class TestCopy:
    def test_the_copy_is_the_whole_folder(self, study):
        def listing(folder, above=""):
            for entry in folder.iterdir():
                if entry.is_dir():
                    yield from listing(entry, f"{above}{entry.name}/")
                else:
                    yield f"{above}{entry.name}", entry.read_bytes()

        assert dict(listing(study)) == dict(listing(example_folder()))

    @pytest.mark.skipif(os.name != "posix", reason="other systems have no modes")
    def test_only_the_owner_can_read_the_copy(self, study):
        for path in (study, *study.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)

    def test_an_empty_folder_will_do(self, tmp_path):
        copy_example(tmp_path)
        assert (tmp_path / "study.yaml").is_file()

    @pytest.mark.parametrize("kind", ["folder with a file", "file"])
    def test_nothing_of_the_user_is_written_over(self, tmp_path, kind):
        target = tmp_path / "mine"
        if kind == "file":
            target.write_text("mine", encoding="utf-8")
        else:
            target.mkdir()
            (target / "study.yaml").write_text("mine", encoding="utf-8")
        with pytest.raises(StudyLayoutError, match="QC-DS01"):
            copy_example(target)
        left = target if kind == "file" else target / "study.yaml"
        assert left.read_text(encoding="utf-8") == "mine"

    def test_a_full_disk_leaves_nothing_behind(self, tmp_path, monkeypatch):
        """Else the folder would count as used, and a second try would be refused."""
        real, written = datasets.write_bytes, []

        def full_after_three(path, data):
            if len(written) == 3:
                raise OSError(errno.ENOSPC, "No space left on device")
            written.append(path)
            real(path, data)

        monkeypatch.setattr(datasets, "write_bytes", full_after_three)
        with pytest.raises(StudyLayoutError, match="the disk is full"):
            copy_example(tmp_path / "study")
        assert len(written) == 3
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]
        monkeypatch.undo()
        copy_example(tmp_path / "study")
