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
    "here.undo": {"da": "Fortrudt: {what}", "en": "Undone: {what}"},
    "here.redo": {"da": "Gentaget: {what}", "en": "Done again: {what}"},
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
    "changed_code": {
        "da": "Kodebogen er ændret og har nu version {version}.",
        "en": "The codebook is changed and has version {version} now.",
    },
    # What a change of a code means. The second form is for one.
    "change.tree": {"da": "I kodebogen", "en": "In the codebook"},
    "change.codings": {"da": "Kodningerne", "en": "The codings"},
    "change.codings_seen": {"da": "Kodninger, som du kan se", "en": "Codings that you can see"},
    "change.todo": {"da": "Det skal du selv gøre", "en": "What is left to you"},
    "change.back": {"da": "Hvis du fortryder", "en": "To take it back"},
    "change.follow": {"da": "{n} kodninger følger med til {id}.", "en": "{n} codings follow to {id}."},
    "change.follow_1": {"da": "{n} kodning følger med til {id}.", "en": "{n} coding follows to {id}."},
    "change.merged": {
        "da": "{n} kodninger af »{old}« hører fremover til »{new}«. Hver af dem husker, hvilken kode den fik.",
        "en": "{n} codings of “{old}” belong to “{new}” from now on. Each keeps on record which code it was given.",
    },
    "change.merged_1": {
        "da": "{n} kodning af »{old}« hører fremover til »{new}«. Den husker, hvilken kode den fik.",
        "en": "{n} coding of “{old}” belongs to “{new}” from now on. It keeps on record which code it was given.",
    },
    "change.melt": {
        "da": "{n} af dem siger så det samme om de samme ord som en kodning, der er der i forvejen. "
        "De trækkes tilbage med deres memoer og kan ses i historikken.",
        "en": "{n} of them then say the same of the same words as one that is there already. "
        "They are withdrawn with their memos, and can be seen in the history.",
    },
    "change.melt_1": {
        "da": "{n} af dem siger så det samme om de samme ord som en kodning, der er der i forvejen. "
        "Den trækkes tilbage med sit memo og kan ses i historikken.",
        "en": "{n} of them then says the same of the same words as one that is there already. "
        "It is withdrawn with its memo, and can be seen in the history.",
    },
    "change.again": {
        "da": "{n} kodninger bliver stående og kommer på listen over det, der skal læses igen.",
        "en": "{n} codings stay, and come onto the list of what is to be read again.",
    },
    "change.again_1": {
        "da": "{n} kodning bliver stående og kommer på listen over det, der skal læses igen.",
        "en": "{n} coding stays, and comes onto the list of what is to be read again.",
    },
    "change.stay": {"da": "{n} kodninger bliver, som de er.", "en": "{n} codings stay as they are."},
    "change.stay_1": {"da": "{n} kodning bliver, som den er.", "en": "{n} coding stays as it is."},
    "change.retired": {
        "da": "{n} kodninger bliver stående. Nye kan ikke laves.",
        "en": "{n} codings stay. No new ones can be made.",
    },
    "change.retired_1": {
        "da": "{n} kodning bliver stående. Nye kan ikke laves.",
        "en": "{n} coding stays. No new ones can be made.",
    },
    "change.in_use": {
        "da": "{n} kodninger bliver, som de er. Nye kan laves igen.",
        "en": "{n} codings stay as they are. New ones can be made again.",
    },
    "change.in_use_1": {
        "da": "{n} kodning bliver, som den er. Nye kan laves igen.",
        "en": "{n} coding stays as it is. New ones can be made again.",
    },
    "change.untouched": {"da": "Ingen kodninger berøres.", "en": "No codings are touched."},
    "change.untouched_seen": {"da": "Ingen af dem berøres.", "en": "None of them is touched."},
    "change.hidden": {
        "da": "Andres kodninger følger samme regel. Om der er nogen, og hvor mange, "
        "ses først, når runden er åbnet.",
        "en": "Codings of others go by the same rule. Whether there are any, and how many, "
        "is seen once the round is open.",
    },
    "change.list": {
        "da": "Det, der skal læses igen, ses med: {command}",
        "en": "What is to be read again is listed by: {command}",
    },
    "change.mention": {
        "da": "{where} nævner {old}. Skriv {new} der.",
        "en": "{where} names {old}. Write {new} there.",
    },
    "change.backup": {
        "da": "Bemærkninger i codebook.yaml kunne ikke alle bevares. Filen, som den var, ligger i {file}.",
        "en": "Not all comments in codebook.yaml could be kept. The file as it was lies in {file}.",
    },
    "change.undo": {
        "da": "Lige efter: Kør study.undo() eller qualcode undo, før nogen gør andet i undersøgelsen. "
        "Så kommer kodningerne og codebook.yaml tilbage, som de var.",
        "en": "Right after: run study.undo() or qualcode undo before anybody does anything else in the study. "
        "Codings and codebook.yaml are then as they were.",
    },
    "change.later_rename": {
        "da": "Senere: Giv koden det gamle navn og id igen.",
        "en": "Later: give the code its old name and id again.",
    },
    "change.later_move": {"da": "Senere: Flyt koden tilbage.", "en": "Later: move the code back."},
    "change.later_merge": {
        "da": "Senere kan koderne ikke skilles ad igen.",
        "en": "Later, the codes cannot be taken apart again.",
    },
    "change.later_split": {
        "da": "Senere: Læg delene sammen igen, eller lad dem udgå, og tag koden i brug igen.",
        "en": "Later: merge the parts again, or retire them and take the code into use again.",
    },
    "change.later_retire": {
        "da": "Senere: Gør det modsatte her.",
        "en": "Later: do the opposite here.",
    },
    "change.later_redefine": {
        "da": "Senere: Skriv den gamle tekst igen. Den står i qualcode codebook versions og show.",
        "en": "Later: write the old text again. See qualcode codebook versions and show.",
    },
    "change.other": {
        "da": "Noget er ændret, siden du så, hvad der sker. Se det igen, og gennemfør det så.",
        "en": "Something has changed since you saw what happens. Look at it again, then carry it out.",
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
