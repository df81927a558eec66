"""What prints, what waits for whom, what is refused; and that nothing says whose words they are."""

import re
from dataclasses import replace

import pytest

from qualcode.disclosure import (
    Gate,
    NumberTable,
    Participant,
    Release,
    Rules,
    ScanLists,
    Sum,
    file_seal,
    protect,
    require,
    seal_of,
    table_seal,
)
from qualcode.disclosure.verdicts import ITEM_KINDS
from qualcode.errors import PrivacyError
from qualcode.model import Clearance, FactReply

from .released_made import quote, statement
from .tables_made import cell, crosstab

LISTS = ScanLists(places=["Tranborg"], ids=["k1", "interview-a"])
PEOPLE = [Participant(f"p{n}", f"k{n % 4}", frozenset({("area", "boern")})) for n in range(1, 9)]
PEOPLE.append(Participant("p9", "k1", frozenset({("area", "ung")})))
TEXT = "Vi ringer bare."


def tick(target, words=TEXT, decision="print", reason="", at="2022-03-01"):
    return Clearance("c", target, seal_of(words), decision, "anna", reason, at)


def reply(item, answer="approved", text="", document="a", at="2022-02-01"):
    return FactReply("r", item, document, answer, text, "R2", at)


def check(statements=(), quotes=(), *, rules=None, **more):
    release = Release(statements, quotes, people=more.pop("people", PEOPLE), **more)
    return Gate(rules or Rules(), LISTS).check(release)


def only(report):
    """Return verdict and reasons of the one thing that was judged."""
    (entry,) = report.entries
    return entry.verdict, [reason.code for reason in entry.reasons]


# -- sentences ---------------------------------------------------------------------------------------------------------


def test_a_sentence_of_several_sites_is_scanned_and_prints():
    report = check([statement(1)])
    assert only(report) == ("print", [])
    assert report.prints("f_1")
    assert not report.prints("f_2")  # what the gate has not seen does not print
    require(report)


@pytest.mark.parametrize(
    "one",
    [statement(1, TEXT, sites="k1"), statement(1, TEXT, single_site=True), statement(1, TEXT, documents="a")],
    ids=["one site", "a word for one site", "a word that draws on one interview"],
)
@pytest.mark.parametrize(
    ("replies", "ticks", "expected"),
    [
        ([], [], ("held", ["no reply", "no tick"])),
        ([reply("f_1")], [], ("held", ["no tick"])),
        ([], [tick("f_1")], ("held", ["no reply"])),
        ([reply("f_1")], [tick("f_1")], ("print", [])),
        ([reply("f_1", text=TEXT)], [tick("f_1")], ("print", [])),
        ([reply("f_1", text="Vi ringer  bare. ")], [tick("f_1")], ("print", [])),  # blanks are no other words
        ([reply("f_1", text="Vi skriver bare.")], [tick("f_1")], ("held", ["other words"])),
        ([reply("f_1", "changed", TEXT)], [tick("f_1")], ("print", [])),
        ([reply("f_1", "changed", "Vi skriver.")], [tick("f_1")], ("held", ["other words"])),
        ([reply("f_1", "withdrawn")], [tick("f_1")], ("held", ["withdrawn"])),
        ([reply("f_1"), reply("f_1", "withdrawn", at="2022-02-09")], [tick("f_1")], ("held", ["withdrawn"])),
        ([reply("f_1", "withdrawn"), reply("f_1", at="2022-02-09")], [tick("f_1")], ("print", [])),
        ([reply("f_1")], [tick("f_1", "Vi ringede bare.")], ("held", ["old tick"])),
        ([reply("f_1")], [tick("f_1", decision="hold")], ("held", ["held by a person"])),
        ([reply("f_1")], [tick("f_1", decision="hold"), tick("f_1", at="2022-03-02")], ("print", [])),
        ([reply("f_2")], [tick("f_2")], ("held", ["no reply", "no tick"])),
    ],
)
def test_a_sentence_of_one_interview_takes_a_reply_and_a_tick(one, replies, ticks, expected):
    """A finding of one municipality is a finding, too; but it prints only when three have looked at it."""
    assert only(check([one], replies=replies, clearances=ticks)) == expected


def test_every_interview_that_a_word_draws_on_alone_must_agree():
    one = statement(1, TEXT, sites="k1 k2 k3", documents="a b")
    ticks = [tick("f_1")]
    assert only(check([one], replies=[reply("f_1")], clearances=ticks)) == ("held", ["no reply"])
    both = [reply("f_1"), reply("f_1", document="b")]
    assert only(check([one], replies=both, clearances=ticks)) == ("print", [])
    against = [reply("f_1"), reply("f_1", "withdrawn", document="b")]
    assert only(check([one], replies=against, clearances=ticks)) == ("held", ["withdrawn"])


def test_what_somebody_took_back_does_not_print_because_others_said_it_since():
    assert only(check([statement(1, TEXT)], replies=[reply("f_1", "withdrawn")])) == ("held", ["withdrawn"])


def test_what_a_person_holds_back_stays_back_also_in_other_words():
    one = statement(1)
    assert only(check([one], clearances=[tick("f_1", one.text, "hold")])) == ("held", ["held by a person"])
    assert only(check([one], clearances=[tick("f_1", "Andre ord.", "hold")])) == ("held", ["old tick"])
    assert only(check([one], clearances=[tick("f_1", "Andre ord.")])) == ("print", [])  # it needed no tick


def test_a_detail_in_a_sentence_of_many_waits_for_a_tick():
    text = "Flere kommuner har haft sager om syriske familier."
    assert only(check([statement(1, text)])) == ("held", ["no tick"])
    report = check([statement(1, text)], clearances=[tick("f_1", text)])
    assert only(report) == ("print", [])
    assert [one.kind for one in report.entries[0].looked_at] == ["people"]


@pytest.mark.parametrize(
    "text",
    [
        "Flere ringer til Tranborg.",
        "Flere ringer til 22 31 40 55.",
        "Flere ringer til k1.",
        "Skriv til a@b.dk",
    ],
)
def test_what_points_to_somebody_is_refused_whatever_has_been_ticked(text):
    report = check([statement(1, text)], replies=[reply("f_1")], clearances=[tick("f_1", text)])
    assert only(report) == ("refused", ["left over"])
    with pytest.raises(PrivacyError) as caught:
        require(report)
    assert (caught.value.code, caught.value.exit_status) == ("QC-DC01", 3)
    message = str(caught.value)
    assert "statement f_1" in message
    assert "Remove it" in message
    assert not re.search(r"Tranborg|22 31|\bk1\b|a@b", message)


def test_headings_and_captions_are_scanned_and_never_wait():
    report = check(texts={"title": "Rapport 2022 om Tranborg", "caption": "Barrierer i 2022"})
    assert [(one.id, one.verdict) for one in report.entries] == [("title", "refused"), ("caption", "print")]


# -- overrides ---------------------------------------------------------------------------------------------------------


def test_an_override_needs_a_reason_and_is_told():
    text = "Flere ringer til 70 27 76 66."
    one = statement(1, text)
    without = check([one], clearances=[tick("f_1", text, "override", "  ")])
    assert only(without) == ("refused", ["left over", "no reason"])
    report = check([one], clearances=[tick("f_1", text, "override", "Det er en offentlig hjælpelinje.")])
    assert only(report) == ("print", [])
    (entry,) = report.overrides
    assert [reason.code for reason in entry.set_aside] == ["left over"]
    frame = report.to_frame()
    assert frame.loc[0, ["by", "why"]].tolist() == ["anna", "Det er en offentlig hjælpelinje."]
    assert any("f_1" in line and "anna" in line for line in report.lines("da"))
    require(report)


def test_an_override_holds_only_for_the_words_it_was_given_for():
    text = "Flere ringer til 70 27 76 66."
    stale = tick("f_1", "Flere ringer til 70 27 76 67.", "override", "hjælpelinje")
    assert only(check([statement(1, text)], clearances=[stale])) == ("refused", ["left over", "old tick"])


@pytest.mark.parametrize("replies", [[], [reply("f_1", "withdrawn")], [reply("f_1", text="Andre ord.")]])
def test_no_override_stands_in_for_the_fact_check(replies):
    one = statement(1, TEXT, sites="k1")
    report = check([one], replies=replies, clearances=[tick("f_1", TEXT, "override", "vi vil gerne")])
    assert only(report)[0] == "held"


def test_a_tick_that_was_an_override_of_nothing_is_a_tick():
    report = check(
        [statement(1)], clearances=[tick("f_1", statement(1).text, "override", "for en sikkerheds skyld")]
    )
    assert only(report) == ("print", [])
    assert report.overrides == ()


# -- quotes ------------------------------------------------------------------------------------------------------------


def ticked(*quotes, **more):
    return [tick(one.id, one.text, **more) for one in quotes]


@pytest.mark.parametrize(
    ("status", "ticks", "expected"),
    [
        ("approved", True, ("print", [])),
        ("changed", True, ("print", [])),
        ("waiting", True, ("held", ["no reply"])),
        ("withdrawn", True, ("held", ["withdrawn"])),
        ("approved", False, ("held", ["no tick"])),
    ],
)
def test_a_quote_takes_the_fact_check_and_a_tick(status, ticks, expected):
    one = quote(1, status=status)
    assert only(check(quotes=[one], clearances=ticked(one) if ticks else ())) == expected


@pytest.mark.parametrize(
    ("one", "ticks", "waits"),
    [
        (quote(1, TEXT, status="waiting"), [], True),
        (quote(1, TEXT), [], True),
        (quote(1, TEXT), [tick(quote(1).id, decision="hold")], False),
        (quote(1, TEXT, status="withdrawn"), [], False),
        (quote(9, TEXT, area="ung"), [tick(quote(9).id)], False),
        (quote(1, TEXT), [tick(quote(1).id)], False),
    ],
)
def test_what_a_rule_or_a_person_said_no_to_does_not_wait(one, ticks, waits):
    (entry,) = check(quotes=[one], clearances=ticks).entries
    assert entry.waits is waits


def test_a_reply_that_came_after_the_status_counts():
    """The gate is the last to look: where the quote says approved and the reply says withdrawn, it does not print."""
    one = quote(1)
    for given, reason in (
        (reply(one.id, "withdrawn"), "withdrawn"),
        (reply(one.id, text="Andre ord."), "other words"),
    ):
        assert only(check(quotes=[one], clearances=ticked(one), replies=[given])) == ("held", [reason])
    elsewhere = reply(one.id, "withdrawn", document="b")
    assert only(check(quotes=[one], clearances=ticked(one), replies=[elsewhere])) == ("print", [])


@pytest.mark.parametrize(
    ("one", "reasons"),
    [
        (quote(1, area="ung"), ["combination"]),  # one person in the youth area
        (quote(1, area="ung", beside=frozenset()), []),
        (quote(1, beside=frozenset({("area", "boern"), ("role", "leder")})), ["combination"]),
        (quote(1), []),
    ],
)
def test_what_stands_beside_a_quote_must_fit_enough_persons(one, reasons):
    assert only(check(quotes=[one], clearances=ticked(one)))[1] == reasons


def test_without_the_people_nobody_can_say_whom_it_fits():
    one = quote(1)
    assert only(check(quotes=[one], clearances=ticked(one), people=())) == ("held", ["combination"])


def test_six_quotes_by_one_person_are_too_many():
    six = [
        quote(n, f"Vi ringer {how}.")
        for n, how in enumerate(("bare", "tit", "først", "aldrig", "igen", "nu"))
    ]
    report = check(quotes=six, clearances=ticked(*six))
    assert [e.verdict for e in report.entries] == ["print", *["held"] * 5]
    assert report.waiting() == {"share": 5}
    excepted = check(
        quotes=six, clearances=[*ticked(*six[:5]), *ticked(six[5], decision="override", reason="aftalt")]
    )
    assert [e.verdict for e in excepted.entries] == ["print", *["held"] * 4, "print"]


def test_the_same_numbered_pseudonym_prints_once():
    texts = ["Så kom [person 3].", "[person 3] ringede.", "Så kom [person]."]
    quotes = [quote(n, text, speaker=f"p{n}", document=f"d{n}") for n, text in enumerate(texts, start=1)]
    report = check(quotes=quotes, clearances=ticked(*quotes))
    assert [[r.code for r in e.reasons] for e in report.entries] == [[], ["linked"], []]
    assert quotes[0].id in report.entries[1].reasons[0].message("en")


def test_a_quote_that_does_not_print_links_and_counts_for_nothing():
    first = quote(1, "Så kom [person 3].", status="waiting")
    second = quote(2, "[person 3] ringede.")
    report = check(quotes=[first, second], clearances=ticked(first, second))
    assert [e.verdict for e in report.entries] == ["held", "print"]


def test_quotes_that_share_a_detail_are_named_for_the_person_who_ticks():
    texts = ["Hun har fem søstre.", "Der var fem søstre i hjemmet."]
    quotes = [quote(n, text, speaker=f"p{n}") for n, text in enumerate(texts, start=1)]
    report = check(quotes=quotes, clearances=ticked(*quotes))
    assert [link.quotes for link in report.links] == [tuple(one.id for one in quotes)]
    assert "sjælden detalje" in "\n".join(report.lines("da"))


def test_what_linked_quotes_print_of_one_person_counts_together():
    """Children's adviser beside one, youth adviser beside the other: together they fit one person only."""
    people = [
        Participant(f"q{n}", f"k{n}", frozenset({("area", area)}))
        for n in range(1, 5)
        for area in ("boern", "ung")
    ]
    people = [replace(one, speaker_id=one.speaker_id + dict(one.attributes)["area"]) for one in people]
    people.append(Participant("p1", "k1", frozenset({("area", "boern"), ("area", "ung")})))
    many = [quote(n, f"{TEXT} nummer {n}", speaker=f"q{n}", document=f"d{n}") for n in range(20, 34)]
    pair = [quote(1, "Hun har fem søstre."), quote(2, "Der var fem søstre.", area="ung")]
    quotes = [*pair, *many]
    report = check(quotes=quotes, clearances=ticked(*quotes), people=people)
    assert [[r.code for r in e.reasons] for e in report.entries[:2]] == [[], ["combination"]]


def test_an_order_that_tells_is_told():
    quotes = [quote(n, f"{TEXT} {n}", document="abcd"[n // 2], speaker=f"p{n}") for n in range(8)]
    told = check(quotes=quotes, clearances=ticked(*quotes))
    assert told.order == "together"
    assert any("bland" in line for line in told.lines("da"))
    mixed = [quotes[n] for n in (0, 2, 4, 6, 1, 3, 5, 7)]
    assert check(quotes=mixed, clearances=ticked(*mixed)).order == ""


# -- tables ------------------------------------------------------------------------------------------------------------

SMALL = "p: 2 9 8\nq: 7 9 8"


def test_tables_are_protected_by_the_gate_and_print():
    other = NumberTable("second", "speakers", (cell("x", "y", 9), cell("x", "z", 9)))
    report = check(tables=[crosstab("first", SMALL), protect(other)])
    assert [e.verdict for e in report.entries] == ["print", "print"]
    assert [one.name for one in report.tables] == ["first", "second"]
    assert report.tables[0].values["p", "a"] is None


def test_a_table_that_gives_away_another_is_refused():
    sum_ = Sum(frozenset({"p"}), (frozenset({"p", "boern"}), frozenset({"p", "voksen"})))
    out = protect(NumberTable("out", "speakers", (cell("p", "alle", 11), cell("p", "voksen", 9))))
    new = NumberTable(
        "new", "speakers", (cell("p", "boern", 2), cell("p", "voksen", 9), cell("p", "alle", 11)), (sum_,)
    )
    report = check(tables=[out, new])
    assert {e.id: [r.code for r in e.reasons] for e in report.entries} == {"out": [], "new": ["exposed"]}
    with pytest.raises(PrivacyError, match="table new"):
        require(report)
    seal = table_seal(report.tables[1])
    excepted = Clearance("c", "new", seal, "override", "anna", "tallet står i kommunens egen rapport")
    assert check(tables=[out, new], clearances=[excepted]).refused == ()


def test_a_table_made_by_looser_rules_does_not_pass():
    loose = protect(crosstab("t", "p: 3 9\nq: 9 9"), rules=Rules(min_persons=2, reason="test"))
    assert [e.verdict for e in check(tables=[loose]).entries] == ["refused"]


def test_a_site_is_never_a_row_of_a_table():
    assert only(check(tables=[crosstab("t", "k1: 9 9\nk2: 9 9")])) == ("refused", ["left over"])


# -- files -------------------------------------------------------------------------------------------------------------


def test_files_are_looked_into(tmp_path):
    files = {
        "good.csv": "Partner;Omfang\nPoliti;flere\n",
        "id.csv": "Partner;kilde\nPoliti;interview-a\n",
        "place.csv": "Partner;sted\nPoliti;Tranborg\n",
        "other.zip": "x",
        "broken.docx": "x",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = check(files=[tmp_path / name for name in files] + [tmp_path / "missing.csv"])
    assert {e.id: [r.code for r in e.reasons] for e in report.entries} == {
        "good.csv": [], "id.csv": ["traces"], "place.csv": ["traces"], "other.zip": ["unreadable"],
        "broken.docx": ["unreadable"], "missing.csv": ["unreadable"],
    }  # fmt: skip
    with pytest.raises(PrivacyError) as caught:
        require(report)
    assert "Tranborg" not in str(caught.value)


def test_a_file_can_be_excepted_as_it_is(tmp_path):
    path = tmp_path / "id.csv"
    path.write_text("interview-a", encoding="utf-8")
    tick_ = Clearance("c", "id.csv", file_seal(path.read_bytes()), "override", "anna", "navnet er offentligt")
    assert only(check(files=[path], clearances=[tick_])) == ("print", [])
    path.write_text("interview-a og mere", encoding="utf-8")
    assert only(check(files=[path], clearances=[tick_])) == ("refused", ["traces", "old tick"])


# -- what the report says ----------------------------------------------------------------------------------------------


@pytest.fixture
def whole(tmp_path):
    path = tmp_path / "id.csv"
    path.write_text("interview-a", encoding="utf-8")
    quotes = [
        quote(1, "Hun har fem søstre i [person 3]."),
        quote(2, "Ring til [person 3].", status="waiting"),
    ]
    statements = [
        statement(1),
        statement(2, "En enkelt kommune ringer.", single_site=True),
        statement(3, "Fra Tranborg."),
    ]
    return check(
        statements, quotes, clearances=ticked(quotes[0]), tables=[crosstab("t", SMALL)], files=[path],
        texts={"title": "Rapport"},
    )  # fmt: skip


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_report_says_what_waits_for_whom_without_anybodys_words(whole, language):
    lines = whole.lines(language)
    told = "\n".join(
        [*lines, whole.to_frame(language).to_csv(), repr(whole), repr(whole.entries), repr(whole.tables)]
    )
    assert not re.search(r"søstre|Tranborg|ringer|interview-a|\[person", told)
    counts = {
        "da": "Udsagn: 1 trykkes, 1 holdes tilbage, 1 er afvist.",
        "en": "Statements: 1 print, 1 are held back, 1 are refused.",
    }
    assert lines[0] == counts[language]
    assert sum(len(whole.with_verdict(v)) for v in ("print", "held", "refused")) == len(whole)
    assert {entry.kind for entry in whole.entries} == set(ITEM_KINDS)


def test_the_report_says_how_many_wait(whole):
    assert whole.waiting() == {"no reply": 2, "no tick": 2}
    assert any(line.strip().startswith("venter på faktuel høring: 2") for line in whole.lines("da"))


def test_everything_refused_is_named_with_what_to_do(whole):
    with pytest.raises(PrivacyError) as caught:
        require(whole)
    assert [problem.where for problem in caught.value.problems] == ["statement f_3", "file id.csv"]
    assert all(problem.do for problem in caught.value.problems)


def test_looser_rules_are_told():
    report = check([statement(1)], rules=Rules(k_persons=2, reason="aftalt"))
    assert any("k_persons" in line and "aftalt" in line for line in report.lines("en"))


def test_a_long_list_of_what_is_refused_is_cut():
    many = [statement(n, "Fra Tranborg.") for n in range(40)]
    with pytest.raises(PrivacyError) as caught:
        require(check(many))
    assert len(caught.value.problems) == 21
    assert "40 things" in str(caught.value)


def test_the_same_release_is_judged_the_same_way(whole, tmp_path):
    again = check(
        [statement(1), statement(2, "En enkelt kommune ringer.", single_site=True)],
        tables=[crosstab("t", SMALL)],
    )
    assert again.to_frame().equals(
        check(
            [statement(1), statement(2, "En enkelt kommune ringer.", single_site=True)],
            tables=[crosstab("t", SMALL)],
        ).to_frame()
    )
