"""The widget: a view onto a desk, with nothing of the study in its state.

A notebook saves the state of its widgets if its user has set it so. Here the state is the program of the front end
and nothing else; all that is shown travels as custom messages, which are never saved.
"""

from __future__ import annotations

import logging
from pathlib import Path
from traceback import extract_tb
from typing import Protocol

import anywidget

from qualcode.widgets.bundle import script, style
from qualcode.widgets.messages import Command, Message

_log = logging.getLogger(__name__)


class Answering(Protocol):
    """The other end of the wire: a desk."""

    def handle(self, command: Command) -> list[Message]:
        """Carry a command out and return the messages that answer it, the last one ``done``."""
        ...


class Workbench(anywidget.AnyWidget):
    """What stands below a cell when a study is coded, read or overviewed.

    Parameters
    ----------
    desk : Answering
        Holds the study and answers commands; see :mod:`qualcode.widgets.messages`.

    Examples
    --------
    >>> class Silent:
    ...     def handle(self, command):
    ...         return [{"kind": "done", "n": command["n"]}]
    >>> widget = Workbench(Silent())
    >>> widget.answers({"do": "ready", "n": 1})
    [{'kind': 'done', 'n': 1}]
    """

    _esm = script()
    _css = style()

    def __init__(self, desk: Answering) -> None:
        super().__init__()
        self._desk = desk
        self.on_msg(self._receive)

    def answers(self, content: object) -> list[Message]:
        """Return what the desk answers to the content of a message from the front end.

        A failure inside the desk is told to the front end by its kind and place only: ipywidgets would print the
        traceback into the notebook, and with it, perhaps, words of an interview.
        """
        if not _is_command(content):
            return []
        try:
            return self._desk.handle(content)  # type: ignore[arg-type]  # checked the line before
        except Exception as error:  # noqa: BLE001  # the edge of the program: see above
            place = _place(error)
            _log.error("the desk failed on %r: %s", content["do"], place)  # type: ignore[index]
            return [
                {"kind": "notice", "level": "error", "text": "", "failure": place},
                {"kind": "done", "n": content["n"]},  # type: ignore[index]
            ]

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        for message in self.answers(content):
            self.send(message)


def _is_command(content: object) -> bool:
    """Say whether a message has the shape of a command; others are for other listeners and are left alone."""
    return (
        isinstance(content, dict) and isinstance(content.get("do"), str) and isinstance(content.get("n"), int)
    )


def _place(error: Exception) -> str:
    """Return what kind of error it was and where, without its message, which may quote the text.

    >>> try:
    ...     {}["Lene sagde"]
    ... except KeyError as error:
    ...     _place(error).startswith("KeyError, ")
    True
    """
    frames = extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__}, {where}"
