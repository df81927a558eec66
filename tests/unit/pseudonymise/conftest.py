import pytest

from qualcode.model import DocumentVersion, Utterance
from qualcode.pseudonymise import detect


@pytest.fixture
def found():
    """Give label and words of what is found, in order; what a person is only asked about has a question mark."""

    def run(text, **options):
        return [(one.label + ("?" if one.asks else ""), one.span.of(text)) for one in detect(text, **options)]

    return run


@pytest.fixture
def words_of(found):
    """Give the words found under one label."""

    def run(label, text, **options):
        return [words for name, words in found(text, **options) if name.rstrip("?") == label]

    return run


@pytest.fixture
def version():
    """Make a document version from pairs of label and words, or from words alone."""

    def make(*turns, name="interview-a"):
        pairs = [turn if isinstance(turn, tuple) else ("B", turn) for turn in turns]
        return DocumentVersion.from_utterances(name, [Utterance(label, text) for label, text in pairs])

    return make
