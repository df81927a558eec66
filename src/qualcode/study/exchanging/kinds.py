"""What of a study, or of another program's project, does not come along, in words."""

from __future__ import annotations

from qualcode.interchange.exchange import LossKind

# -- out

DECISIONS = LossKind(
    "decisions-earlier",
    "svar på forslag, givet på en tidligere tekst: bliver her",
    "answers to suggestions on an earlier text: stay here",
)
SETTLEMENTS = LossKind(
    "settlements",
    "afgørelser, hvor kodere var uenige: kodningerne er med, forløbet ikke",
    "settled differences between coders: the codings travel, how they were settled does not",
)
QUOTES = LossKind(
    "quotes",
    "udvalgte citater og svar fra faktuel høring: bliver her",
    "chosen quotes and fact-check replies: stay here",
)
WITHDRAWN_CODINGS = LossKind(
    "withdrawn-codings",
    "kodninger, der er trukket tilbage: bliver her",
    "codings that were withdrawn: stay here",
)
ROUNDS = LossKind(
    "rounds",
    "runders titler, og hvornår de blev åbnet: bliver her (kodningernes rundenumre er med)",
    "titles of rounds, and when they were opened: stay here (the numbers of the codings' rounds travel)",
)
FINISHED = LossKind(
    "finished",
    "mærker om, at en koder har læst et interview til ende: bliver her",
    "marks that a coder has read an interview to its end: stay here",
)
REREADS = LossKind(
    "rereads",
    "steder, der skal læses igen efter en ændring af kodebogen: bliver her",
    "passages to be read again after a change of the codebook: stay here",
)
CLEARANCES = LossKind(
    "clearances",
    "kryds ved, hvad der må trykkes: bliver her",
    "ticks on what may be printed: stay here",
)
ATTRIBUTES = LossKind(
    "attributes",
    "talernavne i udskriften og celler i interviews.csv og speakers.csv, som --attributes udelader",
    "labels of the transcripts and cells of interviews.csv and speakers.csv that --attributes leaves out",
)
GUIDE = LossKind(
    "guide", "spørgsmål i interviewguiden: bliver her", "questions of the interview guide: stay here"
)
OWN_TEXTS = LossKind(
    "own-texts",
    "egne sætninger, sammenfatninger og afsnit til rapporten: bliver her",
    "sentences, summaries and paragraphs of your own for the report: stay here",
)
SETTINGS = LossKind(
    "settings",
    "indstillinger i study.yaml, der er jeres egne: bliver her",
    "settings of your own in study.yaml: stay here",
)
CODE_MEMOS = LossKind(
    "code-memos",
    "notater til koder: en kodebog (.qdc) har ikke plads til dem",
    "memos on codes: a codebook file (.qdc) has no place for them",
)
OWN_COLUMNS = LossKind(
    "own-columns",
    "egne kolonner i interviews.csv og speakers.csv: bliver her",
    "columns of your own in interviews.csv and speakers.csv: stay here",
)
WITHDRAWN = LossKind(
    "withdrawn-memos",
    "notater til kodninger, der er trukket tilbage: bliver her",
    "memos on codings that were withdrawn: stay here",
)

# -- in

NO_TEXT = LossKind(
    "no-text",
    "kilder uden tekst (billeder, optagelser, tekster uden for filen): udeladt",
    "sources without a text (pictures, recordings, texts outside the file): left out",
)
NO_TEXT_CODING = LossKind(
    "no-text-codings", "kodninger i kilder uden tekst: udeladt", "codings in sources without a text: left out"
)
NO_WORDS = LossKind("no-words", "kilder uden ord: udeladt", "sources without words: left out")
CLIPPED = LossKind(
    "clipped",
    "kodninger, der gik ind over en talers navn eller et tidspunkt: afkortet til ordene",
    "codings that reached over a speaker's label or a time stamp: cut to the words",
)
ON_LABEL = LossKind(
    "on-label",
    "kodninger på andet end ord (navn, tidspunkt, overskrift, blanktegn): udeladt",
    "codings on something else than words (label, time stamp, heading, blanks): left out",
)
GONE = LossKind(
    "gone",
    "kodninger, hvis ord ikke findes i den nuværende tekst: udeladt",
    "codings whose words are not in the current text: left out",
)
WHOLE = LossKind(
    "whole-source",
    "kodninger af en hel kilde: står på hele teksten",
    "codings of a whole source: stand on its whole text",
)
SAME = LossKind(
    "same",
    "kodninger, der siger det samme som en anden af samme koder: slået sammen, notater bevaret",
    "codings that say the same as another by the same coder: one is kept, with the memos of both",
)
UNCODED = LossKind("uncoded", "tekststeder uden kode: udeladt", "passages without a code: left out")
ON_BRANCH = LossKind(
    "on-branch",
    "koder, der kun skulle gruppere, men er brugt: kan nu bruges",
    "codes that should only group and are used: can be used now",
)
RENAMED = LossKind(
    "renamed",
    "koder med samme navn som en nabo, eller et navn på flere linjer: omdøbt",
    "codes with the name of a sibling, or a name of several lines: renamed",
)
RENAMED_DOCUMENT = LossKind(
    "renamed-document",
    "kilder med samme navn: omdøbt",
    "sources with the same name: renamed",
)
RENAMED_CODER = LossKind(
    "renamed-coder",
    "kodere med samme navn eller uden: omdøbt",
    "coders with the same name or without one: renamed",
)
DEEP = LossKind("deep", "koder under det 20. niveau: flyttet op", "codes below the 20th level: moved up")
SETS = LossKind(
    "sets", "mængder af koder, kilder og noter: udeladt", "sets of codes, sources and notes: left out"
)
LINKS = LossKind("links", "henvisninger mellem dele: udeladt", "links between things: left out")
CASES = LossKind(
    "cases",
    "cases, der gælder enkelte tekststeder, koder eller ingen kilde: udeladt",
    "cases of passages, of codes or of no source: left out",
)
VARIABLE_NOTES = LossKind(
    "variable-notes", "beskrivelser af variable: udeladt", "descriptions of variables: left out"
)
KNOWN_VALUES = LossKind(
    "known-values",
    "oplysninger om dokumenter, der er her i forvejen, og som ikke står i interviews.csv: udeladt",
    "values of documents that are here already, and that do not stand in interviews.csv: left out",
)
FURTHER = LossKind(
    "further", "felter, som qualcode ikke kender: udeladt", "fields that qualcode does not know: left out"
)
CONTROL = LossKind(
    "control",
    "styretegn i tekster: blevet til mellemrum",
    "control characters in texts: have become blanks",
)
MEMO_TARGET = LossKind(
    "memo-target",
    "noter til noget, som ikke kan have et notat her: er notater til undersøgelsen",
    "notes on what can have no memo here: are memos on the study",
)
DECISIONS_IN = LossKind(
    "decisions",
    "svar på forslag, der ikke passer her: udeladt",
    "answers to suggestions that do not fit here: left out",
)
TIMES = LossKind("sync", "tidspunkter i optagelser: udeladt", "moments of recordings: left out")
TURNS = LossKind(
    "turns",
    "tekster, der er ændret uden for qualcode: delt i replikker på ny",
    "texts that were changed outside qualcode: cut into turns anew",
)
UNKNOWN_CODE = LossKind(
    "unplaced-codes",
    "kodninger med en kode, som --codes sætter til ingenting: udeladt",
    "codings of a code that --codes leads to nothing: left out",
)
RENUMBERED = LossKind(
    "renumbered",
    "talere med et id, som her allerede er en andens: har fået et nyt",
    "speakers with an id that is taken here, perhaps by somebody else: got another one",
)
SITES = LossKind(
    "same-sites",
    "dokumenter med et sted-id, som også bruges her: se efter, om det er samme sted",
    "documents with a site id that is used here, too: check that it is the same site",
)
