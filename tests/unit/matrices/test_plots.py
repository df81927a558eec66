"""Figures for print and for the team: nothing overlaps, words where numbers would tell, the same bytes every time.

All data is made up.
"""

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations, product
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from figure_checks import assert_clean, marks, texts
from qualcode.errors import MatrixError, UsageError
from qualcode.matrices import findings, plot_matrix, save_figure, theme_matrix
from qualcode.matrices.code_pairs import clustered, code_pairs
from qualcode.matrices.figure_style import MARKS, PAGES
from qualcode.matrices.plot_areas import LEAST_PERSONS, area_shares
from qualcode.matrices.plot_barriers import code_spread
from qualcode.matrices.plot_cooccurrence import CooccurrenceChart
from qualcode.matrices.plot_guide import GuideCoverage, guide_coverage
from qualcode.model import Code, Codebook, GuideItem
from qualcode.plain_figures import plain_style
from talk import BOOK, MOEDER, POLITI, SETTINGS, SKOLE, SSP, TILLID, TRAVLHED, Talk

NAMES = [
    "Manglende kendskab til hinandens muligheder og arbejdsgange",
    "Travlhed",
    "Uklart hvornår og hvordan partneren inddrages",
    "Den nationale videns- og specialrådgivningsorganisation",
    "Åben og tydelig kommunikation",
    "Få sager",
]
AREAS = ("boern", "voksen", "ung")
SIZES = {"small": (2, 5, 2), "middle": (6, 35, 6), "large": (6, 76, 60)}
"""Sites, codes and interviews."""


def svg(figure):
    """All that is drawn: places, colours, widths and words."""
    data = BytesIO()
    with plain_style():
        figure.savefig(data, format="svg", metadata={"Date": None})
    return data.getvalue()


def book_of(codes):
    """A codebook with so many leaves in three branches."""
    made = [Code("p", "Partnere", codable=False), Code("b", "Det, der hindrer samarbejdet", codable=False)]
    made += [Code("f", "Det, der fremmer samarbejdet", codable=False)]
    branches = {"p": max(1, codes // 4), "b": codes // 2}
    branches["f"] = codes - sum(branches.values())
    for branch, many in branches.items():
        made += [Code(f"{branch}.c{n}", f"{NAMES[n % 6]} {n // 6 or ''}".strip()) for n in range(many)]
    return Codebook("1.0", "da", "", tuple(made))


def made(size):
    """Interviews in which the codes are spread unevenly, the same every time."""
    sites, codes, interviews = SIZES[size]
    book, talk = book_of(codes), Talk()
    leaves = [code.id for code in book.leaves()]
    partners = [code for code in leaves if code.startswith("p.")]
    for n in range(interviews):
        name = f"{'abcdef'[n % sites]}{n // sites}-samtale"
        for at, code in enumerate(leaves):
            if (at + n) % (1 + at % (3 if size == "small" else 5)) == 0:
                others = [partners[(at + n) % len(partners)], leaves[(at * 3 + n % 2) % codes]]
                area = AREAS[(at + n) % 3] if size != "small" else AREAS[at % 2]
                talk.turn(name, f"{name}{area}", *dict.fromkeys([code, *others]), area=area)
    return book, talk, SETTINGS | {"sites_total": sites}


@cache
def charts_of(size):
    book, talk, settings = made(size)
    given = (talk.coded, talk.segments, book)
    found = findings(*given, partner_branch="p", **settings)
    pairs = code_pairs(*given, branches=["p", "b", "f"], **settings)
    documents = sorted({segment.document for segment in talk.segments})
    guide = [
        GuideItem(
            str(n), f"Hvad tænker du om {NAMES[n % 6].lower()}?", (f"b.c{n}",), tuple(documents[n % 3 :: 2])
        )
        for n in range(min(12, len(book.leaves("b"))))
    ]
    return {
        "barriers": code_spread(found, "b"),
        "by partner": code_spread(found, "b", by_partner=True),
        "areas": area_shares(*given, branches=["b", "f"], **settings),
        "matrix": CooccurrenceChart(pairs),
        "ring": CooccurrenceChart(pairs, "ring"),
        "guide": guide_coverage(guide, *given, **settings),
    }


KINDS = ("barriers", "by partner", "areas", "matrix", "ring", "guide")
MANNERS = [
    {"audience": "print", "language": "da", "side": "portrait", "sites": "kommuner"},
    {"audience": "team", "language": "en", "side": "landscape", "sites": "municipalities"},
]


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner["audience"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_is_clean_and_fits_its_page(kind, size, manner):
    figures = charts_of(size)[kind].plot(**manner)
    if (size, manner["audience"]) == ("small", "print") and kind in ("areas", "guide"):
        assert (
            figures == ()
        )  # with so few persons a share would tell who spoke, and one of two interviews which
        return
    assert figures
    width, height = PAGES[manner["side"]]
    for figure in figures:
        assert_clean(figure)
        across, down = figure.get_size_inches() * 2.54
        assert across <= width + 0.01
        assert down <= height + 0.01


def test_the_check_finds_what_is_wrong():
    """A check that cannot fail would let everything pass."""
    (figure,) = charts_of("small")["barriers"].plot()
    first, *_, last = figure.axes[0].texts
    last.set_position(first.get_position())
    with pytest.raises(AssertionError):
        assert_clean(figure)
    last.set_position((-1, 1))
    with pytest.raises(AssertionError):
        assert_clean(figure)


@pytest.mark.parametrize("kind", KINDS)
def test_print_has_words_and_no_numbers(kind):
    """No number of sites, persons or statements may stand in what is printed, nor in what is read aloud."""
    chart = charts_of("middle")[kind]
    names = {code.name for code in book_of(35)} | {item.text for item in getattr(chart, "guide", ())}
    alt = chart.alt_text(sites="kommuner")
    for name in sorted(names, key=len, reverse=True):
        alt = alt.replace(name, "")
    assert not re.search(r"\d", alt)
    for figure in chart.plot(sites="kommuner"):
        shown = " ".join(texts(figure))
        assert "interview med" not in shown
        alone = [text for text in texts(figure) if re.fullmatch(r"[\d ,.%]+", text)]
        # A name that is broken into lines may leave its number on a line of its own.
        assert all(text in {str(n) for n in range(1, 7)} for text in alone)
        assert "projektgruppen" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_the_teams_figures_say_whom_they_are_for(kind):
    chart = charts_of("middle")[kind]
    for figure in chart.plot(audience="team", language="da"):
        assert "Kun til projektgruppen." in " ".join(texts(figure))
    assert "Grundlag" not in " ".join(texts(chart.plot(audience="team", language="en")[0]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_caption_beside_the_figure_may_have_the_title(kind):
    chart = charts_of("middle")[kind]
    first = chart.title(language="da").split()[0]
    with_title, without = (chart.plot(titled=titled)[0] for titled in (True, False))
    assert texts(with_title)[0].startswith(first)
    assert without.get_size_inches()[1] < with_title.get_size_inches()[1]


def test_marks_differ_in_shape_and_stand_out():
    """3 to 1 against white, what WCAG asks for signs."""

    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    assert len({shape for _, shape in MARKS}) == len({colour for colour, _ in MARKS}) == len(MARKS)
    assert all(1.05 / (luminance(colour) + 0.05) >= 3 for colour, _ in MARKS)


# --- barriers --------------------------------------------------------------------------------------------------


def spread_of(*turns, settings=SETTINGS, **given):
    talk = Talk()
    for document, area, *codes in turns:
        talk.turn(document, f"{document}-{area}", *codes, area=area)
    found = findings(talk.coded, talk.segments, BOOK, partner_branch="partner", **settings)
    return code_spread(found, "fremmer", **given)


TURNS = [
    ("a", "boern", POLITI, TILLID),
    ("b", "boern", SKOLE, TILLID),
    ("b", "voksen", POLITI, TILLID),
    ("a", "boern", TILLID),
    ("c", "voksen", POLITI, MOEDER),
]


def sites(chart):
    return {(row.partner, row.code): {area: n.sites for area, n in row.counts.items()} for row in chart.rows}


def test_a_code_counts_whichever_partner_it_was_said_of():
    """By hand: trust is spoken of at a and b, by children's at both, by adults' at b."""
    assert sites(spread_of(*TURNS)) == {
        ("", TILLID): {"boern": 2, "voksen": 1, "alle": 2},
        ("", MOEDER): {"voksen": 1, "alle": 1},
    }


def test_one_partner_and_partner_by_partner():
    assert sites(spread_of(*TURNS, partner=POLITI)) == {
        ("", TILLID): {"boern": 1, "voksen": 1, "alle": 2},
        ("", MOEDER): {"voksen": 1, "alle": 1},
    }
    by_partner = sites(spread_of(*TURNS, by_partner=True))
    assert list(by_partner) == [(POLITI, TILLID), (POLITI, MOEDER), (SKOLE, TILLID), ("", TILLID)]
    assert by_partner["", TILLID] == {"boern": 1, "alle": 1}
    shown = texts(spread_of(*TURNS, by_partner=True).plot()[0])
    assert shown.index("Politiet") < shown.index("Skolen") < shown.index("På tværs af partnere")


def test_the_most_widespread_comes_first():
    turns = [*TURNS, ("d", "voksen", MOEDER), ("e", "voksen", MOEDER), ("f", "voksen", MOEDER)]
    shown = texts(spread_of(*turns).plot()[0])
    assert shown.index("Faste møder") < shown.index("Tillid")
    assert "Nævnt af flest (flere): Faste møder." in spread_of(*turns).alt_text()
    assert "4 af 6 kommuner" in spread_of(*turns).alt_text(audience="team", sites="kommuner")


def test_the_order_does_not_tell_apart_what_one_word_covers():
    """Of twenty sites, seven and nine are both "nogle": in print they stand as in the codebook."""
    settings = SETTINGS | {"sites_total": 20}
    turns = [(f"{site}x", "boern", POLITI, TILLID) for site in "abcdefg"]
    turns += [(f"{site}x", "boern", POLITI, MOEDER) for site in "abcdefghi"]
    chart = spread_of(*turns, settings=settings)
    printed, team = (texts(chart.plot(audience=audience)[0]) for audience in ("print", "team"))
    assert printed.index("Tillid") < printed.index("Faste møder")
    assert team.index("Faste møder") < team.index("Tillid")
    places = {round(x) for _, (x, _), _ in marks(chart.plot()[0])}
    assert len(places) == 2  # one in the legend; all others at one word


def test_every_code_stands_once_and_headings_go_with_their_lines():
    chart = charts_of("large")["by partner"]
    figures = chart.plot()
    pages = [texts(figure) for figure in figures]
    assert len(pages) > 1
    drawn = sum(1 for figure in figures for _ in marks(figure)) - len(pages) * 3  # the legends'
    assert drawn == sum(len(row.counts) - 1 for row in chart.rows)
    assert all("(fortsat)" in " ".join(page) for page in pages[1:])
    assert "(fortsat)" not in " ".join(pages[0])


def test_an_unknown_branch_is_refused():
    with pytest.raises(MatrixError, match="QC-MX01"):
        spread_of(*TURNS, partner="partner.ekstern.polti")


# --- who talks about what ---------------------------------------------------------------------------------------


def shares_of(*turns, **given):
    talk = Talk()
    for document, area, *codes in turns:
        talk.turn(document, f"{document}-{area}", *codes, area=area)
    return area_shares(talk.coded, talk.segments, BOOK, branches=["fremmer"], **given, **SETTINGS)


MANY = [
    *[(site, "boern", TILLID) for site in "abcde"],
    *[(site, "voksen", TILLID if site == "a" else POLITI) for site in "abcde"],
    *[(site, "voksen", MOEDER) for site in "bc"],
    ("a", "ung", TILLID),
]


def test_shares_are_of_an_areas_own_people():
    """By hand: all five of children's area and one in five of adults' speak of trust; two of adults' of meetings."""
    chart = shares_of(*MANY)
    assert [chart.share(TILLID, area) for area in AREAS] == [1, 0.2, 1]
    assert [chart.share(MOEDER, area) for area in AREAS] == [0, 0.4, 0]
    assert shares_of(*MANY, of="sites").share(MOEDER, "voksen") == 0.4
    assert chart.to_frame().values.tolist()[:2] == [
        [TILLID, "boern", 5, 5, 5, 5],
        [TILLID, "voksen", 1, 5, 1, 5],
    ]


def test_one_person_of_an_area_is_not_told_from_two():
    """One of five persons is one site; two of five would be about half by their share alone."""
    one, two = (
        shares_of(*[(site, "boern", TILLID if site in said else POLITI) for site in "abcde"], of=of)
        for said, of in (("a", "speakers"), ("ab", "speakers"))
    )
    assert (one.share(TILLID, "boern"), two.share(TILLID, "boern")) == (0.2, 0.4)
    assert svg(one.plot()[0]) == svg(two.plot()[0])
    assert "eller højst to" in " ".join(texts(one.plot()[0]))
    four = shares_of(*[(site, "boern", TILLID) for site in "abcd"], of="sites")
    assert four.plot() == (), "of four sites a part is no less telling than of four persons"


def test_an_area_of_few_is_not_printed():
    assert LEAST_PERSONS == 5
    chart = shares_of(*MANY)
    printed = " ".join(texts(chart.plot()[0]))
    assert "Udeladt, fordi for få informanter hører til: ungeområdet." in printed
    assert "ungeområdet" not in chart.alt_text()
    assert "ungeområdet" in texts(chart.plot(audience="team")[0])
    assert shares_of(("a", "boern", TILLID)).plot() == ()


def test_alt_text_says_which_area_speaks_more():
    said = shares_of(*MANY).alt_text()
    assert "Især børneområdet taler om: Tillid." in said
    assert "Især voksenområdet taler om: Faste møder." in said


def test_unknown_choices_are_refused():
    with pytest.raises(UsageError, match="QC-MX14"):
        shares_of(*MANY, of="words")
    with pytest.raises(UsageError, match="QC-MX14"):
        shares_of(*MANY).plot(audience="everybody")
    with pytest.raises(UsageError, match="QC-MX14"):
        shares_of(*MANY).plot(side="a3")
    with pytest.raises(UsageError, match="QC-MX14"):
        CooccurrenceChart(charts_of("small")["ring"].pairs, "cloud")


def test_a_chart_of_codes_does_not_tell_one_site_from_two():
    """A code is said of several partners; what is printed of each passed the gate, what they make together did not."""
    talk = Talk()
    for site, area, *codes in [
        ("a", "boern", POLITI, TILLID),
        ("b", "voksen", SKOLE, TILLID),
        ("a", "boern", SSP, MOEDER),
    ]:
        talk.turn(site, f"{site}{area}", *codes, area=area)
    chart = code_spread(
        findings(talk.coded, talk.segments, BOOK, partner_branch="partner", **SETTINGS), "fremmer"
    )
    assert [row.counts["alle"].sites for row in chart.rows] == [2, 1]
    (figure,) = chart.plot()
    assert "få" in texts(figure)
    assert not {"en enkelt", "et par"} & set(texts(figure))
    assert "en enkelt" not in chart.alt_text()
    two = [
        replace(row, counts={area: replace(n, sites=2) for area, n in row.counts.items()})
        for row in chart.rows
    ]
    raised = replace(chart, rows=tuple(two))
    assert svg(figure) == svg(raised.plot()[0])
    assert chart.alt_text() == raised.alt_text()


# --- what is spoken of together -----------------------------------------------------------------------------


def pairs_of(*turns):
    talk = Talk()
    for document, *codes in turns:
        talk.turn(document, f"{document}-1", *codes)
    return code_pairs(
        talk.coded, talk.segments, BOOK, branches=["partner", "fremmer", "barriere"], **SETTINGS
    )


TOGETHER = [
    ("a", POLITI, TILLID),
    ("b", POLITI, TILLID),
    ("b", POLITI),
    ("a", SKOLE, TRAVLHED),
    ("a", SKOLE, TRAVLHED, MOEDER),
    ("c", SSP),
]


def test_pairs_are_counted_in_segments_and_sites():
    """By hand: police and trust share two of three segments, at two sites."""
    pairs = pairs_of(*TOGETHER)
    assert pairs.jaccard(POLITI, TILLID) == pairs.jaccard(TILLID, POLITI) == pytest.approx(2 / 3)
    assert pairs.pairs[0] == (POLITI, TILLID)
    assert pairs.count(TILLID, POLITI).sites == 2
    assert pairs.jaccard(SKOLE, TRAVLHED) == 1
    assert pairs.count(SSP, SSP).segments == 1
    assert SSP not in pairs.foremost(40)


def test_codes_that_meet_stand_beside_each_other():
    pairs = pairs_of(*TOGETHER)
    order, merges = clustered(pairs, pairs.foremost(40))
    place = {code: at for at, code in enumerate(order)}
    assert sorted(order) == sorted([POLITI, TILLID, SKOLE, TRAVLHED, MOEDER])
    assert abs(place[POLITI] - place[TILLID]) == abs(place[SKOLE] - place[TRAVLHED]) == 1
    assert {order[merges[0][0]], order[merges[0][1]]} == {SKOLE, TRAVLHED}
    assert clustered(pairs, pairs.foremost(40)) == (order, merges)
    assert clustered(pairs, [POLITI]) == ([POLITI], [])


def test_the_tree_joins_neighbours_only():
    """A line of the tree that crosses another would say that the order is wrong."""
    pairs = charts_of("large")["matrix"].pairs
    order, merges = clustered(pairs, pairs.foremost(30))
    groups = {at: {at} for at in range(len(order))}
    for n, (one, two, _) in enumerate(merges, start=len(order)):
        groups[n] = groups[one] | groups[two]
        assert max(groups[n]) - min(groups[n]) == len(groups[n]) - 1
    assert len(groups[max(groups)]) == len(order)


@pytest.mark.parametrize("shape", ["matrix", "ring"])
def test_print_does_not_tell_what_one_site_says_from_what_two_do(shape):
    """Nobody was asked about two codes together: a line for one site would stand for it alone."""
    one, two = (
        CooccurrenceChart(pairs_of(*TOGETHER, *more), shape)
        for more in ([], [("b", SKOLE, TRAVLHED), ("b", SKOLE, TRAVLHED, MOEDER)])
    )
    assert (one.pairs.count(SKOLE, TRAVLHED).sites, two.pairs.count(SKOLE, TRAVLHED).sites) == (1, 2)
    (shown,) = one.plot()
    assert {"Politiet", "Tillid", "Skolen", "Travlhed", "få"} <= set(texts(shown))
    assert not {"en enkelt", "et par"} & set(texts(shown))
    assert "„få” betyder højst to steder." in " ".join(texts(shown))
    raised = replace(one.pairs, counts={pair: replace(n, sites=2) for pair, n in one.pairs.counts.items()})
    assert one.alt_text() == replace(one, pairs=raised).alt_text()
    assert "(få)" in one.alt_text()
    assert svg(shown) == svg(replace(one, pairs=raised).plot()[0])
    assert svg(shown) != svg(one.plot(audience="team")[0])


def test_fields_have_numbers_all_of_them_or_none():
    """Where only the one-figure numbers had room, the greater ones would be missing."""
    chart = CooccurrenceChart(pairs_of(*TOGETHER))
    shown = texts(chart.plot(audience="team")[0])
    assert sorted(text for text in shown if text.isdigit()) == ["1", "1", "2", "2"]
    crowded = charts_of("large")["matrix"]
    for side in ("portrait", "landscape"):
        numbers = [text for text in texts(crowded.plot(audience="team", side=side)[0]) if text.isdigit()]
        assert not numbers or any(len(number) > 1 for number in numbers)


def test_nothing_together_gives_no_figure():
    for shape in ("matrix", "ring"):
        chart = CooccurrenceChart(pairs_of(("a", POLITI), ("b", SKOLE)), shape)
        assert chart.plot() == ()
        assert "Intet nævnes sammen." in chart.alt_text()


# --- the guide --------------------------------------------------------------------------------------------------


def covered(*items):
    talk = Talk()
    talk.turn("a", "p1", TILLID)
    talk.turn("b", "p2", POLITI)
    talk.turn("b", "i", TILLID, role="interviewer")
    return guide_coverage(items, talk.coded, talk.segments, BOOK, **SETTINGS)


@pytest.mark.parametrize(
    ("asked_in", "codes", "a", "b"),
    [
        (("a", "b"), ("fremmer",), "asked and said", "asked, not said"),
        ((), ("fremmer",), "said unasked", "not asked"),
        (("b",), ("partner.ekstern", "fremmer.tillid"), "said unasked", "asked and said"),
        (None, ("fremmer",), "said", "not said"),
    ],
)
def test_what_was_asked_is_compared_with_what_was_said(asked_in, codes, a, b):
    """A branch covers its codes; an interviewer's own words are no answer."""
    chart = covered(GuideItem("1", "Hvad hjælper?", codes, asked_in))
    assert [chart.cells["1", name] for name in ("a", "b")] == [a, b]


def test_a_question_without_codes_is_left_out():
    assert (
        covered(GuideItem("0", "Hvem er du?"), GuideItem("1", "Hvad hjælper?", ("fremmer",)))
        .guide[0]
        .question
        == "1"
    )
    assert covered().plot() == ()


def test_print_names_no_interview():
    chart = charts_of("middle")["guide"]
    printed, team = (" ".join(texts(chart.plot(audience=audience)[0])) for audience in ("print", "team"))
    assert "samtale" not in printed + chart.alt_text()
    assert "a0-samtale" in team


def coverage_of(total, *said):
    """Return the coverage of so many interviews, by a question for each number of them that answered."""
    talk, codes = Talk(), [TILLID, MOEDER, TRAVLHED]
    for n in range(total):
        talk.turn(f"{n}", f"p{n}", *(code for code, k in zip(codes, said, strict=False) if n < k))
    items = [GuideItem(str(at), f"{code}?", (code,)) for at, code in enumerate(codes[: len(said)])]
    return guide_coverage(items, talk.coded, talk.segments, BOOK, **SETTINGS | {"sites_total": total})


def test_print_does_not_tell_one_interview_from_two():
    """A question that one interview answered looks as one that two did; so does one that all but one did."""
    charts = [coverage_of(6, *said).plot()[0] for said in ((1, 5, 3), (2, 4, 3))]
    assert svg(charts[0]) == svg(charts[1])
    shown = texts(charts[0])
    assert {"få", "nogle", "de fleste"} <= set(shown)
    assert not {"et enkelt", "en enkelt", "et par"} & set(shown)
    assert coverage_of(6, 1, 5, 3).alt_text() == coverage_of(6, 2, 4, 3).alt_text()


def test_a_question_is_left_out_where_the_words_would_tell_one_interview():
    """Three of four are most, which only three can be; so the other is one. The words of a row are about the same interviews."""
    (figure,) = coverage_of(4, 3, 4).plot()
    shown = " ".join(texts(figure))
    assert f"{TILLID}?" not in shown
    assert f"{MOEDER}?" in shown
    assert "Udeladt er spørgsmål, hvor ordene ville vise, at noget gælder ét interview." in shown
    assert f"{TILLID}?" not in coverage_of(4, 3, 4).alt_text()
    assert coverage_of(4, 3).plot() == ()
    assert len(coverage_of(4, 3).plot(audience="team")) == 1


@given(
    st.lists(
        st.sampled_from(["asked and said", "asked, not said", "said unasked", "not asked"]),
        min_size=1,
        max_size=9,
    )
)
def test_what_is_printed_of_the_guide_could_always_be_another_number(states):
    """By trying every way to share the interviews out: for each one that stands alone there is another that looks the same."""
    kinds = sorted(set(states))
    chart = GuideCoverage(
        (GuideItem("1", "", ("fremmer",), ()),),
        tuple(map(str, range(len(states)))),
        {("1", str(at)): state for at, state in enumerate(states)},
        covered().basis,
        "1",
    )

    def looks(counts):
        return [chart._amount(n) for n in counts]

    true = [chart.count("1", kind) for kind in kinds]
    same = [
        other
        for other in product(range(len(states) + 1), repeat=len(kinds))
        if sum(other) == len(states) and looks(other) == looks(true)
    ]
    told = any(n == 1 and all(other[at] == 1 for other in same) for at, n in enumerate(true))
    assert bool(chart.plot()) != told


# --- files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_keeps_words_as_text_and_nothing_else(tmp_path, kind):
    """Text can be searched and read aloud; a date, a program or a person's name would be a trace."""
    chart = charts_of("middle")[kind]
    path = tmp_path / "a.svg"
    save_figure(chart.plot()[0], path, alt_text="Én & to <tre>")
    root = ElementTree.parse(path).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    words = [element.text for element in root.iter(f"{svg}text")]
    assert words
    assert set(words) <= set(texts(chart.plot()[0]))
    assert root.find(f"{svg}title").text == "Én & to <tre>"
    assert root.get("role") == "img"
    assert not list(root.iter(f"{svg}metadata"))
    assert b"atplotlib" not in path.read_bytes()


PROCESS = (
    "import sys; sys.path[:0] = ['tests', 'tests/unit/matrices']; sys.modules['matplotlib.pyplot'] = None;"
    "from pathlib import Path; from test_plots import charts_of; from qualcode.matrices import save_figure;"
    "[save_figure(figure, Path(sys.argv[1]) / f'{name}{n}{end}') for name, chart in charts_of('small').items()"
    " for n, figure in enumerate(chart.plot(audience='team')) for end in ('.svg', '.png')[: 1 + (name == 'ring')]]"
)


def test_two_processes_give_the_same_bytes(tmp_path):
    """Hashes of texts differ between processes; nothing of a figure may depend on them, nor on pyplot."""
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        subprocess.run(
            [sys.executable, "-c", PROCESS, str(tmp_path / seed)], check=True, env={"PYTHONHASHSEED": seed}
        )
    one, two = (sorted((tmp_path / seed).iterdir()) for seed in ("1", "2"))
    assert len(one) == len(two) >= 7
    for first, second in zip(one, two, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_a_heat_table_for_print_is_clean():
    book, talk, settings = made("middle")
    matrix = theme_matrix(talk.coded, talk.segments, book, rows="p", columns="b", **settings)
    figure = plot_matrix(matrix, sites="kommuner", titled=False)
    assert_clean(figure)
    assert "undersøgelsens kommuner" in " ".join(texts(figure))


def test_series_beyond_the_marks_are_told_apart():
    from qualcode.matrices.figure_style import mark_of

    looks = [mark_of(at) for at in range(12)]
    assert all(one != two for one, two in combinations(looks, 2))
