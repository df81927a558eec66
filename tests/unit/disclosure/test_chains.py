"""What is printed of a person, and quotes that belong together although nothing says so."""

import pytest

from qualcode.disclosure import (
    Participant,
    Rules,
    beyond_share,
    chained,
    combination,
    follows_interviews,
    links,
    most_of_one,
    neutral_order,
    participants,
    scan,
)
from qualcode.model import Interview, Speaker

from .released_made import quote


def people(*lines):
    """Return persons from lines such as ``"p1 k1 boern leder"``: area, and a role where there is one."""
    made = []
    for line in lines:
        speaker, site, area, *role = line.split()
        attributes = {("area", area), *(("role", one) for one in role)}
        made.append(Participant(speaker, site, frozenset(attributes)))
    return made


SIX = people(
    "p1 k1 boern", "p2 k2 boern", "p3 k3 boern leder", "p4 k1 voksen", "p5 k2 voksen", "p6 k2 voksen",
)  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "persons", "sites", "is_wide"),
    [
        ({("area", "boern")}, 3, 3, True),
        ({("area", "voksen")}, 3, 2, False),  # three persons, but of two sites
        ({("area", "boern"), ("role", "leder")}, 1, 1, False),
        (set(), 6, 3, True),
        ({("area", "ung")}, 0, 0, False),  # what nobody is known to be fits nobody
    ],
)
def test_what_is_printed_must_fit_three_persons_at_three_sites(attributes, persons, sites, is_wide):
    found = combination(frozenset(attributes), SIX)
    assert (found.persons, found.sites, found.is_wide) == (persons, sites, is_wide)
    assert str(persons) not in repr(found).replace("area", "").replace("role", "") or not persons


def test_a_stricter_rule_asks_for_more():
    assert not combination(frozenset({("area", "boern")}), SIX, Rules(k_persons=5)).is_wide


def test_what_is_printed_in_several_places_counts_together():
    """In one place a children's adviser, in another a leader: who links them knows both."""
    known = chained([frozenset({("area", "boern")}), frozenset({("role", "leder")})])
    assert not combination(known, SIX).is_wide


def test_informants_are_taken_from_the_study_with_all_their_areas():
    speakers = [
        Speaker("a", "R1", "p1", "informant", "boern"),
        Speaker("a", "R2", "p1", "informant", "voksen"),
        Speaker("a", "I", "i1", "interviewer"),
        Speaker("a", "X", "", "informant", "boern"),
    ]
    assert participants(speakers, [Interview("a", "k1", mode="online")]) == (
        Participant("p1", "k1", frozenset({("area", "boern"), ("area", "voksen"), ("mode", "online")})),
    )


# -- shares ------------------------------------------------------------------------------------------------------------


def test_nobody_speaks_in_more_than_a_seventh_of_the_quotes():
    many = [quote(n, speaker="p1") for n in range(6)] + [quote(n, speaker=f"q{n}") for n in range(6, 20)]
    held = beyond_share(many)
    assert held == [many[n].id for n in (2, 3, 4, 5)]  # of sixteen that are left, two may be one person's
    assert most_of_one(16) == 2


def test_one_quote_always_may_be_one_persons():
    assert beyond_share([quote(1, speaker="p1")]) == []
    assert len(beyond_share([quote(n, speaker="p1") for n in range(6)])) == 5


def test_where_nobody_is_named_an_interview_counts_as_one_person():
    assert len(beyond_share([quote(n, document="a", speaker="") for n in range(3)])) == 2
    assert beyond_share([quote(n, document=f"d{n}", speaker="") for n in range(3)]) == []


# -- links -------------------------------------------------------------------------------------------------------------


def test_the_same_numbered_pseudonym_links_quotes_of_anybody():
    first, second = (
        quote(1, "Så kom [person 3] forbi.", document="a"),
        quote(2, "[Person 3] ringede.", document="b"),
    )
    other = quote(3, "Så kom [person 4], og [skole] ringede, og [skole] igen.")
    assert [(one.kind, one.quotes) for one in links([first, second, other])] == [
        ("pseudonym", (first.id, second.id))
    ]


def test_six_of_the_same_words_in_a_row_link_quotes():
    first = quote(1, "Vi ringer altid til den samme betjent om fredagen.")
    second = quote(2, "Altså, vi ringer altid til den samme betjent.")
    third = quote(3, "Vi ringer altid til den nye betjent.")
    assert [(one.kind, one.quotes) for one in links([first, second, third])] == [
        ("words", (first.id, second.id))
    ]


def test_a_rare_detail_links_quotes_of_one_interview():
    texts = ["Hun har fem søstre og en bror.", "Der var fem søstre i hjemmet.", "Fem søstre, altså!"]
    quotes = [quote(n, text, document=d) for n, (text, d) in enumerate(zip(texts, "aab", strict=True))]
    clues = {one.id: scan(one.text) for one in quotes}
    assert [(one.kind, one.quotes) for one in links(quotes, clues)] == [
        ("detail", (quotes[0].id, quotes[1].id))
    ]
    assert links(quotes) == ()


# -- order -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        (["aabbccdd"], "together"),
        (["abacbdcd"], ""),
        (["aab"], ""),  # by chance in two of three cases
        (["aabb", "bbcc", "ccaa"], "together"),  # one in three each, one in 27 for all
        (["aabb", "abab", "ccaa"], ""),
        (["abc", "abc", "abc"], "same order"),
        (["abc", "cba", "abc"], ""),
        (["abcd", "bd", "acd", "ab"], "same order"),
        (["abcdef"], ""),  # one of each: nothing to see
        ([], ""),
    ],
)
def test_an_order_that_tells_is_found_where_chance_would_hardly_make_it(sections, told):
    assert follows_interviews([list(section) for section in sections]) == told


def test_the_neutral_order_is_the_same_each_time_and_does_not_follow_the_interviews():
    quotes = [quote(n, document=f"d{n // 4}") for n in range(24)]
    mixed = neutral_order(quotes)
    assert mixed == neutral_order(reversed(quotes))
    assert {one.id for one in mixed} == {one.id for one in quotes}
    assert follows_interviews([[one.quote.document for one in mixed]]) == ""
