"""The words of the widget's frame and its coding page, in Danish and English.

Those of the other pages stand in :mod:`qualcode.widgets.page_words`. The front end gets all of them in its ``hello``.
"""

from __future__ import annotations

from qualcode.widgets import page_words


def words_in(language: str) -> dict[str, str]:
    """Return all words that the front end shows, by key; languages without a table get English.

    Examples
    --------
    >>> words_in("da")["close"], words_in("sv")["close"]
    ('Luk', 'Close')
    """
    tables = {**page_words.WORDS, **WORDS}
    return {key: entry.get(language, entry["en"]) for key, entry in tables.items()}


WORDS: dict[str, dict[str, str]] = {
    # frame
    "close": {"da": "Luk", "en": "Close"},
    "load_again": {"da": "Hent igen", "en": "Load again"},
    "silence": {
        "da": "Kernen har ikke svaret endnu. Den arbejder måske på en anden celle; er den genstartet, så kør cellen igen. "
        "Kopiér først det, der står som »ikke gemt«.",
        "en": "The kernel has not answered yet. It may be working on another cell; if it was restarted, run the cell again. "
        "Before that, copy what is marked “not saved”.",
    },
    "failure": {
        "da": "Der er sket en fejl i qualcode, og handlingen er ikke gennemført ({place}).",
        "en": "Something failed inside qualcode, and the action was not carried out ({place}).",
    },
    "keys": {"da": "Taster", "en": "Keys"},
    "keys_elsewhere": {
        "da": "Klik her for at bruge tasterne.",
        "en": "Click here to use the keys.",
    },
    "keys_help": {"da": "alle taster", "en": "all keys"},
    "keys_other": {"da": "Andet", "en": "Other"},
    "keys_move": {"da": "Find vej i teksten", "en": "Moving about"},
    "keys_code": {"da": "Kodning", "en": "Coding"},
    "keys_suggestions": {"da": "Forslag", "en": "Suggestions"},
    "keys_search": {"da": "I søgefeltet og kodetræet", "en": "In the search field and the code tree"},
    "quoted": {"da": "»{text}«", "en": "“{text}”"},
    # coding page: head
    "coding": {"da": "Kodning", "en": "Coding"},
    "document": {"da": "Dokument", "en": "Document"},
    "coder": {"da": "Koder:", "en": "Coder:"},
    "nobody": {"da": "Ingen koder valgt", "en": "No coder chosen"},
    "round_n": {"da": "Runde {n}", "en": "Round {n}"},
    "blind": {"da": "blind", "en": "blind"},
    "blind_tip": {
        "da": "I en blind runde ser du kun dine egne kodninger. De andres kan ses, når runden er åbnet.",
        "en": "In a blind round you see only your own codings. Those of others can be seen once the round is opened.",
    },
    "finished": {"da": "Læst til ende", "en": "Read to the end"},
    "finished_tip": {
        "da": "Sæt hak, når du har læst hele dokumentet. Så regnes ytringer uden kode for læst og ikke for sprunget over.",
        "en": "Tick when you have read the whole document. Turns without a code then count as read, not as skipped.",
    },
    "undo": {"da": "Fortryd", "en": "Undo"},
    "redo": {"da": "Gentag", "en": "Redo"},
    "no_undo": {"da": "Der er ikke noget at fortryde", "en": "There is nothing to undo"},
    "no_redo": {"da": "Der er ikke noget at gentage", "en": "There is nothing to redo"},
    "overview": {"da": "Oversigt", "en": "Overview"},
    "get_suggestions": {"da": "Hent forslag", "en": "Get suggestions"},
    "get_suggestions_tip": {
        "da": "Lad en model på denne maskine foreslå koder. Den lærer af dine egne kodninger; første gang tager det lidt tid.",
        "en": "Let a model on this machine suggest codes. It learns from your own codings; the first time takes a while.",
    },
    "refresh_suggestions": {"da": "Opdatér forslag", "en": "Refresh suggestions"},
    "refresh_suggestions_tip": {
        "da": "Lad modellen lære af det, der er kodet siden.",
        "en": "Let the model learn from what was coded since.",
    },
    "suggestions_left": {"da": "Ubesvarede forslag: {n}", "en": "Suggestions to answer: {n}"},
    # coding page: transcript
    "transcript": {"da": "Udskrift", "en": "Transcript"},
    "interviewer": {"da": "interviewer", "en": "interviewer"},
    "has_memo": {"da": "har memo", "en": "has a memo"},
    "more_lanes": {
        "da": "Kodninger, der ikke er plads til at understrege her: {n}",
        "en": "Codings without room for an underline here: {n}",
    },
    "stance_experience": {"da": "erfaring", "en": "experience"},
    "stance_wish": {"da": "ønske", "en": "wish"},
    "stance_counterexample": {"da": "modeksempel", "en": "counterexample"},
    # coding page: the passage
    "passage": {"da": "Det valgte sted", "en": "The chosen passage"},
    "passage_unit": {"da": "Ytring {n} · {speaker}", "en": "Turn {n} · {speaker}"},
    "passage_words": {
        "da": "Markerede ord i ytring {n} · {speaker}",
        "en": "Selected words in turn {n} · {speaker}",
    },
    "no_codings": {"da": "Ingen koder her endnu.", "en": "No codes here yet."},
    "stance": {"da": "Holdning", "en": "Stance"},
    "recode": {"da": "Omkod", "en": "Recode"},
    "memo": {"da": "Memo", "en": "Memo"},
    "memo_on": {"da": "Memo til", "en": "Memo on"},
    "remove": {"da": "Fjern", "en": "Remove"},
    "unsaved": {"da": "ikke gemt", "en": "not saved"},
    "saved": {"da": "gemt", "en": "saved"},
    "history": {"da": "Historik", "en": "History"},
    "no_history": {"da": "Her er ikke sket noget endnu.", "en": "Nothing has happened here yet."},
    "document_notes": {"da": "Memoer til dokumentet", "en": "Memos on the document"},
    "note": {"da": "Nyt memo til dokumentet", "en": "New memo on the document"},
    "note_edit": {"da": "Memo til dokumentet", "en": "Memo on the document"},
    # coding page: suggestions
    "suggestion": {"da": "Forslag", "en": "Suggestion"},
    "suggestions": {"da": "Forslag", "en": "Suggestions"},
    "score": {
        "da": "Score: modellens sandsynlighed fra 0 til 1",
        "en": "Score: the model's probability from 0 to 1",
    },
    "answer_accept": {"da": "Godtag", "en": "Accept"},
    "answer_reject": {"da": "Afvis", "en": "Reject"},
    "answer_accept_as": {"da": "Anden kode", "en": "Other code"},
    "answer_later": {"da": "Senere", "en": "Later"},
    "answered_accept": {"da": "godtaget", "en": "accepted"},
    "answered_accept_as": {"da": "godtaget som en anden kode", "en": "accepted as another code"},
    "answered_reject": {"da": "afvist", "en": "rejected"},
    "answered_later": {"da": "gemt til senere", "en": "put off"},
    "show_more": {"da": "Vis flere forslag ({n})", "en": "Show more suggestions ({n})"},
    "show_fewer": {"da": "Vis færre forslag", "en": "Show fewer suggestions"},
    # coding page: codes
    "codes": {"da": "Koder", "en": "Codes"},
    "code_tree": {"da": "Kodetræ", "en": "Code tree"},
    "recent": {"da": "Senest brugte koder", "en": "Recently used codes"},
    "add_code": {"da": "Ny kode", "en": "New code"},
    "add_code_name": {"da": "Navn", "en": "Name"},
    "add_code_under": {"da": "Under", "en": "Below"},
    "add_code_top": {"da": "øverst i træet", "en": "the top of the tree"},
    "add_code_definition": {"da": "Definition", "en": "Definition"},
    "add_code_save": {"da": "Føj til kodebogen", "en": "Add to the codebook"},
    "add_code_note": {
        "da": "Koden gælder for alle og giver kodebogen en ny version.",
        "en": "The code is everybody’s, and the codebook gets a new version.",
    },
    # coding page: changing a code
    "change_code": {"da": "Ændr kode …", "en": "Change a code …"},
    "change_title": {"da": "Ændr en kode", "en": "Change a code"},
    "change_which": {"da": "Kode", "en": "Code"},
    "change_what": {"da": "Ændring", "en": "Change"},
    "change_rename": {"da": "Omdøb", "en": "Rename"},
    "change_move": {"da": "Flyt", "en": "Move"},
    "change_merge": {"da": "Læg sammen", "en": "Merge"},
    "change_split": {"da": "Del", "en": "Split"},
    "change_retire": {"da": "Lad udgå", "en": "Retire"},
    "change_back": {"da": "Tag i brug igen", "en": "Take into use again"},
    "change_redefine": {"da": "Definér på ny", "en": "Redefine"},
    "change_id": {"da": "Sidste del af id", "en": "Last part of the id"},
    "change_into": {"da": "Bliver en del af", "en": "Becomes part of"},
    "change_into_name": {
        "da": "Nyt navn til den samlede kode (valgfrit)",
        "en": "Another name for the merged code (optional)",
    },
    "change_names": {"da": "De nye koder, ét navn på hver linje", "en": "The new codes, one name a line"},
    "change_keep": {
        "da": "Koden bliver selv i brug som en af delene",
        "en": "The code itself stays in use as one of the parts",
    },
    "change_wording": {
        "da": "Betyder det samme som før, kun sagt bedre",
        "en": "Means the same as before, only said better",
    },
    "change_note": {
        "da": "Ændringen gælder for alle og giver kodebogen en ny version. Der sker intet, før du har set, hvad den betyder.",
        "en": "The change is everybody’s, and the codebook gets a new version. Nothing happens before you have seen what it means.",
    },
    "change_look": {"da": "Se, hvad der sker", "en": "See what happens"},
    "change_writing": {
        "da": "Kodebogen skrives. Det tager lidt tid.",
        "en": "The codebook is being written. It takes a while.",
    },
    "change_do": {"da": "Gennemfør", "en": "Carry it out"},
    "retired": {"da": "udgået", "en": "retired"},
    "search_code": {"da": "Søg kode", "en": "Search code"},
    "search_none": {"da": "Ingen kode passer.", "en": "No code matches."},
    "search_accept_as": {
        "da": "Hvilken kode i stedet for »{name}«?",
        "en": "Which code instead of “{name}”?",
    },
    "search_recode": {"da": "Hvilken kode i stedet for »{name}«?", "en": "Which code instead of “{name}”?"},
    "use_when": {"da": "Brug, når", "en": "Use when"},
    "not_when": {"da": "Brug ikke, når", "en": "Do not use when"},
    "examples": {"da": "Eksempler", "en": "Examples"},
    "has_some": {"da": "Står på nogle af ordene her.", "en": "Stands on some of the words here."},
    "look_at_code": {
        "da": "Peg på en kode for at se, hvad den betyder.",
        "en": "Point at a code to see what it means.",
    },
    # coding page: keys
    "key_next": {"da": "næste ytring", "en": "next turn"},
    "key_previous": {"da": "forrige ytring", "en": "previous turn"},
    "key_uncoded": {"da": "næste uden kode", "en": "next without a code"},
    "key_uncoded_before": {"da": "forrige uden kode", "en": "previous without a code"},
    "key_start": {"da": "markér ord: flyt begyndelsen", "en": "select words: move the start"},
    "key_end": {"da": "markér ord: flyt slutningen", "en": "select words: move the end"},
    "key_sentence": {
        "da": "markér til næste eller forrige punktum",
        "en": "select to the next or previous full stop",
    },
    "key_back": {"da": "tilbage til ytringen eller teksten", "en": "back to the turn or the text"},
    "key_search": {"da": "søg kode", "en": "search code"},
    "key_assign": {"da": "sæt kode, eller fjern den igen", "en": "assign the code, or take it off again"},
    "key_assign_leave": {
        "da": "sæt kode og gå tilbage til teksten",
        "en": "assign the code and go back to the text",
    },
    "key_step": {"da": "næste eller forrige kode", "en": "next or previous code"},
    "key_fold": {
        "da": "fold en gren sammen eller ud (i træet)",
        "en": "fold or unfold a branch (in the tree)",
    },
    "key_change": {"da": "ændr koden selv", "en": "change the code itself"},
    "key_leave": {"da": "tilbage til teksten", "en": "back to the text"},
    "key_recent": {"da": "sæt en af de senest brugte koder", "en": "assign a recently used code"},
    "key_remove": {"da": "fjern kode", "en": "remove code"},
    "key_memo": {"da": "skriv memo", "en": "write a memo"},
    "key_undo": {"da": "fortryd", "en": "undo"},
    "key_redo": {"da": "gentag", "en": "redo"},
    "key_accept": {"da": "godtag forslag", "en": "accept suggestion"},
    "key_reject": {"da": "afvis forslag", "en": "reject suggestion"},
    "key_accept_as": {"da": "godtag som en anden kode", "en": "accept as another code"},
    "key_later": {"da": "spring forslag over", "en": "skip suggestion"},
    # coding page: what a screen reader is told, and the line below shows
    "said_coded": {"da": "Kodet: {name}", "en": "Coded: {name}"},
    "said_uncoded": {"da": "Fjernet: {name}", "en": "Removed: {name}"},
    "said_accept": {"da": "Godtaget: {name}", "en": "Accepted: {name}"},
    "said_reject": {"da": "Afvist: {name}", "en": "Rejected: {name}"},
    "said_later": {"da": "Gemt til senere: {name}", "en": "Put off: {name}"},
    "said_finished": {"da": "Dokumentet er læst til ende.", "en": "The document is read to the end."},
    "said_unfinished": {
        "da": "Dokumentet er ikke læst til ende.",
        "en": "The document is not read to the end.",
    },
    "said_selected": {"da": "Markeret: {words}", "en": "Selected: {words}"},
    "said_first": {"da": "Det er den første ytring.", "en": "This is the first turn."},
    "said_last": {"da": "Det er den sidste ytring.", "en": "This is the last turn."},
    "said_all_coded": {"da": "Alle ytringer har en kode.", "en": "All turns have a code."},
    "said_from_start": {
        "da": "Forfra fra begyndelsen af dokumentet.",
        "en": "On from the beginning of the document.",
    },
    "said_from_end": {"da": "Forfra fra slutningen af dokumentet.", "en": "On from the end of the document."},
    "said_learning": {
        "da": "Modellen lærer af kodningerne. Det kan tage lidt tid.",
        "en": "The model is learning from the codings. This may take a while.",
    },
    "said_no_suggestion": {
        "da": "Her er ingen ubesvarede forslag.",
        "en": "There are no suggestions to answer here.",
    },
    "said_no_coding": {
        "da": "Her er ingen af dine koder at fjerne.",
        "en": "None of your codes is here to remove.",
    },
    "said_note": {
        "da": "Her er ingen af dine koder, så memoet kommer til at høre til hele dokumentet.",
        "en": "None of your codes is here, so the memo will be on the whole document.",
    },
    "said_choose": {
        "da": "Her er flere koder. Vælg den, der skal fjernes.",
        "en": "There are several codes here. Choose the one to remove.",
    },
}
