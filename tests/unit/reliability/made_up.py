"""Small coded studies in one line each."""

from qualcode.model import Code, Codebook, Coding, CodingSet, Segment, Span

BOOK = Codebook("1", "da", "t", tuple(Code(i, i) for i in ("p", "p.a", "p.b", "p.c", "f", "f.x", "f.y")))
LETTERS = {"a": "p.a", "b": "p.b", "c": "p.c", "x": "f.x", "y": "f.y"}
WIDTH = 10


def segments(document, n, roles=""):
    """Return n turns of nine code points and a line feed; informants' unless ``roles`` has an I there."""
    return [
        Segment(
            document, "v", at, Span(WIDTH * (at - 1), WIDTH * at - 1), at, f"s{at}",
            "interviewer" if roles[at - 1 : at] == "I" else "informant", "boern", "k",
        )
        for at in range(1, n + 1)
    ]  # fmt: skip


def coded(coder, *written):
    """``coded("bo", "d: a ab . x")``: in document d, bo gave turn 1 p.a, turn 2 p.a and p.b, turn 3 nothing, turn 4 f.x."""
    codings = []
    for line in written:
        document, _, turns = line.partition(":")
        for at, letters in enumerate(turns.split()):
            span = Span(WIDTH * at, WIDTH * at + WIDTH - 1)
            codings += [
                Coding(f"{coder}/{document}/{at}/{letter}", document, "v", span, LETTERS[letter], coder)
                for letter in letters
                if letter != "."
            ]
    return CodingSet(coder, tuple(codings))


def texts(**lengths):
    """``texts(d=4, e=2)``: the segments of two documents."""
    return [segment for name, n in lengths.items() for segment in segments(name, n)]
