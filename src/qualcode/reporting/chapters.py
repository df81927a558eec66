"""The chapters that come from the findings: main results, partner by partner, across partners, overviews."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from qualcode.model import in_branch
from qualcode.model.config import ChapterSpec
from qualcode.reporting.content import FactBox, FigureBlock, Section, plain, section_anchor
from qualcode.reporting.overviews import overview
from qualcode.reporting.sentences import Role
from qualcode.reporting.statements import Found, Speech

# How many findings the main results hold of what helps, and of what hinders: a handful each.
MAIN_POINTS = 6
_MAIN_ROLES: tuple[Role, ...] = ("helps", "hinders")


def main_points(found: Sequence[Found]) -> list[Found]:
    """Return the findings for the main results: the most widespread experiences of more than one site."""
    chosen: list[Found] = []
    for role in _MAIN_ROLES:
        fit = [
            item
            for item in found
            if item.role == role and item.kind == "experience" and item.row.count.sites > 1
        ]
        fit.sort(key=lambda item: (-item.row.count.sites, -item.row.count.segments))
        chosen += fit[:MAIN_POINTS]
    return chosen


def main_results(points: Sequence[Found], speech: Speech) -> Section:
    """Return the chapter with the main results."""
    return Section(
        section_anchor("main"),
        speech.say("main"),
        (speech.say("main_intro"),),
        sections=tuple(
            Section(
                section_anchor("main", role),
                speech.say(role),
                statements=tuple(speech.repeated(item) for item in points if item.role == role),
            )
            for role in _roles(points)
        ),
    )


def _roles(found: Iterable[Found]) -> list[Role]:
    present = {item.role for item in found}
    return [role for role in _MAIN_ROLES if role in present]


def planned_chapters(found: Sequence[Found], points: Sequence[Found], speech: Speech) -> list[Section]:
    """Return the chapters that study.yaml names, then those of the findings that none of them takes.

    Every finding stands in one chapter: in the one that names its partner most narrowly.
    """
    specs = speech.config.report.chapters
    taken = {id(item): place for item in found if (place := _place(item, specs)) is not None}
    chapters = []
    for number, spec in enumerate(specs):
        members = [item for item in found if taken.get(id(item)) == number]
        if members:
            chapters.append(_planned(spec, members, [item for item in points if item in members], speech))
    rest = [item for item in found if id(item) not in taken]
    left = [item for item in points if item in rest]
    return [*chapters, *partner_chapters(rest, left, speech), *cross_chapter(rest, left, speech)]


def _place(item: Found, specs: Sequence[ChapterSpec]) -> int | None:
    """Return the number of the chapter that a finding belongs to."""
    fits = []
    for number, spec in enumerate(specs):
        if not item.row.partner:
            width = 1 if item.branch in spec.across else 0
        elif spec.branches and item.branch not in spec.branches:
            width = 0
        else:
            width = max((len(p) for p in spec.partners if in_branch(item.row.partner, p)), default=0)
        if width:
            fits.append((-width, number))
    return min(fits)[1] if fits else None


def _planned(spec: ChapterSpec, found: Sequence[Found], points: Sequence[Found], speech: Speech) -> Section:
    cross = [item for item in found if not item.row.partner]
    across = Section(
        section_anchor("across", spec.title),
        speech.say("cross"),
        sections=tuple(_parts(spec.title, cross, speech)),
    )
    partners = groupby((item for item in found if item.row.partner), lambda item: item.row.partner)
    sections = [_partner_section(partner, list(items), speech, spec.title) for partner, items in partners]
    return Section(
        section_anchor("chapter", spec.title),
        plain(spec.title),
        tuple(filter(None, (plain(spec.question),))),
        _key_points(points, speech),
        sections=(*([across] if cross else []), *sections),
    )


def partner_chapters(found: Sequence[Found], points: Sequence[Found], speech: Speech) -> list[Section]:
    """Return a chapter for each group of partners, with a section for each partner."""
    with_partner = [item for item in found if item.row.partner]
    return [
        Section(
            section_anchor("group", group),
            _group_name(group, speech),
            (speech.say("chapter_intro"),),
            _key_points([item for item in points if item in members], speech),
            sections=tuple(
                _partner_section(partner, list(items), speech)
                for partner, items in groupby(members, lambda item: item.row.partner)
            ),
        )
        for group, members in _by_group(with_partner, speech).items()
    ]


def _by_group(found: Iterable[Found], speech: Speech) -> dict[str, list[Found]]:
    groups: dict[str, list[Found]] = {}
    for item in found:
        groups.setdefault(_group(item.row.partner, speech), []).append(item)
    return groups


def _group(partner: str, speech: Speech) -> str:
    """Return the first level below the partner branch; the branch itself for partners right below it."""
    branch = speech.config.partner_branch
    below = partner.removeprefix(branch).lstrip(".").split(".")
    return f"{branch}.{below[0]}" if len(below) > 1 else branch


def _group_name(group: str, speech: Speech) -> str:
    if group == speech.config.partner_branch and group not in speech.codebook:
        return speech.say("partners")
    return plain(speech.codebook[group].name)


def _key_points(points: Sequence[Found], speech: Speech) -> tuple[FactBox, ...]:
    if not points:
        return ()
    return (FactBox(speech.say("key_points"), statements=tuple(map(speech.repeated, points))),)


def _partner_section(partner: str, found: Sequence[Found], speech: Speech, chapter: str = "") -> Section:
    """Return a partner's section; a partner can have one in several chapters."""
    return Section(
        section_anchor("partner", partner, *([chapter] if chapter else [])),
        speech.partner(partner),
        sections=tuple(_parts(f"{chapter} {partner}".strip(), found, speech)),
    )


def _parts(owner: str, found: Sequence[Found], speech: Speech) -> Iterable[Section]:
    """Yield a section for each thing that is said of a partner: its use first, then what helps and what hinders."""
    other = [item for item in found if item.role == "other"]
    for branch, items in groupby(other, lambda item: item.branch):
        yield _statements(owner, f"branch {branch}", plain(speech.codebook[branch].name), list(items), speech)
    use = [item for item in found if item.role in ("use", "timing")]
    if use:
        roles = {item.role for item in use}
        heading = "use_timing" if len(roles) > 1 else roles.pop()
        yield _statements(owner, "use", speech.say(heading), use, speech)
    for role in _roles(found):
        fit = [item for item in found if item.role == role]
        yield _statements(owner, role, speech.say(role), fit, speech)


def _statements(owner: str, part: str, heading: str, found: Sequence[Found], speech: Speech) -> Section:
    return Section(
        section_anchor("part", owner, part), heading, statements=tuple(map(speech.statement, found))
    )


def cross_chapter(found: Sequence[Found], points: Sequence[Found], speech: Speech) -> list[Section]:
    """Return the chapter of findings that belong to no partner, if there are any."""
    cross = [item for item in found if not item.row.partner]
    if not cross:
        return []
    return [
        Section(
            section_anchor("cross"),
            speech.say("cross"),
            (speech.say("cross_intro"),),
            _key_points([item for item in points if item in cross], speech),
            sections=tuple(_parts("", cross, speech)),
        )
    ]


def overview_chapter(found: Sequence[Found], figures: Sequence[FigureBlock], speech: Speech) -> list[Section]:
    """Return the chapter with the tables of partners and themes, and the figures."""
    tables = [
        table for spec in speech.config.matrices if (table := overview(spec, found, speech)) is not None
    ]
    if not tables and not figures:
        return []
    intro = (speech.say("overview_intro"),) if tables else ()
    return [
        Section(
            section_anchor("overview"),
            speech.say("overview"),
            intro,
            tables=tuple(tables),
            figures=tuple(figures),
        )
    ]
