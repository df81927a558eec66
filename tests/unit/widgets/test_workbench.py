"""The Python end of the wire: what goes to the desk, what comes back, and what a saved notebook would hold."""

import json

from qualcode.widgets.workbench import Workbench

SECRET = "Lene ringer til Østerby skole"


class Desk:
    """Answers every command with a page, writes down what it was asked, and fails on ``fail``."""

    def __init__(self):
        self.asked = []

    def handle(self, command):
        self.asked.append(command)
        if command["do"] == "fail":
            raise KeyError(SECRET)
        return [{"kind": "page", "text": SECRET}, {"kind": "done", "n": command["n"]}]


class Heard(Workbench):
    """A widget whose messages are kept instead of sent."""

    def __init__(self, desk):
        super().__init__(desk)
        self.heard = []

    def send(self, content, buffers=None):
        """Keep a message."""
        self.heard.append(content)


def ask(widget, content):
    """Let a message of the front end arrive, by the way that a kernel takes."""
    widget._handle_custom_msg(content, [])
    return widget.heard


def test_a_command_is_answered_in_order():
    desk = Desk()
    heard = ask(Heard(desk), {"do": "ready", "n": 7})
    assert desk.asked == [{"do": "ready", "n": 7}]
    assert [one["kind"] for one in heard] == ["page", "done"]
    assert heard[-1] == {"kind": "done", "n": 7}


def test_what_is_no_command_is_left_alone():
    """Messages of other makers travel on the same way."""
    widget = Heard(Desk())
    for content in (
        "text",
        {},
        {"do": "code"},
        {"n": 1},
        {"do": 1, "n": 1},
        {"kind": "anywidget-command"},
        None,
    ):
        ask(widget, content)
    assert widget.heard == []
    assert widget._desk.asked == []


def test_a_failure_is_told_without_the_words_in_it(caplog, capsys):
    """ipywidgets prints a traceback into the notebook; the words of a KeyError are the key."""
    widget = Heard(Desk())
    heard = ask(widget, {"do": "fail", "n": 3})
    assert [one["kind"] for one in heard] == ["notice", "done"]
    assert heard[0]["failure"].startswith("KeyError, test_workbench.py:")
    told = json.dumps(heard) + caplog.text + "".join(capsys.readouterr())
    assert "Lene" not in told
    assert "KeyError" in caplog.text


def test_nothing_of_a_transcript_is_in_the_state_or_the_output():
    """A notebook may save a widget's state and does save its output."""
    widget = Heard(Desk())
    ask(widget, {"do": "ready", "n": 1})
    saved = json.dumps(widget.get_state(), default=str, ensure_ascii=False)
    shown = json.dumps(widget._repr_mimebundle_(), default=str, ensure_ascii=False)
    assert SECRET not in saved + shown + repr(widget)
    assert {key for key in widget.get_state() if not key.startswith("_")} <= {
        "layout",
        "tabbable",
        "tooltip",
        "comm",
    }
