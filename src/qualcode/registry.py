"""A name for every variant: readers, detectors, segmenters.

A registry is a dict with a good error, and takes plug-ins that other packages announce as entry points in the
group ``qualcode.<kind>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from qualcode.errors import UsageError

T = TypeVar("T")


class Registry(Generic[T]):
    """Variants of one kind by name.

    Examples
    --------
    >>> cutters = Registry[int]("segmenters", "segmenter")
    >>> _ = cutters.register("turn")(1)
    >>> cutters["turn"], list(cutters)
    (1, ['turn'])
    """

    def __init__(self, group: str, noun: str) -> None:
        self._group = group
        self._noun = noun
        self._items: dict[str, T] = {}
        self._loaded = False

    def register(self, name: str) -> Callable[[T], T]:
        """Return a decorator that files its object under a name; a name is taken once."""

        def add(item: T) -> T:
            if name in self._items:
                raise ValueError(f"{self._noun} {name!r} is registered twice")
            self._items[name] = item
            return item

        return add

    def __getitem__(self, name: str) -> T:
        self._load_plugins()
        if name not in self._items:
            close = get_close_matches(name, self._items, n=1)
            raise UsageError(
                f"there is no {self._noun} {name!r}",
                code="QC-RG01",
                allowed=f"There are: {', '.join(sorted(self._items))}",
                do=f"Did you mean {close[0]!r}?" if close else "Choose one of them.",
            )
        return self._items[name]

    def __contains__(self, name: object) -> bool:
        self._load_plugins()
        return name in self._items

    def __iter__(self) -> Iterator[str]:
        self._load_plugins()
        return iter(sorted(self._items))

    def _load_plugins(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        for point in entry_points(group=f"qualcode.{self._group}"):
            self._items.setdefault(point.name, point.load())
