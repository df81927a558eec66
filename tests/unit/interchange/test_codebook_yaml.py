"""codebook.yaml: every problem at its line, column and place in the tree, all at once."""

import pytest

from qualcode.errors import CodebookError, UnreadableFileError
from qualcode.interchange import parse_codebook, read_codebook, write_codebook
from qualcode.model import Code, Codebook

HEAD = "version: 1\nlanguage: da\ntitle: T\n"

FULL = """\
version: 1.10
language: da
title: "Samarbejde: hvem og hvordan"
codes:
  - id: partner
    name: Partnere
    codable: false
    children:
      - id: no
        name: Nej
        definition: >-
          En lang
          forklaring.
        use_when: Når der siges nej.
        not_when: ""
        examples:
          - "Nej: det gør vi ikke."
        cues: [nej, aldrig]
        color: '#1b7'
      - {id: skole-1, name: Skoler}
  - id: tid
    name: Tid
"""


def problems_of(text):
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text)
    assert caught.value.code == "QC-CB01"
    return caught.value.problems


def test_a_full_codebook_is_read_as_it_stands():
    book = parse_codebook(FULL)
    assert (book.version, book.language, book.title) == ("1.10", "da", "Samarbejde: hvem og hvordan")
    assert [(code.id, code.codable) for code in book] == [
        ("partner", False),
        ("partner.no", True),
        ("partner.skole-1", True),
        ("tid", True),
    ]
    assert book["partner.no"] == Code(
        id="partner.no",
        name="Nej",
        definition="En lang forklaring.",
        use_when="Når der siges nej.",
        examples=("Nej: det gør vi ikke.",),
        cues=("nej", "aldrig"),
        color="#11bb77",
    )


def test_reading_writing_and_reading_again_gives_the_same(tmp_path):
    book = parse_codebook(FULL)
    file = tmp_path / "codebook.yaml"
    file.write_text(write_codebook(book), encoding="utf-8")
    assert read_codebook(file) == book


def test_letters_in_two_forms_are_one():
    """A file written on a Mac may hold å as two characters."""
    book = parse_codebook(HEAD + "codes:\n  - {id: a\u030aben, name: A\u030aben}\n")
    assert book.codes == (Code("åben", "Åben"),)


@pytest.mark.parametrize(
    ("codes", "place", "words"),
    [
        (
            "- {id: a, name: A, defintion: x}",
            "5:20",
            "a: unknown field 'defintion'. Fields: id, name, definition",
        ),
        ("- {id: a, name: A, defintion: x}", "5:20", "Did you mean 'definition'?"),
        ("- {name: A}", "5:3", "(1): 'id' is missing"),
        ("- {id: a}", "5:3", "a: 'name' is missing"),
        ("- {id: a, name: ''}", "5:11", "a: 'name' is empty"),
        ('- {id: a, name: "\\u200b"}', "5:11", "a: 'name' is empty"),
        ('- {id: a, name: "b\\nc"}', "5:11", "line break"),
        ("- {id: a.b, name: A}", "5:4", "'a.b' cannot be an id"),
        ("- {id: a b, name: A}", "5:4", "For instance 'a-b'"),
        ("- {id: a/b, name: A}", "5:4", "cannot be an id"),
        ("- {id: '', name: A}", "5:4", "'id' is empty"),
        ("- {id: -a, name: A}", "5:4", "cannot be an id"),
        ("- {id: [a], name: A}", "5:4", "'id' is a list"),
        ("- text", "5:3", "a code is a text"),
        ("- {id: a, name: A}\n- {id: a, name: B}", "6:4", "the same id"),
        ("- {id: a, name: A}\n- {id: A, name: B}", "6:4", "the same id (but for case"),
        ('- {id: a, name: Politi}\n- {id: b, name: "PO\\u200bLITI "}', "6:11", "the same name (but for case"),
        ('- {id: a, name: "å"}\n- {id: b, name: "a\\u030a"}', "6:11", "the same name"),
        ("- {id: a, name: A, codable: no}", "5:20", "a: 'codable' is 'no'. It is true or false"),
        ("- {id: a, name: A, codable: 'false'}", "5:20", "It is true or false, without quotes"),
        ("- {id: a, name: A, codable: false}", "5:20", "a code without children is not codable"),
        ("- {id: a, name: A, children: b}", "5:20", "'children' is a text"),
        ("- {id: a, name: A, cues: nej}", "5:20", "'cues' is a text. It is a list of texts"),
        ("- {id: a, name: A, cues: [{b: c}]}", "5:27", "an item of 'cues' is a mapping"),
        ("- {id: a, name: A, cues: ['']}", "5:27", "an item of 'cues' is empty"),
        ("- {id: a, name: A, definition: [b]}", "5:20", "'definition' is a list"),
        ("- {id: a, name: A, color: red}", "5:20", "'color' is 'red'"),
        ("- {id: a, name: A, color: '#12345'}", "5:20", "Such as '#1f77b4'"),
        ("- id: a\n  name: A\n  color: #ff0000", "7:3", "Put it in quotes"),
        ("- {id: a, name: A, children: [{id: b, name: B, nam: x}]}", "5:48", "a.b: unknown field 'nam'"),
        (
            "- {id: a, name: A, children: [{id: b, name: B, children: [{id: a, name: C}]}]}",
            "5:60",
            "the id 'a' is that of a code above it",
        ),
        (
            "- {id: a, name: A, children: [{id: b, name: B, children: [{id: a.b, name: C}]}]}",
            "5:60",
            "the id 'a.b' is that of a code above it",
        ),
    ],
)
def test_a_problem_names_line_column_path_and_what_to_do(codes, place, words):
    found = problems_of(HEAD + "codes:\n" + codes + "\n")
    assert any(p.where == f"codebook.yaml:{place}" and words in str(p) for p in found), [
        str(p) for p in found
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("language: da\ntitle: T\ncodes: []\n", "'version' is missing"),
        ("version: 1\ntitle: T\ncodes: []\n", "'language' is missing"),
        ("version: 1\nlanguage: da\ncodes: []\n", "'title' is missing"),
        (HEAD, "'codes' is missing"),
        ("version: 1\nlanguage: Dansk\ntitle: T\ncodes: []\n", "'language' is 'Dansk'. Such as da or en"),
        (HEAD + "codes: {a: b}\n", "'codes' is a mapping"),
        (HEAD + "code: []\ncodes: []\n", "unknown field 'code'"),
    ],
)
def test_the_head_is_checked(text, words):
    assert any(words in str(problem) for problem in problems_of(text))


def test_all_problems_come_at_once_and_a_long_list_is_counted():
    three = problems_of("version: 1\ncodes:\n  - {id: a b, name: A}\n")
    assert [str(p).split(": ", 2)[1].split(" ")[0] for p in three] == ["(1)", "'language'", "'title'"]
    many = problems_of(HEAD + "codes:\n" + "".join(f"  - {{id: c{n}}}\n" for n in range(80)))
    assert len(many) == 51
    assert str(many[-1]) == "and 30 more."


def test_after_a_syntax_error_nothing_below_it_is_called_missing():
    found = problems_of("version: 1\ncodes:\n  - id: a\n    name: b: c\nlanguage: da\ntitle: T\n")
    assert [problem.where for problem in found] == ["codebook.yaml:4:12"]


def test_a_code_may_have_the_same_name_under_another_parent():
    book = parse_codebook(
        HEAD
        + "codes: [{id: a, name: A, children: [{id: x, name: X}]}, {id: b, name: B, children: [{id: x, name: X}]}]"
    )
    assert [code.id for code in book] == ["a", "a.x", "b", "b.x"]


def test_a_tree_has_at_most_twenty_levels():
    def nested(levels):
        text = "".join(f"{{id: c{n}, name: C, children: [" for n in range(levels - 1))
        return HEAD + "codes: [" + text + "{id: c, name: C}" + "]}" * (levels - 1) + "]\n"

    assert len(parse_codebook(nested(20))) == 20
    assert any("too deep" in str(problem) for problem in problems_of(nested(21)))


def test_too_many_codes_are_refused():
    text = HEAD + "codes:\n" + "".join(f"- {{id: c{n}, name: n{n}}}\n" for n in range(20_001))
    assert ["too many codes" in str(problem) for problem in problems_of(text)] == [True]


def test_an_empty_codebook_is_a_beginning():
    book = parse_codebook(HEAD + "codes: []\n")
    assert len(book) == 0
    assert parse_codebook(write_codebook(book)) == book


def test_an_example_never_stands_in_an_error():
    """A colon in an unquoted example makes a key of it, and the key must not be repeated."""
    with pytest.raises(CodebookError) as caught:
        parse_codebook(
            HEAD + "codes:\n- id: a\n  name: A\n  examples:\n  - Fatima sagde: nej\n  Hun sagde: ja\n"
        )
    assert "sagde" not in str(caught.value)
    assert "put it in quotes" in str(caught.value)
    assert "unknown field a text of 9 characters" in str(caught.value)


def test_a_missing_file_is_said_plainly(tmp_path):
    with pytest.raises(UnreadableFileError):
        read_codebook(tmp_path / "codebook.yaml")


def test_a_codebook_is_utf_8_and_nothing_is_concluded(tmp_path):
    """A wrong letter in a name would be printed; a codebook has no place to say how it was read."""
    file = tmp_path / "codebook.yaml"
    text = HEAD + "codes: [{id: a, name: Børn og unge}]\n"
    file.write_bytes(text.encode("utf-8-sig"))
    assert read_codebook(file)["a"].name == "Børn og unge"
    file.write_bytes(text.encode("cp1252"))
    with pytest.raises(UnreadableFileError) as caught:
        read_codebook(file)
    assert caught.value.code == "QC-YM01"


def test_words_that_other_readers_take_for_something_else_are_written_in_quotes():
    book = Codebook("1", "no", "yes", (Code("null", "1:30", "off", examples=("- a", "# b", "c: d", " ")),))
    text = write_codebook(book)
    for line in ('language: "no"', 'title: "yes"', 'id: "null"', 'name: "1:30"', '- "- a"', '- "# b"'):
        assert line in text


def test_several_lines_are_written_as_a_block():
    book = Codebook("1", "da", "T", (Code("a", "A", "Første linje: ja.\n\n  # indrykket\nSidste"),))
    text = write_codebook(book)
    assert "definition: |-\n      Første linje: ja.\n\n        # indrykket\n      Sidste\n" in text
    assert parse_codebook(text) == book
