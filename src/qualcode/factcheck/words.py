"""What a pack says to the interviewed, in Danish and English."""

from __future__ import annotations

WORDS = {
    "title": {"da": "Faktuel høring", "en": "Fact check"},
    "pack": {"da": "Svarark {code}", "en": "Reply sheet {code}"},
    "greeting": {
        "da": "Kære alle, der var med til interviewet",
        "en": "Dear all who took part in the interview",
    },
    "thanks": {
        "da": "Tak, fordi I ville fortælle om jeres arbejde. Vi er ved at skrive rapporten „{title}”. Tabellen nedenfor viser, "
        "hvad vi gerne vil trykke fra netop jeres interview: citater, og sætninger, der bygger på jeres interview alene. "
        "Læs det igennem, før det bliver trykt.",
        "en": "Thank you for telling us about your work. We are writing the report “{title}”. The table below shows what we "
        "would like to print from your interview: quotes, and sentences that rest on your interview alone. Please read it "
        "before it is printed.",
    },
    "deadline": {"da": "Frist for svar:", "en": "Please reply by:"},
    "send_to": {"da": "Svar og spørgsmål sendes til:", "en": "Replies and questions go to:"},
    "how": {"da": "Sådan svarer I", "en": "How to answer"},
    "how_read": {
        "da": "Er det rigtigt forstået? Og kan nogen genkende en borger, en kollega, kommunen eller jer selv på det? "
        "Læs hvert punkt med de to spørgsmål for øje.",
        "en": "Is it understood as you meant it? And could anybody recognise a citizen, a colleague, your municipality or "
        "yourselves? Please read each item with these two questions in mind.",
    },
    "how_tick": {
        "da": "Sæt kryds ved ét svar for hvert punkt. Vælger I „Godkendt med ændringer”, så skriv under „Ny ordlyd”, hvordan det "
        "hele skal lyde. Trækker I noget tilbage, behøver I ikke sige hvorfor.",
        "en": "Tick one answer for each item. If you choose “Approved with changes”, write the whole text as it should read "
        "under “New wording”. If you withdraw something, you need not say why.",
    },
    "how_form": {
        "da": "Skriv ét svar i hver række: godkendt, godkendt med ændringer eller trækkes tilbage. Ved „godkendt med ændringer” "
        "skriver I under „ny ordlyd”, hvordan det hele skal lyde. Trækker I noget tilbage, behøver I ikke sige hvorfor.",
        "en": "Write one answer in each row: approved, approved with changes or withdrawn. With “approved with changes”, write "
        "the whole text as it should read under “new wording”. If you withdraw something, you need not say why.",
    },
    "how_names": {
        "da": "Navne og steder er erstattet, for eksempel med [skole 1]. Skriv ikke rigtige navne i jeres svar.",
        "en": "Names and places are replaced, for instance by [school 1]. Please do not write real names in your answers.",
    },
    "how_code": {
        "da": "Lad koden i første kolonne stå: Den fører svaret tilbage til den rigtige tekst.",
        "en": "Leave the code in the first column as it is: it leads your answer back to the right text.",
    },
    "silence": {
        "da": "Intet svar er ikke et ja. Det, vi ikke hører fra jer om, bliver ikke trykt.",
        "en": "No answer is not a yes. What we do not hear from you about is not printed.",
    },
    "once": {
        "da": "Er det samme person og dato for alle punkter, så udfyld kun her:",
        "en": "If person and date are the same for all items, fill them in here only:",
    },
    "to_check": {"da": "Det skal I tage stilling til", "en": "What we ask you about"},
    "number": {"da": "Nr. og kode", "en": "No. and code"},
    "about": {"da": "Hvad det er", "en": "What it is"},
    "words": {"da": "Ordene, som de trykkes", "en": "The words as printed"},
    "answer": {"da": "Svar (sæt ét kryds)", "en": "Answer (tick one)"},
    "wording": {"da": "Ny ordlyd", "en": "New wording"},
    "comment": {"da": "Bemærkning", "en": "Comment"},
    "by": {"da": "Initialer eller rolle", "en": "Initials or role"},
    "at": {"da": "Dato", "en": "Date"},
    "quote": {"da": "Citat", "en": "Quote"},
    "statement": {"da": "Sætning i rapporten", "en": "Sentence in the report"},
    "topic": {"da": "Emne: {topic}", "en": "Topic: {topic}"},
    "supports": {"da": "Citatet underbygger:", "en": "The quote supports:"},
    "rests": {"da": "Sætningen bygger på det, I sagde:", "en": "The sentence rests on what you said:"},
    "approved": {"da": "Godkendt", "en": "Approved"},
    "changed": {"da": "Godkendt med ændringer", "en": "Approved with changes"},
    "withdrawn": {"da": "Trækkes tilbage", "en": "Withdrawn"},
    "open": {"da": "„", "en": "“"},
    "close": {"da": "”", "en": "”"},
    "form_sheet": {"da": "svar", "en": "answers"},
    "letter_sheet": {"da": "vejledning", "en": "how to answer"},
}

# The columns of a form, in order. No comma and no semicolon, so that the header tells how the cells are separated.
FORM = {
    "number": {"da": "nr.", "en": "no."},
    "code": {"da": "kode", "en": "code"},
    "kind": {"da": "hvad det er", "en": "what it is"},
    "words": {"da": "ordene som de trykkes", "en": "the words as printed"},
    "about": {"da": "hvad det hører til", "en": "what it belongs to"},
    "answer": {"da": "svar", "en": "answer"},
    "wording": {"da": "ny ordlyd", "en": "new wording"},
    "comment": {"da": "bemærkning", "en": "comment"},
    "by": {"da": "initialer eller rolle", "en": "initials or role"},
    "at": {"da": "dato", "en": "date"},
    "pack": {"da": "svarark", "en": "reply sheet"},
}
