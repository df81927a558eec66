"""Whether what was written is valid, asked before it is handed over: the schemas of REFI-QDA's working group."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from qualcode.errors import InterchangeError, Problem

Kind = Literal["Project", "Codebook"]
_SHOWN = 10


@cache
def _schema(kind: Kind) -> Any:  # noqa: ANN401  # lxml's objects are untyped
    data = files("qualcode.interchange.refi").joinpath("schemas", f"{kind}.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(data, _parser()))  # our own file


def _parser() -> Any:  # noqa: ANN401
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def check_valid(data: bytes, kind: Kind, *, where: str) -> None:
    """Refuse XML that is not valid; only for what qualcode has just written, never for a stranger's file.

    Raises
    ------
    InterchangeError
        QC-RQ31: with lines and the names of elements, without what they hold.
    """
    schema = _schema(kind)
    tree = etree.fromstring(data, _parser())  # our own bytes
    if schema.validate(tree):
        return
    problems = [Problem(f"line {entry.line}", entry.type_name) for entry in list(schema.error_log)[:_SHOWN]]
    raise InterchangeError(
        "what was to be written does not fit the standard's schema; nothing was written",
        code="QC-RQ31",
        where=where,
        do="Please report it with the code and the lines below.",
        problems=problems,
    )
