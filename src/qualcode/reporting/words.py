"""The headings and paragraphs that every report has, in Danish and English.

``{the_sites}``, ``{sites}``, ``{site}`` and ``{one_site}`` stand for what a site is called.
"""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "contents": {"da": "Indhold", "en": "Contents"},
    "skip": {"da": "Gå til indholdet", "en": "Skip to the content"},
    "table": {"da": "Tabel", "en": "Table"},
    "figure": {"da": "Figur", "en": "Figure"},
    "page": {"da": "Side", "en": "Page"},
    "default_title": {"da": "Rapport", "en": "Report"},
    # chapters and sections
    "guide": {"da": "Læsevejledning", "en": "How to read this report"},
    "main": {"da": "Hovedresultater", "en": "Main results"},
    "key_points": {"da": "Hovedpunkter", "en": "Key points"},
    "partners": {"da": "Samarbejdspartnere", "en": "Partners"},
    "cross": {"da": "Fund på tværs af samarbejdspartnere", "en": "Findings across partners"},
    "cross_label": {"da": "På tværs", "en": "Across partners"},
    "overview": {"da": "Oversigter", "en": "Overviews"},
    "method": {"da": "Bilag: Metode", "en": "Appendix: Method"},
    "helps": {"da": "Det, der fremmer samarbejdet", "en": "What supports the cooperation"},
    "hinders": {"da": "Det, der hæmmer samarbejdet", "en": "What hinders the cooperation"},
    "use": {"da": "Hvad samarbejdet bruges til", "en": "What the cooperation is used for"},
    "timing": {"da": "Hvornår samarbejdet finder sted", "en": "When the cooperation takes place"},
    "use_timing": {
        "da": "Hvad samarbejdet bruges til, og hvornår det finder sted",
        "en": "What the cooperation is used for, and when it takes place",
    },
    # reading guide
    "guide_scope": {
        "da": "Rapporten bygger på interview. Den gengiver, hvad de interviewede fortæller om samarbejdet med hver "
        "enkelt samarbejdspartner: hvad samarbejdet bruges til, hvad der fremmer det, og hvad der hæmmer det.",
        "en": "This report builds on interviews. It renders what those interviewed say about the cooperation with each "
        "partner: what it is used for, what supports it, and what hinders it.",
    },
    "guide_words": {
        "da": "Rapporten angiver med ord og aldrig med tal, hvor udbredt et fund er blandt {the_sites}. Ordene tæller "
        "{sites} og ikke personer: Siger flere interviewede i samme {site} det samme, tæller det kun én gang. "
        "Tabellen nedenfor viser ordene fra det mest til det mindst udbredte.",
        "en": "How widespread a finding is among {the_sites} is given in words, never in numbers. The words count "
        "{sites}, not persons: where several of those interviewed in the same {site} say the same, it counts only "
        "once. The table below shows the words from the most to the least widespread.",
    },
    "guide_areas": {
        "da": "I parentes står det område, som fundet stammer fra. Er fundet ikke lige udbredt på områderne, står ordet "
        "for hvert område i parentesen.",
        "en": "The area that a finding comes from stands in brackets. Where a finding is not equally widespread in the "
        "areas, the brackets give the word for each of them.",
    },
    "guide_stances": {
        "da": "Et ønske er gengivet som et ønske og ikke som en erfaring. Eksempler på det modsatte står sammen med det "
        "fund, som de hører til.",
        "en": "A wish is rendered as a wish, not as an experience. Examples of the opposite stand with the finding they "
        "belong to.",
    },
    "guide_silence": {
        "da": "Gennemgangen er ikke udtømmende. At noget ikke er nævnt, betyder ikke, at det ikke forekommer. Ordene siger "
        "heller ikke noget om {sites} uden for undersøgelsen.",
        "en": "The report is not exhaustive. That a thing is not mentioned does not mean that it does not occur. Nor do "
        "the words say anything about {sites} outside the study.",
    },
    "legend_caption": {
        "da": "Ordene fra det mest til det mindst udbredte",
        "en": "The words from the most to the least widespread",
    },
    "legend_word": {"da": "Ord", "en": "Word"},
    "legend_meaning": {"da": "Betydning", "en": "Meaning"},
    # main results and chapters
    "main_intro": {
        "da": "Her står de mest udbredte fund om det, der fremmer og hæmmer samarbejdet. Ordene er de samme som i "
        "kapitlerne, hvor hvert fund kan læses i sin sammenhæng.",
        "en": "These are the most widespread findings on what supports and what hinders the cooperation. The words are "
        "those of the chapters, where each finding can be read in its context.",
    },
    "chapter_intro": {
        "da": "Kapitlet gennemgår samarbejdspartnerne én for én. Det omfatter kun det, som de interviewede selv har lagt "
        "vægt på.",
        "en": "This chapter goes through the partners one by one. It covers only what those interviewed have stressed.",
    },
    "cross_intro": {
        "da": "Kapitlet samler de fund, som ikke knytter sig til en bestemt samarbejdspartner.",
        "en": "This chapter gathers the findings that do not belong to one partner.",
    },
    "overview_intro": {
        "da": "Tabellerne viser for hvert tema, hvilke samarbejdspartnere temaet er nævnt i forbindelse med, og hvor "
        "udbredt det er. Temaer, som ikke er nævnt sammen med en samarbejdspartner, er udeladt.",
        "en": "The tables show for each theme the partners that it was mentioned with, and how widespread it is. Themes "
        "that were not mentioned with any partner are left out.",
    },
    "overview_theme": {"da": "Tema", "en": "Theme"},
    "overview_partners": {"da": "Samarbejdspartnere", "en": "Partners"},
    "overview_caption": {"da": "{rows} og {columns}", "en": "{rows} and {columns}"},
    "wish_mark": {"da": "{name} (ønske)", "en": "{name} (wish)"},
    "counter_mark": {"da": "{name} (eksempel på det modsatte)", "en": "{name} (example of the opposite)"},
    # method
    "basis": {"da": "Grundlag", "en": "Basis"},
    "basis_codebook": {
        "da": "Interviewene er kodet efter kodebogen »{title}«, version {version}.",
        "en": "The interviews were coded with the codebook “{title}”, version {version}.",
    },
    "basis_coders_one": {"da": "Én koder har kodet materialet.", "en": "One coder coded the material."},
    "basis_coders_many": {"da": "{n} kodere har kodet materialet.", "en": "{n} coders coded the material."},
    "basis_consensus": {
        "da": "Fundene bygger på den fælles kodning (konsensus), som koderne er nået frem til.",
        "en": "The findings build on the joint coding (consensus) that the coders arrived at.",
    },
    "basis_own": {
        "da": "Fundene bygger på én samlet kodning.",
        "en": "The findings build on one single coding.",
    },
    "basis_unit": {
        "da": "Et tema hører sammen med en samarbejdspartner, når de to kodninger overlapper i {unit}.",
        "en": "A theme belongs to a partner where the two codings overlap in {unit}.",
    },
    "unit_turns": {
        "da": "den samme ytring, det vil sige det, som én person siger, før en anden tager ordet",
        "en": "the same turn, that is, what one person says before another begins to speak",
    },
    "unit_sentences": {"da": "den samme sætning", "en": "the same sentence"},
    "unit_paragraphs": {"da": "det samme afsnit", "en": "the same paragraph"},
    "unit_other": {
        "da": "det samme tekststykke (inddelingen »{name}«)",
        "en": "the same stretch of text (segmentation “{name}”)",
    },
    "basis_interviews": {
        "da": "Antal interview: {interviews}.",
        "en": "Number of interviews: {interviews}.",
    },
    "basis_informants": {
        "da": "Antal interviewede: {informants}.",
        "en": "Number of persons interviewed: {informants}.",
    },
    "counting": {"da": "Sådan opstår ordene", "en": "Where the words come from"},
    "counting_rule": {
        "da": "For hvert fund er det talt op, hvor mange forskellige {sites} der står bag. Antallet er oversat til et ord "
        "efter regler, som er ens i hele rapporten. Ønsker og eksempler på det modsatte er talt med. Interviewernes egne ord "
        "er ikke talt med.",
        "en": "For every finding, the number of different {sites} behind it was counted. The number was turned into a word by "
        "rules that are the same in the whole report. Wishes and examples of the opposite count; the interviewers' own words do "
        "not.",
    },
    "counting_both": {
        "da": "Et fund dækker både {areas}, når det er nævnt på begge områder. Ordet omfatter da alle de {sites}, hvor "
        "mindst én interviewet har nævnt det.",
        "en": "A finding covers both {areas} where it was mentioned in both. The word then takes in all {sites} in which at "
        "least one person interviewed mentioned it.",
    },
    "counting_team": {
        "da": "Tallene bag ordene er alene til brug for projektgruppen og bliver ikke offentliggjort.",
        "en": "The numbers behind the words are for the project team only and are not published.",
    },
    "privacy": {"da": "Pseudonymisering", "en": "Pseudonyms"},
    "privacy_pseudonymised": {
        "da": "Interviewene er pseudonymiseret, før de er kodet: Navne, steder og andre kendetegn er erstattet. "
        "Pseudonymiseret tekst er ikke anonym. Den indeholder fortsat personoplysninger og skal beskyttes.",
        "en": "The interviews were pseudonymised before they were coded: names, places and other traits were replaced. "
        "Pseudonymised text is not anonymous. It still holds personal data and must be protected.",
    },
    "privacy_raw": {
        "da": "Interviewene er kodet uden at være pseudonymiseret. De indeholder personoplysninger og skal beskyttes.",
        "en": "The interviews were coded without being pseudonymised. They hold personal data and must be protected.",
    },
    "privacy_report": {
        "da": "Rapporten indeholder ingen citater og oplyser ikke, hvilke {sites} eller personer der har sagt hvad.",
        "en": "This report holds no quotes and does not tell which {sites} or persons said what.",
    },
    "assistance": {"da": "Forslag fra en model", "en": "Suggestions by a model"},
    "limits": {"da": "Forbehold", "en": "Limits"},
    "limits_text": {
        "da": "Undersøgelsen er kvalitativ. Ordene viser, hvad de interviewede har fortalt, og kan ikke regnes om til andele "
        "eller overføres til {sites} uden for undersøgelsen. Fundene gengiver de interviewedes egen opfattelse.",
        "en": "The study is qualitative. The words show what those interviewed have said; they cannot be turned into shares or "
        "transferred to {sites} outside the study. The findings render the views of those interviewed.",
    },
}

# What the words of quantity mean, without a number: from most to least.
MEANINGS: dict[str, dict[str, str]] = {
    "all": {"da": "samtlige {sites} i undersøgelsen", "en": "every {site} in the study"},
    "both": {"da": "begge {sites} i undersøgelsen", "en": "both {sites} in the study"},
    "most": {
        "da": "et klart flertal af {the_sites}, men ikke alle",
        "en": "a clear majority of {the_sites}, but not all",
    },
    "several": {
        "da": "en stor del af {the_sites}, men færre end de fleste",
        "en": "a large part of {the_sites}, but fewer than most",
    },
    "some": {
        "da": "en del af {the_sites}",
        "en": "a part of {the_sites}",
    },
    "two": {"da": "ganske få {sites}", "en": "very few {sites}"},
    "one": {"da": "kun {one_site}", "en": "only {one_site}"},
}

# Danish prints small numbers as words; larger ones as digits.
NUMBER_WORDS = {
    "da": ("", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"),
    "en": (
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
}
