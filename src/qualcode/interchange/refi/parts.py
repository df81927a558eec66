"""Users, codes, variables, sets and links of a project or a codebook."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCode,
    ExchangeLink,
    ExchangeProject,
    ExchangeSet,
    ExchangeUser,
    ExchangeVariable,
)
from qualcode.interchange.exchange.model import Direction
from qualcode.interchange.refi import kinds
from qualcode.interchange.refi.elements import VARIABLE_WORDS, Reader, local

_DIRECTIONS: tuple[Direction, ...] = ("Associative", "OneWay", "Bidirectional")


def read_users(reader: Reader, root: Element) -> Iterable[ExchangeUser]:
    """Give the users."""
    for element in reader.part(root, "User"):
        guid = reader.own_guid(element, "user")
        yield ExchangeUser(guid, element.get("name", ""), element.get("id", ""))


def read_variables(reader: Reader, root: Element) -> Iterable[ExchangeVariable]:
    """Give the variables."""
    for element in reader.part(root, "Variable", "Description"):
        guid = reader.own_guid(element, "variable")
        name, description, extra, _ = reader.described(element, element.get("name", ""))
        kind = VARIABLE_WORDS.get(element.get("typeOfVariable", "").strip())
        if kind is None:
            reader.problems.add(
                f"variable {guid}", "there is no such type of variable", ", ".join(VARIABLE_WORDS)
            )
        yield ExchangeVariable(guid, name, kind or "text", description, extra)


def read_codes(
    reader: Reader, parent: Element | None, noted: list[tuple[str, Attachment]]
) -> tuple[ExchangeCode, ...]:
    """Read the tree; the depth of XML is limited, so it may recurse."""
    found: list[ExchangeCode] = []

    def read(parent: Element | None, above: str) -> None:
        for element in reader.children(parent, "Code"):
            reader.unknown(element, frozenset({"Description", "NoteRef", "Code"}))
            guid = reader.own_guid(element, "code")
            name, description, extra, _ = reader.described(element, element.get("name", ""))
            if element.get("name") is None:
                reader.problems.add(f"code {guid}", "it has no name")
            codable = reader.boolean(element, "isCodable", missing=True, place=f"code {guid}")
            color = reader.color(element)
            found.append(ExchangeCode(guid, name, above, color, description, codable, extra))
            for ref in reader.children(element, "NoteRef"):
                noted.append((reader.guid(ref, "targetGUID", place=f"code {guid}"), Attachment("code", guid)))
            read(element, guid)

    read(parent, "")
    return tuple(found)


def read_sets(reader: Reader, root: Element, same_as: dict[str, str]) -> tuple[ExchangeSet, ...]:
    """Read the sets, with the members that the file has."""
    found = []
    for element in reader.part(root, "Set", "Description", "MemberCode", "MemberSource", "MemberNote"):
        guid = reader.own_guid(element, "set")
        name, description, extra, _ = reader.described(element, element.get("name", ""))
        members = [
            known_members(reader, element, child, kind, same_as)
            for child, kind in (("MemberCode", "code"), ("MemberSource", "source"), ("MemberNote", "note"))
        ]
        found.append(ExchangeSet(guid, name, description, members[0], members[1], members[2], extra))
    return tuple(found)


def known_members(
    reader: Reader, element: Element, child: str, kind: str, same_as: dict[str, str]
) -> tuple[str, ...]:
    """Return the GUIDs that an element names and that the file has; others are counted."""
    found = []
    for ref in reader.children(element, child):
        # In a codebook the attribute is called guid.
        name = "targetGUID" if ref.get("targetGUID") is not None else "guid"
        guid = reader.guid(ref, name, place=child)
        guid = same_as.get(guid, guid)
        if reader.is_taken(kind, guid):
            found.append(guid)
        else:
            reader.lose(kinds.DANGLING, f"{local(element).lower()} {element.get('guid', '')[:40]}")
    return tuple(dict.fromkeys(found))


def read_links(
    reader: Reader, root: Element, project: ExchangeProject, same_as: dict[str, str]
) -> Iterable[ExchangeLink]:
    """Give the links between things that the project has; others are counted."""
    parts = ("users", "codes", "sources", "selections", "codings", "notes", "cases", "variables", "sets")
    known = {one.guid for part in parts for one in getattr(project, part)}
    for element in reader.part(root, "Link", "NoteRef"):
        guid = reader.own_guid(element, "link")
        ends = []
        for name in ("originGUID", "targetGUID"):
            end = reader.guid(element, name, place=f"link {guid}") if element.get(name) else ""
            ends.append(same_as.get(end, end))
        if not known.issuperset(ends):
            reader.lose(kinds.DANGLING, f"link {guid}")
            continue
        given = element.get("direction", "").strip()
        direction: Direction = next((word for word in _DIRECTIONS if word == given), "")
        color = reader.color(element)
        yield ExchangeLink(guid, ends[0], ends[1], element.get("name", ""), direction, color)
