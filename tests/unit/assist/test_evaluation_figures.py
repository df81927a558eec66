"""Figures on paper: nothing on top of anything, nothing outside the page, no site named. All data is made up."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from qualcode.assist.evaluation import CurvePoint, SecondCoder, evaluate_trial
from qualcode.assist.evaluation.figures import calibration_figure, codes_figure, curve_figure
from qualcode.errors import ReportError
from qualcode.model import Code, Codebook
from unit.assist.evaluation_trials import SETTINGS, random_trial

LONG = "Manglende kendskab til hinandens muligheder og arbejdsgange i kommunen"
CURVE = [CurvePoint(n, 0.3 + n / 20 + e, 0.2 + n / 20 + e) for n in range(1, 6) for e in (0, 0.02)]


def evaluation(codes=8, *, n=240, **options):
    made = random_trial(2, n=n, codes=codes, share=min(0.25, 3 / codes))
    if codes > 1:
        made.truth[:, 0] &= np.arange(n) < 3  # too little data
    given = {"human": SecondCoder(made.truth & (np.arange(n) % 5 > 0)[:, None]), "curve": CURVE} | options
    return evaluate_trial(
        made, settings=SETTINGS, folds_by="site", resamples=60, baselines={"prior": random_trial_like(made)}, **given
    )  # fmt: skip


def random_trial_like(made):
    said = np.tile(made.truth.mean(axis=0), (len(made), 1))
    return replace(made, probability=said, suggested=said > 0.2)


def book(codes):
    """Return a codebook of two branches with long Danish names."""
    tops = [Code("barriere", "Det, der hindrer samarbejdet", codable=False)]
    tops += [Code("partner", "Partnere", codable=False)]
    leaves = [
        Code(f"{'partner' if at % 2 else 'barriere'}.kode{at}", f"{LONG[: 12 + 9 * (at % 7)]} {at}")
        for at in range(codes)
    ]
    return Codebook("1.2", "da", "Made up", (*tops, *leaves))


def drawn(figure):
    """Return every text that can be seen, with its box."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    texts = [text for text in figure.findobj(mpl.text.Text) if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


def assert_readable(figure):
    page = figure.bbox
    seen = drawn(figure)
    for text, box in seen:
        assert box.x0 >= page.x0 - 1, text
        assert box.x1 <= page.x1 + 1, text
        assert box.y0 >= page.y0 - 1, text
        assert box.y1 <= page.y1 + 1, text
    for (one, a), (other, b) in combinations(seen, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        # Two lines of type may touch by their tails.
        down = min(a.y1, b.y1) - max(a.y0, b.y0) - 0.3 * min(a.height, b.height)
        assert across <= 1 or down <= 0, f"{one!r} lies on {other!r}"


@pytest.fixture(scope="module")
def shown():
    return evaluation()


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_lies_on_anything_else_or_outside_the_page(shown, language):
    for figure in (
        calibration_figure(shown, language=language),
        curve_figure(shown, language=language),
        codes_figure(shown, book(8), language=language),
    ):
        assert_readable(figure)


@pytest.mark.parametrize("codes", [1, 76])
def test_one_code_and_as_many_as_a_real_codebook_has_are_readable(codes):
    figure = codes_figure(evaluation(codes), book(codes))
    assert figure.get_size_inches()[0] == pytest.approx(6.3)
    assert figure.get_size_inches()[1] <= 10.2  # A4 within its margins
    assert_readable(figure)


def places(texts, codebook):
    """Return where the codes' names stand, those that were too long by their beginning."""
    names = [code.name for code in codebook if code.codable]
    cut = [
        next(t for t in texts if t == name or (t[-1] == "…" and name.startswith(t[:-1]))) for name in names
    ]
    return [texts.index(text) for text in cut]


def test_every_code_stands_below_its_branch_and_one_without_figures_says_so(shown):
    texts = [text for text, _ in drawn(codes_figure(shown, book(8), language="da"))]
    at = places(texts, book(8))
    assert len(set(at)) == 8
    assert texts.count("for lidt at måle på") == 1
    assert texts.index("Det, der hindrer samarbejdet") < min(at[::2])
    assert max(at[::2]) < texts.index("Partnere") < min(at[1::2])


def test_danish_figures_have_danish_words_and_commas(shown):
    texts = [text for text, _ in drawn(calibration_figure(shown, language="da"))]
    assert "0,4" in texts
    assert "0.4" not in texts
    assert "modellens sikkerhed" in texts


def test_the_second_coder_has_f1_but_no_order_and_so_no_line_for_recall(shown):
    recall, f1 = curve_figure(shown, language="en").axes
    assert "the second coder" in [line.get_label() for line in f1.lines]
    assert "the second coder" not in [line.get_label() for line in recall.lines]


def test_no_figure_names_a_site_or_a_number_of_sites(shown):
    figures = [calibration_figure(shown), curve_figure(shown), codes_figure(shown, book(8))]
    assert not any("site" in text for figure in figures for text, _ in drawn(figure))


def test_without_a_curve_there_is_an_error_and_no_empty_figure():
    with pytest.raises(ReportError, match="QC-EV04"):
        curve_figure(evaluation(curve=()))


def test_the_same_evaluation_gives_the_same_bytes_whatever_the_users_own_style(shown):
    def image():
        file = BytesIO()
        calibration_figure(shown).savefig(file, format="png")
        return file.getvalue()

    first = image()
    with mpl.rc_context({"font.family": "serif", "axes.facecolor": "black"}):
        assert image() == first


def test_a_notebook_shows_a_figure_whatever_backend_is_set(shown):
    assert calibration_figure(shown)._repr_png_().startswith(b"\x89PNG")


def test_evaluating_loads_no_drawing_library():
    code = (
        "import sys, qualcode.assist.evaluation, qualcode.assist.evaluation.figures; "
        "sys.exit('matplotlib' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
