"""What a stopping hint says, in Danish and English. It never says that coding may stop."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "coded": {
        "da": "Segmenter, der er kodet eller set igennem: {decided} af {all}.",
        "en": "Segments that are coded or looked through: {decided} of {all}.",
    },
    "missed": {
        "da": "Kodninger, der kan mangle, hvis I stopper nu: omkring {value} (95 %-interval {low} til {high}), "
        "altså omkring {share} % af alle.",
        "en": "Codings that may be missing if you stop now: about {value} (95 % interval {low} to {high}), "
        "that is about {share} % of all.",
    },
    "segments": {
        "da": "Segmenter, som de kan stå i: omkring {value} (95 %-interval {low} til {high}).",
        "en": "Segments that they may stand in: about {value} (95 % interval {low} to {high}).",
    },
    "codes": {
        "da": "Mest kan der mangle af: {codes}.",
        "en": "Most may be missing of: {codes}.",
    },
    "sites": {
        "da": "Kan vise sig et sted, hvor koden ikke er set endnu: {codes}.",
        "en": "May turn up at a site where the code is not seen yet: {codes}.",
    },
    "about": {"da": "{name} (omkring {n})", "en": "{name} (about {n})"},
    "chance": {"da": "{name} ({n} %)", "en": "{name} ({n} %)"},
    "new": {
        "da": "Interview med en kode, der ikke var set før, blandt de seneste {n} gennemkodede: {hits}. Risikoen for, at "
        "det næste har en, kan være op til {upper} % (øvre grænse, 95 %), selv om det ligner dem.",
        "en": "Interviews with a code not seen before, among the latest {n} coded through: {hits}. The chance that the "
        "next one has one may be up to {upper} % (upper bound, 95 %), even if it is like them.",
    },
    "all_coded": {
        "da": "Der er ingen segmenter tilbage, som ikke er set.",
        "en": "No segment is left that has not been looked at.",
    },
    "no_model": {
        "da": "Hvor meget der kan mangle, kan ikke anslås: der er ingen sandsynligheder fra en model.",
        "en": "How much may be missing cannot be estimated: there are no probabilities from a model.",
    },
    "few_coded": {
        "da": "Hvor meget der kan mangle, kan ikke anslås endnu: det kræver mindst {uses} kodninger i mindst {documents} "
        "interview.",
        "en": "How much may be missing cannot be estimated yet: that takes at least {uses} codings in at least "
        "{documents} interviews.",
    },
    "no_trial": {
        "da": "Intervallet er for smalt: det regner ikke med, at modellen selv kan tage fejl.",
        "en": "The interval is too narrow: it does not reckon with errors of the model itself.",
    },
    "few_documents": {
        "da": "Hvor ofte der kommer nye koder, kan ikke siges endnu: det kræver mindst {documents} gennemkodede interview.",
        "en": "How often new codes come cannot be said yet: that takes at least {documents} interviews coded through.",
    },
    "yours": {
        "da": "Det er skøn. Hvornår der er kodet nok, afgør I.",
        "en": "These are estimates. When enough is coded is for you to decide.",
    },
}
