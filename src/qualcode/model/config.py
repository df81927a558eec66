"""What a study says about itself in study.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from typing import Literal, NamedTuple

DEFAULT_AREAS = {"boern": "børneområdet", "voksen": "voksenområdet", "ung": "ungeområdet"}

DEFAULT_ROLES = {"interviewer": "interviewer", "informant": "informant"}
"""The two roles and how they are printed; Danish has the same words."""

QUANTIFIER_WORDS = {
    "da": {"all": "alle", "both": "begge", "most": "de fleste", "several": "flere", "some": "nogle",
           "two": "et par", "one": "en enkelt"},
    "en": {"all": "all", "both": "both", "most": "most", "several": "several", "some": "some",
           "two": "a couple", "one": "one"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatrixSpec:
    """One matrix that ``run`` writes: the leaves of two branches against each other."""

    name: str
    rows: str
    columns: str
    title: str = ""


ChapterOrder = Literal["partner", "theme", "area"]
CHAPTER_ORDERS: tuple[ChapterOrder, ...] = ("partner", "theme", "area")

BoxKindName = Literal["definition", "legal", "note", "method", "question"]
BOX_KINDS: tuple[BoxKindName, ...] = ("definition", "legal", "note", "method", "question")

REPORT_TEXTS = (
    "background",
    "aim",
    "questions",
    "method",
    "sites",
    "participants",
    "interviews",
    "treatment",
)
"""The authority's own texts, by where they stand: the first four in the summary, the others in the appendix."""

BOX_PLACES = ("background", "aim", "method")
"""Where a box can stand outside the chapters: in these sections of the summary."""


@dataclass(frozen=True, slots=True)
class ChapterSpec:
    """One chapter of the report, and which findings stand in it.

    Parameters
    ----------
    title, question : str
        Heading, and the question that opens the chapter.
    branches : tuple of str
        Top branches of the codes that it takes; empty takes all.
    partners : tuple of str
        Codes or branches of the partners that it takes; where two chapters fit, the narrower one has it.
    across : tuple of str
        Top branches of the codes that it takes where no partner is spoken of.
    intro : tuple of str
        Paragraphs that open it.
    scope : str
        What it does not cover: that it is not exhaustive.
    order : {"partner", "theme", "area"}
        Partner by partner; theme by theme across partners; or area by area, and theme by theme in each.
    """

    title: str
    question: str = ""
    branches: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    intro: tuple[str, ...] = ()
    scope: str = ""
    order: ChapterOrder = "partner"


@dataclass(frozen=True, slots=True)
class BoxSpec:
    """A box that stands apart from the text.

    Parameters
    ----------
    kind : {"definition", "legal", "note", "method", "question"}
    title : str
        The term, the provision, or what the box is about.
    at : str
        Where it stands: the title of a chapter, a code or partner (where it is first spoken of), or one of
        ``BOX_PLACES``.
    text : tuple of str
        Paragraphs.
    items : tuple of str
        Bullets.
    source : str
        Where a definition comes from.
    checked : str
        The day that the law was looked up, ISO 8601.
    chapter : str
        Title of the only chapter that a box at a code may stand in; empty for any.
    """

    kind: BoxKindName
    title: str
    at: str
    text: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    source: str = ""
    checked: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What the report prints besides the findings, and in which chapters; without chapters, by group of partners.

    Parameters
    ----------
    title, subtitle, publisher, year, notice : str
        For the title page.
    template : str
        A Word file whose styles are used; relative to the study.
    chapters : tuple of ChapterSpec
    boxes : tuple of BoxSpec
    texts : dict of str to tuple of str
        Paragraphs by name (``REPORT_TEXTS``); what is missing is left out.
    names : dict of str to str
        What a code or partner is called inside a sentence, by its id.
    """

    title: str = ""
    subtitle: str = ""
    publisher: str = ""
    year: str = ""
    notice: str = ""
    template: str = ""
    chapters: tuple[ChapterSpec, ...] = ()
    boxes: tuple[BoxSpec, ...] = ()
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


class LocalAddress(NamedTuple):
    """Where a server listens on this machine; ``host`` is ``"localhost"`` or the digits of a loopback address."""

    scheme: str
    host: str
    port: int
    path: str


_LOCAL_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:]+\])"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<path>(?:/[a-z0-9._~-]*)*)",
    re.IGNORECASE | re.ASCII,
)


def local_address(url: str) -> LocalAddress | None:
    """Return the parts of an address on this very machine; None for any other.

    Only the plain forms are known (``localhost``, ``127.x.x.x``, ``[::1]``), without a user, a query or other
    spellings of a number: what is not plainly this machine is not taken for it.

    Examples
    --------
    >>> local_address("http://127.0.0.1:8080/v1")
    LocalAddress(scheme='http', host='127.0.0.1', port=8080, path='/v1')
    >>> local_address("http://127.0.0.1.example.org/v1") is None
    True
    """
    found = _LOCAL_URL.fullmatch(url)
    if found is None:
        return None
    scheme, host = found["scheme"].lower(), found["host"].lower().strip("[]")
    port = int(found["port"] or {"http": 80, "https": 443}[scheme])
    if not 0 < port < 65536 or not (host == "localhost" or is_loopback(host)):
        return None
    return LocalAddress(scheme, host, port, found["path"])


def is_loopback(host: str) -> bool:
    """Say whether the digits of an address are 127.0.0.0/8 or ::1, in their plain form.

    Examples
    --------
    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "0.0.0.0", "::ffff:127.0.0.1")]
    [True, True, False, False]
    """
    try:
        return IPv6Address(host) == IPv6Address("::1") if ":" in host else IPv4Address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class LocalModelSettings:
    """A language model on the researcher's own machine: address of its server and name; empty is none."""

    url: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class AssistSettings:
    """How the computer helps with coding.

    Parameters
    ----------
    suggestions : bool
        False hides all suggestions, such as for a first pass that nothing should colour.
    encoder : str
        ``"none"``, a folder with a sentence model (relative to the study), or the name of an installed one.
    local_model : LocalModelSettings
    seed : int
        Where chance has a part, the same seed gives the same result.
    read : {"documents", "segments"}
        What people are taken to have read: documents that are coded throughout, or only the segments that they coded
        or decided on, as is right for a sample spread over the interviews.
    """

    suggestions: bool = True
    encoder: str = "none"
    local_model: LocalModelSettings = field(default_factory=LocalModelSettings)
    seed: int = 0
    read: Literal["documents", "segments"] = "documents"


@dataclass(frozen=True, slots=True)
class StudyConfig:
    """The settings of a study, checked.

    Parameters
    ----------
    title, language : str
        ``language`` is ``"da"`` or ``"en"``: what is printed in the study.
    sites : tuple of str
        Neutral ids of all sites of the study; empty means those of data/interviews.csv.
    roles : dict of str to str
        Printed names of the two roles.
    areas : dict of str to str
        Area id to its printed name, in printed order.
    both_areas : tuple of str
        The areas that must both have said a thing for a finding to be said of both.
    partner_branch : str
        The branch whose codes are the partners of the findings.
    matrices : tuple of MatrixSpec
    quantifiers : dict of int to str
        Printed word by number of sites; empty means the words that follow from the number of sites.
    coding_set : str
        Name of the coder whose codings are counted; empty lets the study decide.
    segmentation : str
        Name of the segmentation that matrices count in.
    private : str
        Where plan and key lie; relative to the study, or empty for a folder outside it.
    spacy_model : str
        ``"auto"``, ``"none"``, an installed name or a path.
    keep_words, hide_words : tuple of str
        The study's own lists for pseudonymising: what stays, and what is proposed always.
    assist : AssistSettings
    """

    title: str
    language: str = "da"
    study_id: str = ""
    sites: tuple[str, ...] = ()
    roles: dict[str, str] = field(default_factory=lambda: dict(DEFAULT_ROLES))
    areas: dict[str, str] = field(default_factory=lambda: dict(DEFAULT_AREAS))
    both_areas: tuple[str, ...] = ("boern", "voksen")
    partner_branch: str = "partner"
    matrices: tuple[MatrixSpec, ...] = (
        MatrixSpec("partner-fremmer", "partner", "fremmer"),
        MatrixSpec("partner-barriere", "partner", "barriere"),
    )
    quantifiers: dict[int, str] = field(default_factory=dict)
    coding_set: str = ""
    segmentation: str = "turns"
    private: str = ""
    spacy_model: str = "auto"
    keep_words: tuple[str, ...] = field(default=(), repr=False)
    hide_words: tuple[str, ...] = field(default=(), repr=False)
    report: ReportSettings = field(default_factory=ReportSettings)
    assist: AssistSettings = field(default_factory=AssistSettings)


def quantifier(sites: int, of: int, *, language: str, words: dict[int, str] | None = None) -> str:
    """Return the word that prints how many of the sites said a thing.

    Parameters
    ----------
    sites : int
        How many said it.
    of : int
        How many there are.
    words : dict of int to str, optional
        The study's own words by number of sites; they win.

    Notes
    -----
    For six sites: 6 all, 5 most, 4 several, 3 some, 2 a couple, 1 one. For other numbers, all but one and two
    are told apart by share: three quarters or more is *most*, three fifths or more *several*, less *some*.

    Examples
    --------
    >>> [quantifier(n, 6, language="da") for n in range(7)]
    ['', 'en enkelt', 'et par', 'nogle', 'flere', 'de fleste', 'alle']
    """
    if sites <= 0:
        return ""
    if words and sites in words:
        return words[sites]
    named = QUANTIFIER_WORDS.get(language, QUANTIFIER_WORDS["en"])
    if sites == of and of == 2:
        return named["both"]
    if sites == of and of > 2:
        return named["all"]
    if sites == 1:
        return named["one"]
    if sites == 2:
        return named["two"]
    share = sites / of
    if share >= 0.75:
        return named["most"]
    return named["several"] if share >= 0.6 else named["some"]
