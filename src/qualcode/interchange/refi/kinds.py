"""What REFI-QDA files hold and qualcode does not, and the other way round: the words of the loss reports."""

from __future__ import annotations

from qualcode.interchange.exchange import LossKind

# Reading.
PICTURE = LossKind("picture", "billeder: kun navnet læses", "pictures: only the name is read")
RECORDING = LossKind(
    "recording", "lyd- og videofiler: kun navnet læses", "sound and video files: only the name is read"
)
PDF_PAGES = LossKind(
    "pdf_pages",
    "pdf-filer: teksten læses, siderne ikke",
    "PDF files: the text is read, the pages are not",
)
NO_TEXT = LossKind(
    "no_text", "tekster, som filen ikke indeholder", "texts that the file names and does not hold"
)
OUTSIDE = LossKind("outside", "kilder uden for filen: ikke åbnet", "sources outside the file: not opened")
ENCODING = LossKind(
    "encoding",
    "tekster, som ikke er UTF-8: læst, som deres bytes tyder på",
    "texts that are not UTF-8: read as their bytes suggest",
)
UNCHECKED = LossKind(
    "unchecked",
    "passager, hvis tekst mangler: stedet kan ikke læses",
    "passages of a missing text: their place cannot be read",
)
RICH_TEXT = LossKind(
    "rich_text",
    "formaterede udgaver: kun den rene tekst læses",
    "formatted versions: only the plain text is read",
)
AREA = LossKind("area", "udsnit af billeder og pdf-sider", "areas of pictures and PDF pages")
STRETCH = LossKind("stretch", "udsnit af lyd og video", "stretches of sound and video")
LOST_CODING = LossKind(
    "lost_coding",
    "kodninger af udsnit af billeder, pdf-sider, lyd og video",
    "codings of areas and stretches",
)
NO_PLACE = LossKind("no_place", "passager i udskrifter uden sted", "passages of transcripts without a place")
GRAPH = LossKind("graph", "grafer", "graphs")
NOTE_CODING = LossKind(
    "note_coding", "passager og kodninger inde i noter", "passages and codings within notes"
)
DANGLING = LossKind(
    "dangling",
    "henvisninger til noget, der ikke er i filen",
    "references to something that is not in the file",
)
DANGLING_CODING = LossKind(
    "dangling_coding",
    "kodninger med en kode, der ikke er i filen",
    "codings with a code that is not in the file",
)
UNKNOWN = LossKind(
    "unknown", "elementer, som standarden ikke har", "elements that the standard does not have"
)
COLOR = LossKind("color", "farver, som ikke er #RRGGBB", "colours that are not #RRGGBB")
ZONE = LossKind("zone", "tidszoner på datoer", "time zones of dates")
MODIFIED = LossKind(
    "modified",
    "steder, hvor filen siger, hvornår der sidst blev ændret: kun oprettelsen læses",
    "places where the file says when a thing was changed last: only its creation is read",
)
MOVED = LossKind(
    "moved",
    "passager, hvis tekst ikke er den, filen siger",
    "passages whose words are not those that the file says",
)

# Writing.
NO_SOURCE_TEXT = LossKind(
    "no_source_text",
    "kilder uden tekst (billeder, optagelser): udeladt, med det, der hører til dem",
    "sources without text (pictures, recordings): left out, with what belongs to them",
)
AS_TEXT = LossKind(
    "as_text",
    "pdf-filer og udskrifter: skrives som ren tekst",
    "PDF files and transcripts: written as plain text",
)
SYNC = LossKind("sync", "tidspunkter i optagelser", "moments of recordings")
TIME = LossKind("time", "tidspunkter, som ikke er ISO 8601", "times that are not ISO 8601")
UNWRITABLE = LossKind(
    "unwritable",
    "navne med tegn, som XML ikke kan rumme: tegnene er erstattet",
    "names with characters that XML cannot hold: replaced",
)
NOT_IN_CODEBOOK = LossKind(
    "not_in_codebook",
    "dele af projektet, som en kodebog (.qdc) ikke har plads til",
    "parts of the project that a codebook file (.qdc) has no place for",
)
