"""A real browser for the widget's front end.

Without Chromium or Playwright these tests are skipped with the reason; where ``QUALCODE_NEEDS_BROWSER`` is set, as in
the full check before a merge, that is a failure.
"""

import importlib.util
import os
import shutil
from contextlib import ExitStack

import pytest

from browser.bare import Bare

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def program():
    """Return the path of the browser; QUALCODE_BROWSER names another one."""
    named = os.environ.get("QUALCODE_BROWSER", "")
    return named or next((path for path in map(shutil.which, NAMES) if path), "")


_left_out = set()


def _missing(what):
    if os.environ.get("QUALCODE_NEEDS_BROWSER"):
        pytest.fail(f"QUALCODE_NEEDS_BROWSER is set, but {what}")
    _left_out.add(f"The widget was NOT tested: {what}.")
    pytest.skip(f"the widget was NOT tested: {what}")


def pytest_terminal_summary(terminalreporter):
    """Say at the end what was left out: a count of skipped tests is soon overlooked."""
    for line in sorted(_left_out):
        terminalreporter.write_line(line, yellow=True, bold=True)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium():
    """One browser for all tests of this folder; no longer, since its event loop would be in the way of others."""
    if importlib.util.find_spec("playwright") is None:
        _missing("Playwright is not installed (it is in the dev dependencies)")
    path = program()
    if not path:
        _missing("there is no Chromium on the path (QUALCODE_BROWSER names another browser)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_bare(chromium):
    """Return a function that opens a bare page: ``open_bare(width=700, dark=True)``.

    At the end, nothing may have failed inside a page, and none may have asked for anything over the network.
    """
    with ExitStack() as pages:

        def opened(**options):
            bare = Bare(chromium, **options)
            pages.callback(bare.close)
            opened.all.append(bare)
            return bare

        opened.all = []
        yield opened
        for bare in opened.all:
            assert not bare.failures
            assert not bare.strays


@pytest.fixture
def bare(open_bare):
    """A bare page of 1280 x 800 in light colours."""
    return open_bare()
