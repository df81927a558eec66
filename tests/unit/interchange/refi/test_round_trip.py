"""What is written comes back as it was, is valid, and is the same bytes every time."""

import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from qualcode.errors import InterchangeError
from qualcode.interchange.exchange import (
    ExchangeCase,
    ExchangeCode,
    ExchangeCoding,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSet,
    ExchangeSource,
    ExchangeUser,
    ExchangeVariable,
    SyncPoint,
    VariableValue,
    arranged,
)
from qualcode.interchange.refi import (
    qdc_bytes,
    qdpx_bytes,
    read_qdc,
    read_qdpx,
    write_qdc,
    write_qdpx,
)
from qualcode.interchange.refi.sources import note_guid
from qualcode.interchange.refi.xml_writer import XmlWriter
from unit.interchange.refi.samples import archive as archive_of
from unit.interchange.refi.samples import g, project, projects


def again(made, folder):
    write_qdpx(made, folder / "a.qdpx")
    return read_qdpx(folder / "a.qdpx")


def test_everything_that_can_travel_comes_back(tmp_path):
    made = project(origin="qualcode")
    back, losses = again(made, tmp_path)
    assert arranged(back) == arranged(made)
    assert not losses
    assert not qdpx_bytes(made, where="a")[1]


@given(made=projects())
def test_any_text_comes_back(tmp_path_factory, made):
    back, losses = again(made, tmp_path_factory.mktemp("refi"))
    assert arranged(back) == arranged(made)
    assert not losses


def test_the_same_project_gives_the_same_bytes(tmp_path):
    write_qdpx(project(), tmp_path / "a.qdpx")
    made = project()
    write_qdpx(
        replace(made, selections=made.selections[::-1], codings=made.codings[::-1]), tmp_path / "b.qdpx"
    )
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_the_archive_is_plain(tmp_path):
    """No time, no user of the machine, nothing but the project and its texts."""
    write_qdpx(project(), tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        infos = archive.infolist()
        text = archive.read(f"sources/{g('s', 1)}.txt")
    assert [one.filename for one in infos] == [
        "project.qde",
        *sorted(f"sources/{g('s', n)}.txt" for n in (1, 2)),
    ]
    assert {one.date_time for one in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert text.decode() == project().sources[0].text
    assert oct((tmp_path / "a.qdpx").stat().st_mode & 0o777) == "0o600"


def test_fields_of_our_own_are_readable_in_other_programs(tmp_path):
    write_qdpx(project(), tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        xml = archive.read("project.qde").decode()
    assert (
        "<Description>[qualcode] cue: tid\n[qualcode] cue: ro\n[qualcode] use_when: a\\nb</Description>"
        in xml
    )
    assert (
        xml.count("<PlainTextContent>[qualcode] stance: wish</PlainTextContent>") == 2
    )  # a memo says the same
    assert xml.count(f'<NoteRef targetGUID="{note_guid("[qualcode] stance: wish")}"/>') == 2


def test_another_program_may_rename_what_xml_could_not_hold(tmp_path):
    """A field restores a name only as long as it is the same name."""
    made = ExchangeProject("P", codes=(ExchangeCode(g("c"), "a\x0bb"),))
    write_qdpx(made, tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        xml = archive.read("project.qde").decode()
    assert read_qdpx(tmp_path / "a.qdpx")[0].codes[0].name == "a\x0bb"
    (tmp_path / "b.qdpx").write_bytes(archive_of({"project.qde": xml.replace("a\ufffdb", "Nyt navn")}))
    assert read_qdpx(tmp_path / "b.qdpx")[0].codes[0].name == "Nyt navn"


def test_what_a_file_cannot_hold_is_counted_before_it_is_written(tmp_path):
    made = project()
    picture = ExchangeSource(g("s", 9), "billede", None, "picture")
    scan = ExchangeSource(g("s", 8), "pdf", "Tekst", "pdf", sync_points=(SyncPoint(0, 1200),))
    changed = replace(
        made,
        sources=(*made.sources, picture, scan),
        codings=(*made.codings, ExchangeCoding(g("k", 9), g("c", 3), picture.guid)),
        sets=(ExchangeSet(g("m", 1), "Alt", sources=(picture.guid, scan.guid)),),
        users=(*made.users, ExchangeUser(g("u", 3), "a\x00b")),
        codes=(*made.codes, ExchangeCode(g("c", 9), "Farve", color="rgb(1,2,3)")),
        created_at="i går",
    )
    expected = {
        "no_source_text": 1, "lost_coding": 1, "as_text": 1, "sync": 1, "unwritable": 1, "color": 1, "time": 1,
    }  # fmt: skip
    assert qdpx_bytes(changed, where="a")[1].counts() == expected
    assert list(tmp_path.iterdir()) == []
    back, _ = again(changed, tmp_path)
    assert back.sets[0].sources == (scan.guid,)
    assert back.users[-1].name == "a\ufffdb"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"codes": (ExchangeCode(g("c", 1), "A", g("c", 2)), ExchangeCode(g("c", 2), "B", g("c", 1)))}, "below itself"),
        ({"codes": (ExchangeCode("7", "A"),)}, "no GUID in capitals"),
        ({"codes": (ExchangeCode(g("c"), "A"), ExchangeCode(g("c"), "B"))}, "stands twice"),
        ({"sources": (ExchangeSource(g("s"), "a", "\ud800"),)}, "half a character"),
        (
            {
                "sources": (ExchangeSource(g("s"), "a", "kort"),),
                "selections": (ExchangeSelection(g("p"), g("s"), 2, 5),),
            },
            "ends at 5",
        ),
        (
            {"variables": (ExchangeVariable(g("v"), "a", "integer"),), "cases": (
                ExchangeCase(g("x"), values=(VariableValue(g("v"), True),)),)},
            "not of its variable's type",
        ),
        (
            {"variables": (ExchangeVariable(g("v"), "a", "float"),), "cases": (
                ExchangeCase(g("x"), values=(VariableValue(g("v"), Decimal("1E+99999999")),)),)},
            "not of its variable's type",
        ),
    ],
)  # fmt: skip
def test_a_project_that_does_not_fit_together_is_not_written(tmp_path, changes, found):
    with pytest.raises(InterchangeError) as caught:
        write_qdpx(ExchangeProject("P", **changes), tmp_path / "a.qdpx")
    assert caught.value.code == "QC-RQ30"
    assert found in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_codebook_comes_back_and_says_what_it_left_out(tmp_path):
    made = project()
    losses = write_qdc(made, tmp_path / "a.qdc")
    back, read_losses = read_qdc(tmp_path / "a.qdc")
    assert (back.codes, back.name, back.description) == (made.codes, made.name, made.description)
    assert back.extra == made.extra  # the version of the codebook, for one
    assert back.sets == (replace(made.sets[0], sources=(), notes=()),)
    assert not read_losses
    assert losses.counts() == qdc_bytes(made, where="a")[1].counts() == {"not_in_codebook": 24}
    assert losses.describe("da")[0].startswith("24 dele af projektet")


@given(made=projects())
def test_any_codebook_comes_back(tmp_path_factory, made):
    path = tmp_path_factory.mktemp("refi") / "a.qdc"
    write_qdc(made, path)
    assert read_qdc(path)[0].codes == arranged(made).codes


def test_an_empty_codebook_and_a_wrong_ending_are_refused(tmp_path):
    for write, name, code in (
        (write_qdc, "a.qdc", "QC-RQ32"),
        (write_qdc, "a.qdpx", "QC-RQ33"),
        (write_qdpx, "a.zip", "QC-RQ33"),
    ):
        with pytest.raises(InterchangeError) as caught:
            write(ExchangeProject("P"), tmp_path / name)
        assert caught.value.code == code


def test_a_result_that_the_schema_refuses_is_not_written(monkeypatch, tmp_path):
    """The check is a real one: a writer with a slip does not get its file."""
    monkeypatch.setattr(XmlWriter, "_users", lambda self, project: self._lines.append("<User/>"))
    with pytest.raises(InterchangeError) as caught:
        write_qdpx(project(), tmp_path / "a.qdpx")
    assert caught.value.code == "QC-RQ31"
    assert list(tmp_path.iterdir()) == []


@given(made=projects())
def test_an_independent_reader_finds_the_same_passages(tmp_path_factory, made):
    refi = pytest.importorskip("pyrefiqda")
    folder = tmp_path_factory.mktemp("refi")
    write_qdpx(made, folder / "a.qdpx")
    found = refi.RefiProject.load(folder / "a.qdpx", extract_dir=folder / "out")
    passages = set()
    for source in found.sources.text_source if found.sources else ():
        path = refi.RefiProject.resolve_source_path(source.plain_text_path, folder / "out")
        text = path.read_bytes().decode()
        for one in source.plain_text_selection:
            words = text[int(one.start_position) : int(one.end_position)]
            passages.add((one.guid, words, *(coding.code_ref.target_guid for coding in one.coding)))
    texts = {one.guid: one.text for one in made.sources}
    codes = {one.selection: one.code for one in made.codings}
    assert passages == {(s.guid, texts[s.source][s.start : s.end], codes[s.guid]) for s in made.selections}
