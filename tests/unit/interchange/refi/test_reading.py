"""Projects and codebooks as other programs write them: what is read, and what is counted as lost."""

from datetime import date
from decimal import Decimal

import pytest

from qualcode.errors import InterchangeError, UserError
from qualcode.interchange.exchange import Attachment, SyncPoint, VariableValue
from qualcode.interchange.refi import inspect_qdpx, read_qdc, read_qdpx
from unit.interchange.refi.samples import NAMESPACE, archive, g, qde

TEXT = "Vi mangler tid.\nOg ro er der ikke.\n"


def read(folder, sources="", *, members=None, **options):
    dialect = options.pop("dialect", None)
    path = folder / "a.qdpx"
    path.write_bytes(archive({"project.qde": qde(sources, **options), **(members or {})}))
    return read_qdpx(path, dialect=dialect)


def text_source(inside="", **attributes):
    given = {"guid": g("s"), "name": "a"} | attributes
    values = "".join(f' {name}="{value}"' for name, value in given.items())
    return f"<TextSource{values}>{inside}</TextSource>"


def selection(n, start, end, code=None, name=""):
    coding = f'<Coding guid="{g("k", n)}"><CodeRef targetGUID="{code or g("c")}"/></Coding>'
    return f'<PlainTextSelection guid="{g("p", n)}" startPosition="{start}" endPosition="{end}" name="{name}">{coding}</PlainTextSelection>'


@pytest.mark.parametrize(
    "path",
    [
        "internal://Text.TXT", "internal://text.txt", "Text.txt", "internal:///text.txt",
        "INTERNAL://text.txt",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["sources/Text.txt", "Sources/TEXT.txt", "Text.txt", "Sources\\Text.txt"])
def test_texts_are_found_however_their_folder_is_written(tmp_path, path, name):
    project, losses = read(
        tmp_path, f"<Sources>{text_source(plainTextPath=path)}</Sources>", members={name: TEXT}
    )
    assert project.sources[0].text == TEXT
    assert not losses


@pytest.mark.parametrize(
    "path",
    [
        "absolute:///etc/hostname",
        "relative:///a.txt",
        "file:///etc/hostname",
        "//server/a.txt",
        "../../etc/hostname",
    ],
)
def test_texts_outside_the_file_are_never_opened(tmp_path, path):
    project, losses = read(tmp_path, f"<Sources>{text_source(plainTextPath=path)}</Sources>")
    assert project.sources[0].text is None
    assert losses.counts() == {"outside": 1}


def test_a_missing_text_is_counted_with_its_passages(tmp_path):
    inside = selection(1, 0, 5) + selection(2, 3, 9)
    project, losses = read(
        tmp_path, f"<Sources>{text_source(inside, plainTextPath='internal://no.txt')}</Sources>"
    )
    assert losses.counts() == {"no_text": 1, "unchecked": 2}
    assert [(one.start, one.end) for one in project.selections] == [(0, 5), (3, 9)]
    assert len(project.codings) == 2


def test_guids_have_one_form(tmp_path):
    lower = f"{{{g('c').lower()}}}"
    codes = f'<Code guid="{lower}" name="Tid" isCodable="1" color="#0fA"/>'
    source = text_source(
        f"<PlainTextContent>{TEXT}</PlainTextContent>" + selection(1, 0, 10, g("c").lower(), "Vi mangler")
    )
    project, losses = read(tmp_path, f"<Sources>{source}</Sources>", codes=codes)
    assert project.codes[0].guid == project.codings[0].code == g("c")
    assert project.codes[0].color == "#00ffaa"
    assert not losses


def test_a_tree_keeps_codes_of_the_same_name_apart(tmp_path):
    codes = (
        f'<Code guid="{g(1)}" name="Skole" isCodable="false"><Description>A</Description>'
        f'<Code guid="{g(2)}" name="Tid" isCodable="true"/></Code>'
        f'<Code guid="{g(3)}" name="Politi"><Code guid="{g(4)}" name="Tid" isCodable="true"/></Code>'
    )
    project, _ = read(tmp_path, codes=codes)
    assert [(one.name, one.parent, one.codable) for one in project.codes] == [
        ("Skole", "", False), ("Tid", g(1), True), ("Politi", "", True), ("Tid", g(3), True),
    ]  # fmt: skip


def test_pdf_text_is_read_and_areas_are_counted(tmp_path):
    """A passage that stands both as an area and in the text, as ATLAS.ti writes it, is no loss; an area alone is."""
    area = '<PDFSelection guid="{}" page="0" firstX="1" firstY="2" secondX="3" secondY="4">{}</PDFSelection>'
    coding = f'<Coding guid="{g("k", 8)}"><CodeRef targetGUID="{g("c")}"/></Coding>'
    source = (
        f'<PDFSource guid="{g("pdf")}" name="rapport.pdf" path="internal://a.pdf">'
        f"{area.format(g('p', 1), coding)}{area.format(g('p', 9), coding.replace(g('k', 8), g('k', 9)))}"
        f'<Representation guid="{g("r")}"><PlainTextContent>{TEXT}</PlainTextContent>{selection(1, 0, 10, name="Vi mangler")}'
        f'</Representation><Coding guid="{g("k", 7)}"><CodeRef targetGUID="{g("c")}"/></Coding></PDFSource>'
    )
    rest = f'<Sets><Set guid="{g("set")}" name="Alle"><MemberSource targetGUID="{g("r")}"/></Set></Sets>'
    project, losses = read(tmp_path, f"<Sources>{source}</Sources>", rest=rest)
    assert [(one.guid, one.kind, one.text) for one in project.sources] == [(g("pdf"), "pdf", TEXT)]
    assert [(one.source, one.selection) for one in project.codings] == [(g("pdf"), g("p", 1)), (g("pdf"), "")]
    assert project.sets[0].sources == (g("pdf"),)
    assert losses.counts() == {"pdf_pages": 1, "area": 1, "lost_coding": 1}


def test_transcripts_are_texts_with_moments(tmp_path):
    """Positions of moments count as those of passages do: 😀 is two units here."""
    text = "Hej 😀 med dig.\nVi ses igen.\n"
    points = [(1, 0, 0), (2, 7, 1500), (3, 16, 3000), (4, 28, 4500)]
    sync = "".join(
        f'<SyncPoint guid="{g("y", n)}" position="{at}" timeStamp="{time}"/>' for n, at, time in points
    )
    coding = f'<Coding guid="{g("k")}"><CodeRef targetGUID="{g("c")}"/></Coding>'
    source = (
        f'<VideoSource guid="{g("v")}" name="film" path="relative:///film.mp4">'
        f'<Transcript guid="{g("t")}" name="udskrift"><PlainTextContent>{text}</PlainTextContent>{sync}'
        f'<TranscriptSelection guid="{g("p")}" fromSyncPoint="{g("y", 3)}" toSyncPoint="{g("y", 4)}">{coding}</TranscriptSelection>'
        f'<TranscriptSelection guid="{g("p", 2)}">{coding.replace(g("k"), g("k", 2))}</TranscriptSelection></Transcript>'
        f'<VideoSelection guid="{g("p", 3)}" begin="0" end="900">{coding.replace(g("k"), g("k", 3))}</VideoSelection></VideoSource>'
    )
    project, losses = read(tmp_path, f"<Sources>{source}</Sources>", dialect="utf16")
    film, transcript = project.sources
    assert (film.text, film.kind) == (None, "video")
    assert (transcript.media, transcript.kind, transcript.text) == (g("v"), "video", text)
    assert transcript.sync_points == (
        SyncPoint(0, 0),
        SyncPoint(6, 1500),
        SyncPoint(15, 3000),
        SyncPoint(27, 4500),
    )
    one = project.selections[0]
    assert text[one.start : one.end] == "Vi ses igen."
    assert losses.counts() == {"recording": 1, "no_place": 1, "lost_coding": 2, "stretch": 1}


def test_notes_know_what_they_are_attached_to(tmp_path):
    ref = '<NoteRef targetGUID="{}"/>'
    source = text_source(
        f"<PlainTextContent>{TEXT}</PlainTextContent>"
        f'<PlainTextSelection guid="{g("p")}" startPosition="0" endPosition="10" name="Vi mangler"><Coding guid="{g("k")}">'
        f'<CodeRef targetGUID="{g("c")}"/>{ref.format(g("n", 1))}</Coding>{ref.format(g("n", 1))}</PlainTextSelection>'
        f"{ref.format(g('n', 2))}{ref.format(g('n', 99))}"
    )
    notes = (
        f'<Notes><Note guid="{g("n", 1)}" name="m"><PlainTextContent>Husk</PlainTextContent></Note>'
        f'<Note guid="{g("n", 2)}" plainTextPath="internal://n.txt"><PlainTextSelection guid="{g("p", 5)}" startPosition="0" '
        f'endPosition="2"><Coding guid="{g("k", 5)}"><CodeRef targetGUID="{g("c")}"/></Coding></PlainTextSelection></Note></Notes>'
        f"{ref.format(g('n', 2))}"
    )
    members = {"sources/n.txt": b"\xef\xbb\xbfEn lang\r\nnote"}
    project, losses = read(tmp_path, f"<Sources>{source}</Sources>", rest=notes, members=members)
    first, second = project.notes
    assert (first.text, set(first.attached_to)) == (
        "Husk", {Attachment("coding", g("k")), Attachment("selection", g("p"))},
    )  # fmt: skip
    assert second.text == "En lang\nnote"
    assert set(second.attached_to) == {Attachment("source", g("s")), Attachment("project")}
    assert losses.counts() == {"dangling": 1, "note_coding": 2}


def test_cases_and_variables_have_typed_values(tmp_path):
    kinds = ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]
    variables = "".join(f'<Variable guid="{g("v", k)}" name="{k}" typeOfVariable="{k}"/>' for k in kinds)
    given = {
        "Text": " ja ",
        "Boolean": "True",
        "Integer": "007",
        "Float": "1.50",
        "Date": "2026-02-03Z",
        "DateTime": "",
    }
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{g("v", k)}"/><{k}Value>{v}</{k}Value></VariableValue>'
        for k, v in given.items()
    )
    rest = (
        f'<Variables>{variables}</Variables><Cases><Case guid="{g("x")}" name="B">{values}'
        f'<CodeRef targetGUID="{g("c")}"/><SourceRef targetGUID="{g("missing")}"/></Case></Cases>'
    )
    project, losses = read(tmp_path, rest=rest)
    assert [one.value for one in project.cases[0].values] == [
        " ja ",
        True,
        7,
        Decimal("1.50"),
        date(2026, 2, 3),
        None,
    ]
    assert project.cases[0].values[0] == VariableValue(g("v", "Text"), " ja ")
    assert project.cases[0].codes == (g("c"),)
    assert losses.counts() == {"zone": 1, "dangling": 1}


def test_codings_with_unknown_codes_are_counted(tmp_path):
    source = text_source(
        f"<PlainTextContent>{TEXT}</PlainTextContent>" + selection(1, 0, 10, g("other"), "Vi mangler")
    )
    project, losses = read(tmp_path, f"<Sources>{source}</Sources>")
    assert (len(project.selections), len(project.codings)) == (1, 0)
    assert losses.counts() == {"dangling_coding": 1}


def test_links_sets_graphs_and_what_is_unknown(tmp_path):
    rest = (
        f'<Links><Link guid="{g("l", 1)}" originGUID="{g("c")}" targetGUID="{g("c")}" direction="OneWay" name="er"/>'
        f'<Link guid="{g("l", 2)}" originGUID="{g("c")}" targetGUID="{g("film")}"/></Links>'
        f'<Graphs><Graph guid="{g("g")}"/><Graph guid="{g("g", 2)}"/></Graphs><Emojis/>'
    )
    project, losses = read(tmp_path, rest=rest)
    assert [(one.guid, one.direction, one.name) for one in project.links] == [(g("l", 1), "OneWay", "er")]
    assert losses.counts() == {"unknown": 1, "graph": 2, "dangling": 1}


def test_text_in_another_encoding_is_said(tmp_path):
    members = {"sources/a.txt": "Blåbærgrød og æbler\n".encode("cp1252")}
    project, losses = read(
        tmp_path, f"<Sources>{text_source(plainTextPath='internal://a.txt')}</Sources>", members=members
    )
    assert project.sources[0].text == "Blåbærgrød og æbler\n"
    assert losses.counts() == {"encoding": 1}


def test_a_file_of_ours_that_another_program_wrote_again_is_a_strangers(tmp_path):
    """The description says how qualcode counts; another program that keeps it may count otherwise."""
    mark = "<Description>[qualcode] =positions: code points, end not included, line feeds, no byte order mark</Description>"
    source = text_source(
        f"<PlainTextContent>Ja 😀 ja vi mangler tid.</PlainTextContent>{selection(1, 6, 8, name='ja')}"
    )
    path = tmp_path / "a.qdpx"
    path.write_bytes(
        archive({"project.qde": qde(f"<Sources>{source}</Sources>", rest=mark, origin="NVivo Win")})
    )
    reading = inspect_qdpx(path)
    assert reading.choice.why == "words"
    assert reading.project.selections[0].start == 5


def test_a_codebook_without_namespace_and_with_empty_sets(tmp_path):
    path = tmp_path / "a.qdc"
    path.write_text(
        f'\ufeff<?xml version="1.0" encoding="utf-8"?><CodeBook origin="X"><Codes><Code guid="{g(1)}" name="Tid" '
        'color="rgb(1,2,3)"/></Codes><Sets/></CodeBook>',
        encoding="utf-8",
    )
    project, losses = read_qdc(path)
    assert (project.name, project.origin, project.codes[0].codable) == ("a", "X", True)
    assert losses.counts() == {"color": 1}


def test_sets_of_a_codebook(tmp_path):
    path = tmp_path / "a.qdc"
    path.write_text(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="{g(1)}" name="Tid" isCodable="true"/></Codes>'
        f'<Sets><Set guid="{g(2)}" name="S"><MemberCode guid="{g(1)}"/><MemberCode guid="{g(9)}"/></Set></Sets></CodeBook>',
        encoding="utf-8",
    )
    project, losses = read_qdc(path)
    assert project.sets[0].codes == (g(1),)
    assert losses.counts() == {"dangling": 1}


def test_all_problems_come_at_once_and_show_no_text(tmp_path):
    codes = (
        f'<Code guid="7" name="HEMMELIG" isCodable="true"/><Code guid="{g(1)}" name="HEMMELIG" isCodable="maybe"/>'
        f'<Code guid="{g(1)}" isCodable="true"/>'
    )
    source = text_source(
        f'<PlainTextContent>HEMMELIG</PlainTextContent><PlainTextSelection guid="{g(3)}" startPosition="1_0" endPosition="١٢"/>'
    )
    with pytest.raises(InterchangeError) as caught:
        read(tmp_path, f"<Sources>{source}</Sources>", codes=codes)
    assert caught.value.code == "QC-RQ10"
    found = [problem.found for problem in caught.value.problems]
    assert found == [
        "guid is no GUID", "isCodable is neither true nor false", "the GUID stands twice", "it has no name",
        "startPosition is no whole number", "endPosition is no whole number",
    ]  # fmt: skip
    assert "HEMMELIG" not in str(caught.value)


@pytest.mark.parametrize(
    "sources",
    [
        text_source() + text_source(),
        text_source(selection(1, 0, 1) + selection(1, 0, 1)),
        text_source(selection(1, 0, 1) + selection(2, 0, 1).replace(g("k", 2), g("k", 1))),
    ],
)
def test_guids_that_stand_twice_are_refused(tmp_path, sources):
    with pytest.raises(UserError) as caught:
        read(tmp_path, f"<Sources>{sources}</Sources>")
    assert "stands twice" in str(caught.value)


def test_the_namespace_is_the_standards(tmp_path):
    """What these tests write is what the standard has; a change here would make them tests of nothing."""
    assert NAMESPACE == "urn:QDA-XML:project:1.0"
