"""The front end as one module: what a browser would only say when somebody presses the wrong key."""

import re
from string import Formatter

import pytest

from qualcode.widgets import page_words, words
from qualcode.widgets.bundle import SCRIPTS, STATIC, STYLES, script, style

FILES = {name: (STATIC / name).read_text(encoding="utf-8") for name in SCRIPTS}
EXPORTS = {
    found: name
    for name, text in FILES.items()
    for found in re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", text, re.MULTILINE)
}
TABLES = {**page_words.WORDS, **words.WORDS}


def code_of(text):
    """Return a file without its comments and imports."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"^import [^;]*;\n", "", text, flags=re.MULTILINE)
    return re.sub(r"(^|\s)//.*$", "", text, flags=re.MULTILINE)


def test_every_file_of_the_front_end_is_in_the_bundle():
    found = {
        path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.suffix in {".js", ".css"}
    }
    assert found == {*SCRIPTS, *STYLES}
    assert len(SCRIPTS) == len(set(SCRIPTS))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_file_imports_what_it_uses(name):
    """The bundle would hide a missing import; tests load the files one by one."""
    imported = set()
    for names in re.findall(r"^import \{([^}]*)\}", FILES[name], re.MULTILINE):
        imported |= {one.strip() for one in names.split(",") if one.strip()}
    code = code_of(FILES[name])
    used = {one for one, home in EXPORTS.items() if home != name and re.search(rf"(?<![\w.]){one}\(", code)}
    own = set(re.findall(r"(?:function|const|let) (\w+)", code))
    assert used - own <= imported
    assert {one for one in imported if not re.search(rf"\b{one}\b", code)} == set()


def test_names_at_the_top_of_files_are_their_own():
    declared = [
        found
        for text in FILES.values()
        for found in re.findall(
            r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", text, re.MULTILINE
        )
    ]
    assert sorted(declared) == sorted(set(declared))


def test_the_bundle_is_one_module_with_one_default_export():
    joined = script()
    assert not re.search(r"^import ", joined, re.MULTILINE)
    assert re.findall(r"^export .*", joined, re.MULTILINE) == ["export default { render };"]


def test_nothing_is_loaded_from_elsewhere():
    """The tool is offline, also in the browser; and text is never read as HTML."""
    both = script() + style()
    assert not re.search(
        r"https?://|@import|url\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", both
    )
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", both)


def test_every_class_of_the_style_sheets_is_ours():
    """The sheet is loaded into the whole notebook: it must not touch what is not the widget's."""
    for selector in re.findall(r"(?:^|\})\s*([^@{}]+)\{", re.sub(r"/\*.*?\*/", "", style(), flags=re.DOTALL)):
        for one in selector.split(","):
            assert "qc-" in one or one.strip() in {"from", "to"} or re.fullmatch(r"\s*\d+%\s*", one), one


def keys_used():
    """Return the keys of words that stand in the files as they are."""
    code = "\n".join(code_of(text) for text in FILES.values())
    told = set(re.findall(r"\bwords\(\s*\"(\w+)\"", code)) | set(re.findall(r"\bdoes: \"(\w+)\"", code))
    told |= set(re.findall(r"\bgroup: \"(\w+)\"", code)) | set(re.findall(r"\"(key_\w+)\"", code))
    return told


def test_every_word_that_is_shown_is_in_the_tables():
    assert keys_used() - set(TABLES) == set()


def test_every_word_in_the_tables_is_shown():
    """Delete what nobody uses; keys that are put together in the code begin as named here."""
    code = "\n".join(code_of(text) for text in FILES.values())
    stems = re.findall(r"`(\w+_)\$\{", code)
    quoted = set(re.findall(r"\"(\w+)\"", code))
    left = {key for key in TABLES if key not in quoted and not any(key.startswith(stem) for stem in stems)}
    assert left == set()


@pytest.mark.parametrize("key", sorted(TABLES))
def test_words_are_there_in_both_languages_with_the_same_values(key):
    entry = TABLES[key]
    assert set(entry) == {"da", "en"}
    assert all(entry.values())
    names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in entry.values()]
    assert names[0] == names[1]


def test_no_key_stands_in_both_tables():
    assert set(words.WORDS) & set(page_words.WORDS) == set()
