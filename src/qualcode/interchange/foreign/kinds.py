"""What of other programs' files cannot travel, in words."""

from __future__ import annotations

from qualcode.interchange.exchange import LossKind

PICTURES = LossKind("pictures", "billeder i dokumenter: udeladt", "pictures in documents: left out")
PICTURE_CODINGS = LossKind(
    "picture-codings",
    "kodninger i billeder: udeladt (billedets navn er med)",
    "codings in pictures: left out (the picture's name is kept)",
)
RECORDING_CODINGS = LossKind(
    "recording-codings",
    "kodninger i lyd og video: udeladt (filens navn og udskriften er med)",
    "codings in audio and video: left out (the file's name and the transcript are kept)",
)
MEDIA_FILES = LossKind(
    "media-files",
    "billed-, lyd- og videofiler: kun navnet er med",
    "picture, audio and video files: only the name is kept",
)
GRAPHS = LossKind("graphs", "grafer og gemte forespørgsler: udeladt", "graphs and stored queries: left out")
REFERENCES = LossKind("references", "litteraturhenvisninger: udeladt", "bibliographic references: left out")
DELETED = LossKind(
    "deleted",
    "rækker, som programmet har mærket som slettet: udeladt",
    "rows that the program has marked as deleted: left out",
)
DANGLING = LossKind(
    "dangling",
    "kodninger, noter eller værdier, hvis kode, kilde eller ejer ikke findes i filen: udeladt",
    "codings, notes or values whose code, source or owner is not in the file: left out",
)
MOVED = LossKind(
    "moved",
    "tekststeder, hvis ord står et andet sted end filen siger: fundet på ordene",
    "passages whose words stand elsewhere than the file says: found by their words",
)
LOST = LossKind(
    "lost",
    "tekststeder, hvor der står andre ord, end filen siger, og ordene ikke står netop ét sted: udeladt",
    "passages where other words stand than the file says, and the words do not stand exactly once: left out",
)
OUTSIDE = LossKind(
    "outside",
    "tekststeder uden for teksten, tomme eller midt i et tegn: udeladt",
    "passages outside the text, empty, or inside a character: left out",
)
SEVERAL_BRANCHES = LossKind(
    "several-branches",
    "koder i flere kategorier: kategorierne er mængder, koden står øverst",
    "codes in several categories: the categories are sets, the code stands at the top",
)
COLOURS = LossKind("colours", "farver, der ikke kan læses: udeladt", "colours that cannot be read: left out")
VALUES = LossKind(
    "values",
    "variable med værdier, der ikke er tal, som filen siger: læst som tekst",
    "variables with values that are no numbers, as the file says they are: read as text",
)
FORMATTING = LossKind(
    "formatting",
    "dokumenter med formatering (fed, overskrifter, links): teksten er med, formateringen ikke",
    "documents with formatting (bold, headings, links): the text is kept, the formatting is not",
)
BROKEN_LETTERS = LossKind(
    "broken-letters",
    "dokumenter, hvor æ, ø og å er blevet til andre tegn, før vi fik filen: læst, som de er",
    "documents in which æ, ø and å became other signs before we got the file: read as they are",
)
ACCOUNTS = LossKind(
    "accounts",
    "adgange, adgangskoder og rettigheder: udeladt",
    "accounts, passwords and permissions: left out",
)
USER_VALUES = LossKind("user-values", "egenskaber ved kodere: udeladt", "attributes of coders: left out")
PLACES_OF_NOTES = LossKind(
    "note-places",
    "noter ved et sted i teksten: bundet til ét tegn",
    "notes at a place in the text: attached to one character",
)
MARGINS = LossKind(
    "margins",
    "tekst i sidehoveder, fodnoter, tekstbokse eller skjult: udeladt",
    "text in headers, footnotes, text boxes, or hidden: left out",
)
NO_CODE = LossKind(
    "no-code",
    "kommentarer, der ikke er kodenavne: beholdt som noter",
    "comments that are no names of codes: kept as notes",
)
NO_DOCUMENT = LossKind(
    "no-document",
    "rækker om et dokument, der ikke kendes: udeladt",
    "rows on a document that is not known: left out",
)
NOT_FOUND = LossKind(
    "not-found",
    "rækker, hvis ord ikke står i dokumentet: udeladt",
    "rows whose words do not stand in the document: left out",
)
AMBIGUOUS = LossKind(
    "ambiguous",
    "rækker, hvis ord står flere steder i dokumentet: udeladt",
    "rows whose words stand in several places of the document: left out",
)
INCOMPLETE = LossKind(
    "incomplete",
    "rækker uden dokument, ord eller kode: udeladt",
    "rows without a document, words or a code: left out",
)
COLUMNS = LossKind("columns", "kolonner, der ikke kendes: udeladt", "columns that are not known: left out")
