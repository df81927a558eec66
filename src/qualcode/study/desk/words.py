"""What the desk says to people, in Danish and English."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    # What undo and redo would do. The kinds are those of the log.
    "turn.code": {"da": "kodning", "en": "coding"},
    "turn.codes": {"da": "{n} kodninger", "en": "{n} codings"},
    "turn.withdraw codings": {"da": "fjernet kodning", "en": "removed coding"},
    "turn.reinstate codings": {"da": "kodning taget tilbage i brug", "en": "coding brought back"},
    "turn.edit coding": {"da": "ændret kodning", "en": "changed coding"},
    "turn.decide": {"da": "svar på forslag", "en": "answer to a suggestion"},
    "turn.memo": {"da": "memo", "en": "memo"},
    "turn.finish": {"da": "markeringen »læst til ende«", "en": "the mark “read to the end”"},
    "turn.unfinish": {
        "da": "fjernelsen af »læst til ende«",
        "en": "taking back “read to the end”",
    },
    "turn.settle": {"da": "afgørelse", "en": "settlement"},
    "nothing.undo": {
        "da": "Der er ikke noget at fortryde her.",
        "en": "There is nothing to undo here.",
    },
    "nothing.redo": {
        "da": "Der er ikke noget at gentage her.",
        "en": "There is nothing to redo here.",
    },
    "elsewhere.undo": {"da": "Fortrudt i {documents}: {what}", "en": "Undone in {documents}: {what}"},
    "elsewhere.redo": {"da": "Gentaget i {documents}: {what}", "en": "Done again in {documents}: {what}"},
    # The history of a passage; who did it stands before these words.
    "history.added": {"da": "kodede", "en": "coded"},
    "history.imported": {"da": "indlæste kodningen", "en": "imported the coding"},
    "history.decided": {"da": "kodede efter et forslag", "en": "coded, following a suggestion"},
    "history.settled": {"da": "kodede ved en afgørelse", "en": "coded, when settling a difference"},
    "history.withdrawn": {"da": "trak kodningen tilbage", "en": "withdrew the coding"},
    "history.reinstated": {"da": "tog kodningen i brug igen", "en": "brought the coding back"},
    "history.changed": {"da": "ændrede memoet", "en": "changed the memo"},
    "history.stance": {"da": "ændrede holdningen til {stance}", "en": "changed the stance to {stance}"},
    "history.moved": {"da": "flyttede kodningen", "en": "moved the coding"},
    "history.removed": {"da": "fjernede kodningen", "en": "removed the coding"},
    "history.by undo": {"da": "{what} (fortryd)", "en": "{what} (undo)"},
    "history.by redo": {"da": "{what} (gentag)", "en": "{what} (redo)"},
    "history.of": {"da": "{what} – koder: {coder}", "en": "{what} – coder: {coder}"},
    "stance.experience": {"da": "erfaring", "en": "experience"},
    "stance.wish": {"da": "ønske", "en": "wish"},
    "stance.counterexample": {"da": "modeksempel", "en": "counterexample"},
    # Why a page cannot be written to.
    "why.nobody": {
        "da": 'Det fremgår ikke, hvem der koder, så her kan kun læses. Åbn med coder="navn" for at kode.',
        "en": 'Nobody is named as coder, so this is for reading only. Open it with coder="name" to code.',
    },
    # What is stale, and what was not done because of it.
    "stale.text": {
        "da": "Teksten er lavet om, efter at siden blev vist, og kodningerne er flyttet med. Hent siden igen.",
        "en": "The text has been rewritten since this page was shown, and the codings moved along. Load it again.",
    },
    "stale.codebook": {
        "da": "Kodebogen er ændret, efter at siden blev vist. Hent siden igen.",
        "en": "The codebook has changed since this page was shown. Load it again.",
    },
    "stale.write": {
        "da": "{what} blev ikke gemt: Det samme er ændret et andet sted, efter at siden blev vist. "
        "Hent siden igen, og gør det en gang til.",
        "en": "{what} was not saved: somebody has changed the same elsewhere since this page was shown. "
        "Load it again, and do it once more.",
    },
    "stale.page": {
        "da": "Undersøgelsen er ændret, efter at siden blev vist. Hent siden igen.",
        "en": "The study has changed since this page was shown. Load it again.",
    },
    "did.code": {"da": "Kodningen", "en": "The coding"},
    "did.add_code": {"da": "Den nye kode", "en": "The new code"},
    "added_code": {
        "da": "Koden »{name}« ({id}) er kommet med i kodebogen, som har fået en ny version.",
        "en": "The code “{name}” ({id}) is in the codebook now, which has a new version.",
    },
    "did.uncode": {"da": "Fjernelsen af kodningen", "en": "Removing the coding"},
    "did.recode": {"da": "Ændringen af kodningen", "en": "The change of the coding"},
    "did.memo": {"da": "Memoet", "en": "The memo"},
    "did.finish": {"da": "Markeringen", "en": "The mark"},
    "did.decide": {"da": "Svaret på forslaget", "en": "The answer to the suggestion"},
    "did.settle": {"da": "Afgørelsen", "en": "The settlement"},
    "did.settle_agreed": {"da": "Afgørelserne", "en": "The settlements"},
    "did.undo": {"da": "Handlingen", "en": "The action"},
    "did.redo": {"da": "Handlingen", "en": "The action"},
    "did.open_round": {"da": "Åbningen af runden", "en": "Opening the round"},
    "did.start_round": {"da": "Den nye runde", "en": "The new round"},
}
"""``{key: {language: words}}``, for :class:`~qualcode.labels.Labels`."""
