"""A bare page with the widget in it, driven from a test that plays the desk."""

import json
from pathlib import Path

from qualcode.widgets.bundle import STATIC, script, style
from qualcode.widgets.words import words_in

HERE = Path(__file__).parent
SITE = "http://bare.test/"
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>bare</title><link rel="stylesheet" href="style.css">
<style>body { margin: 8px; background: var(--jp-layout-color0, light-dark(white, #111)); color-scheme: light dark; }</style>
</head><body><div id="cell"></div><script type="module">
import widget from "./widget.js";
import { model, desk, liveCoding } from "./fake_desk.js";
Object.assign(window, { desk, liveCoding });
window.begin = () => { window.leave = widget.render({ model, el: document.getElementById("cell") }); };
window.loaded = true;
</script></body></html>"""

# Where words of the transcript are on the screen: the left edge of their first sign and the right edge of their last.
PLACE = """(words) => {
  for (const text of document.querySelectorAll(".qc-text")) {
    const at = text.textContent.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    const put = (side, left) => {
      const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      while (nodes.nextNode()) {
        if (left < nodes.currentNode.length || (side === "End" && left === nodes.currentNode.length))
          return range[`set${side}`](nodes.currentNode, left);
        left -= nodes.currentNode.length;
      }
    };
    put("Start", at);
    put("End", at + words.length);
    const rects = [...range.getClientRects()];
    const [first, last] = [rects[0], rects.at(-1)];
    return { from: [first.left + 1, first.top + 6], to: [last.right - 1, last.top + 6] };
  }
}"""
TIMINGS = """async ([hello, message]) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const timed = async (run) => {
    await painted();
    const from = performance.now();
    await run();
    await painted();
    return performance.now() - from;
  };
  // Until the desk has answered what `run` asks for.
  const answered = (run) => timed(() => new Promise((done) => {
    const push = desk.push;
    desk.push = (...all) => { push.apply(desk, all); desk.push = push; done(); };
    run();
  }));
  const key = (target, name) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  const letter = (search, typed) => {
    search.value = typed;
    search.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  desk.live = liveCoding(message);
  begin();
  desk.push(hello);
  const told = { "open, until painted": await timed(() => desk.push(message)) };
  const codes = [...document.querySelectorAll("[role=treeitem][aria-checked]")];
  for (const which of ["first", "second", "third"])
    told[`${which} click on a code`] = await answered(() => codes.splice(0, 5)[0].click());
  told["undo"] = await answered(() => document.querySelector(".qc-undo").click());
  told["next passage by key"] = await timed(() => key(document.querySelector(".qc-turn.qc-current"), "j"));
  told["a letter in the search field"] = await timed(() => letter(document.querySelector(".qc-search"), "s"));
  return told;
}"""


def hello(language="da", **fields):
    """Return the desk's first answer."""
    return {
        "kind": "hello",
        "language": language,
        "words": words_in(language),
        "title": "Samtaler om skolemad",
        "coder": "anna",
        **fields,
    }


class Bare:
    """The page, and the desk's side of it.

    ``page`` is Playwright's. What the widget tried to load, and what went wrong in it, is kept in ``strays`` and
    ``failures``; the fixture fails a test where there is any.
    """

    def __init__(self, browser, *, width=1280, height=800, dark=False):
        self.strays, self.failures = [], []
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.context.route("**/*", self._serve)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.failures.append(said.text))
        self.page.goto(SITE)
        self.page.wait_for_function("window.loaded")

    def _serve(self, route):
        files = {
            "": ("text/html", lambda: PAGE),
            "widget.js": ("text/javascript", script),
            "style.css": ("text/css", style),
            "fake_desk.js": ("text/javascript", lambda: (HERE / "fake_desk.js").read_text(encoding="utf-8")),
        }
        url = route.request.url
        name = url.removeprefix(SITE)
        if name in files:
            kind, body = files[name]
            return route.fulfill(content_type=f"{kind}; charset=utf-8", body=body())
        if name.startswith("static/"):
            module = (STATIC / name.removeprefix("static/")).read_text(encoding="utf-8")
            return route.fulfill(content_type="text/javascript; charset=utf-8", body=module)
        if not name.endswith("favicon.ico"):
            self.strays.append(url)
        return route.abort()

    def start(self, message, *, language="da", live=False, **fields):
        """Show a page message, as the desk answers ``ready``; ``live`` lets the page answer for a coding page."""
        self.page.evaluate(
            """([first, message, live]) => {
                 desk.answers.ready = [first, message];
                 if (live) desk.live = liveCoding(message);
                 begin();
               }""",
            [hello(language, **fields), message, live],
        )
        self.page.wait_for_selector(".qc-main > *", state="attached")
        return self

    def connect(self, desk):
        """Put a real desk at the other end, and open its page."""
        self.page.expose_function("ask", lambda command: json.loads(json.dumps(desk.handle(command))))
        self.page.evaluate(
            """() => {
                 desk.receive = async (command) => { desk.sent.push(command); desk.push(...(await ask(command))); };
                 begin();
               }"""
        )
        self.page.wait_for_selector(".qc-main > *", state="attached")
        return self

    def push(self, *messages):
        """Send messages to the widget."""
        self.page.evaluate("messages => desk.push(...messages)", list(messages))

    def answer(self, do, *messages):
        """Answer later commands of one kind with these messages."""
        self.page.evaluate("([what, said]) => { desk.answers[what] = said; }", [do, list(messages)])

    def hold(self):
        """Answer nothing from now on."""
        self.page.evaluate("desk.held = true")

    def release(self):
        """Answer what has waited, and go on answering."""
        self.page.evaluate("desk.release()")

    def sent(self, *kinds):
        """Return the commands sent so far, without their numbers; ``ready`` and ``poll`` only where asked for."""
        told = self.page.evaluate("desk.sent")
        wanted = [
            one for one in told if one["do"] in kinds or (not kinds and one["do"] not in {"ready", "poll"})
        ]
        return [{key: value for key, value in one.items() if key != "n"} for one in wanted]

    def settle(self):
        """Wait until the desk has answered all that it was sent."""
        self.page.wait_for_function("desk.answered === desk.sent.length")

    def press(self, *keys):
        """Press keys one after another, as Playwright names them."""
        for key in keys:
            self.page.keyboard.press(key)

    def drag(self, first, last="", *, alt=False, backwards=False):
        """Draw the mouse over words of the transcript, from the start of ``first`` to the end of ``last``."""
        mouse, keyboard = self.page.mouse, self.page.keyboard
        if alt:
            keyboard.down("Alt")
        ends = self.page.evaluate(PLACE, first)["from"], self.page.evaluate(PLACE, last or first)["to"]
        start, end = reversed(ends) if backwards else ends
        mouse.move(*start)
        mouse.down()
        mouse.move(*end, steps=4)
        mouse.up()
        if alt:
            keyboard.up("Alt")

    def picked(self):
        """Return the words that are shown as selected."""
        return "".join(self.page.locator(".qc-picked").all_text_contents())

    def focused(self):
        """Return what is read of the element that has the focus: its label or its text."""
        return self.page.evaluate(
            "() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? e.textContent }"
        )

    def run(self, module, expression, *arguments):
        """Return the value of an expression over the names of one of the front end's files; ``a`` are the arguments."""
        code = f"async (a) => {{ const m = await import('./static/{module}'); return ({expression}); }}"
        return self.page.evaluate(code, list(arguments))

    def timings(self, message):
        """Open a coding page and work on it; return milliseconds until each step has been painted."""
        return self.page.evaluate(TIMINGS, [hello(), message])

    def shot(self, path):
        """Save a picture of the page."""
        self.page.screenshot(path=str(path))

    def close(self):
        """Close the page."""
        self.context.close()
