"""A researcher's window: open a notebook, run a cell, mark words with the mouse, restart the kernel."""

from jupyterlab.server import TOKEN

READY = """() => {
  const panel = window.jupyterapp?.shell?.currentWidget;
  const context = panel?.sessionContext;
  const kernel = context?.session?.kernel;
  return Boolean(context?.isReady && kernel?.connectionStatus === "connected" && kernel?.status === "idle");
}"""

RECTANGLES = """([turn, phrase]) => {
  const text = [...document.querySelectorAll(".qc-turn")]
    .find((one) => one.querySelector(".qc-number").textContent === String(turn))
    .querySelector(".qc-text");
  text.scrollIntoView({ block: "center" });
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let whole = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, from: whole.length });
    whole += node.data;
  }
  const start = whole.indexOf(phrase);
  if (start < 0) throw new Error("the words are not in the turn");
  const place = (at, before) => {
    const { node, from } = nodes.findLast((one) => one.from <= at - (before ? 1 : 0));
    return [node, at - from];
  };
  const box = (from, to) => {
    const range = document.createRange();
    range.setStart(...place(from, false));
    range.setEnd(...place(to, true));
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return { left, right, middle: (top + bottom) / 2 };
  };
  const first = box(start, start + 1);
  const last = box(start + phrase.length - 1, start + phrase.length);
  return [first.left + 1, first.middle, last.right - 1, last.middle];
}"""


class Workplace:
    """One window. ``strays`` are requests to other machines, ``failures`` are errors of the widget's own code."""

    def __init__(self, lab, browser, *, width=1280, height=800):
        self.lab = lab
        self.strays, self.failures = [], []
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))

    def _note(self, request):
        if not request.url.startswith(
            (self.lab.url, self.lab.url.replace("http", "ws", 1), "data:", "blob:")
        ):
            self.strays.append(request.url)

    def open(self, notebook):
        """Open a notebook in a fresh workspace and wait until its kernel answers."""
        self.page.goto(f"{self.lab.url}/lab/tree/notebooks/{notebook}.ipynb?token={TOKEN}&reset")
        self.page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        self.ready()
        return self

    def ready(self):
        """Wait for the kernel: the indicator says idle before it can be spoken to."""
        self.page.wait_for_function(READY)

    def run(self, cell, *, shows):
        """Run a cell by keyboard and wait for what its output shows; return that output."""
        where = self.page.locator(".jp-Notebook .jp-CodeCell").nth(cell)
        where.locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        output = where.locator(".jp-OutputArea")
        output.locator(shows).first.wait_for()
        return output

    def close_outputs(self, cell):
        """Clear a cell's output, so that one widget is on the page at a time."""
        self.page.locator(".jp-Notebook .jp-CodeCell").nth(cell).locator(".cm-content").click()
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:clear-cell-output')")

    def select(self, turn, phrase):
        """Mark words of a turn with the mouse."""
        x, y, to_x, to_y = self.page.evaluate(RECTANGLES, [turn, phrase])
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move((x + to_x) / 2, (y + to_y) / 2, steps=4)
        self.page.mouse.move(to_x, to_y, steps=4)
        self.page.mouse.up()

    def restart_kernel(self):
        """Restart the kernel of the notebook and wait for it."""
        self.page.evaluate(
            "async () => { await jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
        )
        self.ready()

    def save(self):
        """Save the notebook."""
        self.page.evaluate("async () => { await jupyterapp.shell.currentWidget.context.save(); }")

    def close(self):
        """Close the window, without questions about what is not saved."""
        self.context.close()
