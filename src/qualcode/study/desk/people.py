"""Under which names somebody may sit at a desk."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.study.layout import CONSENSUS

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def is_settled_set(study: Study, name: str) -> bool:
    """Say whether codings under this name come from settling differences, and not from a person's coding."""
    return name == CONSENSUS or bool(study.store.settlements(into=name))


def person(study: Study, coder: str) -> str:
    """Return the name of who is at work, or refuse a name under which nobody codes by hand."""
    name = unicodedata.normalize("NFC", coder).strip()
    if not name:
        return ""
    known = {one.name: one.kind for one in study.store.coders()}
    if known.get(name) == "model":
        raise UsageError(
            f"{name!r} is a model, and only people code by hand",
            code="QC-DK03",
            do="Open it with your own name, and answer the model's suggestions there.",
        )
    if is_settled_set(study, name):
        raise UsageError(
            f"{name!r} is what coders agreed on, and is not coded by hand",
            code="QC-DK04",
            do='Settle where they differ: study.adjudicate(coder="anna"), with your own name.',
        )
    alike = [one for one in known if one != name and _folded(one) == _folded(name)]
    if alike and name not in known:
        raise UsageError(
            f"there is a coder {alike[0]!r}, and {name!r} would be another one",
            code="QC-DK05",
            do=f"Write the name as it is written: coder={alike[0]!r}",
        )
    return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
