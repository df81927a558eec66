"""The settings that go along to another study: what names sites, people or places on this machine stays behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.interchange.yaml_writer import yaml_text
from qualcode.model.config import AssistSettings, BoxSpec, ChapterSpec, ReportSettings, StudyConfig

KEPT_TEXTS = ("background", "aim", "questions")
"""The report's own texts that are about the subject; the others tell of sites, people and interviews."""

_Value = str | int | bool | Sequence["_Value"] | Mapping[str, "_Value"]


def settings_to_pass_on(config: StudyConfig) -> StudyConfig:
    """Return the settings without sites, private folder, own lists of names, paths, addresses and the old title page.

    Examples
    --------
    >>> config = StudyConfig("Skole og hjem", sites=("k1",), private="data/private", hide_words=("Sofie",))
    >>> kept = settings_to_pass_on(config)
    >>> kept.title, kept.sites, kept.private, kept.hide_words
    ('Skole og hjem', (), '', ())
    """
    report = config.report
    encoder = config.assist.encoder
    return replace(
        config,
        study_id="",
        sites=(),
        coding_set="",
        private="",
        spacy_model="auto" if _is_place(config.spacy_model) else config.spacy_model,
        keep_words=(),
        hide_words=(),
        report=ReportSettings(
            chapters=report.chapters,
            boxes=report.boxes,
            texts={name: report.texts[name] for name in KEPT_TEXTS if name in report.texts},
            names=report.names,
        ),
        assist=AssistSettings(
            suggestions=True,
            encoder="none" if _is_place(encoder) else encoder,
            seed=config.assist.seed,
            read=config.assist.read,
        ),
    )


def _is_place(name: str) -> bool:
    return any(sign in name for sign in "/\\~") or name.startswith(".")


def write_settings(config: StudyConfig, *, head: str = "") -> str:
    """Return the text of a study.yaml that reads back as the same settings.

    Parameters
    ----------
    config : StudyConfig
        Without own lists of words, a private folder or a language model: these are not written.
    head : str
        Comment lines that come first.
    """
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    return "\n".join([*lines, *_mapping(_fields(config), 0)]) + "\n"


def setting_texts(config: StudyConfig) -> Iterator[tuple[str, str]]:
    """Yield the texts of the settings that :func:`write_settings` writes, each with its place."""
    return _texts("study.yaml: ", _fields(config))


def _texts(place: str, value: _Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(f"{place}{'' if place.endswith(' ') else '.'}{name}", one)
    elif not isinstance(value, int):
        for number, one in enumerate(value, start=1):
            yield from _texts(f"{place}.{number}", one)


def _fields(config: StudyConfig) -> dict[str, _Value]:
    return {
        "title": config.title,
        "language": config.language,
        **({"study_id": config.study_id} if config.study_id else {}),
        "sites": list(config.sites),
        "roles": dict(config.roles),
        "areas": dict(config.areas),
        "both_areas": list(config.both_areas),
        "partner_branch": config.partner_branch,
        "matrices": [
            _given({"name": one.name, "rows": one.rows, "columns": one.columns, "title": one.title})
            for one in config.matrices
        ],
        "quantifiers": {str(n): word for n, word in config.quantifiers.items()},
        "coding_set": config.coding_set,
        "segmentation": config.segmentation,
        "spacy_model": config.spacy_model,
        "assist": {
            "suggestions": config.assist.suggestions,
            "encoder": config.assist.encoder,
            "read": config.assist.read,
            "seed": config.assist.seed,
        },
        "report": _report(config.report),
    }


def _report(report: ReportSettings) -> dict[str, _Value]:
    return _given(
        {
            "texts": {name: list(paragraphs) for name, paragraphs in report.texts.items()},
            "chapters": [_chapter(one) for one in report.chapters],
            "boxes": [_box(one) for one in report.boxes],
            "names": dict(report.names),
        }
    )


def _chapter(one: ChapterSpec) -> dict[str, _Value]:
    return _given(
        {
            "title": one.title,
            "question": one.question,
            "branches": list(one.branches),
            "partners": list(one.partners),
            "across": list(one.across),
            "intro": list(one.intro),
            "scope": one.scope,
            "order": one.order,
        }
    )


def _box(one: BoxSpec) -> dict[str, _Value]:
    return _given(
        {
            "kind": one.kind,
            "title": one.title,
            "at": one.at,
            "text": list(one.text),
            "items": list(one.items),
            "source": one.source,
            "checked": one.checked,
            "chapter": one.chapter,
        }
    )


def _given(fields: Mapping[str, _Value]) -> dict[str, _Value]:
    return {name: value for name, value in fields.items() if value}


def _mapping(fields: Mapping[str, _Value], indent: int) -> list[str]:
    return [line for name, value in fields.items() for line in _entry(_key(name), value, indent)]


def _key(name: str) -> str:
    return name if name.isascii() and name.isdigit() else yaml_text(name)


def _entry(key: str, value: _Value, indent: int) -> list[str]:
    """Return the lines of one field."""
    pad = " " * indent
    if isinstance(value, Mapping):
        return [f"{pad}{key}:", *_mapping(value, indent + 2)] if value else [f"{pad}{key}: {{}}"]
    if isinstance(value, str | int):
        return [f"{pad}{key}: {_scalar(value, indent + 2)}"]
    lines = [f"{pad}{key}:"] if value else [f"{pad}{key}: []"]
    for item in value:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, indent + 4)
            lines += [f"{pad}  - {first.lstrip()}", *rest]
        elif isinstance(item, str | int):
            lines.append(f"{pad}  - {_scalar(item, indent + 4)}")
    return lines


def _scalar(value: str | int, indent: int) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, int) else yaml_text(value, indent)
