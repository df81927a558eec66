"""A matrix on paper: nothing clipped, nothing on top of anything, words that can be read. All data is made up."""

import subprocess
import sys
from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from qualcode.errors import ReportError, UsageError, UserError
from qualcode.matrices import plot_matrix, save_figure, theme_matrix
from qualcode.model import Code, Codebook, GuideItem
from talk import SETTINGS, Talk

LONG_ROWS = [
    "SSP og kriminalpræventive enheder i kommunen",
    "Regionale sikkerhedskonsulenter",
    "Den nationale videns- og specialrådgivningsorganisation",
    "Ungdomsuddannelser, sprogskoler og forberedende grunduddannelser",
]
LONG_COLUMNS = [
    "Manglende kendskab til hinandens muligheder og arbejdsgange",
    "Uklart hvornår og hvordan partneren inddrages",
    "Kommunikationsvanskeligheder",
    "Partshøring og fuldmagt",
    "Travlhed",
]
ENDLESS = "Sagsbehandlingstidsoverskridelsesproblematikker"


def made(rows, columns, *, filled=None, guide=()):
    """Make a matrix with long Danish names; two in three cells are filled, or as asked."""
    codes = [Code("p", "Partnere", codable=False), Code("p.i", "Interne partnere", codable=False)]
    codes += [Code(f"p.i.r{n}", LONG_ROWS[n % 4] + (f" {n}" if n > 3 else "")) for n in range(rows // 2)]
    codes += [Code("p.e", "Eksterne partnere", codable=False)]
    codes += [
        Code(f"p.e.r{n}", LONG_ROWS[n % 4] + (f" {n}" if n > 3 else "")) for n in range(rows // 2, rows)
    ]
    codes += [Code("b", "Barrierer", codable=False)]
    codes += [Code(f"b.c{n}", LONG_COLUMNS[n % 5] + (f" {n}" if n > 4 else "")) for n in range(columns)]
    book = Codebook("1.0", "da", "", tuple(codes))
    talk = Talk()
    lines = [code.id for code in book.leaves("p")]
    for at, row in enumerate(lines):
        for column in range(columns):
            sites = filled(at, column) if filled else (at + column) % 3 * (1 + (at * column) % 3)
            for site in "abcdef"[:sites]:
                talk.turn(site, f"{site}1", row, f"b.c{column}", area=("boern", "voksen")[column % 2])
    return theme_matrix(
        talk.coded,
        talk.segments,
        book,
        rows="p",
        columns="b",
        guide=guide,
        title="Hvad hindrer samarbejdet?",
        **SETTINGS,
    )


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def boxes(figure):
    """Every text with its place on the figure, in dots."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    return [(text, text.get_window_extent(renderer)) for text in figure.axes[0].texts if text.get_text()]


def cells(figure):
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


SIZES = [(4, 3), (4, 8), (20, 20), (8, 40), (60, 6), (2, 1)]


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def figure(request):
    return made(*request.param).plot()


def test_no_text_is_clipped(figure):
    width, height = figure.bbox.width, figure.bbox.height
    for text, box in boxes(figure):
        assert box.x0 >= -1, text.get_text()
        assert box.y0 >= -1, text.get_text()
        assert box.x1 <= width + 1, text.get_text()
        assert box.y1 <= height + 1, text.get_text()


def test_a_name_without_a_place_to_break_is_not_clipped(monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "LONG_COLUMNS", [ENDLESS] * 5)
    test_no_text_is_clipped(made(4, 3).plot())


def test_no_upright_text_stands_on_another(figure):
    upright = [(text, box) for text, box in boxes(figure) if not text.get_rotation()]
    for at, (text, box) in enumerate(upright):
        for other, second in upright[at + 1 :]:
            apart = 2.0  # dots: a ring or an accent may reach up between the letters above
            overlap = (
                min(box.x1, second.x1) - max(box.x0, second.x0) > apart
                and min(box.y1, second.y1) - max(box.y0, second.y0) > apart
            )
            assert not overlap, (text.get_text(), other.get_text())


def test_slanted_names_do_not_run_into_each_other(figure):
    """Parallel lines of type need at least their own height between them."""
    slanted = [text for text in figure.axes[0].texts if text.get_rotation()]
    for first, second in pairwise(slanted):
        (x, y), (x2, y2) = first.get_position(), second.get_position()
        angle = first.get_rotation()
        across = abs((x2 - x) * sin(angle) + (y2 - y) * cos(angle)) * 72
        assert across >= first.get_fontsize() * 0.98


def sin(degrees):
    from math import radians
    from math import sin as of_radians

    return of_radians(radians(degrees))


def cos(degrees):
    return sin(90 - degrees)


def test_type_is_never_too_small_to_read(figure):
    assert min(text.get_fontsize() for text in figure.axes[0].texts) >= 6


def test_words_stand_out_from_their_cell(figure):
    """4.5 to 1, the contrast that WCAG asks for."""

    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    checked = 0
    for patch in cells(figure):
        x, y = patch.get_xy()
        for text in figure.axes[0].texts:
            left, middle = text.get_position()
            if (
                x < left < x + patch.get_width()
                and y < middle < y + patch.get_height()
                and text.get_ha() == "center"
            ):
                low, high = sorted([luminance(text.get_color()), luminance(patch.get_facecolor()[:3])])
                assert (high + 0.05) / (low + 0.05) >= 4.5
                checked += 1
    assert checked or len(figure.axes[0].texts) > 40


@pytest.mark.parametrize(
    ("size", "page"), [((4, 3), (6.7, 10.2)), ((20, 20), (10.2, 6.8)), ((4, 8), (6.7, 10.2))]
)
def test_a_table_fits_its_page(size, page):
    width, height = made(*size).plot().get_size_inches()
    assert width <= page[0]
    assert height <= page[1]


def test_darker_means_more():
    matrix = made(2, 6, filled=lambda row, column: column + 1)
    patches = cells(matrix.plot())[:6]
    brightness = [sum(patch.get_facecolor()[:3]) for patch in patches]
    assert brightness == sorted(brightness, reverse=True)
    assert len(set(brightness)) == 6


def test_printed_cells_are_words_and_the_teams_are_numbers():
    """What leaves the team carries words only; a figure with numbers says that it is for the team."""
    matrix = made(2, 3, filled=lambda row, column: column + 1)
    printed, numbers = matrix.plot(), matrix.plot(count="sites")
    assert {"en enkelt", "et par", "nogle"} <= set(texts(printed))
    assert not any(text.isdigit() for text in texts(printed))
    assert {"1", "2", "3"} <= set(texts(numbers))
    assert any("informanter" in text and "Kun til projektgruppen" in text for text in texts(numbers))
    assert not any("informanter" in text for text in texts(printed))


def test_rows_are_grouped_by_branch():
    shown = texts(made(4, 3, filled=lambda row, column: 1).plot())
    assert shown.index("Interne partnere") < shown.index("Eksterne partnere")


def test_what_is_empty_is_left_out_and_said():
    figure = made(4, 3, filled=lambda row, column: int(row > 1 and column > 0)).plot()
    words = " ".join(texts(figure))
    assert "Interne partnere" not in words
    assert "Udeladt, fordi intet er sagt: 2 rækker og 1 kolonne." in words
    assert "Grundlag: kodebog 1.0, kodesæt consensus." in words


def test_an_empty_matrix_says_so():
    assert any("Intet er sagt." in text for text in texts(made(4, 3, filled=lambda row, column: 0).plot()))


def test_empty_cells_say_why_where_the_guide_was_recorded():
    guide = [GuideItem("1", "?", ("p.i", "b"), ("a",)), GuideItem("2", "?", ("p.e", "b"), ())]
    shown = texts(made(4, 2, filled=lambda row, column: int(row % 2 == column), guide=guide).plot())
    assert (shown.count("–"), shown.count("/")) == (2, 2)
    assert any("– spurgt, ikke nævnt; / ikke spurgt." in text for text in shown)


def test_columns_too_narrow_for_words_get_a_key():
    shown = texts(made(4, 20).plot(print_size="portrait"))
    assert shown.count("alle") == 1
    assert {"en enkelt", "et par", "nogle", "flere", "de fleste", "alle"} <= set(shown)


def test_one_area_and_both_stand_in_the_title():
    matrix = made(2, 2, filled=lambda row, column: 1)
    assert texts(matrix.plot(area="boern"))[0] == "Hvad hindrer samarbejdet? – børneområdet"
    assert texts(matrix.plot(area="begge"))[0] == "Hvad hindrer samarbejdet? – begge områder"


def test_english_captions():
    shown = " ".join(texts(made(2, 2).plot(language="en")))
    assert "Based on" in shown


def test_a_name_is_never_read_as_a_formula(tmp_path):
    """A code called "$x$" must not be typeset as mathematics, nor an unfinished one stop the report."""
    book = Codebook("1", "da", "", (Code("r", "Pris i $ og $\\frac"), Code("k", "100 % & <b> 😀")))
    talk = Talk()
    talk.turn("a", "p1", "r", "k")
    matrix = theme_matrix(talk.coded, talk.segments, book, rows="r", columns="k", **SETTINGS)
    save_figure(matrix.plot(), tmp_path / "a.png")
    save_figure(matrix.plot(), tmp_path / "a.svg")


# --- files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_matrix_gives_the_same_bytes(tmp_path, ending):
    matrix = made(4, 3)
    for name in ("one", "two"):
        save_figure(plot_matrix(matrix), tmp_path / f"{name}.{ending}")
    one = (tmp_path / f"one.{ending}").read_bytes()
    assert one == (tmp_path / f"two.{ending}").read_bytes()
    for trace in (b"Matplotlib", b"matplotlib", b"<dc:date>", b"CreationDate"):
        assert trace not in one


def test_another_process_gives_the_same_bytes(tmp_path):
    """Hashes of texts differ between processes; nothing of the figure may depend on them."""
    code = (
        "import sys; sys.path[:0] = ['tests', 'tests/unit/matrices'];"
        "from pathlib import Path; from test_matrix_figures import made; from qualcode.matrices import save_figure;"
        "save_figure(made(4, 3).plot(), Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / f"{seed}.svg")],
            check=True,
            env={"PYTHONHASHSEED": seed},
        )
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()


def test_a_users_own_settings_change_nothing(tmp_path):
    matrix = made(2, 2)
    save_figure(matrix.plot(), tmp_path / "a.svg")
    with mpl.rc_context(
        {"font.size": 30, "axes.facecolor": "red", "savefig.dpi": 20, "font.family": "serif"}
    ):
        save_figure(matrix.plot(), tmp_path / "b.svg")
        assert mpl.rcParams["font.size"] == 30
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_pyplot_is_not_needed():
    """A figure that pyplot knows has to be closed, and a server without a display must do."""
    code = (
        "import sys; sys.path[:0] = ['tests', 'tests/unit/matrices']; sys.modules['matplotlib.pyplot'] = None;"
        "from test_matrix_figures import made; made(2, 2).plot()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, env={}).returncode == 0


def test_a_notebook_shows_the_figure():
    assert made(2, 2).plot()._repr_png_().startswith(b"\x89PNG")


def test_unknown_endings_and_sizes_are_refused(tmp_path):
    figure = made(2, 2).plot()
    with pytest.raises(ReportError, match="QC-MX13"):
        save_figure(figure, tmp_path / "a.bmp")
    with pytest.raises(UsageError, match="QC-MX12"):
        made(2, 2).plot(print_size="a3")
    with pytest.raises(UsageError, match="QC-MX11"):
        made(2, 2).plot(count="word")
    with pytest.raises(UserError, match="QC-SF01"):
        save_figure(figure, tmp_path / "missing" / "a.png")
    assert list(tmp_path.iterdir()) == []
