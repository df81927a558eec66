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
    "guide": {
        "da": "Læsevejledning",
        "en": "How to read this report",
    },
    "main": {"da": "Hovedresultater", "en": "Main results"},
    "key_points": {"da": "Hovedpunkter", "en": "Key points"},
    "partners": {"da": "Samarbejdspartnere", "en": "Partners"},
    "cross": {"da": "Fund på tværs af samarbejdspartnere", "en": "Findings across partners"},
    "cross_label": {"da": "På tværs", "en": "Across partners"},
    "no_area": {"da": "Uden område", "en": "Without an area"},
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
        "da": "Rapporten bygger på interview. Den gengiver, hvad de interviewede fortæller om samarbejdet: hvad det bruges til, hvad der fremmer det, og hvad der hæmmer det. Sammenfatningen gentager de vigtigste fund fra hvert kapitel med de samme ord, og hvert kapitel begynder med sine hovedpunkter.",
        "en": "This report builds on interviews. It renders what those interviewed say about the cooperation: what it is used for, what supports it, and what hinders it. The summary repeats the main findings of each chapter in the same words, and each chapter opens with its key points.",
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
        "da": "Ved hvert fund står det, hvilket område det stammer fra. Er fundet ikke lige udbredt på områderne, står ordet for hvert af dem.",
        "en": "With every finding stands the area that it comes from. Where a finding is not equally widespread in the areas, the word for each of them is given.",
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
        "da": "Her står hovedpunkterne fra hvert kapitel. Ordene er de samme som i kapitlerne, hvor hvert fund kan læses i sin sammenhæng.",
        "en": "These are the key points of each chapter. The words are those of the chapters, where each finding can be read in its context.",
    },
    "chapter_intro": {
        "da": "Kapitlet omfatter det, som de interviewede selv har lagt vægt på, og er ikke udtømmende.",
        "en": "This chapter covers what those interviewed have stressed; it is not exhaustive.",
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
    "summary": {
        "da": "Sammenfatning",
        "en": "Summary",
    },
    "background": {
        "da": "Baggrund",
        "en": "Background",
    },
    "aim": {
        "da": "Formål",
        "en": "Aim",
    },
    "questions": {
        "da": "Arbejdsspørgsmål",
        "en": "Working questions",
    },
    "method_in_short": {
        "da": "Metode kort",
        "en": "The method in short",
    },
    "method_box": {
        "da": "Sådan er undersøgelsen lavet",
        "en": "How the study was made",
    },
    "method_short": {
        "da": "Undersøgelsen bygger på interview, som er kodet systematisk efter en kodebog. For hvert fund er det talt op, hvor mange forskellige {sites} der står bag, og antallet er gengivet med et ord. Metoden er beskrevet i bilaget.",
        "en": "The study builds on interviews that were coded systematically with a codebook. For every finding, the different {sites} behind it were counted, and the number is rendered by a word. The method is described in the appendix.",
    },
    "across": {
        "da": "På tværs af samarbejdspartnere",
        "en": "Across partners",
    },
    "sites": {
        "da": "Valg af {sites}",
        "en": "Selection of {sites}",
    },
    "participants": {
        "da": "Valg af deltagere",
        "en": "Selection of participants",
    },
    "interviews": {
        "da": "Interviewene",
        "en": "The interviews",
    },
    "guide_chapter": {
        "da": "{title}: {question}",
        "en": "{title}: {question}",
    },
    "guide_appendix": {
        "da": "Bilag: hvordan undersøgelsen er lavet, og hvor ordene kommer fra.",
        "en": "Appendix: how the study was made, and where the words come from.",
    },
    "box_source": {
        "da": "Kilde: {source}.",
        "en": "Source: {source}.",
    },
    "box_checked": {
        "da": "Retsgrundlaget er kontrolleret den {day}.",
        "en": "The law was checked on {day}.",
    },
    "box_definition": {
        "da": "Definition",
        "en": "Definition",
    },
    "box_legal": {
        "da": "Regler",
        "en": "The law",
    },
    "box_note": {
        "da": "Bemærkning",
        "en": "Note",
    },
    "box_method": {
        "da": "Metode",
        "en": "Method",
    },
    "box_question": {
        "da": "Spørgsmål",
        "en": "Questions",
    },
    "months": {
        "da": "januar februar marts april maj juni juli august september oktober november december",
        "en": "January February March April May June July August September October November December",
    },
    "day": {
        "da": "{day}. {month} {year}",
        "en": "{day} {month} {year}",
    },
    "privacy_quotes": {
        "da": "Citaterne er gengivet ordret. Udeladelser er vist med (…). De, der har sagt dem, har set dem igennem ved en faktuel høring. Ved citaterne står kun området, og rapporten oplyser ikke, hvilke {sites} eller personer der har sagt hvad.",
        "en": "The quotes are rendered word for word. Omissions are shown as (…). Those who said them went through them at a fact check. Only the area stands with a quote, and the report does not tell which {sites} or persons said what.",
    },
    "waiting_quotes": {
        "da": "{n} citater er ikke trykt, fordi de venter på godkendelse.",
        "en": "{n} quotes are not printed because they wait for approval.",
    },
    "waiting_quotes_one": {
        "da": "Et citat er ikke trykt, fordi det venter på godkendelse.",
        "en": "One quote is not printed because it waits for approval.",
    },
    "waiting_statements": {
        "da": "{n} udsagn er ikke trykt, fordi de venter på godkendelse.",
        "en": "{n} statements are not printed because they wait for approval.",
    },
    "waiting_statements_one": {
        "da": "Et udsagn er ikke trykt, fordi det venter på godkendelse.",
        "en": "One statement is not printed because it waits for approval.",
    },
    "refused_quotes": {
        "da": "{n} citater er udeladt af hensyn til dem, der er interviewet.",
        "en": "{n} quotes are left out for the sake of those interviewed.",
    },
    "refused_quotes_one": {
        "da": "Et citat er udeladt af hensyn til dem, der er interviewet.",
        "en": "One quote is left out for the sake of those interviewed.",
    },
    "refused_statements": {
        "da": "{n} udsagn er udeladt af hensyn til dem, der er interviewet.",
        "en": "{n} statements are left out for the sake of those interviewed.",
    },
    "refused_statements_one": {
        "da": "Et udsagn er udeladt af hensyn til dem, der er interviewet.",
        "en": "One statement is left out for the sake of those interviewed.",
    },
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

TENS = {
    "da": ("", "ti", "tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"),
    "en": ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
}

NUMBER_WORDS = {
    "da": (
        "",
        "en",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "syv",
        "otte",
        "ni",
        "ti",
        "elleve",
        "tolv",
        "tretten",
        "fjorten",
        "femten",
        "seksten",
        "sytten",
        "atten",
        "nitten",
    ),
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
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ),
}
