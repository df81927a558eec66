"""The chapters that come from the findings: as study.yaml plans them, else by group of partners; and the overviews."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualcode.matrices.counting import BOTH
from qualcode.model import in_branch
from qualcode.model.config import ChapterSpec
from qualcode.reporting.content import FactBox, FigureBlock, Section, Statement, plain, section_anchor
from qualcode.reporting.grouping import Text, by_branch
from qualcode.reporting.names import areas_together
from qualcode.reporting.overviews import overview
from qualcode.reporting.patterns import Role
from qualcode.reporting.statements import Found, Speech

# A handful of key points a chapter, and not all of the same sort.
KEY_POINTS = 5
_PER_ROLE = 2
_MAIN_ROLES: tuple[Role, ...] = ("helps", "hinders")


@dataclass(frozen=True)
class Chapter:
    """A chapter before its sentences are made.

    Parameters
    ----------
    spec : ChapterSpec
        Title, question and texts.
    anchor : str
    found : tuple of Found
    """

    spec: ChapterSpec
    anchor: str
    found: tuple[Found, ...]

    @property
    def points(self) -> list[Found]:
        """The key points: the most widespread experiences of more than one site, in printed order."""
        fit = [item for item in self.found if item.kind == "experience" and item.row.count.sites > 1]
        if self.spec.order != "partner":  # there, partners are named in lists
            fit = [item for item in fit if not item.row.partner] or fit
        fit.sort(key=lambda item: (-item.row.count.sites, -item.row.count.segments))
        first = list({item.role: item for item in reversed(fit)}.values())
        most = max(_PER_ROLE, -(-KEY_POINTS // max(len(first), 1)))
        chosen: list[Found] = sorted(first, key=fit.index)[:KEY_POINTS]
        for item in fit:
            same = sum(item.role == one.role for one in chosen)
            if len(chosen) < KEY_POINTS and same < most and item not in chosen:
                chosen.append(item)
        anchors = {item.anchor for item in chosen}
        return sorted(
            (item for item in self.found if item.anchor in anchors), key=lambda item: bool(item.row.partner)
        )

    @property
    def of_one(self) -> bool:
        """Whether all of it is of the same partner, or of none."""
        return len({item.row.partner for item in self.found}) == 1


def planned(found: Sequence[Found], speech: Speech) -> list[Chapter]:
    """Return the chapters of study.yaml that have findings, then those of the findings that none of them takes.

    Every finding stands in one chapter: in the one that names its partner most narrowly.
    """
    specs = speech.config.report.chapters
    members: dict[int | None, list[Found]] = {}
    for item in found:
        members.setdefault(_place(item, specs), []).append(item)
    chapters = [
        Chapter(spec, section_anchor("chapter", spec.title), tuple(members[number]))
        for number, spec in enumerate(specs)
        if number in members
    ]
    return [*chapters, *_unplanned(members.get(None, []), speech)]


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


def _unplanned(found: Sequence[Found], speech: Speech) -> list[Chapter]:
    """Return a chapter for each group of partners, and one for the findings of none."""
    groups: dict[str, list[Found]] = {}
    for item in found:
        if item.row.partner:
            groups.setdefault(_group(item.row.partner, speech), []).append(item)
    chapters = [
        Chapter(
            ChapterSpec(_group_name(group, speech), scope=speech.say("chapter_intro")),
            section_anchor("group", group),
            tuple(members),
        )
        for group, members in groups.items()
    ]
    cross = tuple(item for item in found if not item.row.partner)
    if cross:
        spec = ChapterSpec(speech.say("cross"), intro=(speech.say("cross_intro"),))
        chapters.append(Chapter(spec, section_anchor("cross"), cross))
    return chapters


def _group(partner: str, speech: Speech) -> str:
    """Return the first level below the partner branch; the branch itself for partners right below it."""
    branch = speech.config.partner_branch
    below = partner.removeprefix(branch).lstrip(".").split(".")
    return f"{branch}.{below[0]}" if len(below) > 1 else branch


def _group_name(group: str, speech: Speech) -> str:
    if group == speech.config.partner_branch and group not in speech.codebook:
        return speech.say("partners")
    return plain(speech.codebook[group].name)


def written(chapter: Chapter, text: Text) -> tuple[Section, tuple[Statement, ...]]:
    """Return a chapter in words, and its key points."""
    speech, spec = text.speech, chapter.spec
    sections = tuple(_sections(chapter, text))
    labelled = not chapter.of_one and any(item.row.partner for item in chapter.points)
    points = tuple(
        speech.repeated(text.printed[item.anchor], speech.partner(item.row.partner) if labelled else "")
        for item in chapter.points
    )
    box = (FactBox(speech.say("key_points"), statements=points, kind="key_points"),) if points else ()
    opening = (spec.question, *spec.intro, spec.scope)
    return (
        Section(
            chapter.anchor,
            plain(spec.title),
            tuple(filter(None, map(plain, opening))),
            boxes=box,
            sections=sections,
        ),
        points,
    )


def _sections(chapter: Chapter, text: Text) -> Iterable[Section]:
    title = chapter.spec.title
    if chapter.of_one:  # a heading above all of it would only repeat the title
        return _parts(title, chapter.found, text)
    if chapter.spec.order == "theme":
        return _themes(title, chapter.found, text)
    if chapter.spec.order == "area":
        return _areas(title, chapter.found, text)
    return _by_partner(title, chapter.found, text)


def _by_partner(title: str, found: Sequence[Found], text: Text) -> Iterable[Section]:
    cross = [item for item in found if not item.row.partner]
    parts = list(_parts(title, cross, text))
    if len(parts) > 1:
        yield Section(section_anchor("across", title), text.speech.say("across"), sections=tuple(parts))
    else:
        yield from parts
    with_partner = [item for item in found if item.row.partner]
    for partner, items in groupby(with_partner, lambda item: item.row.partner):
        yield _whole(partner, text.speech.partner(partner), list(items), title, text)


def _whole(partner: str, heading: str, found: Sequence[Found], title: str, text: Text) -> Section:
    """Return all that a chapter says of a partner; without headings of its own where it says one thing only."""
    anchor = section_anchor("partner", partner, title)
    parts = list(_parts(f"{title} {partner}", found, text))
    if len(parts) == 1:
        return Section(anchor, heading, passages=parts[0].passages)
    return Section(anchor, heading, sections=tuple(parts))


def _parts(owner: str, found: Sequence[Found], text: Text) -> Iterable[Section]:
    """Yield a section for each thing that is said of a partner: its use first, then what helps and what hinders."""
    speech = text.speech
    other = [item for item in found if item.role in ("other", "source")]
    for branch, items in by_branch(other):
        yield _part(owner, f"branch {branch}", plain(speech.codebook[branch].name), items, text)
    use = [item for item in found if item.role in ("use", "timing")]
    if use:
        roles = {item.role for item in use}
        heading = "use_timing" if len(roles) > 1 else roles.pop()
        yield _part(owner, "use", speech.say(heading), use, text)
    for role in _MAIN_ROLES:
        fit = [item for item in found if item.role == role]
        if fit:
            yield _part(owner, role, speech.say(role), fit, text)


def _part(owner: str, part: str, heading: str, found: Sequence[Found], text: Text) -> Section:
    return Section(section_anchor("part", owner, part), heading, passages=text.passages(found))


def _themes(title: str, found: Sequence[Found], text: Text) -> Iterable[Section]:
    """Yield a section for each theme, in the codebook's order."""
    speech = text.speech
    for code in speech.codebook:
        fit = [item for item in found if item.row.code == code.id]
        if fit:
            yield Section(
                section_anchor("theme", title, code.id),
                plain(code.name),
                passages=text.passages(fit, by_theme=True),
            )


def _areas(title: str, found: Sequence[Found], text: Text) -> Iterable[Section]:
    """Yield a section for what is said of several areas, and one for each area of its own."""
    config = text.speech.config
    both = areas_together([config.areas.get(area, area) for area in config.both_areas], config.language)
    for area, name in {BOTH: both, **config.areas, "": ""}.items():
        fit = [item for item in found if item.row.area == area]
        if fit:
            heading = plain(name) or text.speech.say("no_area")
            yield Section(
                section_anchor("area", title, area),
                heading[:1].upper() + heading[1:],
                sections=tuple(_themes(f"{title} {area}", fit, text)),
            )


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
