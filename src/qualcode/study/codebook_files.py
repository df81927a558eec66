"""codebook.yaml of a study, and the store's codebook: kept alike, also after an undo."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from qualcode.interchange import write_codebook
from qualcode.interchange.yaml_reader import read_yaml_text
from qualcode.model import Codebook, sha256_of
from qualcode.model.succession import Succession
from qualcode.safe_io import write_text

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def update(study: Study, *, reworded: Collection[str] = (), actor: str = "") -> dict[str, int]:
    """Keep codebook.yaml in the store as a new version, where it changed; return what that did, in counts."""
    text = text_of(study)
    before = study.store.codebook()
    done = study.store.change_codebook(
        study.codebook,
        source_sha256=sha256_of(text),
        source=text,
        reworded=reworded,
        actor=actor or study.actor,
        seen=study._seen,
    )
    counts = {"codes": len(study.codebook), "changed": int(before is None or done.number != before.number)}
    if done.consequences is not None:
        told = {"followed": done.consequences.follows, "to_read_again": done.reread}
        counts |= {name: n for name, n in told.items() if n}
    return counts


def put_back(study: Study) -> str:
    """Let codebook.yaml say what the store's codebook says after an undo, and return that version.

    A file that somebody edited meanwhile is theirs and stays; then nothing is returned.
    """
    stored = study.store.codebook()
    text = text_of(study)
    if stored is None or stored.source_sha256 == sha256_of(text):
        return ""
    every = [study.store.codebook(one.number) for one in study.store.codebook_versions()]
    if sha256_of(text) not in {one.source_sha256 for one in every if one}:
        return ""
    write_file(study, stored.source or write_codebook(stored.codebook))
    return stored.codebook.version


def write_file(study: Study, text: str) -> None:
    """Write codebook.yaml, whole or not at all, and let the study read it anew."""
    path = study.layout.codebook
    write_text(path, text, mode=path.stat().st_mode & 0o777)
    study.__dict__.pop("codebook", None)
    study.__dict__.pop("assist", None)


def text_of(study: Study) -> str:
    """Return the text of codebook.yaml, with line ends as Python writes them; its checksum stands in the store."""
    text = read_yaml_text(study.layout.codebook).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def keep(study: Study, text: str) -> str:
    """Keep codebook.yaml as it was beside itself, under a name with the date."""
    path = study.layout.codebook
    names = (
        path.with_name(f"codebook.{date.today().isoformat()}{more}.yaml")
        for more in ("", *(f"-{n}" for n in range(2, 1000)))
    )
    free = next(name for name in names if not name.exists())
    write_text(free, text)
    return free.name


def came_from(old: Codebook, new: Codebook, succession: Succession) -> dict[str, str]:
    """Return by new id the old code whose place in the file it takes: of a merger, the first that was named."""
    return {
        code.id: next(was for was in code.was if succession.follows.get(was) == code.id)
        for code in new
        if code.id not in old and code.id in succession.follows.values()
    }


def mentions(study: Study, succession: Succession) -> tuple[tuple[str, str, str], ...]:
    """Return where study.yaml and the guide name codes that have another id now."""
    config = study.config
    named = [("data/guide.csv", code) for item in study.guide for code in item.codes]
    named += [("study.yaml", code) for spec in config.matrices for code in (spec.rows, spec.columns)]
    named.append(("study.yaml", config.partner_branch))
    report = getattr(config, "report", None)
    for chapter in getattr(report, "chapters", ()):
        named += [
            ("study.yaml", code)
            for name in ("branches", "partners", "across")
            for code in getattr(chapter, name, ())
        ]
    return tuple(
        dict.fromkeys(
            (where, code, succession.follows[code]) for where, code in named if code in succession.follows
        )
    )
