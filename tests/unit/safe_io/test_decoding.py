"""Bytes become text without a silent guess."""

import pytest

from qualcode.errors import UnreadableFileError
from qualcode.safe_io import control_in, decode_text

DANISH = "I: Hvad gør I så på børneområdet?\nA: Vi ringer – og så siger hun “nej…”, men dér står Åse.\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_unicode_says_what_it_is(encoding, found):
    decoded = decode_text(DANISH.encode(encoding), where="a.txt")
    assert (decoded.text, decoded.encoding, decoded.certain, decoded.note) == (DANISH, found, True, "")


def test_big_endian_with_its_mark():
    assert decode_text(b"\xfe\xff" + DANISH.encode("utf-16-be"), where="a.txt").text == DANISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [DANISH, "שלום לך, מה שלומך היום? טוב תודה רבה\n" * 3])
def test_utf16_without_a_mark_is_read_where_every_byte_fits(encoding, text):
    decoded = decode_text(text.encode(encoding), where="a.txt")
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, encoding, False)
    assert "byte order mark" in decoded.note


@pytest.mark.parametrize(
    "text",
    [
        DANISH,
        "don’t do that – he said “yes” and left",
        "Blåbærgrød",
        "Æ, Ø og Å",
        "”Ja…”, sagde hun. Det kostede 5 € – eller 20 °C",
        "Zoë, Renée, Müller, Øystein & Café",
        "så\u00a0langt",
    ],
)
def test_windows_1252_is_read_where_it_is_certain_and_said(text):
    decoded = decode_text(text.encode("cp1252"), where="a.txt")
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, "cp1252", False)
    assert "Windows-1252" in decoded.note


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Blåbærgrød på Ærø", "mac-roman"),
        ("Blåbærgrød på Ærø", "cp850"),
        ("Blåbærgrød på Ærø", "cp865"),
        ("Příliš žluťoučký kůň", "cp1250"),
        ("Łódź i święto", "cp1250"),
        ("Привет, как дела сегодня", "cp1251"),
        ("Привет, как дела сегодня", "koi8-r"),
        ("Καλημέρα σας", "cp1253"),
        ("İstanbul'da çok güzel ığş", "cp1254"),
        ("Þetta er íslenska", "cp1252"),
        ("Det koster 5 € nu", "iso8859-15"),
        ("מה שלומך", "cp1255"),
    ],
)
def test_other_encodings_are_asked_about(text, encoding):
    """Read as Windows-1252 they would be letters that nobody wrote."""
    data = text.encode(encoding)
    with pytest.raises(UnreadableFileError, match="--encoding") as caught:
        decode_text(data, where="a.txt")
    assert "a.txt: byte" in str(caught.value)
    assert decode_text(data, where="a.txt", encoding=encoding).text == text


def test_mixed_encodings_are_refused_with_the_byte():
    """A text pasted together from two files; any one encoding would spoil the other part."""
    first, second = "På børneområdet.\n".encode(), "Så står Åse der.\n".encode("cp1252")
    with pytest.raises(
        UnreadableFileError, match=rf"byte {len(first) + 1} \(line 2\).*part of the file is UTF-8"
    ):
        decode_text(first + second, where="a.txt")


def test_a_file_that_ends_in_half_a_character_is_refused():
    with pytest.raises(UnreadableFileError, match="byte 6"):
        decode_text("blå bå".encode()[:-1], where="a.txt")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "QC-SF20"),
        (b" \r\n\t", "QC-SF20"),
        (b"abc\0def", "QC-SF24"),
        (b"I: Hej \0", "QC-SF24"),
        (b"abc\0", "QC-SF24"),
        (bytes(range(256)), "QC-SF24"),
        (b"\xff\xfea\0\0\xd8b\0", "QC-SF22"),
        ("a\ud800b".encode("utf-8", "surrogatepass"), "QC-SF22"),
        (b"\xff\xfea", "QC-SF22"),
        (b"abc\x1bdef", "QC-SF23"),
        ("abc\ufffe".encode(), "QC-SF23"),
        (b"abc\x7f", "QC-SF23"),
    ],
)
def test_what_is_no_text_is_refused(data, code):
    with pytest.raises(UnreadableFileError, match=code):
        decode_text(data, where="a.txt")


@pytest.mark.parametrize(
    "encoding", ["rot13", "unicode_escape", "utf-7", "base64", "idna", "nothing", "utf-8\0"]
)
def test_only_encodings_of_text_may_be_named(encoding):
    with pytest.raises(UnreadableFileError, match="QC-SF21"):
        decode_text(b"abc", where="a.txt", encoding=encoding)


def test_a_named_encoding_that_does_not_fit_names_the_byte():
    with pytest.raises(UnreadableFileError, match="byte 2"):
        decode_text("blå".encode("cp1252"), where="a.txt", encoding="utf-8")


def test_damage_from_before_is_said_and_not_repaired():
    decoded = decode_text("Bl\ufffdb\ufffdr og BlÃ¥bÃ¦r \x96 sådan".encode(), where="a.txt")
    assert "2 replacement characters" in decoded.note
    assert "2 places look as if they were encoded twice" in decoded.note
    assert "1 control character" in decoded.note
    assert decoded.text.startswith("Bl\ufffdb")


def test_unusual_characters_stay():
    text = "👩‍👧 שלום\u00a0\u2028e\u0301 \u200b ﬁ \u202eabc\u202c"
    assert decode_text(text.encode(), where="a.txt").text == text


def test_the_text_never_shows_in_a_repr():
    assert "HEMMELIGT" not in repr(decode_text(b"HEMMELIGT", where="a.txt"))


def test_control_characters_are_found_with_their_place():
    assert control_in("ab\x07") == (2, "U+0007")
    assert control_in("a\ud800") == (1, "U+D800")
    assert control_in("a\tb\nc") is None
