"""What a language's sentences need to know besides its tokenizer: abbreviations, months, first words.

An abbreviation is written without its last full stop and in lower case (``"f.eks"``). Those that spaCy's
tokenizer knows need not be listed: the lists say which of them something always follows, and add what spaCy
does not know.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """One language's part of the sentence rules.

    Parameters
    ----------
    never_end : frozenset of str
        Abbreviations that something always follows (``"kl"``): no sentence ends after them.
    may_end : frozenset of str
        Abbreviations that end a sentence where a capital follows (``"osv"``), beyond those spaCy knows.
    known_may_end : bool
        Whether spaCy's other abbreviations end a sentence where a capital follows.
    words : frozenset of str
        Ordinary words that spaCy takes for abbreviations (``"man."``, Monday).
    starters : frozenset of str
        Words that begin sentences more often than they are names: they part ``"kommune B. Vi"`` from
        ``"B. Hansen"``.
    ordinal_dots : bool
        Whether a number and a full stop make an ordinal (``"3. gang"``).
    dates : frozenset of str
        Months and weekdays: no sentence ends between a day and its month, capital or not.
    clock : frozenset of str
        What stands before an hour, which is never an ordinal.
    determiners : frozenset of str
        What stands before an ordinal (``"den 2. Verdenskrig"``).
    """

    never_end: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    known_may_end: bool = False
    words: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    ordinal_dots: bool = True
    dates: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DANISH = Rules(
    never_end=_set(
        "f.eks feks eks fx bl bl.a ca dr kl nr jf jfr jvf pga p.g.a ift i.f.t ifm i.f.m iht i.h.t mht m.h.t evt inkl ekskl"
        " hr fr frk prof vedr tlf mob afd adv ang dvs d.v.s hhv h.h.v iflg if gl kap pkt sml skt st stud cand tidl"
        " vha v.h.a vs maks aht a.h.t ml fhv div omkr o/m udg"
    ),
    may_end=_set("osv o.s.v mv m.v m.m mm m.fl mfl o.l ol o.lign lign etc d.d d.å stk pct kr p.t m.a.o vol"),
    known_may_end=True,
    words=_set("man it rest pass red do id i å"),
    starters=_set(
        "vi jeg du han hun den det de der så og men hvis når da for fordi man i ja nej jo jamen altså nu her hvor hvad"
        " hvem hvordan hvorfor mens også efter før derfor eller alle en et min mit mine vores deres som at ham hende"
        " dem okay nå dengang bagefter nogle nogen måske selvom sådan"
    ),
    dates=_set(
        "januar februar marts april maj juni juli august september oktober november december"
        " jan feb mar apr jun jul aug sep sept okt nov dec"
        " mandag tirsdag onsdag torsdag fredag lørdag søndag"
    ),
    clock=_set("kl kl. klokken"),
    determiners=_set("d d. den det de dens på til fra og"),
)

ENGLISH = Rules(
    never_end=_set(
        "mr mrs ms dr prof st rev hon gen col sgt capt sen rep gov e.g eg i.e ie vs no nos p pp vol ch fig eq"
        " approx ca cf esp incl excl dept est tel viz"
    ),
    may_end=_set("etc et.al a.m p.m am pm inc ltd co jr sr u.s u.k"),
    known_may_end=True,
    words=_set("i a"),
    starters=_set(
        "we i you he she it they that this these those there so and but if when because then yes no well now here where"
        " what who how why after before the a an my our their his her as in on at or also maybe okay yeah"
    ),
    ordinal_dots=False,
)

_BY_LANGUAGE = {"da": DANISH, "en": ENGLISH}


def rules_for(language: str) -> Rules:
    """Return a language's rules; where there are none, those that trust spaCy's list of abbreviations."""
    return _BY_LANGUAGE.get(language, Rules())
