"""How a program counted is told from its own file, for every way of counting; where it cannot be told, it is asked."""

import io
import itertools
import re
import unicodedata
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import InterchangeError, UsageError
from qualcode.interchange.refi import Dialect, inspect_qdpx, parse_dialect, read_qdpx
from qualcode.interchange.refi.choosing import choose
from qualcode.interchange.refi.counting import CountedText, Passage
from qualcode.interchange.refi.dialects import UNITS, all_dialects
from qualcode.interchange.refi.trials import match
from unit.interchange.refi.samples import archive, coded_file, g, positions, qde

TEXT = (
    "I: Hvad hæmmer samarbejdet i dagligdagen?\n"
    "B: Vi mangler tid 😀 og ro, og så er der økonomien.\n"
    "A: Ja 👍🏽 det går langsomt. Når skolen ringer, svarer vi.\n"
    "B: Så mødes vi på Østerby – hver måned – og det hjælper.\n"
    "I: Hvem kommer?\n"
    "A: Lærere, pædagoger og en sagsbehandler 🙂 som regel.\n"
)
PASSAGES = [
    "samarbejdet", "Vi mangler tid", "og ro, og så er der økonomien", "det går langsomt", "Når skolen ringer, svarer vi.",
    "mødes vi på Østerby", "hver måned", "Hvem kommer?", "pædagoger", "en sagsbehandler 🙂 som regel",
]  # fmt: skip
SPANS = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in PASSAGES]


def spans_of(data, folder, **options):
    path = folder / "a.qdpx"
    path.write_bytes(data)
    reading = inspect_qdpx(path, **options)
    assert reading.project.sources[0].text == TEXT
    return sorted((one.start, one.end) for one in reading.project.selections), reading


WAYS = [
    {
        "unit": unit,
        "crlf": crlf,
        "bom": bom,
        "inclusive": inclusive,
        "crlf_in_file": in_file,
        "bom_in_file": bom_in_file,
    }
    for unit, crlf, inclusive, in_file in itertools.product(UNITS, (1, 2), (False, True), (False, True))
    for bom, bom_in_file in ((False, False), (False, True), (True, True))
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(map(str, way.values())))
@pytest.mark.parametrize("names", [False, True])
def test_every_way_of_counting_is_recognised(tmp_path, way, names):
    data = coded_file(TEXT, SPANS, names=names, **way)
    found, reading = spans_of(data, tmp_path)
    assert found == sorted(SPANS)
    assert reading.choice.why == ("words" if names else "borders")
    assert not reading.losses


@given(
    text=st.text("ab æø\n.😀å", max_size=40),
    crlf=st.sampled_from([1, 2]),
    unit=st.sampled_from(UNITS),
    bom=st.booleans(),
    inclusive=st.booleans(),
    crlf_in_file=st.booleans(),
    data=st.data(),
)
def test_counting_is_the_plain_definition(text, crlf, unit, bom, inclusive, crlf_in_file, data):
    """The fast conversion agrees with counting character by character, for every dialect and every span."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = positions(text, start, end, unit=unit, crlf=crlf, bom=bom, inclusive=inclusive)
    counted = CountedText(text.replace("\n", "\r\n") if crlf_in_file else text, bom=True)
    dialect = Dialect(unit, "two" if crlf == 2 else "one", bom, inclusive)
    first, last, misfit = counted.spans(np.array([low]), np.array([high]), dialect)
    if inclusive and start == len(text):
        return  # nothing is the last character of nothing
    assert (first[0], last[0], bool(misfit[0])) == (start, end, False)


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (0, 400), (5, 3), (10**30, 10**31), (-(10**30), 2), (7, 8)], ids=str
)
def test_positions_that_fit_no_text_are_refused(tmp_path, start, end):
    r"""Outside, backwards, absurd, or within a character (the 😀 of this text has the UTF-16 units 6 and 7)."""
    source = (
        f'<Sources><TextSource guid="{g("s")}"><PlainTextContent>Vi gik😀hjem igen</PlainTextContent>'
        f'<PlainTextSelection guid="{g("p")}" startPosition="{start}" endPosition="{end}"/></TextSource></Sources>'
    )
    path = tmp_path / "a.qdpx"
    path.write_bytes(archive({"project.qde": qde(source)}))
    with pytest.raises(InterchangeError) as caught:
        read_qdpx(path, dialect="utf16")
    assert caught.value.code == "QC-RQ22"
    assert "Vi gik" not in str(caught.value)
    if (start, end) != (7, 8):  # which is a place in code points
        with pytest.raises(InterchangeError):
            read_qdpx(path)


def test_whole_lines_with_their_break_are_recognised(tmp_path):
    """qc codes lines, and its passages end after the line break."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\n", TEXT)]
    found, reading = spans_of(coded_file(TEXT, lines), tmp_path)
    assert found == lines
    assert str(reading.choice.dialect) == "codepoints+crlf1"


def test_a_tie_is_asked_about_with_the_evidence(tmp_path):
    """One word before a full stop: with the stop or without it, both are good."""
    text = "Det går fint.\nSlut.\n"
    data = coded_file(text, [(8, 13)], inclusive=True)
    (tmp_path / "a.qdpx").write_bytes(data)
    with pytest.raises(InterchangeError) as caught:
        read_qdpx(tmp_path / "a.qdpx")
    message = str(caught.value)
    assert caught.value.code == "QC-RQ20"
    assert "--dialect" in message
    assert "codepoints+crlf1:" in message
    assert "codepoints+crlf1+inclusive:" in message
    assert "fint" not in message
    project, _ = read_qdpx(tmp_path / "a.qdpx", dialect="codepoints+inclusive")
    assert (project.selections[0].start, project.selections[0].end) == (8, 13)


def test_what_makes_no_difference_is_not_asked_about(tmp_path):
    """Nothing but ASCII on one line: units, line breaks and marks are all the same."""
    text = "Vi mangler tid og ro her"
    reading = spans_in(tmp_path, coded_file(text, [(0, 10), (11, 14), (15, 20)]))
    assert reading.choice.why == "borders"
    assert len(reading.choice.scores) == 2  # the end, and nothing else, is in question


def spans_in(folder, data, **options):
    (folder / "a.qdpx").write_bytes(data)
    return inspect_qdpx(folder / "a.qdpx", **options)


def test_the_writing_program_decides_only_a_tie(tmp_path):
    """What was measured of a program helps where its file says nothing; it never beats the words in the file."""
    text = "Det går fint.\nSlut.\n"
    unclear = coded_file(text, [(8, 12)], origin="QualCoder 3.6")
    reading = spans_in(tmp_path, unclear)
    assert (reading.choice.why, str(reading.choice.dialect)) == ("origin", "codepoints+crlf1")
    assert (reading.project.selections[0].start, reading.project.selections[0].end) == (8, 12)
    clear = coded_file(TEXT, SPANS, origin="QualCoder 3.6", unit="utf16", names=True)
    assert spans_of(clear, tmp_path)[0] == sorted(SPANS)


def test_positions_that_fit_nowhere_are_not_believed(tmp_path):
    """A file whose positions belong to another text: some dialect is always the best, and none is good."""
    middle = [(start + 2, end - 2) for start, end in SPANS if end - start > 8]
    with pytest.raises(InterchangeError) as caught:
        spans_in(tmp_path, coded_file(TEXT, middle))
    assert caught.value.code in {"QC-RQ20", "QC-RQ21"}


def test_words_that_stand_elsewhere_are_counted(tmp_path):
    """A program that shifted its passages: the words it names are in the text, and not there."""
    shifted = "".join(
        f'<PlainTextSelection guid="{g("p", n)}" startPosition="{start + 2}" endPosition="{end + 2}" name="{TEXT[start:end]}"/>'
        for n, (start, end) in enumerate(SPANS)
    )
    source = (
        f'<Sources><TextSource guid="{g("s")}"><PlainTextContent>{TEXT}</PlainTextContent>{shifted}'
        "</TextSource></Sources>"
    )
    data = archive({"project.qde": qde(source)})
    with pytest.raises(InterchangeError) as caught:
        spans_in(tmp_path, data)
    assert caught.value.code in {"QC-RQ20", "QC-RQ21"}
    reading = spans_in(tmp_path, data, dialect="codepoints")
    assert reading.losses.counts() == {"moved": 3}  # those with words long enough to be no accident
    assert reading.choice.why == "said"


def test_decomposed_letters_count_as_they_are(tmp_path):
    """å as two code points: positions count both, and the name may have it as one."""
    text = unicodedata.normalize("NFD", "Vi går på åen.\nDet gør vi hver dag på pladsen.\n")
    spans = [(text.index(unicodedata.normalize("NFD", "på åen")), text.index("."))]
    name = unicodedata.normalize("NFC", text[slice(*spans[0])])
    data = coded_file(text, spans, names=True)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members = {one: opened.read(one) for one in opened.namelist()}
    members["project.qde"] = unicodedata.normalize("NFC", members["project.qde"].decode())
    assert name in members["project.qde"]
    reading = spans_in(tmp_path, archive(members))
    one = reading.project.selections[0]
    assert (one.start, one.end) == spans[0]
    assert reading.project.sources[0].text == text


@pytest.mark.parametrize("way", all_dialects(), ids=str)
def test_a_dialect_can_be_named(way):
    assert parse_dialect(str(way)) == way


def test_programs_can_be_named():
    assert parse_dialect("NVivo") == Dialect("utf16")
    for wrong in ("", "utf8", "codepoints+bytes", "utf16+crlf1+crlf2", "bom", "utf16+utf16"):
        with pytest.raises(UsageError) as caught:
            parse_dialect(wrong)
        assert caught.value.code == "QC-RQ40"


def test_the_choice_shows_its_evidence_and_no_words(tmp_path):
    _, reading = spans_of(coded_file(TEXT, SPANS, unit="bytes", names=True), tmp_path)
    lines = reading.choice.describe()
    assert lines[0].startswith("bytes+crlf1 (by the words that the file gives; 10 passages): UTF-8 bytes")
    assert "10 of 10 passages have the words given, 10 exactly" in lines[1]
    assert "Vi mangler" not in "\n".join(lines) + repr(reading)


def test_many_codings_of_one_passage_are_one_piece_of_evidence():
    """Ten coders who marked one passage do not make an unusual way of counting ten times as likely."""
    text = CountedText("Det går fint.\nSlut.\n", bom=False)
    same = [Passage(8, 12)] * 50
    with pytest.raises(InterchangeError) as caught:
        choose([text], [same], origin="", where="a.qdpx")
    assert caught.value.code == "QC-RQ20"


def test_one_short_name_does_not_outweigh_all_borders():
    """A label that happens to stand where a wrong way of counting looks: the borders speak against it, so it is asked."""
    counted = CountedText(TEXT, bom=False)
    passages = [Passage(*positions(TEXT, *span, unit="utf16")) for span in SPANS]
    place = TEXT.rindex("og")
    with pytest.raises(InterchangeError) as caught:
        choose([counted], [[*passages, Passage(place, place + 2, "og")]], origin="", where="a.qdpx")
    assert caught.value.code == "QC-RQ20"
    assert "utf16+crlf1" in {str(problem).partition(":")[0] for problem in caught.value.problems}
    long = TEXT[place : place + 24]
    found = choose([counted], [[*passages[:2], Passage(place, place + 24, long)]], origin="", where="a.qdpx")
    assert (found.why, str(found.dialect)) == ("words", "codepoints+crlf1")


@pytest.mark.parametrize(
    ("given", "passage", "value"),
    [
        ("Vi gik", "Vi gik", 1.0),
        ("Vi gik", "Vi\ngik", 1.0),
        (" Vi  gik ", "Vi gik", 0.9),
        ("Vi gik hjem…", "Vi gik hjem og spiste", 0.8),
        ("Vi gik hjem...", "Vi gik hjem og spiste", 0.8),
        ("Vi…", "Vi gik hjem", 0.0),
        ("Vi gik", "i gik ", 0.0),
        ("Tillid", "", 0.0),
    ],
)
def test_words_match(given, passage, value):
    assert match(given, passage) == value
