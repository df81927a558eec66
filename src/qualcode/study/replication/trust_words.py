"""What is said of how far a model can be trusted, in Danish and English."""

from __future__ import annotations

WORDS = {
    "whole as there": {
        "da": "Interviewene her ({interviews}, med {segments} svar) ligner dem, modellen har lært af.",
        "en": "The interviews here ({interviews}, with {segments} answers) are like those that the model learned from.",
    },
    "whole somewhat different": {
        "da": "Interviewene her ({interviews}, med {segments} svar) er noget anderledes end dem, modellen har lært af.",
        "en": "The interviews here ({interviews}, with {segments} answers) are somewhat different from those that the model"
        " learned from.",
    },
    "whole different": {
        "da": "Interviewene her ({interviews}, med {segments} svar) er anderledes end dem, modellen har lært af. Stol ikke på"
        " forslagene, før stikprøven er kodet.",
        "en": "The interviews here ({interviews}, with {segments} answers) are different from those that the model learned from. Do"
        " not rely on the suggestions before the sample is coded.",
    },
    "whole cannot be judged": {
        "da": "Om interviewene her ({interviews}, med {segments} svar) ligner dem, modellen har lært af, kan ikke bedømmes. Modellen har"
        " lært af for få.",
        "en": "Whether the interviews here ({interviews}, with {segments} answers) are like those that the model learned from cannot"
        " be judged. It learned from too few.",
    },
    "new_words": {"da": "Ord, modellen ikke kender", "en": "Words that the model does not know"},
    "new_pairs": {"da": "Ordpar, modellen ikke kender", "en": "Pairs of words that the model does not know"},
    "words_per_answer": {"da": "Ord i et typisk svar", "en": "Words in a typical answer"},
    "confidence": {"da": "Hvor sikkert det første forslag er", "en": "Confidence in the first suggestion"},
    "suggested": {"da": "Svar, der får et forslag", "en": "Answers that get a suggestion"},
    "codes": {
        "da": "Hvor anderledes koderne er fordelt end i de andre interview",
        "en": "How differently the codes are spread than in the other interviews",
    },
    "range": {"da": " (dér {low}–{high})", "en": " (there {low}–{high})"},
    "as there": {"da": "som dér", "en": "as there"},
    "somewhat different": {"da": "noget anderledes", "en": "somewhat different"},
    "different": {"da": "anderledes", "en": "different"},
    "cannot be judged": {"da": "kan ikke bedømmes", "en": "cannot be judged"},
    "verdict reliable": {
        "da": "Koder, modellen kendte godt på steder, den ikke havde set ({n}): {names}",
        "en": "Codes that the model knew well at sites that it had not seen ({n}): {names}",
    },
    "verdict doubtful": {
        "da": "Usikre koder; se på hvert forslag ({n}): {names}",
        "en": "Doubtful codes; look at each suggestion ({n}): {names}",
    },
    "verdict not to be relied on": {
        "da": "Koder, man ikke kan bygge på ({n}): {names}",
        "en": "Codes that must not be relied on ({n}): {names}",
    },
    "verdict too little data": {
        "da": "Koder, der var for lidt materiale om til at bedømme ({n}): {names}",
        "en": "Codes with too little data to be judged ({n}): {names}",
    },
    "rates": {
        "da": "Koder, der ventes langt oftere eller sjældnere her end i interviewene dér ({n}): {names}. Det kan være et fund eller en"
        " fejl; læs dem først.",
        "en": "Codes that are expected far more or less often here than in the interviews there ({n}): {names}. That may be a finding"
        " or an error; read them first.",
    },
    "model too little coded": {
        "da": "Den medbragte model foreslår. {coded} segmenter er kodet her; fra 50 bliver undersøgelsens egen model holdt op imod den.",
        "en": "The model that came along suggests. {coded} segments are coded here; from 50 on the study's own model is held against"
        " it.",
    },
    "model came along is better": {
        "da": "Den medbragte model foreslår: På {coded} kodede segmenter er {carried} af koderne blandt dens tre første forslag;"
        " for undersøgelsens egen model er det {own}.",
        "en": "The model that came along suggests: on {coded} coded segments {carried} of the codes are among its first three"
        " suggestions, and {own} among those of the study's own model.",
    },
    "model own is better": {
        "da": "Undersøgelsens egen model foreslår: På {coded} kodede segmenter er {own} af koderne blandt dens tre første forslag;"
        " for den medbragte er det {carried}.",
        "en": "The study's own model suggests: on {coded} coded segments {own} of the codes are among its first three suggestions,"
        " and {carried} among those of the one that came along.",
    },
    "sample": {
        "da": "Kod {n} tilfældige segmenter i hånden, før I stoler på forslagene: qualcode sample -n {n} -o sample.csv. Det viser, hvor"
        " tit det første forslag er rigtigt, inden for {margin} procentpoint, og rækker til at bedømme {codes} af {all} koder hver"
        " for sig.",
        "en": "Code {n} random segments by hand before relying on the suggestions: qualcode sample -n {n} -o sample.csv. That tells"
        " how often the first suggestion is right, within {margin} percentage points, and is enough to judge {codes} of {all}"
        " codes one by one.",
    },
    "sample all": {
        "da": "Kod alle {n} svar i hånden; det er for få til at udtrække en stikprøve.",
        "en": "Code all {n} answers by hand; they are too few to draw a sample.",
    },
}
