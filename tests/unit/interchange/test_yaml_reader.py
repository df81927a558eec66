"""What a person writes is what is read, and what YAML can do beyond that is refused with its place."""

import pytest

from qualcode.interchange.checks import Problems
from qualcode.interchange.yaml_reader import YamlList, YamlMap, parse_yaml


def plain(node):
    """Return the tree as plain Python values."""
    if isinstance(node, YamlMap):
        return {key: plain(value) for key, value in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, YamlList) else node.text


def read(text):
    problems = Problems()
    tree = parse_yaml(text, "f.yaml", problems)
    return tree, [(p.where, p.found) for p in problems._found]


@pytest.mark.parametrize(
    "written", ["no", "yes", "off", "true", "null", "~", "007", "1:30", "1e5", "0x1F", "2024-05-17", ".inf"]
)
def test_a_scalar_is_the_text_that_was_written(written):
    tree, problems = read(f"a: {written}\n")
    assert (plain(tree), problems) == ({"a": written}, [])


def test_values_keep_their_order_line_and_column():
    tree, _ = read("b: 1\na:\n  - x\n  - {c: 'd: e'}\n")
    assert list(plain(tree).items()) == [("b", "1"), ("a", ["x", {"c": "d: e"}])]
    inner = tree.entries["a"].items[1].entries["c"]
    assert (inner.line, inner.column, inner.plain) == (4, 9, False)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\na: 2\n", "f.yaml:2:1", "the key 'a' stands twice (first in line 1)"),
        ("a: !!str x\n", "f.yaml:1:4", "a tag"),
        ("a: !!python/object/apply:os.system [ls]\n", "f.yaml:1:4", "a tag"),
        ("a: &x 1\n", "f.yaml:1:4", "an anchor"),
        ("a: 1\nb: *x\n", "f.yaml:2:4", "an alias"),
        ("a:\n\t- b\n", "f.yaml:2:1", "a tab"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1", "a second document"),
        ("%YAML 1.1\n---\na: 1\n", "f.yaml:1:1", "a YAML directive"),
        ("? [a]\n: b\n", "f.yaml:1:3", "stands as a key"),
        ("- a\n", "f.yaml:1:1", "not a mapping"),
        ("just words\n", "f.yaml:1:1", "not a mapping"),
        ("# only a comment\n", "f.yaml:1:1", "empty"),
        ("a: x: y\n", "f.yaml:1:5", "a colon followed by a blank"),
        ("a: 1\nb: 'x\nc: 3\n", "f.yaml:2:4", "a quote that opens here is not closed"),
        ("a: @x\n", "f.yaml:1:4", "begins with a character that has a meaning"),
        ("a: 1\nb\n", "f.yaml:2:1", "neither a key with a colon"),
        ("a: [1, 2\nb: 3\n", "f.yaml:1:4", "a bracket that opens here"),
        ('a: "\\q"\n', "f.yaml:1:6", "unknown escape"),
        ('a: "\\ud83d"\n', "f.yaml:1:4", "half a character"),
        ('a: "\\UFFFFFFFF"\n', "f.yaml", "not readable"),
        ("a: \x00\n", "f.yaml:1:4", "control character (U+0000)"),
        ("ab: 1\nb: x\x1by\n", "f.yaml:2:5", "control character (U+001B)"),
        ("k" * 2000 + ": 1\n", "f.yaml:1:2001", "a colon"),
    ],
)
def test_what_is_refused_names_its_line_and_column(text, place, words):
    _, problems = read(text)
    assert [(where, words in found) for where, found in problems[:1]] == [(place, True)]


def test_all_refusals_of_a_file_come_at_once():
    _, problems = read("a: !x 1\na: &y 2\nb: *z\n")
    assert [where for where, _ in problems] == ["f.yaml:1:4", "f.yaml:2:1", "f.yaml:2:4", "f.yaml:3:4"]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000])
def test_deep_nesting_is_refused_without_blowing_the_stack(bomb):
    _, problems = read(bomb)
    assert any("too deep" in found for _, found in problems)


def test_an_alias_bomb_is_not_expanded():
    lines = ["a: &a [x, x]"] + [
        f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in zip("abcdef", "bcdefg", strict=True)
    ]
    tree, problems = read("\n".join(lines))
    assert plain(tree.entries["g"]) == ["", "", ""]
    assert len(problems) == 7 + 18


def test_too_large_a_file_is_refused():
    _, problems = read("a: " + "x" * 5_000_000)
    assert problems == [("f.yaml", "the file is too large")]


def test_a_first_value_of_a_doubled_key_stays():
    tree, _ = read("a: 1\na: {b: [2]}\nc: 3\n")
    assert plain(tree) == {"a": "1", "c": "3"}


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    tree, problems = read("\ufeffa: 1\n")
    assert (plain(tree), problems) == ({"a": "1"}, [])


def test_a_syntax_error_shows_nothing_of_the_file():
    problems = Problems()
    parse_yaml("a: HEMMELIG: 'HEMMELIG\n", "f.yaml", problems)
    parse_yaml('a: "\\HEMMELIG"\n', "f.yaml", problems)
    assert len(problems) == 2
    assert "HEMMELIG" not in " ".join(map(str, problems._found))
