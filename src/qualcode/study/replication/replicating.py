"""A new study from a finished one: what can be repeated comes along, and nothing that anybody said."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.errors import StudyLayoutError, UsageError
from qualcode.labels import Labels
from qualcode.model import StudyConfig, new_id
from qualcode.safe_io import make_private_folder, plain_os_errors, write_bytes, write_text
from qualcode.study.layout import PUBLIC_FILE, STUDY_FILE, Layout, create_study
from qualcode.study.replication import parts as named
from qualcode.study.replication.archive import MANIFEST, as_json
from qualcode.study.replication.frozen import Frozen, parse_frozen, read_frozen
from qualcode.study.replication.letters import letters
from qualcode.study.replication.notebooks import cleaned
from qualcode.study.replication.origin import LINEAGE, ORIGIN
from qualcode.study.replication.readme import readme
from qualcode.study.replication.settings import write_settings

if TYPE_CHECKING:
    from qualcode.assist.trials import Progress
    from qualcode.study.facade import Study

PRESENT = "present"
"""Name of what was made from a study that nobody froze."""

_HEAD = {
    "head": {
        "da": "Undersøgelsens indstillinger, fra en tidligere undersøgelse. Se dem igennem; docs/reference/files.md forklarer dem.\n"
        "sites: stedernes neutrale id'er; skriv ikke navne. Ordene for, hvor mange steder der har sagt noget, følger af\n"
        "antallet af steder; egne ord kan stå under quantifiers. Lad study_id stå.\n{words}",
        "en": "The settings of the study, from an earlier study. Go through them; docs/reference/files.md explains them.\n"
        "sites: neutral ids of the sites; write no names. The words for how many sites said a thing follow from the number\n"
        "of sites; words of your own can stand under quantifiers. Leave study_id.\n{words}",
    },
    "words": {
        "da": "Den tidligere undersøgelse, med {sites} steder, skrev: {words}\n",
        "en": "The earlier study, with {sites} sites, wrote: {words}\n",
    },
}


def replicate(
    source: Study | Frozen | str | Path,
    target: str | Path,
    *,
    title: str = "",
    language: str = "",
    progress: Progress | None = None,
) -> Study:
    """Make a new study, whole or not at all, and open it.

    Parameters
    ----------
    source : Study, Frozen or path
        A study, its folder, or the file of a frozen study.
    target : path
        A new or empty folder.
    title : str, optional
        By default that of the source.
    language : str, optional
        ``"da"`` or ``"en"``: what the new study prints; by default as the source. The codebook stays in its own.

    Raises
    ------
    StudyLayoutError
        The folder is not empty (QC-SY02), or lies inside the study that is repeated (QC-FZ10).
    UnreadableFileError, UnsafeFileError
        The frozen study cannot be used: see :func:`read_frozen`.
    PrivacyError
        The source holds what must not be passed on: see :func:`qualcode.study.freezing.freeze`.
    """
    from qualcode.study.facade import Study

    if language not in ("", "da", "en"):
        raise UsageError(
            f"the language is {language!r}",
            code="QC-FZ11",
            allowed="da or en",
            do="Leave it out to keep the language of the earlier study.",
        )
    place = Path(target).resolve()
    _require_empty(place)
    frozen = _frozen(source, place, progress)
    with plain_os_errors(str(target), kind=StudyLayoutError):
        make_private_folder(place.parent)
        with tempfile.TemporaryDirectory(prefix=f".{place.name}.", dir=place.parent) as folder:
            made = Path(folder) / place.name
            _write(frozen, made, title=title or frozen.config.title, language=language)
            if place.exists():
                place.rmdir()
            shutil.move(made, place)
    return Study.open(place)


def _require_empty(place: Path) -> None:
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise StudyLayoutError(
            "the folder is not empty", code="QC-SY02", where=str(place), do="Name a new or empty folder."
        )


def _frozen(source: Study | Frozen | str | Path, place: Path, progress: Progress | None) -> Frozen:
    from qualcode.study.facade import Study
    from qualcode.study.freezing import frozen_bytes

    if isinstance(source, Frozen):
        return source
    if isinstance(source, Study):
        if place.is_relative_to(source.layout.root.resolve()):
            raise StudyLayoutError(
                "the new study would lie inside the one that it repeats",
                code="QC-FZ10",
                where=str(place),
                do="Name a folder beside it.",
            )
        return parse_frozen(frozen_bytes(source, PRESENT, progress=progress), where=PRESENT)
    path = Path(source)
    if path.is_dir() or path.name == STUDY_FILE:
        with Study.open(path) as study:
            return _frozen(study, place, progress)
    return read_frozen(path)


def _write(frozen: Frozen, folder: Path, *, title: str, language: str) -> None:
    """Write all files of the new study."""
    config = _settings(frozen, title=title, language=language)
    layout = create_study(folder, title=title, language=config.language)
    write_bytes(layout.codebook, frozen.parts[named.CODEBOOK], mode=PUBLIC_FILE)
    write_bytes(layout.guide, frozen.parts[named.GUIDE], mode=PUBLIC_FILE)
    origin = layout.root / ORIGIN
    make_private_folder(origin)
    for name, data in frozen.parts.items():
        if name.startswith(named.NOTEBOOKS):
            write_bytes(layout.notebooks / name.removeprefix(named.NOTEBOOKS), cleaned(data, where=name))
        elif not name.startswith(named.TEXTS):  # whoever needs the old texts has the frozen study itself
            make_private_folder((origin / name).parent)
            write_bytes(origin / name, data)
    write_bytes(origin / MANIFEST, as_json(dict(frozen.about)))
    write_bytes(layout.root / LINEAGE, as_json(lineage_of(frozen)))
    for place, data in letters(title):
        make_private_folder((layout.root / place).parent)
        write_bytes(layout.root / place, data)
    write_text(layout.root / "README.md", readme(frozen, title), mode=PUBLIC_FILE)
    write_text(layout.study_yaml, _yaml(frozen, config), mode=PUBLIC_FILE)
    _make_store(layout)


def lineage_of(frozen: Frozen) -> dict[str, object]:
    """Return where a study comes from: name, checksum, versions, day."""
    return {
        "replicates": {
            "title": frozen.config.title,
            "name": frozen.name,
            "sha256": frozen.sha256,
            "for": frozen.about.get("for", ""),
            "codebook_version": frozen.codebook.version,
            "qualcode": frozen.about.get("qualcode", ""),
            "sites": frozen.sites,
        },
        "made": date.today().isoformat(),
        "made_with": __version__,
    }


def _settings(frozen: Frozen, *, title: str, language: str) -> StudyConfig:
    return replace(
        frozen.config,
        title=" ".join(title.split()),
        language=language or frozen.config.language,
        study_id=new_id(),
        # They go by the number of sites, which is another one here.
        quantifiers={},
    )


def _yaml(frozen: Frozen, config: StudyConfig) -> str:
    label = Labels(_HEAD, config.language)
    old = frozen.config.quantifiers
    words = ", ".join(f"{n} {word}" for n, word in sorted(old.items(), reverse=True))
    told = label("words", sites=frozen.sites or "?", words=words) if old else ""
    return write_settings(config, head=label("head", words=told))


def _make_store(layout: Layout) -> None:
    from qualcode.study.facade import Study

    with Study(layout) as study:
        study.store_to_write()
        study.update_codebook()


__all__ = ["lineage_of", "replicate"]
