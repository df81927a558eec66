"""Page messages with made-up interviews, as a desk would send them."""

import random
from functools import cache
from pathlib import Path

from qualcode.interchange.codebook_yaml import read_codebook

CODES = [
    ("partner", "Partnere", False),
    ("partner.intern", "Interne partnere", False),
    ("partner.intern.ssp", "SSP", True),
    ("partner.intern.ledelse", "Ledelse", True),
    ("partner.ekstern", "Eksterne partnere", False),
    ("partner.ekstern.politi", "Politiet", True),
    ("partner.ekstern.skole", "Skolen", True),
    ("fremmer", "Fremmer", False),
    ("fremmer.tillid", "Tillid", True),
    ("fremmer.moeder", "Faste møder", True),
    ("barriere", "Barrierer", False),
    ("barriere.travlhed", "Travlhed", True),
    ("barriere.aaben", "Åben dør mangler", True),
    ("barriere.rolle", "Uafklarede roller, også René-sager", True),
]
POLITI, SKOLE, SSP = "partner.ekstern.politi", "partner.ekstern.skole", "partner.intern.ssp"
TILLID, MOEDER, TRAVLHED = "fremmer.tillid", "fremmer.moeder", "barriere.travlhed"

TALK = [
    ("I", "Hvordan foregår samarbejdet med skolen til daglig?"),
    (
        "Lene",
        "Vi ringer altid til skolen først, for lærerne kender børnene 😊 og så venter vi på svar. "
        "Det er Åse på Østerby skole, der tager telefonen.",
    ),
    ("I", "Og politiet?"),
    ("Lene", "Politiet ser vi til de faste møder hver anden tirsdag. De er gode til at svare."),
    ("Karen", "Men der er travlt. I foråret gik der tre uger, før nogen havde tid til at mødes."),
    ("Lene", "Ja, det passer."),
]


def code_entries(codes=CODES):
    """Return entries of a page's code tree."""
    return [
        {
            "id": id_,
            "name": name,
            "parent": id_.rpartition(".")[0],
            "codable": codable,
            "color": "",
            "definition": f"Alt om {name.lower()}.",
            "use_when": "Det nævnes i samtalen.",
            "not_when": "Det kun er spørgsmålet, der nævner det.",
            "examples": ["Vi ringer til dem."],
        }
        for id_, name, codable in codes
    ]


@cache
def study_codes():
    """Return the entries of the code tree in this folder: 76 codes with long definitions."""
    book = read_codebook(Path(__file__).parents[2] / "codebook.yaml")
    return [
        {
            "id": code.id,
            "name": code.name,
            "parent": code.parent,
            "codable": code.codable,
            "color": code.color,
            "definition": code.definition,
            "use_when": code.use_when,
            "not_when": code.not_when,
            "examples": list(code.examples),
        }
        for code in book.codes
    ]


def turn_entries(talk, *, interviewer="I"):
    """Return turns with their places in the text: code points, one line feed between turns."""
    turns, start = [], 0
    for number, (speaker, text) in enumerate(talk, 1):
        turns.append(
            {
                "number": number,
                "speaker": speaker,
                "role": "interviewer" if speaker == interviewer else "informant",
                "area": "" if speaker == interviewer else "børneområdet",
                "time": f"0:{number:02}:07",
                "start": start,
                "end": start + len(text),
                "text": text,
            }
        )
        start += len(text) + 1
    return turns


def text_of(page):
    """Return the text that positions of a page count in."""
    return "\n".join(turn["text"] for turn in page["turns"])


def span_of(page, words):
    """Return where words stand in a page's text, as the desk counts."""
    start = text_of(page).index(words)
    return {"start": start, "end": start + len(words)}


def coding(page, id_, words, code, *, coder="anna", stance="experience", memo="", round_=1):
    """Return the entry of a coding on these words."""
    own = coder == page["coder"]
    return {
        "id": id_,
        **span_of(page, words),
        "code": code,
        "coder": coder,
        "own": own,
        "stance": stance,
        "memo": memo,
        "round": round_,
    }


def suggestion(page, id_, words, code, score, *, rank=1, suggested=True, evidence="", answer=""):
    """Return the entry of a suggestion on these words."""
    return {
        "id": id_,
        "document": page["document"],
        "segment": 1,
        **span_of(page, words),
        "code": code,
        "score": score,
        "rank": rank,
        "suggested": suggested,
        "evidence": evidence,
        "answer": answer,
    }


def coding_page(talk=TALK, *, codes=None, **fields):
    """Return the message of a coding page: nothing coded yet."""
    return {
        "kind": "page",
        "page": "coding",
        "rev": 1,
        "document": "interview-1",
        "documents": ["interview-1", "interview-2"],
        "version": "5f5f5f5f5f5f",
        "coder": "anna",
        "round": 1,
        "blind": True,
        "finished": False,
        "writable": True,
        "why": "",
        "codebook": "1.0",
        "codes": codes or code_entries(),
        "counts": {},
        "recent": [],
        "turns": turn_entries(talk),
        "segments": [],
        "codings": [],
        "memos": [],
        "suggesting": "off",
        "suggestions": [],
        "at": None,
        "turning": {"undo": "", "redo": ""},
        **fields,
    }


SYLLABLES = ["ba", "de", "lø", "må", "re", "sko", "ti", "vå", "næ", "hus", "mel", "ord", "tak", "gen", "lig"]


def long_page(*, words=12_000, codings=1_000, turn_words=60, seed=1):
    """Return a page of many turns and codings of all lengths, spread evenly; the same for the same seed."""
    chance = random.Random(seed)
    talk = []
    for number in range(words // turn_words):
        made = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(turn_words)]
        talk.append(("I" if number % 4 == 0 else "Lene", " ".join(made).capitalize() + "."))
    page = coding_page(talk, codes=study_codes())
    leaves = [code["id"] for code in page["codes"] if code["codable"]]
    answers = [turn for turn in page["turns"] if turn["role"] == "informant"]
    for number in range(codings):
        turn = answers[number * len(answers) // codings]
        start, end = turn["start"], turn["end"]
        if number % 3:
            start = chance.randint(turn["start"], turn["end"] - 40)
            end = chance.randint(start + 10, turn["end"])
        page["codings"].append(
            {
                "id": f"c{number}",
                "start": start,
                "end": end,
                "code": chance.choice(leaves),
                "coder": "anna" if number % 5 else "bo",
                "own": bool(number % 5),
                "stance": "experience",
                "memo": "",
                "round": 1,
            }
        )
    return page
