"""What is said of how suggestions were used, in Danish and English."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "none": {"da": "Ingen forslag er besvaret.", "en": "No suggestion has been answered."},
    "coder": {
        "da": "{coder}: afgjort {decided}; godtaget {accepted} ({share}), som en anden kode {accepted_as}, "
        "afvist {rejected}; udskudt {later}.",
        "en": "{coder}: decided {decided}; accepted {accepted} ({share}), as another code {accepted_as}, "
        "rejected {rejected}; put off {later}.",
    },
    "share": {"da": "{n} %, 95 %-interval {low} til {high}", "en": "{n} %, 95 % interval {low} to {high}"},
    "seconds": {
        "da": "{coder}: {seconds} sekunder mellem to svar (median).",
        "en": "{coder}: {seconds} seconds between two answers (median).",
    },
    "codings": {
        "da": "Kodninger, der kom fra et forslag: {n} af {of}.",
        "en": "Codings that came from a suggestion: {n} of {of}.",
    },
    "blind": {
        "da": "Interview, hvor koderen havde kodet, før det første forslag blev besvaret: {n} af {of}.",
        "en": "Interviews in which the coder had coded before answering the first suggestion: {n} of {of}.",
    },
    "versions": {
        "da": "Modeller: {models}. Versioner af kodebogen: {versions}.",
        "en": "Models: {models}. Versions of the codebook: {versions}.",
    },
    "over": {
        "da": "Score {band}: modellen lovede {promised} %, men {share} % blev godtaget. Den er for sikker her.",
        "en": "Scores {band}: the model promised {promised} %, but {share} % were accepted. It is too sure here.",
    },
    "under": {
        "da": "Score {band}: modellen lovede {promised} %, og {share} % blev godtaget. Enten er den for forsigtig her, eller "
        "også er det let at sige ja til et forslag.",
        "en": "Scores {band}: the model promised {promised} %, and {share} % were accepted. Either it is too careful here, "
        "or it is easy to say yes to a suggestion.",
    },
    "hurried": {
        "da": "Til {coder}: Er der tid nok til at læse? De seneste {n} svar var næsten alle ja, med omkring {seconds} sekunder "
        "imellem. Forslagene kan være gode; et interview uden forslag kan vise det.",
        "en": "To {coder}: Is there enough time to read? The latest {n} answers were nearly all yes, about {seconds} seconds "
        "apart. The suggestions may be good; an interview without them can show it.",
    },
    "unused": {
        "da": "Kodningen er lavet uden forslag fra en model.",
        "en": "The coding was made without suggestions by a model.",
    },
    "used": {
        "da": "Forslag til koder kom fra en model på forskernes egen maskine, og en person tog stilling til hvert af dem, "
        "før det blev til en kodning.",
        "en": "Codes were suggested by a model on the researchers' own machine, and a person decided on each suggestion "
        "before it became a coding.",
    },
    "taken": {
        "da": "{share} de forslag, der blev taget stilling til, blev godtaget, som de var",
        "en": "{share} the suggestions that were decided on were accepted as they were",
    },
    "taken_of_codings": {
        "da": "{taken}; {share} kodningerne kom fra et forslag.",
        "en": "{taken}; {share} the codings came from a suggestion.",
    },
    "blind_all": {
        "da": "I hvert interview begyndte kodningen uden forslag.",
        "en": "In every interview the coding began without suggestions.",
    },
    "blind_some": {
        "da": "I nogle af interviewene begyndte kodningen uden forslag.",
        "en": "In some of the interviews the coding began without suggestions.",
    },
    "blind_none": {
        "da": "Forslagene var med, fra kodningen af et interview begyndte.",
        "en": "The suggestions were there from the start of coding an interview.",
    },
}

_SHARES: tuple[tuple[float, dict[str, str]], ...] = (
    (0.0, {"da": "ingen af", "en": "none of"}),
    (0.05, {"da": "næsten ingen af", "en": "almost none of"}),
    (0.2, {"da": "få af", "en": "few of"}),
    (0.29, {"da": "omkring en fjerdedel af", "en": "about a quarter of"}),
    (0.42, {"da": "omkring en tredjedel af", "en": "about a third of"}),
    (0.58, {"da": "omkring halvdelen af", "en": "about half of"}),
    (0.71, {"da": "omkring to tredjedele af", "en": "about two thirds of"}),
    (0.8, {"da": "omkring tre fjerdedele af", "en": "about three quarters of"}),
    (0.95, {"da": "langt de fleste af", "en": "most of"}),
    (0.9999, {"da": "næsten alle", "en": "almost all"}),
    (1.0, {"da": "alle", "en": "all"}),
)
"""Words for a share, up to and with the number beside them."""


def share_in_words(share: float, language: str) -> str:
    """Return a share as words that go before what it is a share of.

    Examples
    --------
    >>> share_in_words(0.74, "en"), share_in_words(0.5, "da")
    ('about three quarters of', 'omkring halvdelen af')
    """
    words = next(words for up_to, words in _SHARES if share <= up_to)
    return words.get(language, words["en"])
