"""Made-up studies for the store's tests: small, with letters that count differently in bytes and code points."""

import hashlib

from qualcode.model import (
    Code,
    Codebook,
    Coding,
    Decision,
    Document,
    DocumentVersion,
    OffsetMap,
    Segmentation,
    Span,
    Suggestion,
    Utterance,
    new_id,
    suggestion_id,
)
from qualcode.store import NewDocument, NewVersion, Store

SENTENCES = (
    "Vi ringer altid til skolen først, og så venter vi.",
    "Det går trægt når færre ved hvem der gør hvad 🙂 i Østerby.",
    "Nå men altså e\u0301n ting er at politiet kommer forbi.",
)


def book(version="1", *, drop=(), uncodable=()):
    """Return a codebook of four codes under one branch."""
    ids = ["partner", "partner.skole", "partner.politi", "tema", "tema.tillid"]
    codes = [
        Code(id_, id_.title(), codable="." in id_ and id_ not in uncodable) for id_ in ids if id_ not in drop
    ]
    return Codebook(version, "da", "Prøve", tuple(codes))


def text_of(name, turns=3):
    """Return what a made-up document says."""
    return [
        Utterance("IB"[n % 2], f"{name}. {SENTENCES[n % 3]} Nummer {n}.", n * 1.5, None) for n in range(turns)
    ]


def new_document(name, turns=3):
    """Return a document with its imported version."""
    source = hashlib.sha256(name.encode()).hexdigest()
    document = Document(new_id(), name, "txt", source, "utf-8", "2026-01-02T03:04:05+00:00")
    return NewDocument(document, DocumentVersion.from_utterances(name, text_of(name, turns)))


def coding(version, start=0, end=5, code="partner.skole", coder="anna", **more):
    """Return a coding on a version."""
    return Coding(new_id(), version.document, version.short_sha, Span(start, end), code, coder, **more)


def suggestion(version, start=0, end=5, code="partner.skole", *, model="ridge 1", score=0.5, **more):
    """Return what a model proposes for a stretch of a version."""
    place = (version.document, version.short_sha, Span(start, end))
    about = {"segment": 1, "rank": 1, "suggested": True, **more}
    return Suggestion(
        suggestion_id(*place, code, model),
        *place[:2],
        span=place[2],
        code=code,
        score=score,
        model=model,
        **about,
    )


def decision(about, answer="accept", code=None, coder="anna", **more):
    """Return a person's answer to a suggestion."""
    became = (about.code if answer == "accept" else "") if code is None else code
    return Decision(new_id(), about, answer, coder, became, **more)


def rewritten(version, edits, *, made_from=None):
    """Return a new version in which stretches of the text are replaced; turns keep their number."""
    offsets = OffsetMap.from_edits(len(version.text), [(span, len(by)) for span, by in edits])
    text, place = "", 0
    for span, by in edits:
        text += version.text[place : span.start] + by
        place = span.end
    text += version.text[place:]
    turns = tuple(
        type(turn)(turn.number, turn.speaker, offsets.to_new(turn.span), turn.start, turn.end)
        for turn in version.turns
    )
    new = DocumentVersion(version.document, version.number + 1, "pseudonymised", text, turns)
    return NewVersion(new, made_from or version.number, offsets)


def by_turns(version):
    """Return the segmentation of a version into its turns."""
    spans = tuple(turn.span for turn in version.turns)
    return Segmentation("turns", "turn", version.document, version.short_sha, "turn/1", spans)


def made(path, names=("a", "b"), turns=3):
    """Return a new store with documents and a codebook."""
    store = Store.create(path, study_id="demo")
    store.add_documents([new_document(name, turns) for name in names], actor="anna")
    store.put_codebook(book(), source_sha256="0" * 64, actor="anna")
    return store


def everything(store):
    """Return all that a store can say, to compare with what it said before."""
    documents = store.documents()
    return {
        "study": store.study_id,
        "revision": store.revision,
        "documents": documents,
        "versions": [
            (info, (full := store.version(info.document, info.number)), full.text, full.turns)
            for info in store.versions()
        ],
        "offsets": [store.offsets(info.document, info.number) for info in store.versions()],
        "segmentations": [(one, one.spans) for one in store.segmentations()],
        "codebook": [(one, one and one.codebook.codes) for one in (store.codebook(), store.codebook(1))],
        "uuids": store.code_uuids(),
        "codings": [(one, one.memo) for one in store.codings()],
        "withdrawn": [(one, one.memo) for one in store.codings(withdrawn=True)],
        "earlier": [(one, one.memo) for one in store.codings(at=store.revision - 1)],
        "decisions": store.decisions(),
        "coders": store.coders(),
        "memos": [(one, one.text) for one in store.memos()],
        "log": store.log(),
    }
