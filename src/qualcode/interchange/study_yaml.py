"""study.yaml: reading the settings of a study with all problems at once, and the file of a new study."""

from __future__ import annotations

import re
from pathlib import Path

from qualcode.errors import PrivacyError, StudyLayoutError
from qualcode.interchange.checks import Problems, folded, is_id, shown, tidy
from qualcode.interchange.codebook_yaml import LANGUAGE
from qualcode.interchange.report_yaml import BRANCH_RULE, is_branch, report_settings
from qualcode.interchange.yaml_fields import Fields, kind_of
from qualcode.interchange.yaml_reader import (
    YamlMap,
    YamlNode,
    YamlText,
    parse_yaml,
    read_yaml_text,
)
from qualcode.interchange.yaml_writer import yaml_text
from qualcode.model.config import (
    DEFAULT_AREAS,
    DEFAULT_ROLES,
    AssistSettings,
    LocalModelSettings,
    MatrixSpec,
    StudyConfig,
    local_address,
)

STUDY_FIELDS = (
    "title",
    "language",
    "study_id",
    "sites",
    "roles",
    "areas",
    "both_areas",
    "partner_branch",
    "matrices",
    "quantifiers",
    "coding_set",
    "segmentation",
    "private",
    "spacy_model",
    "pseudonymise",
    "report",
    "assist",
)
AREA_NAMES = {
    "da": DEFAULT_AREAS,
    "en": {"boern": "children's services", "voksen": "adults' services", "ung": "youth services"},
}
"""Printed names of the areas where study.yaml gives none; other languages than these take the English."""

_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_SEED = re.compile(r"0|[1-9][0-9]{0,8}")
_ID_RULE = "An id has letters, digits, '-' and '_'; no dot, slash or blank."


def read_study_config(path: Path) -> StudyConfig:
    """Read study.yaml.

    Parameters
    ----------
    path : Path

    Returns
    -------
    StudyConfig
        What the file leaves out has its default.

    Raises
    ------
    StudyLayoutError
        QC-SY01 with every problem of the file: line, column, what was found, what is allowed, what to do.
    PrivacyError
        QC-LM01 with the same, where the address of a language model is not on this machine.
    UnreadableFileError, UnsafeFileError
        There is no such file, it is not UTF-8, or it is too large.
    """
    return parse_study_config(read_yaml_text(path), path.name)


def parse_study_config(text: str, where: str = "study.yaml") -> StudyConfig:
    r"""Read the settings from the text of a file named ``where``; see :func:`read_study_config`.

    Examples
    --------
    >>> config = parse_study_config("title: Samarbejde\nlanguage: da\nsites: [a, b]\n")
    >>> config.sites, config.partner_branch
    (('a', 'b'), 'partner')
    """
    problems = Problems()
    tree = parse_yaml(text, where, problems)
    config = None if tree is None else _config(Fields(tree, "", where, problems))
    if config is not None and _leads_away(config.assist.local_model.url):
        problems.fail(PrivacyError, code="QC-LM01", where=where, what="the file")
    if problems or config is None:
        problems.fail(StudyLayoutError, code="QC-SY01", where=where, what="the file")
    return config


def _config(fields: Fields) -> StudyConfig:
    fields.only(*STUDY_FIELDS)
    language = fields.checked(
        "language", lambda text: LANGUAGE.fullmatch(text) is not None, "Such as da or en.", default="da"
    )
    areas = _areas(fields, language)
    lists = _below(fields, "pseudonymise", ("keep", "hide"))
    return StudyConfig(
        title=fields.text("title", required=True, one_line=True),
        language=language,
        study_id=fields.checked("study_id", is_id, _ID_RULE),
        sites=_sites(fields),
        roles=_roles(fields),
        areas=areas,
        both_areas=_both_areas(fields, areas),
        partner_branch=fields.checked("partner_branch", is_branch, BRANCH_RULE, default="partner"),
        matrices=_matrices(fields),
        quantifiers=_quantifiers(fields),
        coding_set=fields.text("coding_set", one_line=True),
        segmentation=fields.checked("segmentation", is_id, _ID_RULE, default="turns"),
        private=fields.text("private", one_line=True),
        spacy_model=fields.text("spacy_model", one_line=True, default="auto") or "auto",
        keep_words=lists.texts("keep") if lists else (),
        hide_words=lists.texts("hide") if lists else (),
        report=report_settings(fields),
        assist=_assist(fields),
    )


def _below(fields: Fields, name: str, known: tuple[str, ...]) -> Fields | None:
    below = fields.below(name)
    if below is not None:
        below.only(*known)
    return below


def _sites(fields: Fields) -> tuple[str, ...]:
    """Return neutral ids: a list of ids, or of mappings with an ``id``."""
    sites: list[str] = []
    for item in fields.items("sites", "of ids"):
        site = _site(fields, item)
        if site and folded(site) in map(folded, sites):
            fields.problem(item, f"the site {shown(site)} stands twice", do="Remove one of them.")
        elif site:
            sites.append(site)
    return tuple(sites)


def _site(fields: Fields, item: YamlNode) -> str:
    if isinstance(item, YamlMap):
        inner = Fields(item, "sites", fields.where, fields.problems)
        inner.only("id")
        return inner.checked("id", is_id, _ID_RULE, required=True)
    text = tidy(item.text) if isinstance(item, YamlText) else ""
    if not is_id(text):
        found = shown(text) if isinstance(item, YamlText) else kind_of(item)
        fields.problem(item, f"sites: {found} cannot be a site's id", _ID_RULE, "Choose a neutral one.")
        return ""
    return text


def _names(fields: Fields, name: str) -> dict[str, str]:
    """Return a mapping from ids to printed names."""
    below = fields.below(name)
    names: dict[str, str] = {}
    if below is None:
        return names
    for key in below.node.keys:
        if not is_id(tidy(key)):
            below.problem(key, f"{shown(key)} cannot be an id", _ID_RULE)
        elif printed := below.text(key, required=True, one_line=True):
            names[tidy(key)] = printed
    return names


def _roles(fields: Fields) -> dict[str, str]:
    names = _names(fields, "roles")
    for key in names.keys() - DEFAULT_ROLES.keys():
        allowed = "The roles are interviewer and informant; what can be set is how they are printed."
        fields.problem(
            "roles", f"roles: {shown(key)} is no role", allowed, fields.problems.closest(key, DEFAULT_ROLES)
        )
    return DEFAULT_ROLES | {key: name for key, name in names.items() if key in DEFAULT_ROLES}


def _areas(fields: Fields, language: str) -> dict[str, str]:
    if fields.get("areas") is None:
        return dict(AREA_NAMES.get(language, AREA_NAMES["en"]))
    return _names(fields, "areas")


def _both_areas(fields: Fields, areas: dict[str, str]) -> tuple[str, ...]:
    """Return the areas that must both have said a thing; without a setting the first two of the default."""
    if "both_areas" not in fields.node.keys:
        default = StudyConfig("").both_areas
        return default if set(default) <= set(areas) else ()
    both = fields.texts("both_areas")
    for area in both:
        if area not in areas:
            allowed = f"Areas: {', '.join(areas)}" if areas else "The study has no areas."
            fields.problem(
                "both_areas",
                f"both_areas: {shown(area)} is no area",
                allowed,
                fields.problems.closest(area, areas),
            )
    return both


def _matrices(fields: Fields) -> tuple[MatrixSpec, ...]:
    if "matrices" not in fields.node.keys:
        return StudyConfig("").matrices
    made: list[MatrixSpec] = []
    for item in fields.items("matrices", "of mappings"):
        if not isinstance(item, YamlMap):
            allowed = "It is a mapping with name, rows and columns."
            fields.problem(item, f"a matrix is {kind_of(item)}", allowed)
            continue
        matrix = _matrix(Fields(item, "matrices", fields.where, fields.problems))
        if matrix.name and folded(matrix.name) in (folded(other.name) for other in made):
            fields.problem(item, f"the matrix {shown(matrix.name)} stands twice", do="Rename one.")
        made.append(matrix)
    return tuple(made)


def _matrix(fields: Fields) -> MatrixSpec:
    fields.only("name", "rows", "columns", "title")
    return MatrixSpec(
        name=fields.checked("name", is_id, f"It names a file. {_ID_RULE}", required=True),
        rows=fields.checked("rows", is_branch, BRANCH_RULE, required=True),
        columns=fields.checked("columns", is_branch, BRANCH_RULE, required=True),
        title=fields.text("title", one_line=True),
    )


def _quantifiers(fields: Fields) -> dict[int, str]:
    below = fields.below("quantifiers")
    words: dict[int, str] = {}
    if below is None:
        return words
    for key in below.node.keys:
        if not _NUMBER.fullmatch(key):
            below.problem(key, f"{shown(key)} is no number of sites", "A whole number from 1.")
        elif word := below.text(key, required=True, one_line=True):
            words[int(key)] = word
    return words


def _assist(fields: Fields) -> AssistSettings:
    below = _below(fields, "assist", ("suggestions", "encoder", "local_model", "read", "seed"))
    if below is None:
        return AssistSettings()
    shows = below.checked("suggestions", lambda text: text in {"on", "off"}, "It is on or off.", default="on")
    read = below.checked(
        "read",
        lambda text: text in {"documents", "segments"},
        "It is documents or segments.",
        default="documents",
    )
    seed = below.checked(
        "seed", lambda text: bool(_SEED.fullmatch(text)), "A whole number from 0.", default="0"
    )
    return AssistSettings(
        suggestions=shows == "on",
        encoder=below.text("encoder", one_line=True, default="none") or "none",
        local_model=_local_model(below),
        read="segments" if read == "segments" else "documents",
        seed=int(seed),
    )


def _local_model(fields: Fields) -> LocalModelSettings:
    """Return address and name; an address that leads away stays in it, so that the file can be refused for it."""
    below = _below(fields, "local_model", ("url", "name"))
    if below is None:
        return LocalModelSettings()
    found = LocalModelSettings(below.text("url", one_line=True), below.text("name", one_line=True))
    if _leads_away(found.url):
        below.problem(
            "url",
            "'url' is not an address on this machine",
            "Interviews are not sent away. Allowed: http://127.0.0.1:PORT/…, http://[::1]:PORT/… or http://localhost:PORT/….",
            "Run the language model on this machine, or leave 'url' empty.",
        )
    if bool(found.url) != bool(found.name):
        missing = "name" if found.url else "url"
        below.problem(
            missing, f"'{missing}' is empty", "Address and name go together.", "Write both or none."
        )
    return found


def _leads_away(url: str) -> bool:
    return bool(url) and local_address(url) is None


_TEMPLATE = {
    "da": """\
# Undersøgelsens indstillinger. Linjer med # er forklaringer eller standardværdier.

# Titel på det, der trykkes, og sproget i det (da eller en).
title: {title}
language: {language}

# Undersøgelsens kendetegn: lad det stå. Nøglen til pseudonymerne ligger under dette navn uden for mappen.
study_id: {study_id}

# Stedernes neutrale id'er; skriv ikke navne. Tom liste: dem, der står i data/interviews.csv.
sites: []

# Informanternes områder: id, som det står i data/speakers.csv, og ordet, der trykkes.
areas:
{areas}
# Et fund gælder begge områder, når det er sagt i dem begge.
both_areas: [boern, voksen]

# Den gren i codebook.yaml, hvis koder er samarbejdspartnerne.
partner_branch: partner

# Matricer, som `qualcode run` skriver: en gren mod en anden.
matrices:
  - name: partner-fremmer
    rows: partner
    columns: fremmer
  - name: partner-barriere
    rows: partner
    columns: barriere

# Ordet for, hvor mange steder der har sagt det. Uden egne ord bruges alle, de fleste, flere, nogle, et par, en enkelt.
# quantifiers:
#   2: et par

# Hvis kodninger der tælles. Tom: koderen "consensus", ellers den eneste koder.
coding_set: ""

# Hvad matricerne tæller i: turns (replikker).
segmentation: turns

# Hvor planen og nøglen til pseudonymerne ligger. Tom: i en mappe uden for undersøgelsen (anbefales).
private: ""

# Sprogmodel: auto (den bedste, der er installeret), none, et navn eller en sti.
spacy_model: auto

# Egne ord til pseudonymisering: hvad der bliver stående, og hvad der altid foreslås skjult.
pseudonymise:
  keep: []
  hide: []

# Hvad rapporten trykker ud over fundene. template: egen Word-skabelon (.docx).
# texts: egne afsnit (background, aim, questions, method, sites, participants, interviews, treatment); de kan også stå i
# data/report/background.txt osv. chapters: egne kapitler. boxes: faktabokse. names: hvad en kode hedder inde i en sætning.
report:
  title: ""
  subtitle: ""
  publisher: ""
  year: ""
  notice: ""
  template: ""

# Forslag til koder. suggestions: off skjuler dem, så en første gennemgang kan ske uden.
# encoder: none, en mappe med en sætningsmodel, eller navnet på en, der er installeret.
# local_model: en sprogmodel på denne maskine, såsom url: http://127.0.0.1:8080/v1; tom: ingen. Intet sendes ud.
# read: documents, hvis I koder interviewene fra ende til anden; segments, hvis I koder en spredt stikprøve.
# seed: samme tal giver samme resultat.
assist:
  suggestions: on
  encoder: none
  local_model:
    url: ""
    name: ""
  read: documents
  seed: 0
""",
    "en": """\
# The settings of the study. Lines with # are explanations or default values.

# The title of what is printed, and its language (da or en).
title: {title}
language: {language}

# What identifies the study: leave it. The key to the pseudonyms lies under this name outside the folder.
study_id: {study_id}

# Neutral ids of the sites; write no names. An empty list: those in data/interviews.csv.
sites: []

# The informants' areas: the id as in data/speakers.csv, and the word that is printed.
areas:
{areas}
# A finding is said of both areas when both of these have said it.
both_areas: [boern, voksen]

# The branch of codebook.yaml whose codes are the partners.
partner_branch: partner

# Matrices that `qualcode run` writes: one branch against another.
matrices:
  - name: partner-fremmer
    rows: partner
    columns: fremmer
  - name: partner-barriere
    rows: partner
    columns: barriere

# The word for how many sites said a thing. Without your own: all, most, several, some, a couple, one.
# quantifiers:
#   2: a couple

# Whose codings are counted. Empty: the coder "consensus", else the only coder.
coding_set: ""

# What the matrices count in: turns.
segmentation: turns

# Where the plan and the key of the pseudonyms lie. Empty: in a folder outside the study (recommended).
private: ""

# Language model: auto (the best that is installed), none, a name or a path.
spacy_model: auto

# Your own words for pseudonymising: what stays, and what is always proposed for hiding.
pseudonymise:
  keep: []
  hide: []

# What the report prints besides the findings. template: your own Word template (.docx).
# texts: your own paragraphs (background, aim, questions, method, sites, participants, interviews, treatment); they can also
# stand in data/report/background.txt and so on. chapters: your own. boxes: fact boxes. names: what a code is called in a sentence.
report:
  title: ""
  subtitle: ""
  publisher: ""
  year: ""
  notice: ""
  template: ""

# Suggestions of codes. suggestions: off hides them, so that a first pass can be made without.
# encoder: none, a folder with a sentence model, or the name of one that is installed.
# local_model: a language model on this machine, such as url: http://127.0.0.1:8080/v1; empty: none. Nothing is sent away.
# read: documents, if you code the interviews from end to end; segments, if you code a sample spread over them.
# seed: the same number gives the same result.
assist:
  suggestions: on
  encoder: none
  local_model:
    url: ""
    name: ""
  read: documents
  seed: 0
""",
}


def default_study_yaml(title: str, language: str, study_id: str) -> str:
    """Return the commented study.yaml of a new study; it reads as the defaults.

    Parameters
    ----------
    title : str
        Any text; it becomes one line.
    language : str
        Comments are Danish for ``"da"``, else English.
    study_id : str

    Returns
    -------
    str

    Examples
    --------
    >>> text = default_study_yaml("Skole: og hjem", "da", "s1")
    >>> parse_study_config(text).title
    'Skole: og hjem'
    """
    template = _TEMPLATE["da" if language == "da" else "en"]
    areas = AREA_NAMES.get(language, AREA_NAMES["en"])
    lines = "".join(f"  {area}: {yaml_text(name)}\n" for area, name in areas.items())
    return template.format(
        title=yaml_text(" ".join(tidy(title).split())),
        language=yaml_text(language),
        study_id=yaml_text(study_id),
        areas=lines,
    )
