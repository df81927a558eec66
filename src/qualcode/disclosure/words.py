"""The words of the gate, in Danish and English."""

WORDS = {
    "left_out": {
        "da": "{table}: {n} af {of} tal er udeladt",
        "en": "{table}: {n} of {of} numbers are left out",
    },
    "why held": {"da": "det, det siger, er holdt tilbage", "en": "what it tells is held back"},
    "why persons": {"da": "for få personer bag tallet", "en": "too few persons behind it"},
    "why sites": {"da": "for få steder", "en": "too few sites"},
    "why one person": {"da": "én person står for det meste", "en": "one person gives most of it"},
    "why two persons": {"da": "to personer står for det meste", "en": "two persons give most of it"},
    "why zero": {"da": "nul", "en": "zero"},
    "why with others": {
        "da": "så andre udeladte tal ikke kan regnes ud",
        "en": "so that others cannot be worked out",
    },
    "flagged": {
        "da": "trykkes, selv om en eller to personer står for det meste",
        "en": "printed although one or two persons give most of it",
    },
    "exposed": {"da": "kan regnes ud alligevel", "en": "can be worked out all the same"},
    # -- clues -----------------------------------------------------------------------------------------------------
    "at": {"da": "{what} (tegn {first}-{last})", "en": "{what} (characters {first}-{last})"},
    "clue name": {"da": "et navn er blevet stående", "en": "a name is left over"},
    "clue number": {
        "da": "ligner et cpr-nummer eller et andet langt nummer",
        "en": "looks like a CPR or another long number",
    },
    "clue phone": {"da": "ligner et telefonnummer", "en": "looks like a telephone number"},
    "clue e-mail": {"da": "ligner en mailadresse", "en": "looks like an e-mail address"},
    "clue address": {"da": "ligner en adresse", "en": "looks like an address"},
    "clue place": {"da": "et sted fra planen er blevet stående", "en": "a place of the plan is left over"},
    "clue hidden word": {
        "da": "et ord, som undersøgelsen altid skjuler",
        "en": "a word that the study always hides",
    },
    "clue id": {
        "da": "en betegnelse for et sted, en person eller et interview",
        "en": "an id of a site, a person or an interview",
    },
    "clue web": {"da": "ligner en webadresse", "en": "looks like a web address"},
    "clue known place": {
        "da": "navnet på en kommune eller en by",
        "en": "the name of a municipality or a town",
    },
    "clue date": {"da": "en dato eller et årstal", "en": "a date or a year"},
    "clue age": {"da": "en alder", "en": "an age"},
    "clue years": {"da": "lang anciennitet", "en": "long service"},
    "clue title": {"da": "en stilling med et sted", "en": "a position with a place"},
    "clue role": {"da": "en stilling, som få har", "en": "a position that few have"},
    "clue only one": {"da": "noget, der kun er én af", "en": "something there is only one of"},
    "clue people": {"da": "et land, et folk eller et sprog", "en": "a country, a people or a language"},
    "clue family": {"da": "en families sammensætning", "en": "how a family is made up"},
    "clue dialect": {
        "da": "et ord, der viser, hvor nogen kommer fra",
        "en": "a word that tells where somebody comes from",
    },
    "clue detail": {"da": "en sjælden detalje", "en": "a rare detail"},
    "clue capital": {
        "da": "et ord med stort inde i en sætning",
        "en": "a word with a capital inside a sentence",
    },
    "clue pseudonym": {
        "da": "et nummereret pseudonym, som kan kæde citater sammen",
        "en": "a numbered pseudonym, which can link quotes",
    },
    # -- traces in files -------------------------------------------------------------------------------------------
    "trace author": {"da": "navn på en forfatter", "en": "name of an author"},
    "trace company": {"da": "navn på en virksomhed", "en": "name of a company"},
    "trace property": {"da": "egenskab ved filen", "en": "property of the file"},
    "trace time": {"da": "tidspunkt", "en": "time"},
    "trace path": {"da": "sti til en mappe", "en": "path of a folder"},
    "trace own word": {
        "da": "navn eller betegnelse fra undersøgelsen",
        "en": "name or id of the study",
    },
    "trace file name": {"da": "navn på en fil, det kommer fra", "en": "name of a file that it comes from"},
    "trace revision": {"da": "spor af redigering", "en": "ids of revisions"},
    "trace comment": {"da": "kommentar", "en": "comment"},
    "trace tracked change": {"da": "sporet ændring", "en": "tracked change"},
    "trace hidden": {"da": "noget skjult", "en": "something hidden"},
    "trace defined name": {"da": "navngivet område", "en": "defined name"},
    "trace link": {"da": "henvisning ud af filen", "en": "link out of the file"},
    "trace thumbnail": {"da": "miniature", "en": "thumbnail"},
    "trace embedded": {"da": "indlejret fil", "en": "embedded file"},
    "trace macro": {"da": "makro eller script", "en": "macro or script"},
    "trace exif": {"da": "kameradata (Exif)", "en": "camera data (Exif)"},
    "trace text chunk": {"da": "tekst i billedet", "en": "text in the picture"},
    "trace trailing": {
        "da": "noget efter billedets slutning",
        "en": "something behind the end of the picture",
    },
    "trace formula": {"da": "formel", "en": "formula"},
    "trace earlier version": {"da": "en tidligere udgave af filen", "en": "an earlier version of the file"},
    "trace unreadable": {"da": "noget, der ikke kan ses efter", "en": "something that cannot be looked into"},
    # -- the gate ----------------------------------------------------------------------------------------------------
    "counts statement": {
        "da": "Udsagn: {print} trykkes, {held} holdes tilbage, {refused} er afvist.",
        "en": "Statements: {print} print, {held} are held back, {refused} are refused.",
    },
    "counts quote": {
        "da": "Citater: {print} trykkes, {held} holdes tilbage, {refused} er afvist.",
        "en": "Quotes: {print} print, {held} are held back, {refused} are refused.",
    },
    "counts text": {
        "da": "Overskrifter og andre tekster: {print} trykkes, {held} holdes tilbage, {refused} er afvist.",
        "en": "Headings and other texts: {print} print, {held} are held back, {refused} are refused.",
    },
    "counts table": {
        "da": "Tabeller med tal: {print} trykkes, {held} holdes tilbage, {refused} er afvist.",
        "en": "Tables of numbers: {print} print, {held} are held back, {refused} are refused.",
    },
    "counts file": {
        "da": "Filer: {print} kan gives videre, {held} holdes tilbage, {refused} er afvist.",
        "en": "Files: {print} can be handed on, {held} are held back, {refused} are refused.",
    },
    "reason left over": {"da": "noget, der peger på nogen", "en": "something that points to somebody"},
    "do left over": {
        "da": "Fjern det i planen for pseudonymer eller i teksten.",
        "en": "Remove it in the plan of pseudonyms, or in the text.",
    },
    "reason exposed": {
        "da": "udeladte tal, som kan regnes ud",
        "en": "numbers that are left out and can be worked out",
    },
    "do exposed": {
        "da": "Slå rækker eller kolonner sammen, eller udelad tabellen.",
        "en": "Join rows or columns, or leave the table out.",
    },
    "reason traces": {"da": "oplysninger i filen", "en": "what the file tells"},
    "do traces": {
        "da": "Lav filen igen uden dem; i Word: Filer > Oplysninger > Søg efter problemer > Undersøg dokument.",
        "en": "Make the file again without them; in Word: File > Info > Check for Issues > Inspect Document.",
    },
    "reason unreadable": {"da": "filen kan ikke ses efter", "en": "the file cannot be looked into"},
    "do unreadable": {
        "da": "Gem den i et format, der kan ses efter.",
        "en": "Save it in a format that can be looked into.",
    },
    "reason withdrawn": {"da": "trukket tilbage af den interviewede", "en": "taken back by the interviewed"},
    "do withdrawn": {"da": "Det trykkes ikke.", "en": "It does not print."},
    "reason no reply": {"da": "venter på faktuel høring", "en": "waits for the fact check"},
    "do no reply": {
        "da": "Send det til dem, der blev interviewet, og læs svaret ind.",
        "en": "Send it to those who were interviewed, and import the reply.",
    },
    "reason other words": {
        "da": "svaret i den faktuelle høring gælder en anden ordlyd",
        "en": "the reply of the fact check is about other words",
    },
    "do other words": {
        "da": "Tryk den ordlyd, der er godkendt, eller send den nye til faktuel høring.",
        "en": "Print the words that were agreed to, or send the new ones.",
    },
    "reason no tick": {"da": "venter på et flueben", "en": "waits for a tick"},
    "do no tick": {
        "da": "Læs det, og sæt et flueben, hvis ingen kan genkendes.",
        "en": "Read it, and tick it if nobody can be recognised.",
    },
    "reason old tick": {
        "da": "fluebenet gælder en tidligere ordlyd",
        "en": "the tick is for words that have changed since",
    },
    "do old tick": {"da": "Læs det igen, og sæt et nyt flueben.", "en": "Read it again, and tick it anew."},
    "reason held by a person": {"da": "holdt tilbage af en person", "en": "held back by a person"},
    "do held by a person": {
        "da": "Det trykkes ikke, før en person lader det gå.",
        "en": "It does not print until a person lets it go.",
    },
    "reason no reason": {"da": "en undtagelse uden begrundelse", "en": "an override without a reason"},
    "do no reason": {"da": "Skriv en begrundelse.", "en": "Write a reason."},
    "reason combination": {
        "da": "det, der står om den citerede, passer på for få",
        "en": "what is printed of the speaker fits too few",
    },
    "do combination": {
        "da": "Lad det være utrykt, eller lad en person tage ansvar for det med override og en begrundelse (qualcode clear export).",
        "en": "Leave it unprinted, or let a person answer for it by an override with a reason (qualcode clear export).",
    },
    "reason share": {"da": "for mange citater af samme person", "en": "too many quotes by one person"},
    "do share": {"da": "Vælg citater af andre.", "en": "Choose quotes by others."},
    "reason linked": {
        "da": "hænger synligt sammen med et andet citat",
        "en": "can be seen to belong to another quote",
    },
    "do linked": {
        "da": "Skriv pseudonymet uden nummer, eller vælg et andet citat.",
        "en": "Write the pseudonym without its number, or choose another quote.",
    },
    "overridden": {
        "da": "{id}: undtaget fra en regel af {by}, med begrundelse",
        "en": "{id}: excepted from a rule by {by}, with a reason",
    },
    "links": {
        "da": "{n} gange deler citater fra samme interview en sjælden detalje; se på dem sammen.",
        "en": "Quotes of one interview share a rare detail {n} times; look at them together.",
    },
    "order together": {
        "da": "Citater fra samme interview står ved siden af hinanden; bland dem.",
        "en": "Quotes of one interview stand beside each other; mix them.",
    },
    "order same order": {
        "da": "Interviewene kommer i samme rækkefølge i alle afsnit; bland citaterne.",
        "en": "The interviews come in one order in all sections; mix the quotes.",
    },
    "looser": {
        "da": "Reglerne er løsere end de sædvanlige ({rules}). Begrundelse: {reason}",
        "en": "The rules are looser than the usual ones ({rules}). Reason: {reason}",
    },
}
