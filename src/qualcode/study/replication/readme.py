"""The README of a new study, for a team that may never have seen qualcode: in Danish and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study.replication.frozen import Frozen

_TEXT = """\
# {title}

*English below.*

## Til den nye projektgruppe

Mappen er en ny undersøgelse, som gentager **{old}** et andet sted. Med følger kodebog, interviewguide og
indstillinger{model_da}, men intet af det, der blev sagt i den tidligere undersøgelse. Hvor den kommer fra, står i
`data/lineage.json`.

1. **Læs** `codebook.yaml` og `data/guide.csv`, og ret dem til jeres sted. Ret helst så lidt, at I stadig kan sammenligne.
2. **Breve og blanketter** ligger i `letters/da` og `letters/en`, som Word og som tekst. Alt, der er mærket `[UDFYLD: …]`,
   skal udfyldes, og jeres databeskyttelsesrådgiver (DPO) skal læse dem, før de sendes.
3. **Interview**: læg udskrifterne i `data/transcripts/`, og kør `qualcode run`. Kørslen standser, når den har brug for jer:
   hvem der er interviewer, hvilket sted et interview er fra, og hvad der skal pseudonymiseres.
4. **Forslag**: `qualcode suggest` foreslår koder{suggest_da}.
   Et forslag er aldrig en kodning.
5. **Kan forslagene bruges her?** `qualcode trust` siger, hvilke koder de kendte godt, hvordan jeres interview adskiller sig,
   og hvor mange segmenter I skal kode i hånden først. `qualcode sample -n ANTAL -o stikprøve.csv` udtrækker dem.
6. **Sammenlign**: den tidligere undersøgelses fund ligger i `data/origin/findings.csv`.

Mappen `data/origin/` er kun til projektgruppen{private_da}. Udskrifter, talere, nøgle og kodninger må
aldrig deles; `.gitignore` holder dem ude af versionsstyringen.

## For the new team

This folder is a new study that repeats **{old}** in another place. Codebook, interview guide and settings came
along{model_en}, and nothing that was said in the earlier study. Where it comes from stands in `data/lineage.json`.

1. **Read** `codebook.yaml` and `data/guide.csv`, and fit them to your place. Change as little as you can, so that you can
   still compare.
2. **Letters and forms** are in `letters/da` and `letters/en`, for Word and as text. Fill in everything marked
   `[FILL IN: …]`, and let your data protection officer (DPO) read them before they are sent.
3. **Interviews**: put the transcripts into `data/transcripts/`, and run `qualcode run`. It stops where it needs you: who
   interviews, which site an interview is from, and what to pseudonymise.
4. **Suggestions**: `qualcode suggest` proposes codes{suggest_en}.
   A suggestion is never a coding.
5. **Can they be relied on here?** `qualcode trust` says which codes they knew well, how your interviews differ, and how many
   segments to code by hand first. `qualcode sample -n NUMBER -o sample.csv` draws them.
6. **Compare**: the findings of the earlier study are in `data/origin/findings.csv`.

The folder `data/origin/` is for the team only{private_en}. Transcripts, speakers, key and codings
must never be shared; `.gitignore` keeps them out of version control.

---

Kodebog / codebook: {version} · qualcode {qualcode} · {name} · SHA-256 `{sha256}`
"""

_WITH_MODEL = {
    "model_da": " og en model, der foreslår koder",
    "model_en": ", with a model that suggests codes",
    "suggest_da": ", fra begyndelsen med den model, der fulgte med",
    "suggest_en": ", from the beginning by the model that came along",
    "private_da": ": den holder tal fra få steder",
    "private_en": ": it holds numbers of few sites",
}
_WITHOUT = {
    **dict.fromkeys(("model_da", "model_en", "private_da", "private_en"), ""),
    "suggest_da": " ud fra kodebogens ord og det, I selv har kodet",
    "suggest_en": " from the codebook's words and what you have coded yourselves",
}


def readme(frozen: Frozen, title: str) -> str:
    """Return the text."""
    from qualcode.study.replication.parts import MODEL

    return _TEXT.format(
        title=title,
        old=frozen.config.title,
        version=frozen.codebook.version,
        qualcode=frozen.about.get("qualcode", ""),
        name=frozen.name,
        sha256=frozen.sha256,
        **(_WITH_MODEL if MODEL in frozen.parts else _WITHOUT),
    )
