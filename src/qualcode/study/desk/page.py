"""What a page of the widget is to its desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from qualcode.widgets.messages import PageName

if TYPE_CHECKING:
    from qualcode.study.desk.room import Room

Message = dict[str, Any]
"""One message to the front end; which there are is said in :mod:`qualcode.widgets.messages`."""

Fields = Mapping[str, Any]
"""The fields of a command. From the front end they are plain JSON; a page that Python opens may get objects."""


class Page(Protocol):
    """One page of a widget: what is shown, what changed since, and the commands that are this page's own.

    A page is made from a :class:`~qualcode.study.desk.room.Room` and the fields of the ``goto`` that leads to it, and
    raises where it cannot be opened. It remembers what it sent, so that a patch holds only what changed.
    """

    name: PageName

    @property
    def document(self) -> str:
        """The document that the page is about; empty where it is about several."""
        ...

    def message(self) -> Message:
        """Return the whole page. It begins with :meth:`Room.enter`, which notes the revision that it shows."""
        ...

    def patch(self, rev: int) -> Message | None:
        """Return what changed since what was sent last, and nothing where that is nothing.

        It begins with :meth:`Room.look`. ``rev`` is the revision that the front end shows. A page that cannot be
        patched returns itself whole; one whose ground is gone, a ``stale`` notice.
        """
        ...

    def handle(self, command: Fields) -> list[Message] | None:
        """Carry a command out and return the messages that answer it; None where it is not this page's.

        The page puts its own patch among them. Refusals are raised: the desk turns them into notices.
        """
        ...


Opener = Callable[["Room", Fields], Page]
"""Makes a page from a room and the fields of a ``goto``."""
