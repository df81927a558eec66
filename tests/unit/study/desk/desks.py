"""Desks on a small study: what a widget would send, and what it would have on its screen. Nobody in it exists."""

import json

from qualcode.model import Span
from qualcode.study import Study
from qualcode.study.desk import Desk
from unit.assist import made_up
from unit.study import small_study

POLITI, SKOLE, TRAVL, MOEDER = made_up.POLITI, made_up.SKOLE, made_up.TRAVL, made_up.MOEDER

SAID = {
    "alfa": [
        ("I", "Hvad gør I, når I er bekymrede?", ()),
        ("B", "Så ringer vi til politiet 👮🏽 – de kommer på én time.", (POLITI,)),
        ("I", "Altid?", ()),
        ("C", "Nej. Vi har for travlt, og skolen venter længe på os.", (SKOLE, TRAVL)),
        ("B", "Mødet hver onsdag hjælper.", (MOEDER,)),
    ],
    "beta": [
        ("I", "Hvem taler I med?", ()),
        ("B", "Med skolelederen, når hun har tid.", (SKOLE,)),
        ("C", "Ærligt talt: ingen.", ()),
    ],
}
"""Five and three turns; B and C answer."""


def build(folder, *, coders=(), said=SAID, reviewed=True, **options):
    """Make the study in a folder. The texts are reviewed, unless it is said."""
    small_study.build(folder, said, coders=coders, **options)
    if not reviewed:
        with Study.open(folder) as study:
            path = study.layout.transcripts / "gamma.txt"
            path.write_text("I: Hvem ellers?\n\nB: Lægen Ømert Åkær.\n", encoding="utf-8")
            study.import_documents(path)


class Screen:
    """A widget's end: it sends commands to a desk of its own and keeps what a page and its patches add up to.

    All that is sent goes through JSON, as it does on the way to a browser.
    """

    def __init__(self, study, coder="", page="coding", **fields):
        self.desk = Desk(study, coder, {"page": page, **fields})
        self.notices = []
        self.details = []
        self.page = {}
        self.hello = None
        self.n = 0
        self.send("ready")

    def send(self, do, **fields):
        """Send a command, take its answers in and return them without ``done``."""
        self.n += 1
        command = json.loads(json.dumps({**fields, "do": do, "n": self.n}))
        *messages, done = json.loads(json.dumps(self.desk.handle(command)))
        assert done == {"kind": "done", "n": self.n}
        self.notices = [one for one in messages if one["kind"] == "notice"]
        for message in messages:
            self._take(message)
        return messages

    def _take(self, message):
        if message["kind"] == "hello":
            self.hello = message
        elif message["kind"] == "page":
            self.page = message
        elif message["kind"] == "detail":
            self.details = message["events"]
        elif message["kind"] == "patch":
            assert message["page"] == self.page["page"]
            self._mend(message)

    def _mend(self, patch):
        if "upsert" in patch:
            codings = {one["id"]: one for one in self.page["codings"]}
            codings.update({one["id"]: one for one in patch["upsert"]})
            for id_ in patch["remove"]:
                del codings[id_]
            self.page["codings"] = list(codings.values())
        for key, value in patch.items():
            if key not in ("kind", "upsert", "remove"):
                self.page[key] = value

    # what a person does

    def poll(self):
        """Ask what changed since; return the kinds of what came."""
        return [one["kind"] for one in self.send("poll", rev=self.page["rev"])]

    def load_again(self):
        """Press the button of a stale page."""
        return self.send("goto", page=self.page["page"], document=self.page.get("document"))

    def turn(self, number):
        """Return the place of a turn."""
        turn = self.page["turns"][number - 1]
        return {"start": turn["start"], "end": turn["end"]}

    def words(self, words):
        """Return the place of some words."""
        start = self.text.index(words)
        return {"start": start, "end": start + len(words)}

    def code(self, words, *codes, **fields):
        """Mark words, or the turn of a number, and give codes."""
        place = self.turn(words) if isinstance(words, int) else self.words(words)
        return self.send("code", **place, codes=list(codes), **fields)

    # what a person sees

    @property
    def text(self):
        """The text, as the turns on the screen have it."""
        found = ""
        for turn in self.page["turns"]:
            found += "\n" * (turn["start"] - len(found)) + turn["text"]
        return found

    @property
    def codings(self):
        """What stands on the screen: coder, code and the words below the band."""
        found = [
            (one["coder"], one["code"], Span(one["start"], one["end"]).of(self.text))
            for one in self.page["codings"]
        ]
        return sorted(found)

    def one(self, code, coder=None):
        """Return the only coding of a code on the screen."""
        (found,) = [
            one for one in self.page["codings"] if one["code"] == code and coder in (None, one["coder"])
        ]
        return found

    @property
    def said(self):
        """The notices of the last answer, as one text."""
        return "\n".join(one["text"] for one in self.notices)

    @property
    def levels(self):
        """The levels of the notices of the last answer."""
        return [one["level"] for one in self.notices]
