"""Danish and English words that tell speakers, roles and heads of documents apart from speech."""

from __future__ import annotations

import re

from qualcode.model import Role


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IN_SPEECH = _words("""
    og så men jeg du vi han hun de den det der dette denne at er var har havde sagde siger spurgte spørger tænkte
    tænker svarede svarer min mit mine din dit sin sit hendes vores jeres deres ham hende dem os for fra til med på
    om ved eksempel eksempelvis fx altså hvor hvad hvem hvorfor hvordan hvis når fordi som en et kl klokken også
    bare jo nok ikke blev bliver kan kunne skal skulle vil ville må måtte går gik kom kommer som men eller nemlig
    and so but then my your his her our their said says asked thought was were is are has had the a an that this
    these those it he she we they you to of for with in on at because if when what why how who which like about not
    can could will would shall should may might must just or as by from
    http https www
""")
"""Words of running speech: with one of them, what stands before a colon is no name ("og så sagde hun:")."""

EVENTS = _words("pause break musik music jingle reklame applause bifald latter laughter støj")
"""What stands with a time stamp alone in a line where nobody speaks."""

QUESTION_AND_ANSWER = _words("spørgsmål svar question answer sp sv")
"""Labels of printed interviews; they count where they come back often."""

LINKS = _words("og and & von van de da del di af la le el al bin ibn ben the")
"""Small words that stand in names and lists of names ("Anna og Bo")."""

NO_NAMES = _words("""
    ja nej jo jamen okay ok mm mmm hm øh nå tak hej goddag velkommen farvel præcis nemlig
    yes no yeah well thanks hello hi bye welcome right sure exactly
    problem problemet problemer problemerne resultat resultatet resultater pointe pointen konklusion konklusionen
    eksempel eksempler note noter bemærk obs nb ps citat tema emne fordel fordele ulempe ulemper
    først dernæst derefter endelig altså udfordring udfordringen udfordringer løsning løsningen mål målet formål
    kapitel afsnit side punkt pkt del trin fase uge dag år runde bilag figur tabel opgave øvelse paragraf
    opsummering sammenfatning refleksion indledning afslutning intro baggrund kommentar transskription
    issue issues result results point conclusion example examples remark theme
    topic first second third finally challenge challenges solution goal aim chapter section page item part step phase
    week day year round appendix figure table task exercise summary introduction background comment transcript
    dato date sted place location varighed længde duration length titel title projekt project kommune municipality site
    interviewnr interviewnummer nummer nr id transskriberet transskribering transcribed fil filnavn lydfil audio file
    filename tid tidspunkt time start slut end optagelse optaget recording recorded version status sprog language
    anonymisering anonymiseret anonymised forkortelser forklaring signaturforklaring tegnforklaring legend key
    abbreviations alder age køn gender
    latter pause utydeligt uhørligt støj laughter unclear inaudible crosstalk applause music musik bifald
""")
"""Words that begin a paragraph with a colon, or stand alone on a line, and are nobody."""

ANYBODY = _words("""
    speaker taler talere person deltager informant respondent participant student elev lærer teacher unknown ukendt
    uidentificeret unidentified alle all everyone flere several multiple mand kvinde man woman male female host
    vært guest gæst spk voice stemme mor far barn mother father child tolk interpreter observatør observer
""")
"""What stands for a name."""

_INTERVIEWER = re.compile(
    r"(?<!\w)(?:interviewer\w*|interviewleder|interviewere?n?|moderator\w*|forsker\w*|researcher\w*|facilitator\w*|"
    r"ordstyrer\w*|spørger\w*|fokusgruppeleder|intervjuare|interviewaren)(?!\w)",
    re.IGNORECASE,
)
_INFORMANT = re.compile(
    r"(?<!\w)(?:interviewee\w*|informant\w*|respondent\w*|deltager\w*|participant\w*|interviewperson\w*|"
    r"medarbejder\w*|borger\w*|patient\w*|\w*rådgiver\w*|\w*sagsbehandler\w*|\w*konsulent\w*|\w*pædagog\w*|"
    r"\w*leder|\w*lederen|\w*lærer\w*|\w*sygeplejerske\w*|\w*psykolog\w*|\w*koordinator\w*|\w*vejleder\w*|"
    r"\w*betjent\w*|\w*læge|\w*terapeut\w*|\w*assistent\w*|\w*mentor\w*|\w*behandler\w*|"
    r"adviser|advisor|counsell?or|employee|caseworker|manager|nurse|teacher|social worker)(?!\w)",
    re.IGNORECASE,
)
_SHORT_INTERVIEWER = re.compile(r"(?:i|int|iv|intv|mod|q)[ .]?\d{0,2}\.?", re.IGNORECASE)


def role_in(description: str) -> Role:
    """Return the role that a description names; the interviewer's words win over a profession's.

    Examples
    --------
    >>> role_in("Interviewer 1"), role_in("socialrådgiver på børneområdet"), role_in("Anna")
    ('interviewer', 'informant', '')
    """
    if _INTERVIEWER.search(description):
        return "interviewer"
    return "informant" if _INFORMANT.search(description) else ""


def role_of_label(label: str) -> Role:
    """Return the role that a label suggests without saying so ("I", "INT 1", "Forsker", "Informant 2").

    Examples
    --------
    >>> role_of_label("I1"), role_of_label("Deltager 3"), role_of_label("B")
    ('interviewer', 'informant', '')
    """
    return "interviewer" if _SHORT_INTERVIEWER.fullmatch(label) else role_in(label)


HEAD_KEYS = _words("""
    dato date sted place location varighed længde duration length deltagere deltager participants participant
    tilstede present titel title projekt project kommune municipality site interviewnr interviewnummer nummer nr id
    transskriberet transskription transskribering transskribent transcribed transcript transcriber transcription
    optagelse optaget recording recorded fil filnavn lydfil audio file filename tid tidspunkt time start slut end
    interviewer interviewere interviewperson interviewee informant informanter respondent respondents moderator
    forsker researcher observatør observer område area afdeling department forvaltning anonymisering anonymised
    anonymiseret version status kode code sprog language emne subject tema noter notes bemærkninger bemærkning
    forkortelser forklaring signaturforklaring tegnforklaring legend key abbreviations speakers talere interview
    fokusgruppe fokusgruppeinterview gruppeinterview stilling rolle køn alder gender age profession
""")
"""What the fields in the head of a transcript are called."""

LEGEND_HEADS = _words("""
    deltagere tilstede participants present forkortelser forklaring signaturforklaring tegnforklaring legend key
    abbreviations speakers talere talerne personer medvirkende
""")
"""Words above a list that says who the labels are."""
