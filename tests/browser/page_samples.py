"""Messages of the pages overview, reading, review and adjudication, with made-up interviews, as a desk would send them."""

from browser.samples import study_codes, turn_entries

SKOLE, POLITI, SSP = "partner.ekstern.uddannelse.skole", "partner.ekstern.politi", "partner.intern.ssp"
KRISECENTER, KONTAKT = "partner.ekstern.krisecenter", "fremmer.fast-kontaktperson"
MOEDER, TRAVLHED, TAVSHED = "fremmer.faste-moeder", "barriere.travlhed", "barriere.tavshedspligt"
TILBAGEMELDING, SPARRING = "barriere.manglende-tilbagemelding", "inddragelse.sparring"
TILLID = "fremmer.tillid"

TALK = [
    ("I", "Hvordan foregår samarbejdet med skolen til daglig?"),
    (
        "p1",
        "Vi ringer altid til skolen først, for lærerne kender børnene 😊 og så venter vi på svar. "
        "Nogle gange hører vi bare aldrig noget, og det er svært, når man sidder med en familie, der venter.",
    ),
    ("I", "Og politiet?"),
    (
        "p2",
        "Politiet ser vi til de faste møder hver anden tirsdag. De er gode til at svare, og der er én bestemt, vi kan "
        "ringe til. Det gør en verden til forskel.",
    ),
    (
        "p3",
        "Men der er travlt. I foråret gik der tre uger, før nogen havde tid til at mødes, og så måtte vi ikke engang "
        "få at vide, hvad der var sket, på grund af tavshedspligten.",
    ),
    ("p2", "Jeg kunne godt ønske mig, at krisecentret ringede til os, inden de skriver en underretning."),
]
AREAS = {"p1": "børneområdet", "p2": "voksenområdet", "p3": "børneområdet", "I": ""}


def turns():
    """Return the turns of the interview."""
    return [{**turn, "area": AREAS[turn["speaker"]]} for turn in turn_entries(TALK)]


TURNS = turns()
TEXT = "\n".join(turn["text"] for turn in TURNS)


def on(words):
    """Return where words stand, in code points."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def on_turns(first, last=None):
    """Return from where to where turns go, by their numbers."""
    return {"start": TURNS[first - 1]["start"], "end": TURNS[(last or first) - 1]["end"]}


def coding(id_, code, place, *, coder="anna", stance="experience", memo="", own=None):
    """Return the entry of a coding."""
    return {
        "id": id_,
        **place,
        "code": code,
        "coder": coder,
        "own": coder == "anna" if own is None else own,
        "stance": stance,
        "memo": memo,
        "round": 1,
    }


# -- overview ----------------------------------------------------------------------------------------------------------


def by(coder, coded, codings, *, finished=False):
    """Return how far a coder is; None for numbers that may not be seen."""
    return {"coder": coder, "coded": coded, "codings": codings, "finished": finished}


def row(document, left=0, *, coders=(), first=None, **fields):
    """Return a row of the overview: an interview of 98 answers."""
    return {
        "document": document,
        "date": "2026-03-12",
        "mode": "online",
        "words": 11_842,
        "turns": 183,
        "informants": 98,
        "reviewed": True,
        "suggestions": 0,
        "left": left,
        "first": first,
        "by": list(coders),
        **fields,
    }


def overview(**fields):
    """Return an overview: six interviews at different points, round 1 blind."""
    rows = [
        row("interview-01", coders=[by("anna", 91, 164, finished=True), by("bo", None, None, finished=True)]),
        row("interview-02", coders=[by("anna", 84, 142, finished=True), by("bo", None, None)], mode="onsite"),
        row(
            "interview-03", 41, first=3205, coders=[by("anna", 57, 88), by("bo", None, None)], suggestions=23
        ),
        row("interview-04", 97, first=212, coders=[by("anna", 1, 1)], words=9_310, turns=142),
        row("interview-05", 98, first=58, mode="onsite", date="2026-04-02"),
        row("interview-06", 98, first=0, reviewed=False, mode="", date=""),
    ]
    return {
        "kind": "page",
        "page": "overview",
        "rev": 1,
        "title": "Kommuners samarbejde med partnere",
        "coder": "anna",
        "coders": ["anna", "bo"],
        "codebook": "1.2",
        "codes": study_codes(),
        "counts": {
            SKOLE: 64,
            POLITI: 51,
            KONTAKT: 38,
            TRAVLHED: 22,
            MOEDER: 31,
            TAVSHED: 17,
            SSP: 9,
            TILLID: 1,
        },
        "rounds": [
            {"number": 1, "title": "første gennemgang", "open": False, "opened_at": "", "opened_by": ""}
        ],
        "rows": rows,
        "totals": {},
        "step": "Kod interview-03 færdig. Der er 41 svar tilbage.",
        **fields,
    }


# -- reading -----------------------------------------------------------------------------------------------------------


def passage(id_, code, words, turn, *, coder="anna", stance="experience", memo="", document="interview-01"):
    """Return a passage of the reading page, on words of a turn."""
    place, said = on(words), TURNS[turn - 1]
    before = TEXT[said["start"] : place["start"]]
    asked = TURNS[turn - 2]["text"] if turn > 1 else ""
    return {
        **coding(id_, code, place, coder=coder, stance=stance, memo=memo),
        "document": document,
        "segment": turn,
        "speaker": said["speaker"],
        "area": said["area"],
        "before": "\n".join(part for part in (asked, before) if part),
        "text": words,
        "after": TEXT[place["end"] : said["end"]],
        "words": len(words.split()),
    }


def reading(code="partner.ekstern", **fields):
    """Return a reading page: a branch with passages of three codes."""
    passages = [
        passage("c1", SKOLE, "Vi ringer altid til skolen først, for lærerne kender børnene 😊", 2),
        passage(
            "c2",
            SKOLE,
            "Nogle gange hører vi bare aldrig noget",
            2,
            memo="Hænger måske sammen med, at der ikke er en fast kontaktperson på skolen.",
        ),
        passage("c3", POLITI, TALK[3][1], 4, document="interview-02"),
        passage(
            "c4", POLITI, "så måtte vi ikke engang få at vide, hvad der var sket", 5, document="interview-02"
        ),
        passage("c5", KRISECENTER, TALK[5][1], 6, stance="wish", document="interview-04"),
    ]
    return {
        "kind": "page",
        "page": "reading",
        "rev": 1,
        "code": code,
        "coder": "anna",
        "coders": ["anna", "bo"],
        "codes": study_codes(),
        "counts": {SKOLE: 2, POLITI: 2, KRISECENTER: 1},
        "passages": passages,
        "n": {"passages": 5, "speakers": 3, "documents": 3},
        **fields,
    }


# -- review ------------------------------------------------------------------------------------------------------------


def suggestion(id_, code, score, turn, *, rank=1, suggested=True, evidence="", answer=""):
    """Return the entry of a suggestion on a whole turn."""
    return {
        "id": id_,
        "document": "interview-03",
        "segment": turn,
        **on_turns(turn),
        "code": code,
        "score": score,
        "rank": rank,
        "suggested": suggested,
        "evidence": evidence,
        "answer": answer,
    }


def item(turn, suggestions, *, own=()):
    """Return a passage of the review page: a whole turn."""
    asked = [one["text"] for one in TURNS[: turn - 1] if one["role"] == "interviewer"]
    said = TURNS[turn - 1]
    return {
        "document": "interview-03",
        "segment": turn,
        **on_turns(turn),
        "speaker": said["speaker"],
        "area": said["area"],
        "question": asked[-1],
        "text": said["text"],
        "own": list(own),
        "suggestions": suggestions,
    }


def review(**fields):
    """Return a review page: three passages with five suggestions."""
    items = [
        item(
            2,
            [
                suggestion("s1", SKOLE, 0.91, 2, evidence="skolen, lærerne; ligner interview-01, ytring 14"),
                suggestion(
                    "s2", TILBAGEMELDING, 0.47, 2, rank=2, evidence="hører aldrig noget, venter på svar"
                ),
            ],
        ),
        item(
            4,
            [
                suggestion("s3", POLITI, 0.97, 4, evidence="politiet"),
                suggestion("s4", MOEDER, 0.66, 4, rank=2, evidence="faste møder, hver anden tirsdag"),
            ],
            own=[coding("c9", KONTAKT, on_turns(4))],
        ),
        item(5, [suggestion("s5", TRAVLHED, 0.31, 5, suggested=False, evidence="travlt, havde tid")]),
    ]
    return {
        "kind": "page",
        "page": "review",
        "rev": 1,
        "coder": "anna",
        "codes": study_codes(),
        "counts": {KONTAKT: 1},
        "recent": [KONTAKT],
        "items": items,
        "left": 3,
        "turning": {"undo": "", "redo": ""},
        **fields,
    }


def answered(page, answers):
    """Return a patch of a review page in which suggestions are answered: {id: answer}."""
    items = [
        {
            **one,
            "suggestions": [{**each, "answer": answers.get(each["id"], "")} for each in one["suggestions"]],
        }
        for one in page["items"]
    ]
    turning = {"undo": "svar på forslag" if answers else "", "redo": ""}
    return {"kind": "patch", "page": "review", "rev": 2 + len(answers), "items": items, "turning": turning}


# -- adjudication ------------------------------------------------------------------------------------------------------


def place(id_, first, last, cost, differ, *, settled=None, there=(), **versions):
    """Return a place of the adjudication page; the versions are codings by coder."""
    return {
        "id": id_,
        "document": "interview-01",
        "first": first,
        "last": last,
        **on_turns(first, last),
        "cost": cost,
        "turns": TURNS[first - 1 : last],
        "versions": [{"coder": coder, "codings": list(codings)} for coder, codings in versions.items()],
        "differ": list(differ),
        "there": list(there),
        "settled": settled,
    }


def settlement(outcome="chosen", codings=(), *, memo="", outdated=False):
    """Return how a place was settled."""
    return {
        "outcome": outcome,
        "memo": memo,
        "by": "anna",
        "at": "2026-11-03T09:30:00+00:00",
        "codings": list(codings),
        "outdated": outdated,
    }


def adjudication(**fields):
    """Return an adjudication page: two places that differ, one that was settled, one on which all agree."""
    late = "Politiet ser vi til de faste møder hver anden tirsdag."
    busy = place(
        "interview-01:4-5",
        4,
        5,
        2.4,
        [KONTAKT, MOEDER, TAVSHED, TRAVLHED],
        anna=[
            coding("a1", POLITI, on_turns(4)),
            coding("a2", MOEDER, on(late)),
            coding("a3", KONTAKT, on("der er én bestemt, vi kan ringe til")),
            coding("a4", TRAVLHED, on_turns(5), memo="Mest om foråret."),
        ],
        bo=[
            coding("b1", POLITI, on_turns(4), coder="bo"),
            coding("b2", MOEDER, on("faste møder hver anden tirsdag"), coder="bo"),
            coding("b4", TRAVLHED, on_turns(5), coder="bo", stance="counterexample"),
            coding("b5", TAVSHED, on("på grund af tavshedspligten"), coder="bo"),
        ],
    )
    school = place(
        "interview-01:2-2",
        2,
        2,
        1.1,
        [TILBAGEMELDING],
        anna=[coding("a6", SKOLE, on_turns(2)), coding("a7", TILBAGEMELDING, on_turns(2))],
        bo=[coding("b6", SKOLE, on_turns(2), coder="bo")],
    )
    wish = place(
        "interview-01:6-6",
        6,
        6,
        0.7,
        [SPARRING],
        settled=settlement(
            codings=[coding("k1", KRISECENTER, on_turns(6), coder="consensus", stance="wish")],
            memo="Det er et ønske, og der bliver ikke spurgt om råd.",
        ),
        anna=[coding("a8", KRISECENTER, on_turns(6), stance="wish")],
        bo=[
            coding("b8", KRISECENTER, on_turns(6), coder="bo", stance="wish"),
            coding("b9", SPARRING, on_turns(6), coder="bo"),
        ],
    )
    agreed = {
        **place(
            "interview-02:4-4",
            4,
            4,
            0.0,
            [],
            anna=[coding("a10", POLITI, on_turns(4))],
            bo=[coding("b10", POLITI, on_turns(4), coder="bo")],
        ),
        "document": "interview-02",
    }
    return {
        "kind": "page",
        "page": "adjudication",
        "rev": 1,
        "coder": "anna",
        "coders": ["anna", "bo"],
        "into": "consensus",
        "round": 1,
        "codes": study_codes(),
        "places": [busy, school, wish, agreed],
        "agreed": 1,
        "settled": 1,
        "turning": {"undo": "", "redo": ""},
        **fields,
    }


PAGES = {"overview": overview, "reading": reading, "review": review, "adjudication": adjudication}
