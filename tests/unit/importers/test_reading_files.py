"""One file in, one transcript or one error out; and which files of a folder are transcripts."""

import hashlib

import pytest

from qualcode.errors import DocumentImportError, UnsafeFileError
from qualcode.importers import READERS, find_transcripts, read_transcript, readable_endings
from qualcode.model import DocumentVersion
from unit.importers.transcript_files import docx, doubts, imported, said, zipped

TALK = "I: Hvem hjælper?\nA: Naboen på Ærø.\nI: Hvordan?\nA: Hun ringer.\n"


def test_every_format_of_the_contract_has_a_reader():
    assert set(readable_endings()) >= {
        ".docx", ".odt", ".txt", ".md", ".rtf", ".vtt", ".srt", ".json", ".csv", ".xlsx", ".pdf",
    }  # fmt: skip
    assert set(READERS) >= {"docx", "odt", "txt", "md", "rtf", "vtt", "srt", "json", "csv", "xlsx", "pdf"}


def test_a_transcript_knows_where_it_came_from(tmp_path):
    transcript = imported(tmp_path, TALK, ".txt")
    data = TALK.encode("utf-8")
    assert (transcript.name, transcript.format, transcript.encoding) == ("pilot", "txt", "utf-8")
    assert (transcript.size, transcript.source_sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert imported(tmp_path, TALK, ".txt", name="andet").name == "andet"


def test_the_name_is_composed_whatever_the_disk_does(tmp_path):
    """MacOS hands out decomposed file names."""
    path = tmp_path / "Sa\u030aby.txt"
    path.write_text(TALK, encoding="utf-8")
    assert read_transcript(path).name == "Såby"


def test_texts_are_canonical_and_positions_hold(tmp_path):
    content = "A\u030ase: E\u0301n 👩‍👧 \u05e9\u05dc\u05d5\u05dd\u00a0to.\r\nBo: Ja.\r\nÅse: Nej.\r\n"
    transcript = imported(tmp_path, content, ".txt")
    assert said(transcript)[0] == ("Åse", "Én 👩‍👧 שלום\u00a0to.")
    version = DocumentVersion.from_utterances("pilot", transcript.utterances)
    assert [turn.span.of(version.text) for turn in version.turns] == [text for _, text in said(transcript)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_that_are_certain(tmp_path, encoding):
    transcript = imported(tmp_path, TALK.encode(encoding), ".txt")
    assert said(transcript)[1] == ("A", "Naboen på Ærø.")
    assert doubts(transcript) == ({"encoding"} if encoding == "cp1252" else set())


def test_an_encoding_that_cannot_be_told_is_asked_for(tmp_path):
    content = TALK.encode("mac-roman")
    with pytest.raises(DocumentImportError, match="--encoding"):
        imported(tmp_path, content, ".txt")
    assert said(imported(tmp_path, content, ".txt", encoding="mac-roman"))[1] == ("A", "Naboen på Ærø.")


def test_letters_that_were_lost_before_are_counted(tmp_path):
    transcript = imported(tmp_path, TALK.replace("Æ", "\ufffd"), ".txt")
    [doubt] = [doubt for doubt in transcript.doubts if doubt.kind == "replacement-characters"]
    assert doubt.message.startswith("1 replacement character")


@pytest.mark.parametrize(
    ("ending", "content", "match"),
    [
        (".txt", zipped({"word/document.xml": "<a/>"}), "zip archive"),
        (".txt", b"{\\rtf1 HEMMELIGT}", "RTF.*\\.rtf"),
        (".txt", b"WEBVTT\n\nHEMMELIGT", "WebVTT.*\\.vtt"),
        (".txt", b"1\n00:00:01,000 --> 00:00:02,000\nHEMMELIGT", "SubRip"),
        (".txt", b"<!DOCTYPE html><p>HEMMELIGT", "web page"),
        (".txt", b'{"segments": [{"text": "HEMMELIGT"}]}', "JSON"),
        (".md", b"%PDF-1.4 HEMMELIGT", "PDF.*\\.pdf"),
        (".srt", b"WEBVTT\n\nHEMMELIGT", "WebVTT"),
        (".docx", b"%PDF-1.4 HEMMELIGT", "PDF"),
        (".docx", b"HEMMELIGT", "no .docx file"),
        (".docx", b"", "empty"),
        (".pdf", b"HEMMELIGT", "no .pdf file"),
        (".rtf", b"HEMMELIGT", "no .rtf file"),
        (".csv", b"ID3\x04HEMMELIGT", "sound"),
        (".odt", docx("I: Hej."), "Word document.*\\.docx"),
        (".txt", b"", "empty"),
        (".txt", b" \n\t\r\n", "empty"),
        (".txt", b"I: Hej \x00", "zero"),
        (".txt", b"I: Hej\nA: \x1b[31m", "line 2.*U\\+001B"),
        (".txt", "blåbær".encode() + "å".encode("cp1252"), "byte 8 .*part of the file is UTF-8"),
        (".txt", b"I:\n\nA:\n", "no words"),
        (".doc", b"x", "QC-IM01"),
        ("", b"x", "no ending"),
    ],
)
def test_files_that_are_not_what_their_name_says(tmp_path, ending, content, match):
    """All or nothing, in plain words, and never a word of the file."""
    with pytest.raises(DocumentImportError, match=match) as caught:
        imported(tmp_path, content, ending)
    assert "HEMMELIGT" not in str(caught.value)
    assert "pilot" in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(DocumentImportError, match="QC-SF01"):
        read_transcript(tmp_path / "nothing.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(DocumentImportError, match="QC-SF03"):
        read_transcript(tmp_path / "folder.txt")


def test_no_words_of_the_interview_in_any_repr(tmp_path):
    transcript = imported(tmp_path, TALK.replace("Naboen", "HEMMELIGT").replace("A:", "Karla Holm:"), ".txt")
    assert "HEMMELIGT" not in repr(transcript)
    assert "Karla" not in repr(transcript)
    assert "Karla" not in repr(transcript.utterances)


# --- Finding files ----------------------------------------------------------------------------------------------


def test_folders_are_searched_and_leftovers_passed_over(tmp_path):
    names = [
        "b.TXT",
        "a.docx",
        "sub/c.vtt",
        "~$a.docx",
        ".DS_Store",
        ".~lock.a.odt#",
        ".hidden/d.txt",
        "Thumbs.db",
        "x.tmp",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_transcripts([tmp_path, tmp_path / "a.docx"])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["a.docx", "b.TXT", "sub/c.vtt"]


def test_what_is_no_transcript_is_an_error_with_all_of_it(tmp_path):
    """A forgotten .doc would otherwise be missing from the study without a word."""
    for name in ("a.txt", "old.doc", "sound.mp3"):
        (tmp_path / name).touch()
    with pytest.raises(DocumentImportError) as caught:
        find_transcripts([tmp_path, tmp_path / "gone.txt"])
    assert [problem.where for problem in caught.value.problems] == ["old.doc", "sound.mp3", "gone.txt"]
    assert ".docx" in str(caught.value)


def test_links_to_folders_are_not_followed(tmp_path):
    """A link to the folder above would never end."""
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "a.txt").touch()
    (tmp_path / "talks" / "loop").symlink_to(tmp_path)
    assert [file.name for file in find_transcripts([tmp_path / "talks"])] == ["a.txt"]


def test_hostile_archives_are_refused_by_every_office_reader(tmp_path):
    bomb = zipped({"word/document.xml": b"\0" * 20_000_000})
    for ending in (".docx", ".odt", ".xlsx"):
        with pytest.raises(UnsafeFileError, match="QC-SF35"):
            imported(tmp_path, bomb, ending)
