"""What the commands say in a study, in the study's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.study import Study

_WORDS = {
    "created": {
        "da": "Undersøgelsen ligger i {folder}. Læg udskrifter i data/transcripts/ og kør: qualcode run",
        "en": "The study is in {folder}. Put transcripts into data/transcripts/ and run: qualcode run",
    },
    "created_example": {
        "da": "Eksemplet ligger i {folder}; alt i det er opdigtet. Gå derhen og kør: qualcode run",
        "en": "The example is in {folder}; everything in it is made up. Go there and run: qualcode run",
    },
    "imported": {
        "da": "{new} nye dokumenter, {unchanged} kendte. Se talerne igennem i {speakers}",
        "en": "{new} new documents, {unchanged} known ones. Check the speakers in {speakers}",
    },
    "dry_run": {
        "da": "Prøve: intet er gemt. {new} dokumenter ville være nye.",
        "en": "Dry run: nothing was stored. {new} documents would be new.",
    },
    "planned": {
        "da": "Planen har {rows} rækker; {open} venter på et menneske. Gennemgå {file}, "
        "skriv replace eller keep, og kør: qualcode pseudonymise --apply {file} --reviewer NAVN",
        "en": "The plan has {rows} rows; {open} wait for a person. Go through {file}, "
        "write replace or keep, and run: qualcode pseudonymise --apply {file} --reviewer NAME",
    },
    "pseudonymised": {
        "da": "{applied} dokumenter er pseudonymiseret, {unchanged} uændrede; {replaced} steder er erstattet. "
        "Teksten er pseudonymiseret, ikke anonym.",
        "en": "{applied} documents pseudonymised, {unchanged} unchanged; {replaced} places replaced. "
        "The text is pseudonymised, not anonymous.",
    },
    "residual": {
        "da": "Bemærk: {residual} steder ligner stadig noget, der er erstattet andetsteds; planen viser dem som ?.",
        "en": "Note: {residual} places still look like something replaced elsewhere; the plan shows them as ?.",
    },
    "segmented": {
        "da": "{segments} segmenter i {documents} dokumenter; {changed} dokumenter er skåret på ny.",
        "en": "{segments} segments in {documents} documents; {changed} documents were cut anew.",
    },
    "codings": {
        "da": "Kodninger: {added} er tilføjet, {unchanged} var der, {withdrawn} forbliver trukket tilbage, "
        "{memo_changed} fik et andet notat.",
        "en": "Codings: {added} added, {unchanged} there already, {withdrawn} still withdrawn, "
        "{memo_changed} with another memo.",
    },
    "withdrawn": {
        "da": "Kodninger trukket tilbage: {count}; `qualcode undo` fortryder.",
        "en": "Codings withdrawn: {count}; `qualcode undo` takes it back.",
    },
    "suggested": {
        "da": "{segments} segmenter har forslag; for {sure} er mindst ét sandsynligt nok. Et forslag er ingen kodning. "
        "Model: {model}",
        "en": "{segments} segments have suggestions; for {sure} at least one is likely enough. A suggestion is no coding. "
        "Model: {model}",
    },
    "asked": {
        "da": "Af {named} koder, som modellen nævnte i kodede passager, var {right} rigtige; "
        "{unread} svar kunne ikke læses.",
        "en": "Of {named} codes that the model named in coded passages, {right} were right; "
        "{unread} answers could not be read.",
    },
    "decided": {
        "da": "{decided} svar er gemt, {unchanged} var der; {added} kodninger er kommet til, {withdrawn} er trukket tilbage.",
        "en": "{decided} answers stored, {unchanged} were there; {added} codings added, {withdrawn} withdrawn.",
    },
    "undone": {"da": "Fortrudt: {kind} ({at}).", "en": "Undone: {kind} ({at})."},
    "codebook_back": {
        "da": "codebook.yaml er igen version {codebook}.",
        "en": "codebook.yaml is version {codebook} again.",
    },
    "codebook_kept": {
        "da": "codebook.yaml er ændret siden og er ikke rørt; se den igennem, før du kører videre.",
        "en": "codebook.yaml was edited since and was left alone; look at it before you go on.",
    },
    "dry_change": {
        "da": "Prøve: intet er ændret. Det her ville ske:",
        "en": "Dry run: nothing was changed. This would happen:",
    },
    "reread": {
        "da": "Læst igen: {count}; venter: {left}.",
        "en": "Read again: {count}; waiting: {left}.",
    },
    "not_reread": {
        "da": "Venter igen på at blive læst: {count}; venter i alt: {left}.",
        "en": "Waiting to be read again after all: {count}; waiting in all: {left}.",
    },
    "to_reread": {
        "da": "Skal læses igen efter en ændring af kodebogen: {n} (qualcode codebook review)",
        "en": "To be read again after a change of the codebook: {n} (qualcode codebook review)",
    },
    "nothing_to_reread": {
        "da": "Der er ikke noget at læse igen.",
        "en": "There is nothing to read again.",
    },
    "unplaced": {
        "da": "Kodninger uden plads i en rettet tekst: {n} (qualcode codings list --unplaced)",
        "en": "Codings without a place in a corrected text: {n} (qualcode codings list --unplaced)",
    },
    "corrected": {
        "da": "Rettede udskrifter: {documents}. Kodninger: {carried} er flyttet med, {lost} fandt ingen plads.",
        "en": "Corrected transcripts: {documents}. Codings: {carried} moved along, {lost} found no place.",
    },
    "redone": {"da": "Gentaget: {kind} ({at}).", "en": "Done again: {kind} ({at})."},
    "sound": {
        "da": "Lageret er i orden: hver tekst passer til sin kontrolsum, hver kodning til sin tekst.",
        "en": "The store is sound: every text fits its checksum, every coding its text.",
    },
    "restored": {
        "da": "Lageret er lagt tilbage fra {file}; det tidligere ligger i {kept}.",
        "en": "The store was put back from {file}; the earlier one lies in {kept}.",
    },
    "next": {"da": "Næste skridt: {step}", "en": "Next step: {step}"},
}


def words_of(study: Study) -> Labels:
    """Return the messages in the study's language."""
    return Labels(_WORDS, study.config.language)
