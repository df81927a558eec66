"""XML and JSON from strangers."""

import time

import defusedxml.ElementTree
import pytest

from qualcode.errors import UnreadableFileError, UnsafeFileError
from qualcode.safe_io import load_json, parse_xml, walk_xml

BOMBS = [
    "<!DOCTYPE a><a/>",
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.org/b"> %b;]><a/>',
    '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;&c;</a>',
]


class Count:
    """Counts what it is told."""

    def __init__(self):
        self.elements = 0
        self.text = []

    def start(self, tag, attributes):
        self.elements += 1

    def end(self, tag):
        pass

    def data(self, text):
        self.text.append(text)


@pytest.mark.parametrize("bomb", BOMBS)
def test_document_types_are_refused(bomb):
    with pytest.raises(UnsafeFileError, match="QC-SF41"):
        parse_xml(bomb.encode(), where="a.xml")


@pytest.mark.parametrize("bomb", BOMBS)
def test_defusedxml_refuses_the_same(bomb):
    """The oracle: what is walked here must be shut out as the library for it does."""
    with pytest.raises(defusedxml.DefusedXmlException):
        defusedxml.ElementTree.fromstring(bomb.encode(), forbid_dtd=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_document_type_in_another_encoding_is_refused(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a><a/>'
    with pytest.raises(UnsafeFileError):
        parse_xml(text.encode(encoding), where="a.xml")


def test_trees_have_the_usual_names_and_text():
    root = parse_xml('<a xmlns="s" b="c">å<d/>e</a>'.encode(), where="a.xml")
    assert (root.tag, root.get("b"), root.text, root[0].tag, root[0].tail) == ("{s}a", "c", "å", "{s}d", "e")


def test_bottomless_nesting_is_refused():
    with pytest.raises(UnsafeFileError, match="QC-SF43"):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, where="a.xml")


def test_a_text_of_ten_megabytes_is_read():
    count = Count()
    walk_xml([b"<a>", b"x" * 10_000_000, b"</a>"], count, where="a.xml")
    assert sum(map(len, count.text)) == 10_000_000


def test_an_attribute_of_ten_megabytes_is_read_in_small_pieces_soon_enough():
    """Expat before 2.6 reads an unfinished tag again with every piece."""
    started = time.process_time()
    walk_xml([b'<a b="', *([b"x" * 100_000] * 100), b'"/>'], Count(), where="a.xml")
    assert time.process_time() - started < 10


def test_a_tag_without_end_is_refused_before_it_costs_minutes():
    with pytest.raises(UnsafeFileError, match="QC-SF42"):
        walk_xml(
            (b"<!--" + b"x" * 1_000_000 if n == 0 else b"x" * 1_000_000 for n in range(300)),
            Count(),
            where="a.xml",
        )


@pytest.mark.parametrize(
    "damaged", [b"", b"<a>", b"<a></b>", b"<a>&b;</a>", b"<a>\x00</a>", b"<a>&#xD800;</a>", b"<a/><b/>"]
)
def test_damaged_xml_is_refused_with_its_place(damaged):
    with pytest.raises(UnreadableFileError, match="line 1, column"):
        parse_xml(damaged, where="a.xml")


def test_json_is_read_as_it_stands():
    assert load_json('{"a": [1, -2.5, "å", null, true]}', where="a.json") == {"a": [1, -2.5, "å", None, True]}
    assert load_json('"\\ud83d\\ude00"', where="a.json") == "😀"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"HEMMELIGT": 1, "HEMMELIGT": 2}', "QC-SF52"),
        ("[NaN]", "QC-SF53"),
        ("[-Infinity]", "QC-SF53"),
        ("[1e999]", "QC-SF53"),
        (f"[{'9' * 5000}]", "QC-SF53"),
        ('["HEMMELIGT \\ud800"]', "QC-SF54"),
        ('{"\\udc00": "HEMMELIGT"}', "QC-SF54"),
        ('["HEMMELIGT"', "QC-SF50"),
        ('["HEMMELIGT",]', "QC-SF50"),
        ("{'HEMMELIGT': 1}", "QC-SF50"),
        ("", "QC-SF50"),
    ],
)
def test_json_that_python_would_let_pass_is_refused(text, code):
    with pytest.raises(UnreadableFileError, match=code) as caught:
        load_json(text, where="a.json")
    assert "HEMMELIGT" not in str(caught.value)


def test_bottomless_json_is_refused():
    with pytest.raises(UnsafeFileError, match="QC-SF51"):
        load_json("[" * 100_000 + "]" * 100_000, where="a.json")
