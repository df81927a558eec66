"""The README of a new study, for a team that may never have seen qualcode: in Danish and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study.replication.frozen import Frozen

_TEXT = """\
# {title}

*English below.*

## Til den nye projektgruppe

Mappen er en ny undersøgelse, som gentager **{old}** et andet sted.
Kodebog, interviewguide, notebooks{model_da} følger med, men intet af det, der blev sagt i den
tidligere undersøgelse. Hvor mappen kommer fra, står i `data/lineage.json`.

1. **Læs** `codebook.yaml` og `data/guide.csv`, og tilpas dem til jeres sted. Ret så lidt som muligt, så I stadig kan
   sammenligne. Ret også de tekster i `study.yaml`, der hører til den tidligere undersøgelse.
2. **Breve og blanketter** ligger i `letters/da` og `letters/en`, som Word og som tekst. Alt, der er mærket `[UDFYLD: …]`,
   skal udfyldes, og jeres databeskyttelsesrådgiver (DPO) skal læse dem, før de sendes.
3. **Interview**: læg udskrifterne i `data/transcripts/`, og kør `qualcode run`. Kørslen standser, når den har brug for jer:
   hvem der er interviewer, hvilket sted et interview er fra, og hvad der skal pseudonymiseres.
4. **Forslag**: `qualcode suggest` foreslår koder{suggest_da}.
   Et forslag er aldrig en kodning.
5. **Kan forslagene bruges her?** `qualcode trust` siger, hvilke koder modellen kendte godt, hvordan jeres interview adskiller sig,
   og hvor mange segmenter I skal kode i hånden først. `qualcode sample -n ANTAL -o stikprøve.csv` udtrækker dem.
6. **Sammenlign**: {compare_da}

Mappen `data/origin/` er kun til projektgruppen{private_da}. Udskrifter, talere, nøgle og kodninger må
aldrig deles; `.gitignore` holder dem ude af versionsstyringen.

## For the new team

This folder is a new study that repeats **{old}** in another place.
It brings the codebook, the interview guide, notebooks{model_en}, and nothing that was said in the earlier study.
`data/lineage.json` says where it comes from.

1. **Read** `codebook.yaml` and `data/guide.csv`, and fit them to your place. Change as little as you can, so that you can
   still compare. Change the texts in `study.yaml`, too, that belong to the earlier study.
2. **Letters and forms** are in `letters/da` and `letters/en`, for Word and as text. Fill in everything marked
   `[FILL IN: …]`, and let your data protection officer (DPO) read them before they are sent.
3. **Interviews**: put the transcripts into `data/transcripts/`, and run `qualcode run`. It stops where it needs you: who
   interviews, which site an interview is from, and what to pseudonymise.
4. **Suggestions**: `qualcode suggest` proposes codes{suggest_en}.
   A suggestion is never a coding.
5. **Can they be relied on here?** `qualcode trust` says which codes the model knew well, how your interviews differ, and how many
   segments to code by hand first. `qualcode sample -n NUMBER -o sample.csv` draws them.
6. **Compare**: {compare_en}

The folder `data/origin/` is for the team only{private_en}. Transcripts, speakers, key and codings
must never be shared; `.gitignore` keeps them out of version control.

---

Kodebog / codebook: {version} · qualcode {qualcode} · {name} · SHA-256 `{sha256}`
"""

_WITH_MODEL = {
    "model_da": ", indstillinger og en model, der foreslår koder,",
    "model_en": ", settings and a model that suggests codes",
    "suggest_da": ", fra begyndelsen med den model, der fulgte med",
    "suggest_en": ", from the beginning by the model that came along",
    "private_da": ": Den indeholder tal fra få steder",
    "private_en": ": it holds numbers of few sites",
    "compare_da": "Når alt er kodet, viser `qualcode compare data/origin/findings.csv --changes --sites {sites}`, hvad der\n"
    "   er nyt, stærkere, svagere eller forsvundet siden den tidligere undersøgelse.",
    "compare_en": "When everything is coded, `qualcode compare data/origin/findings.csv --changes --sites {sites}` shows what\n"
    "   is new, stronger, weaker or gone since the earlier study.",
}
_WITHOUT = {
    "model_da": " og indstillinger",
    "model_en": " and settings",
    **dict.fromkeys(("private_da", "private_en"), ""),
    "compare_da": "Den tidligere undersøgelses fund står i ord i `data/origin/findings.csv`.",
    "compare_en": "`data/origin/findings.csv` has the findings of the earlier study, in words.",
    "suggest_da": " ud fra kodebogens ord og det, I selv har kodet",
    "suggest_en": " from the codebook's words and what you have coded yourselves",
}


def readme(frozen: Frozen, title: str) -> str:
    """Return the text."""
    from qualcode.study.replication.parts import MODEL

    words = _WITH_MODEL if MODEL in frozen.parts else _WITHOUT
    return _TEXT.format(
        title=title,
        old=frozen.config.title,
        version=frozen.codebook.version,
        qualcode=frozen.about.get("qualcode", ""),
        name=frozen.name,
        sha256=frozen.sha256,
        **{name: text.format(sites=frozen.sites) for name, text in words.items()},
    )
