"""What was said comes back as it was said, whatever it is; and no damage to a file brings more than one plain error."""

import csv
import html
import io
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.errors import UserError
from qualcode.importers import read_transcript
from qualcode.importers.words import role_in
from qualcode.model import canonical
from unit.importers.transcript_files import docx, odt, said, sheet_rows, xlsx

LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cs", "Cn", "Co"),
    exclude_characters="".join(map(chr, [*range(32), 127])),
)
LINE = st.one_of(
    st.text(LETTERS, min_size=1, max_size=60),
    st.text("abcæøåÆØÅ :,.-[]()*_<>&\"'\\0123456789\u00a0\u2028é👩‍👧\u0301של", min_size=1, max_size=60),
)
LABELS = ("I", "Anna Holm", "B2")


def spoken(text: str) -> str:
    """Return a text as an import must give it back."""
    return canonical(text).strip()


def has_stamp(text: str) -> bool:
    """Say whether a text holds a time: in brackets or at the start it is none of the words."""
    return re.search(r"\d:\d\d", text) is not None


@st.composite
def talks(draw, line=LINE):
    """Return turns of several speakers, each of whom speaks more than once.

    Times are none of the words, and first turns that name roles have the shape of a legend: both have tests apart.
    """
    texts = draw(st.lists(line.filter(spoken), min_size=6, max_size=12))
    turns = [(LABELS[number % 3], text) for number, text in enumerate(texts)]
    assume(not any(has_stamp(text) or role_in(text) for text in texts))
    return turns


def read(content: str | bytes, ending: str):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"talk{ending}"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_transcript(path)


def expected(turns):
    return [(label, spoken(text)) for label, text in turns]


@given(
    talks(), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
)
def test_text_files(turns, end, encoding):
    content = end.join(f"{label}: {text}" for label, text in turns)
    assert said(read(content.encode(encoding), ".txt")) == expected(turns)


@given(talks())
def test_csv_and_json_and_workbooks(turns):
    table = io.StringIO()
    csv.writer(table).writerows([("taler", "tekst"), *turns])
    assert said(read(table.getvalue(), ".csv")) == expected(turns)
    segments = [
        {"speaker": label, "text": text, "start": n, "end": n + 1} for n, (label, text) in enumerate(turns)
    ]
    assert said(read(json.dumps({"segments": segments}), ".json")) == expected(turns)
    escaped = [(label, re.sub(r"_x(?=[0-9A-Fa-f]{4}_)", "_x005F_x", text)) for label, text in turns]
    rows = sheet_rows(["taler", "tekst"], *map(list, escaped))
    assert said(read(xlsx(rows), ".xlsx")) == expected(turns)


@given(talks())
def test_vtt_voices(turns):
    cues = (
        f"00:{n:02}.000 --> 00:{n:02}.900\n<v {label}>{html.escape(text)}</v>"
        for n, (label, text) in enumerate(turns)
    )
    assert said(read("WEBVTT\n\n" + "\n\n".join(cues), ".vtt")) == expected(turns)


@given(talks())
def test_word_and_opendocument(turns):
    lines = [f"{label}: {text}" for label, text in turns]
    assert said(read(docx(*lines), ".docx")) == expected(turns)
    paragraphs = "".join(
        "<text:p>" + re.sub(" ", "<text:s/>", html.escape(line, quote=False)) + "</text:p>" for line in lines
    )
    assert said(read(odt(paragraphs), ".odt")) == expected(turns)


@given(talks())
def test_rtf(turns):
    def code(character: str) -> str:
        units = character.encode("utf-16-le")
        numbers = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
        return "".join(f"\\u{number}?" for number in numbers)

    body = "".join(f"{label}: " + "".join(map(code, text)) + "\\par\n" for label, text in turns)
    assert said(read("{\\rtf1\\ansi " + body + "}", ".rtf")) == expected(turns)


# --- Damage -------------------------------------------------------------------------------------------------------

TALK = "I: Hvem hjælper?\nA: Naboen.\nI: Hvordan?\nA: Hun ringer.\n"
FILES = {
    ".txt": TALK.encode(),
    ".md": TALK.replace("I:", "**I:**").encode(),
    ".vtt": b"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Anna>Hej &amp; dav\n\n00:02.000 --> 00:03.000\n<v Bo>Hej.\n",
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\nAnna: Hej\n\n2\n00:00:02,000 --> 00:00:03,000\nBo: Hej.\n",
    ".json": b'{"segments": [{"text": "Hej", "start": 1.5, "end": 2, "speaker": "A", "words": [{"word": "Hej"}]}]}',
    ".csv": b'tid;taler;tekst\n00:01;A;"Hej, du"\n00:02;B;Hej\n',
    ".rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}{\info x}I: Hvem hj\'e6lper?\par A: \u230?\par{\v x}}",
    ".docx": docx(*TALK.split("\n")),
    ".odt": odt("".join(f"<text:p>{line}</text:p>" for line in TALK.split("\n"))),
    ".xlsx": xlsx(sheet_rows(["taler", "tekst"], ["A", "Hej"])),
}


@given(
    st.sampled_from(sorted(FILES)),
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 255), st.sampled_from(["set", "drop", "add", "cut"])),
        max_size=6,
    ),
)
def test_damage_brings_at_most_one_plain_error(ending, damages):
    """No traceback of a library, no words of the interview."""
    data = bytearray(FILES[ending])
    for place, value, kind in damages:
        place %= len(data) or 1
        if kind == "set" and data:
            data[place] = value
        elif kind == "drop":
            del data[place : place + 1]
        elif kind == "add":
            data.insert(place, value)
        elif value < 32:
            del data[place:]
    try:
        transcript = read(bytes(data), ending)
    except UserError as error:
        refused = str(error)
    else:
        refused = ""
        assert all(text and text == spoken(text) for _, text in said(transcript))
    assert "Naboen" not in refused


@given(st.sampled_from(sorted(FILES)), st.text(max_size=300))
def test_any_text_under_any_name_brings_at_most_one_plain_error(ending, text):
    try:
        transcript = read(text.encode("utf-8"), ending)
    except UserError:
        return
    assert transcript.utterances
