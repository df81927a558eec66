"""Studies side by side: folders, frozen studies and lists of findings; pooled; and codes that are never mapped unseen."""

import pytest

from qualcode.errors import MatrixError, UsageError
from qualcode.study import Study
from qualcode.study.pooling import pool, side_by_side
from unit.assist import made_up
from unit.study import small_study


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first") / "study"
    small_study.build(folder, small_study.talks(documents=6, turns=14), coders=("consensus",))
    return folder


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """Another team's study, of fewer interviews at two sites."""
    folder = tmp_path_factory.mktemp("second") / "study"
    said = small_study.talks(documents=6, turns=14)
    small_study.build(folder, {name: said[name] for name in list(said)[:4]}, coders=("consensus",), sites=2)
    settings = folder / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("study_id: small-study", "study_id: the-other"),
        encoding="utf-8",
    )
    return folder


def renamed(source, target, *, was=True):
    """A copy whose codebook calls one code otherwise."""
    folder = small_study.copy(source, target)
    book = folder / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    name = made_up.SYSTEM.rpartition(".")[2]
    line = f"id: {name}\n"
    assert line in text
    indent = text[: text.index(line)].rpartition("\n")[2].replace("-", " ")
    new = "id: andet-navn\n" + (f"{indent}was: [{made_up.SYSTEM}]\n" if was else "")
    book.write_text(text.replace(line, new).replace("version: '1'", "version: '2'"), encoding="utf-8")
    return folder


def test_a_study_against_itself_is_the_same(first):
    with Study.open(first) as study:
        found = study.changes(first)
        assert {row.kind for row in found} == {"same"}
        assert len(found) == len(study.findings())


def test_folder_and_frozen_study_say_the_same(first, second):
    with Study.open(second) as other:
        frozen = other.freeze("two")
    with Study.open(first) as study:
        by_folder, by_file = study.changes(second), study.changes(frozen)
        assert [(r.kind, r.sites, r.there.low) for r in by_folder] == [
            (r.kind, r.sites, r.there.low) for r in by_file
        ]
        assert by_folder.other_sites == by_file.other_sites == 2
        assert study.compare(frozen).counts() == study.compare(second).counts()


def test_a_frozen_study_for_print_has_no_numbers_to_compare(first, second, monkeypatch):
    from qualcode.study.replication import frozen as reading

    with Study.open(second) as other:
        file = other.freeze("for-print")
    made = reading.read_frozen(file)
    monkeypatch.setattr(
        reading, "read_frozen", lambda _: reading.Frozen({**made.about, "for": "print"}, made.parts, "")
    )
    with Study.open(first) as study:
        for ask in (study.changes, study.compare):
            with pytest.raises(MatrixError, match="QC-CH02"):
                ask(file)


def test_a_list_of_findings_must_say_of_how_many_sites(first, second, tmp_path):
    file = tmp_path / "findings.csv"
    with Study.open(second) as other:
        other.findings().to_frame().to_csv(file, index=False)
    with Study.open(first) as study:
        with pytest.raises(MatrixError, match="QC-CH01"):
            study.changes(file)
        with pytest.raises(MatrixError, match="QC-CH01"):
            study.changes(file, sites=1)
        assert study.changes(file, sites=2).counts() == study.changes(second).counts()


def test_a_code_that_was_renamed_is_followed_and_a_strange_one_refused(first, second, tmp_path):
    followed = renamed(first, tmp_path / "followed")
    with Study.open(followed) as study:
        study.update_codebook()
        found = study.changes(second)
        [codes] = {row.there.codes for row in found if row.code.endswith("andet-navn") and row.there.high}
        assert codes == (made_up.SYSTEM,)
        gone = {row.code for row in found if row.kind == "gone"}
        assert made_up.SYSTEM not in gone
    with Study.open(second) as other:  # and from the earlier study's side
        assert {row.code for row in other.changes(followed)} <= set(other.codebook.by_id)


def test_what_has_no_place_is_refused_with_a_list_until_a_person_decides(first, second, tmp_path):
    file = tmp_path / "findings.csv"
    with Study.open(second) as other:
        frame = other.findings().to_frame()
    frame["code"] = frame["code"].replace(made_up.SYSTEM, "barriere.ukendt")
    frame.to_csv(file, index=False)
    told = tmp_path / "codes.csv"
    with Study.open(first) as study:
        with pytest.raises(MatrixError, match="QC-CH03") as refused:
            study.changes(file, sites=2)
        assert [problem.where for problem in refused.value.problems] == ["barriere.ukendt"]
        told.write_text(f"code,here\nbarriere.ukendt,{made_up.SYSTEM}\n", encoding="utf-8")
        assert study.changes(file, sites=2, codes=told).counts() == study.changes(second).counts()
        told.write_text("code,here\nbarriere.ukendt,\n", encoding="utf-8")
        found = study.changes(file, sites=2, codes=told)
        assert found.left_out == ("barriere.ukendt",)
        assert any("barriere.ukendt" in line for line in found.lines())
        told.write_text("code,here\nbarriere.ukendt,nowhere\n", encoding="utf-8")
        with pytest.raises(MatrixError, match="QC-CH04"):
            study.changes(file, sites=2, codes=told)


def test_pooled_counts_add_up_and_sites_stay_apart(first, second):
    made = pool([first, second])
    frame = made.to_frame("partner", "barriere")
    assert set(frame["studies"]) == {"1+2"}
    apart = side_by_side([first, second], "partner", "barriere")
    assert set(apart["studies"]) == {"1", "2"}
    sums = apart.groupby(["row", "column", "area"])[["segments", "speakers", "sites"]].sum()
    together = frame.set_index(["row", "column", "area"])
    for place, line in together.iterrows():
        if place[2] != "begge":
            assert line[["segments", "speakers", "sites"]].tolist() == sums.loc[place].tolist()
    assert made.counting.sites == 5
    assert frame["sites"].max() <= 5


def test_pooled_codes_are_called_as_in_the_first_study(first, second, tmp_path):
    followed = renamed(second, tmp_path / "followed")
    with Study.open(followed) as study:
        study.update_codebook()
    made = pool([first, followed])
    assert any("andet-navn -> " in note for note in made.notes)
    plain = pool([first, second]).to_frame()
    assert made.to_frame().drop(columns="codebook_version").equals(plain.drop(columns="codebook_version"))


def test_a_study_is_not_pooled_with_itself_or_its_copy(first, tmp_path):
    for studies in ([first], [first, first], [first, small_study.copy(first, tmp_path / "copy")]):
        with pytest.raises(UsageError, match="QC-PO01"):
            pool(studies)


def test_a_table_of_codes_for_no_study_is_refused(first, second, tmp_path):
    told = tmp_path / "codes.csv"
    told.write_text("code,here\n", encoding="utf-8")
    with pytest.raises(UsageError, match="QC-PO04"):
        pool([first, second], codes={3: told})


def test_areas_of_another_name_are_refused(first, second, tmp_path):
    other = small_study.copy(second, tmp_path / "other")
    for name in ("study.yaml", "data/speakers.csv"):
        file = other / name
        file.write_text(file.read_text(encoding="utf-8").replace("voksen", "aeldre"), encoding="utf-8")
    with pytest.raises(MatrixError, match="QC-PO02"):
        pool([first, other])
