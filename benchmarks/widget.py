"""Time the coding page in a real browser: 12,000 words with 1,000 codings, and what is yours.

python benchmarks/widget.py [WORDS CODINGS]

Opening is measured from the moment that the page message reaches the front end until the browser has painted; a click
from the press on a code until the desk's patch is painted, with a desk that answers at once; typing from a key in the
search field until the tree is painted.
"""

import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from playwright.sync_api import sync_playwright

from browser.bare import Bare
from browser.conftest import ARGUMENTS, program
from browser.samples import long_page

TIMES = 7


def measured(browser, page_message):
    """Return milliseconds for what one does, one opened page each time."""
    bare = Bare(browser)
    try:
        return bare.timings(page_message)
    finally:
        bare.close()


def main():
    """Print the middle and the worst of some runs."""
    words, codings = [int(one) for one in sys.argv[1:]] or (12_000, 1_000)
    message = long_page(words=words, codings=codings)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        print(f"Chromium {browser.version}; {words} words, {len(message['turns'])} turns, {codings} codings")
        runs = [measured(browser, message) for _ in range(TIMES)]
        browser.close()
    for what in runs[0]:
        told = [run[what] for run in runs]
        print(f"{what:<32}{statistics.median(told):8.0f} ms middle {max(told):8.0f} ms worst of {TIMES}")


if __name__ == "__main__":
    main()
