"""What was done, in words: the kinds of the log's actions and what they count, in Danish."""

from __future__ import annotations

from qualcode.labels import Labels

_DANISH = {
    "add documents": "hentet ind",
    "add versions": "nye tekster",
    "segment": "skåret",
    "codebook": "kodebog",
    "add coder": "ny koder",
    "add codings": "kodninger hentet ind",
    "code": "kodet",
    "edit coding": "kodning ændret",
    "withdraw codings": "kodninger trukket tilbage",
    "reinstate codings": "kodninger taget i brug igen",
    "decide": "svar på forslag",
    "settle": "uenighed afgjort",
    "start round": "runde begyndt",
    "open round": "runde åbnet",
    "finish": "læst til ende",
    "unfinish": "ikke læst til ende",
    "quotes": "citater",
    "replies": "svar fra interviewede",
    "clear": "flueben",
    "memo": "memo",
    "merge": "flettet",
    "work list": "sat på listen over det, der skal læses igen",
    "read again": "læst igen",
    "not read again": "ikke læst igen",
    "undo": "fortrudt",
    "redo": "gentaget",
    "restore": "lagt tilbage",
    "erase": "slettet",
}

_WORDS = {kind: {"da": danish, "en": kind} for kind, danish in _DANISH.items()}


def kind_in_words(kind: str, language: str) -> str:
    """Return a kind of action in words; one that has none stands as it is.

    Examples
    --------
    >>> kind_in_words("read again", "da"), kind_in_words("read again", "en"), kind_in_words("other", "da")
    ('læst igen', 'read again', 'other')
    """
    return Labels(_WORDS, language)(kind) if kind in _WORDS else kind
