"""A transcript of 12,000 words with 1,000 codings opens in under a second and answers a click in under 100 ms.

What is measured is printed (``pytest -s``) and kept as a property of the test. A machine that does other things at the
same time is slower; so what fails here is three times the target. ``benchmarks/widget.py`` measures in earnest.
"""

from browser.samples import long_page

OPEN, CLICK = 1000, 100  # milliseconds
SLOW_MACHINE = 3


def test_a_long_transcript_opens_and_answers_in_time(bare, record_property):
    message = long_page()
    assert sum(len(turn["text"].split()) for turn in message["turns"]) == 12_000
    assert len(message["codings"]) == 1_000
    told = bare.timings(message)
    for what, milliseconds in told.items():
        record_property(what, round(milliseconds))
        print(f"{what:<32}{milliseconds:6.0f} ms")  # seen with pytest -s
    assert bare.page.locator(".qc-chip").count() >= 1_000
    clicks = [milliseconds for what, milliseconds in told.items() if "click" in what]
    assert told["open, until painted"] < OPEN * SLOW_MACHINE
    assert min(clicks) < CLICK * SLOW_MACHINE
    assert told["next passage by key"] < CLICK * SLOW_MACHINE
