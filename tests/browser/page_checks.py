"""What holds for every page: names stay names, nothing sticks out, everything can be read."""

HOSTILE = '<img src="http://stray.test/x" onerror="window.hit=1"><script>window.hit=1</script>'
SAID = {"name", "title", "text", "step", "speaker", "area", "question", "evidence", "memo", "before", "after"}


def to_page(bare):
    """Go to the page, as from the cell above: its keys answer while the focus is in it."""
    bare.page.locator(".qc-page-title").click()


def hostile(value, field=""):
    """Return a message in which everything that people wrote has HTML in it."""
    if isinstance(value, dict):
        return {key: hostile(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [hostile(one, field) for one in value]
    return f"{value} {HOSTILE}" if field in SAID and value else value


def assert_names_do_nothing(bare):
    """No element came from a name, and nothing of it ran; the fixture sees to that nothing was asked for."""
    assert bare.page.locator(".qc-root img, .qc-root script").count() == 0
    assert bare.page.evaluate("window.hit") is None
    assert "<img" in bare.page.locator(".qc-main").inner_text()


def assert_fits(bare):
    """Nothing of the page is wider than the page."""
    wide = bare.page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll(".qc-root *")]
               .filter(e => e.getClientRects().length && getComputedStyle(e).overflowX !== "hidden"
                            && !e.matches(".qc-unseen") && e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
               .map(e => `${e.tagName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}`)"""
    )
    assert wide == []


def poor_contrasts(bare, least=4.5):
    """Return texts whose contrast to what is behind them is below 4.5 : 1, those of disabled buttons left aside."""
    return bare.page.evaluate(
        """least => {
             const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
             const over = (colors) => {
               pen.clearRect(0, 0, 1, 1);
               for (const color of colors) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
               return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
             };
             const light = (rgb) => {
               const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
               return 0.2126 * r + 0.7152 * g + 0.0722 * b;
             };
             const grounds = (e) => e ? [...grounds(e.parentElement), getComputedStyle(e).backgroundColor] : ["white"];
             const found = [];
             const walk = document.createTreeWalker(document.querySelector(".qc-root"), NodeFilter.SHOW_TEXT);
             while (walk.nextNode()) {
               const e = walk.currentNode.parentElement;
               const said = walk.currentNode.textContent.trim();
               if (!said || !e.getClientRects().length || e.closest(":disabled, .qc-unseen, dialog:not([open])")) continue;
               const behind = grounds(e);
               const [a, b] = [light(over(behind)), light(over([...behind, getComputedStyle(e).color]))];
               const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
               if (ratio < least) found.push(`${ratio.toFixed(2)} ${e.className}: ${said.slice(0, 30)}`);
             }
             return found;
           }""",
        least,
    )


def nameless(bare):
    """Return buttons, fields and the like for which a screen reader has no name."""
    return bare.page.evaluate(
        """() => [...document.querySelectorAll(
                  ".qc-main :is(button, input, select, textarea, table, [role=group], [role=progressbar], [role=img])")]
               .filter(e => e.getClientRects().length)
               .filter(e => !(e.getAttribute("aria-label") || e.textContent.trim() && !e.matches("select, textarea")
                              || e.labels?.length || e.caption))
               .map(e => e.outerHTML.slice(0, 120))"""
    )


def raw_keys(bare):
    """Return keys of words that stand on the page in place of their words."""
    return bare.page.evaluate(
        r"""() => [...document.querySelector(".qc-root").outerHTML.matchAll(/\b(?:pg|ov|rd|rv|ad|key|said)_[a-z_]+/g)]
                 .map(found => found[0])"""
    )
