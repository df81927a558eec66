"""Reports to render: a full one, and one whose every name tries to do harm."""

from __future__ import annotations

import struct
import zlib

from qualcode.model import Code, Codebook, ReportSettings, StudyConfig
from qualcode.reporting import FigureBlock, Report, build_report
from unit.reporting.reporting_study import BOOK, Said, counted


def png(*extra: tuple[bytes, bytes], width: int = 4, height: int = 2) -> bytes:
    """Make a small grey picture, with more chunks before its image data if asked."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


CONFIG = StudyConfig(
    "Samarbejde",
    report=ReportSettings("Rapport", "Undertitel", "Udgiver", "Foråret", "Alt er opdigtet."),
)

SAID = (
    Said("partner.intern.ledelse", "fremmer.fast-kontaktperson", "boern", 4),
    Said("partner.ekstern.krisecenter", "barriere.travlhed", "boern", 5),
    Said("partner.ekstern.krisecenter", "barriere.travlhed", "voksen", 2, "wish"),
    Said("partner.ekstern.politi", "inddragelse.sparring", "ung", 1),
    Said("", "barriere.ikke-udbredt", "voksen", 6),
)


def full_report(config: StudyConfig = CONFIG) -> Report:
    figure = FigureBlock("Barrierer", "Søjler for hver barriere", png())
    return build_report(counted(SAID, config=config), BOOK, config, figures=[figure])


HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt; ]]> <!-- --",
    "=HYPERLINK(\"http://example.invalid\")",
    "a\x00b\x0bc\x1b[31m\ud800\ufffe\u202egnp.exe",
    "\r\n\t linje \u2028 skift",
    "x" * 400,
)  # fmt: skip


def hostile_report(name: str) -> Report:
    """Put a name wherever a study can put one."""
    codes = [
        ("partner", False),
        ("partner.a", False),
        ("partner.a.b", True),
        ("barriere", False),
        ("barriere.c", True),
        ("andet", False),
        ("andet.d", True),
    ]
    book = Codebook(name, "da", name, tuple(Code(code, name, codable=leaf) for code, leaf in codes))
    config = StudyConfig(
        name,
        areas={"boern": name, "voksen": "voksenområdet"},
        report=ReportSettings(name, name, name, name, name),
    )
    said = [
        Said("partner.a.b", code, area) for code in ("barriere.c", "andet.d") for area in ("boern", "voksen")
    ]
    findings = counted([*said, Said("", "barriere.c")], book=book, config=config)
    return build_report(findings, book, config, figures=[FigureBlock(name, name, png())])
