"""Made-up studies for the store's tests: small, with letters that count differently in bytes and code points."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from qualcode.model import (
    Clearance,
    Code,
    Codebook,
    Coding,
    Decision,
    Document,
    DocumentVersion,
    FactReply,
    Memo,
    OffsetMap,
    Quote,
    Reread,
    Segmentation,
    Settlement,
    Span,
    Suggestion,
    Utterance,
    new_id,
    quote_id,
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


def moved_book(version, moved, *, redefined=(), split=(), retired=()):
    """Return the codebook with codes under other ids, other definitions, one split in two, and retired ones."""
    codes = []
    for code in book():
        was = tuple(old for old in [code.id] if old in moved)
        codes.append(
            replace(
                code,
                id=moved.get(code.id, code.id),
                was=was,
                definition="Noget andet." if code.id in redefined else "",
                retired=code.id in (*split, *retired),
            )
        )
    codes += [Code(f"{old}-{n}", f"{old} {n}", was=(old,)) for old in split for n in (1, 2)]
    merged = {}
    for code in codes:
        there = merged.setdefault(code.id, code)
        merged[code.id] = replace(there, was=tuple(dict.fromkeys([*there.was, *code.was])))
    return Codebook(version, "da", "Prøve", tuple(merged.values()))


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


def settlement(version, start=0, end=20, outcome="merged", sources=(), **more):
    """Return how a difference at a stretch of a version was settled."""
    place = (new_id(), version.document, version.short_sha, Span(start, end))
    return Settlement(*place, outcome, tuple(one.id for one in sources), **{"by": "lis", **more})


def agreed(version, start=0, end=5, code="partner.skole", **more):
    """Return a coding of the settled set."""
    return coding(version, start, end, code, "consensus", **more)


def quote(version, *places, codings=(), codes=(), text=None, **more):
    """Return a quote of some stretches of a version; what prints are their words."""
    pieces = tuple(Span(*place) for place in places)
    words = " (…) ".join(piece.of(version.text) for piece in pieces) if text is None else text
    return Quote(
        quote_id(version.document, version.short_sha, pieces),
        version.document,
        version.short_sha,
        pieces,
        tuple(one.id for one in codings),
        tuple(codes),
        **{"speaker_id": "p1", "area": "children", "text": words, **more},
    )


def reply(about, answer="approved", text=None, *, by="R2", at="2026-05-01", document=None, **more):
    """Return what an interviewed person answered about a quote, or about an anchor of a document."""
    item = about if isinstance(about, str) else about.id
    words = (about.text if text is None else text) if document is None else text or ""
    return FactReply(new_id(), item, document or about.document, answer, words, by, at, **more)


def clearance(target, decision="print", *, seal="5f5f5f5f5f5f", by="lis", **more):
    """Return a person's tick."""
    return Clearance(new_id(), target, seal, decision, by, **more)


def reread(version, start=0, end=5, code="partner.skole", reason="new", **more):
    """Return a passage to be read again."""
    return Reread(new_id(), version.document, version.short_sha, Span(start, end), code, reason, **more)


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


def anew(path, names=("a", "b"), turns=3):
    """Return a new store with documents and a codebook."""
    store = Store.create(path, study_id="demo")
    store.add_documents([new_document(name, turns) for name in names], actor="anna")
    store.put_codebook(book(), source_sha256="0" * 64, actor="anna")
    return store


def made(path, names=("a", "b"), turns=3):
    """Return a copy of a store that was made anew once: most tests ask what becomes of one, not how it is made."""
    path.write_bytes(_template(tuple(names), turns))
    path.chmod(0o600)
    return Store.open(path)


@cache
def _template(names, turns):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "study.db"
        anew(path, names, turns).close()
        return path.read_bytes()


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
        "rounds": store.rounds(),
        "finished": store.finished(),
        "settlements": [(one, one.memo) for one in store.settlements()],
        "quotes": [(one, one.text) for one in store.quotes()],
        "replies": [(one, one.text, one.by, one.comment) for one in store.replies()],
        "clearances": [(one, one.reason) for one in store.clearances()],
        "events": [
            (one, one.coding.memo) for document in documents for one in store.coding_events(document.name)
        ],
        "coders": store.coders(),
        "memos": [(one, one.text) for one in store.memos()],
        "rereads": store.rereads(),
        "log": store.log(),
    }


def content(store):
    """Return what a study says, but for what it says of its past."""
    past = ("log", "revision", "earlier", "events", "uuids")
    return {key: value for key, value in everything(store).items() if key not in past}


def do_everything(store):
    """Do one of each action; yield its kind after each."""
    store.add_documents([new_document("c")], actor="anna")
    yield "add documents"
    a = store.version("a")
    made = [coding(a, n, n + 4) for n in range(20, 30)]
    store.add_codings(made, actor="anna")
    yield "add codings"
    store.withdraw([one.id for one in made[:4]], actor="anna")
    yield "withdraw codings"
    store.reinstate([made[0].id], actor="anna")
    yield "reinstate codings"
    store.put_segmentations([by_turns(a)], actor="anna")
    yield "segment"
    about = [suggestion(a, n, n + 4) for n in (20, 22, 23, 40, 44)]
    answers = ("accept", "accept", "reject", "accept", "later")
    store.decide([decision(one, by) for one, by in zip(about, answers, strict=True)], actor="anna")
    yield "decide"
    changed = zip(about, ("reject", "later", "accept", "reject", "accept"), strict=True)
    store.decide([decision(one, by) for one, by in changed], actor="anna")
    yield "decide"
    yield from code_together(store, a, made)
    yield from release(store, a, made)
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]"), (Span(21, 27), "")])], actor="bo")
    yield "add versions"
    store.finish("a", "anna", done=False, actor="anna")
    yield "unfinish"
    store.put_codebook(book("2"), source_sha256="2" * 64, actor="bo")
    yield "codebook"
    changes = moved_book("3", {"partner.skole": "partner.skoler"}, redefined=["partner.skole"])
    store.change_codebook(changes, source_sha256="3" * 64, actor="bo")
    yield "codebook"
    store.mark_reread([store.rereads()[0].id], by="anna", actor="anna")
    yield "read again"
    store.add_rereads([reread(store.version("a"), code="partner.skoler")], actor="bo")
    yield "work list"
    store.put_memo(Memo("m", "document", "a", "tanke"), actor="bo")
    yield "memo"


def code_together(store, a, made):
    """Do each action that several coders need; yield its kind after each."""
    store.start_round(title="anden gennemgang", actor="lis")
    yield "start round"
    gone, other = made[1], coding(a, 5, 9, coder="bo", round=2)
    store.code([coding(a, 21, 25), other, coding(a, 7, 12)], withdraw=[made[5].id], actor="anna")
    assert gone.id in {one.id for one in store.codings()}
    yield "code"
    store.edit_coding(other.id, memo="tanke", stance="wish", actor="bo")
    yield "edit coding"
    store.finish("a", "anna", actor="anna")
    yield "finish"
    store.finish("a", "bo", round=2, actor="bo")
    yield "finish"
    store.open_round(1, actor="lis")
    yield "open round"
    both, gap = [agreed(a, 5, 9), agreed(a, 22, 26)], settlement(a, 21, 27, sources=made[:2])
    store.settle([(settlement(a, 0, 20, sources=[other]), both[:1]), (gap, both[1:])], actor="lis")
    yield "settle"
    store.settle([(settlement(a, 4, 12, "none", memo="nej"), [])], actor="lis")
    yield "settle"


def release(store, a, made):
    """Do each action that a report needs; yield its kind after each."""
    first, second, third = (
        quote(a, (0, 10), (15, 20), codings=made[:2]),
        quote(a, (21, 27)),
        quote(a, (30, 40)),
    )
    store.put_quotes([first, second, third], actor="anna")
    yield "quotes"
    store.add_replies([reply(first), reply(third, "changed", "Noget andet.", comment="hm")], actor="anna")
    yield "replies"
    store.clear([clearance(first.id), clearance("f_1c5642bd2b", "override", reason="fordi")], actor="lis")
    yield "clear"
    store.clear([clearance(first.id, "hold")], actor="lis")
    yield "clear"
    store.put_quotes([quote(a, (50, 60))], actor="anna")
    yield "quotes"
    store.drop_quotes([store.quotes()[-1].id], actor="anna")
    yield "quotes"
