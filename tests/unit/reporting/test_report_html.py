"""The web page: whole in one file, safe whatever a name holds, and readable by everybody."""

from html.parser import HTMLParser
from itertools import pairwise

import pytest

from qualcode.reporting import Report, Section, html_text, write_html
from qualcode.reporting.page_style import STYLE
from unit.reporting.rendered import CONFIG, HOSTILE, full_report, hostile_report

VOID = {"meta", "img", "br", "col"}


class Page(HTMLParser):
    """Collects what a browser would see, and checks that tags close in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.words = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="module")
def page():
    return Page(html_text(full_report()))


def test_the_language_is_said(page):
    assert page.all("html") == [{"lang": "da"}]


def test_ids_are_unique_and_every_link_leads_to_one(page):
    assert len(page.ids) == len(set(page.ids))
    targets = [attributes["href"] for attributes in page.all("a")]
    assert targets
    assert all(target[0] == "#" and target[1:] in page.ids for target in targets)


def test_every_finding_can_be_pointed_to(page):
    report = full_report()
    for statement in report.statements:
        assert statement.anchor in page.ids


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_link_skips_to_the_content(page):
    assert page.all("a")[0]["href"] == "#content"
    assert page.all("main") == [{"id": "content"}]


def test_tables_say_what_their_headers_are_for(page):
    assert page.all("th")
    assert {attributes["scope"] for attributes in page.all("th")} == {"col", "row"}
    assert len(page.all("caption")) == len(page.all("table")) == 3


def test_pictures_are_in_the_file_and_described(page):
    pictures = page.all("img")
    assert [picture["alt"] for picture in pictures] == ["Søjler for hver barriere"]
    assert all(picture["src"].startswith("data:image/png;base64,") for picture in pictures)


def test_captions_are_numbered(page):
    text = "".join(page.words)
    assert "Tabel 1. Ordene fra" in text
    assert "Tabel 2. Samarbejdspartnere og" in text
    assert "Figur 1. Barrierer" in text


def test_nothing_runs_and_nothing_is_fetched(page):
    assert {tag for tag, _ in page.tags} & {
        "script",
        "link",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
    } == set()
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert set(attributes) & {"srcset", "background", "action", "poster", "data"} == set()
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_wherever_it_stands(name):
    """A code, an area, a title or a codebook from a stranger must not become part of the page."""
    text = html_text(hostile_report(name))
    page, harmless = Page(text), Page(html_text(hostile_report("Harmløs")))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
    assert [sorted(attributes) for _, attributes in page.tags] == [sorted(a) for _, a in harmless.tags]
    assert {len(a.get("href", "#")) for a in page.all("a")} == {
        len(a.get("href", "#")) for a in harmless.all("a")
    }


def test_control_characters_do_not_reach_the_page():
    text = html_text(hostile_report(HOSTILE[5]))
    assert not [char for char in text if ord(char) < 32 and char != "\n"]
    assert "\u202e" not in text
    assert "abc" not in text  # a vertical tab is white space
    assert "ab c" in text


def test_the_same_report_gives_the_same_bytes(tmp_path):
    for name in ("a.html", "b.html"):
        write_html(full_report(), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_deep_sections_stay_headings():
    """HTML knows six levels; a report of seven must not make an h7."""
    section = Section("s_0", "bund")
    for depth in range(1, 8):
        section = Section(f"s_{depth}", f"lag {depth}", sections=(section,))
    page = Page(html_text(Report("T", "", "", "da", (), (section,))))
    assert {tag for tag, _ in page.tags if tag[0] == "h" and tag[1:].isdigit()} == {
        f"h{n}" for n in range(1, 7)
    }


def test_empty_settings_leave_no_empty_lines():
    page = Page(html_text(full_report(type(CONFIG)("Kun navn"))))
    assert page.all("p")
    assert not [a for a in page.all("p") if a.get("class") in {"subtitle", "meta", "notice"}]


def _luminance(colour):
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", ["--dark", "--text"])
@pytest.mark.parametrize("paper", ["#ffffff", "--tint"])
def test_text_has_enough_contrast(ink, paper):
    """WCAG 2.1 asks for 4.5 to 1."""

    def colour(name):
        return name if name[0] == "#" else STYLE.partition(f"{name}: ")[2][:7]

    light, dark = sorted((_luminance(colour(ink)), _luminance(colour(paper))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7
