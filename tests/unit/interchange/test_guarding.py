"""A spreadsheet runs nothing that we write, and the text comes back as it was."""

import pytest

from qualcode.interchange import guard, unguard


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+45 12 34 56 78",
        "-",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u00a0=1",
        '"=1',
        "'=1",
        "' '=1",
        "\ufeff=1",
        "\u200b=1",
        "\x00=1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_risky_text_gets_one_apostrophe_and_loses_it_again(text):
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    "text", ["", "ord", "a=b", "3-4", "'citat'", "'", "''", "1 - 2", "ø@d.dk", "se;-1", "a\n=1"]
)
def test_other_texts_are_left_alone(text):
    assert guard(text) == text
    assert unguard(text) == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("se;=1+1", "se;'=1+1"),
        ("a\n- b\n- c", "a\n'- b\n'- c"),
        ("a\t@b", "a\t'@b"),
        ("x; '=1", "x;' '=1"),
        ("=1;=2", "'=1;'=2"),
        ("\n=1", "'\n'=1"),
        ("a;b\nc", "a;b\nc"),
    ],
)
def test_in_csv_the_middle_of_a_text_may_become_a_cell(text, guarded):
    """A Danish Excel cuts a file with commas at semicolons and line breaks, quoted or not."""
    assert guard(text, in_csv=True) == guarded
    assert unguard(guarded, in_csv=True) == text
