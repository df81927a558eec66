"""Progress bars for people: on a terminal, never in a pipe, and with no interview text in them."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import TypeVar

T = TypeVar("T")


def steps(items: Iterable[T], what: str, *, show: bool) -> Iterable[T]:
    """Return the items, with a bar where somebody watches and there is more than one."""
    if not show or (isinstance(items, Sized) and len(items) < 2):
        return items
    from tqdm.auto import tqdm

    return tqdm(items, desc=what, leave=False, unit="")
