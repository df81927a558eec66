"""Made-up projects, and files as other programs write them."""

import io
import string
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCase,
    ExchangeCode,
    ExchangeCoding,
    ExchangeLink,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSet,
    ExchangeSource,
    ExchangeUser,
    ExchangeVariable,
    VariableValue,
    guid_of,
)

NAMESPACE = "urn:QDA-XML:project:1.0"


def g(*parts):
    """Return a GUID for the tests."""
    return guid_of("test", *parts)


def project(**changes):
    """Return a small project with one of everything that can travel."""
    text = "I: Hvad hæmmer samarbejdet?\nB: Vi mangler tid 😀 og ro.\nB: Men det går."
    parts = {
        "name": "Skolemad",
        "users": (ExchangeUser(g("u", 1), "Anna", "anna"), ExchangeUser(g("u", 2), "Bo")),
        "codes": (
            ExchangeCode(g("c", 1), "Barrierer", codable=False, description="Det, der hæmmer <x> & y"),
            ExchangeCode(
                g("c", 2), "Tid", g("c", 1), "#ff0000", extra=(("cue", "tid"), ("cue", "ro"), ("use_when", "a\nb"))
            ),
            ExchangeCode(g("c", 3), "Tid"),
        ),
        "sources": (
            ExchangeSource(
                g("s", 1), "gruppe1", text, user=g("u", 1), created_at="2026-01-01T10:00:00Z",
                values=(VariableValue(g("v", 1), "Østerby"),), extra=(("turn", "1 I 0 27"),),
            ),
            ExchangeSource(g("s", 2), "gruppe2", ""),
        ),
        "selections": (
            ExchangeSelection(g("p", 1), g("s", 1), 31, 47, user=g("u", 1), created_at="2026-01-02T10:00:00Z"),
            ExchangeSelection(g("p", 2), g("s", 1), 31, 54, "kort", "en passage"),
        ),
        "codings": (
            ExchangeCoding(g("k", 1), g("c", 2), g("s", 1), g("p", 1), g("u", 1), extra=(("stance", "wish"),)),
            ExchangeCoding(g("k", 2), g("c", 3), g("s", 1), g("p", 1), g("u", 2), extra=(("stance", "wish"),)),
            ExchangeCoding(g("k", 3), g("c", 3), g("s", 1), "", g("u", 2)),
        ),
        "notes": (
            ExchangeNote(g("n", 1), "Husk at spørge.\nIgen.", "memo", (Attachment("coding", g("k", 1)),), user=g("u", 1)),
            ExchangeNote(
                g("n", 2), "", "", (Attachment("case", g("x", 1)), Attachment("code", g("c", 2)), Attachment("project"))
            ),
            ExchangeNote(g("n", 3), "[qualcode] stance: wish", "qualcode", (Attachment("coding", g("k", 3)),)),
            ExchangeNote(g("n", 4), "om passagen", attached_to=(
                Attachment("link", g("l", 1)), Attachment("note", g("n", 1)), Attachment("selection", g("p", 2)),
                Attachment("source", g("s", 1)), Attachment("user", g("u", 1)),
            )),
        ),
        "variables": (
            ExchangeVariable(g("v", 1), "by", description="hvor"), ExchangeVariable(g("v", 2), "alder", "integer"),
            ExchangeVariable(g("v", 3), "vægt", "float"), ExchangeVariable(g("v", 4), "ny", "boolean"),
            ExchangeVariable(g("v", 5), "dag", "date"), ExchangeVariable(g("v", 6), "tid", "datetime"),
        ),
        "cases": (
            ExchangeCase(
                g("x", 1), "B", "informant", (
                    VariableValue(g("v", 1), "a\x0bb"), VariableValue(g("v", 2), 41), VariableValue(g("v", 3), Decimal("1.50")),
                    VariableValue(g("v", 4), False), VariableValue(g("v", 5), date(2026, 2, 3)),
                    VariableValue(g("v", 6), datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)),
                ), (g("c", 3),), (g("s", 1),), (g("p", 2),), (("role", "informant"),),
            ),
            ExchangeCase(g("x", 2), values=(VariableValue(g("v", 2), None),)),
        ),
        "sets": (ExchangeSet(g("m", 1), "Vigtige", "", (g("c", 2),), (g("s", 2),), (g("n", 1),)),),
        "links": (ExchangeLink(g("l", 1), g("c", 2), g("c", 3), "ligner", "OneWay", "#00ff00"),),
        "description": "Et lille projekt",
        "user": g("u", 1),
        "created_at": "2026-01-01T09:00:00+01:00",
        "extra": (("version", "1.10"), ("=odd", "=x")),
    }  # fmt: skip
    return ExchangeProject(**(parts | changes))


words = st.text(max_size=20)
extras = st.lists(st.tuples(st.text(min_size=1, max_size=8), words), max_size=3).map(tuple)
whole_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@st.composite
def projects(draw):
    """Return projects with any text anywhere."""
    codes = [
        ExchangeCode(
            g("c", n), draw(words), g("c", draw(st.integers(0, n - 1))) if n and draw(st.booleans()) else "",
            draw(st.sampled_from(["", "#00ffaa"])), draw(words), draw(st.booleans()), draw(extras),
        )
        for n in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    sources = [
        ExchangeSource(g("s", n), draw(words), draw(whole_text), description=draw(words), extra=draw(extras))
        for n in range(draw(st.integers(0, 2)))
    ]
    selections, codings, notes = [], [], []
    for n in range(draw(st.integers(0, 5)) if sources else 0):
        source = draw(st.sampled_from(sources))
        start = draw(st.integers(0, len(source.text)))
        end = draw(st.integers(start, len(source.text)))
        selections.append(
            ExchangeSelection(
                g("p", n), source.guid, start, end, draw(words), draw(words), extra=draw(extras)
            )
        )
        code = draw(st.sampled_from(codes)).guid
        codings.append(ExchangeCoding(g("k", n), code, source.guid, g("p", n), g("u"), extra=draw(extras)))
        notes.append(
            ExchangeNote(
                g("n", n), draw(words), draw(st.one_of(words, st.just("qualcode"))),
                (Attachment("coding", g("k", n)),), draw(words), extra=draw(extras),
            )
        )  # fmt: skip
    return ExchangeProject(
        draw(words), "qualcode", (ExchangeUser(g("u"), draw(st.text(string.printable[:90], max_size=8))),), tuple(codes),
        tuple(sources), tuple(selections), tuple(codings), tuple(notes), description=draw(words), extra=draw(extras),
    )  # fmt: skip


def qde(sources, *, origin="Testværktøj 1", codes="", rest="", users=""):
    """Return the XML of a project with one code and these sources."""
    code = f'<Code guid="{g("c")}" name="Tid" isCodable="true"/>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{NAMESPACE}" name="P" origin="{origin}">{users}'
        f"<CodeBook><Codes>{codes or code}</Codes></CodeBook>{sources}{rest}</Project>"
    )


def archive(members, *, mutate=None):
    """Return a zip archive of names and bytes or texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return made.getvalue() if mutate is None else mutate(made.getvalue())


def positions(text, start, end, *, unit="codepoints", crlf=1, bom=False, inclusive=False):
    """Count a span of a text with line feeds as some program would: the plain definition, character by character."""

    def width(character):
        if character == "\n":
            return crlf
        return {"codepoints": 1, "utf16": 1 + (character > "\uffff"), "bytes": len(character.encode())}[unit]

    first = {"codepoints": 1, "utf16": 1, "bytes": 3}[unit] if bom else 0
    low = first + sum(map(width, text[:start]))
    high = first + sum(map(width, text[:end]))
    return low, high - inclusive


def coded_file(
    text, spans, *, crlf_in_file=False, bom_in_file=False, names=False, origin="Testværktøj 1", **counting
):
    """Return a project whose one text has these passages, counted as a program would."""
    selections = ""
    for number, (start, end) in enumerate(spans):
        low, high = positions(text, start, end, **counting)
        name = f' name="{text[start:end]}"' if names else ""
        selections += (
            f'<PlainTextSelection guid="{g("p", number)}" startPosition="{low}" endPosition="{high}"{name}>'
            f'<Coding guid="{g("k", number)}"><CodeRef targetGUID="{g("c")}"/></Coding></PlainTextSelection>'
        )
    source = (
        f'<Sources><TextSource guid="{g("s")}" name="a" plainTextPath="internal://{g("s")}.txt">{selections}'
        "</TextSource></Sources>"
    )
    data = (text.replace("\n", "\r\n") if crlf_in_file else text).encode(
        "utf-8-sig" if bom_in_file else "utf-8"
    )
    return archive({"project.qde": qde(source, origin=origin), f"Sources/{g('s').lower()}.txt": data})
