"""A small study of two interviews, and hands that code in it. Nobody in it exists."""

from qualcode.interchange import read_table, write_csv
from qualcode.model import Coding, Span, new_id
from qualcode.study import Study
from unit.study import small_study

MARK = "HEMMELIGMARKOER7Q"
"""Said in the interviews, to be looked for where it must not stand."""

TALK = [
    ("I", f"Hvad siger {small_study.NAME} til det?", ()),
    ("B", f"Politiet ringede til os {MARK}.", ()),
    ("C", "Skolen skrev til os i går.", ()),
    ("I", "Hvem tager telefonen?", ()),
    ("B", "Vi har travlt hele tiden.", ()),
    ("C", "Vi holder faste møder.", ()),
]
"""Both interviews begin so; turns 2, 3, 5 and 6 are informants'."""


def build(folder):
    """Make the study; its texts are reviewed, and nobody has coded."""
    said = {"doc-1": TALK, "doc-2": [*TALK, ("I", "Tak for i dag.", ())]}
    small_study.build(folder, said, coders=())
    with Study.open(folder) as study:
        study.update_codebook()
    return folder


def code(study, coder, turns, *codes, document="doc-1", words=None, round=1, **more):
    """Let a coder code a turn, several (``(2, 3)``) or words of one by hand; return the codings."""
    version = study.version(document)
    first, last = turns if isinstance(turns, tuple) else (turns, turns)
    span = Span(version.turns[first - 1].span.start, version.turns[last - 1].span.end)
    if words:
        span = words_of(study, words, document=document, after=span.start)
    made = [
        Coding(new_id(), document, version.short_sha, span, one, coder, round=round, **more) for one in codes
    ]
    study.store.code(made, actor=coder)
    return made


def words_of(study, words, *, document="doc-1", after=0):
    """Return where words stand."""
    start = study.version(document).text.index(words, after)
    return Span(start, start + len(words))


def name_roles(study, document, **roles):
    """Fill in who interviews and who answers in a document, by label, as a person does after an import."""
    path = study.layout.speakers
    table = read_table(path)
    rows = [
        {**row, "role": roles.get(row["label"], row["role"])} if row["document"] == document else dict(row)
        for row in table
    ]
    write_csv(path, list(table.columns), rows)
