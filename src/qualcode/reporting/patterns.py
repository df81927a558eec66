"""The patterns of sentences, in Danish and English: several for each thing that is said, so that a page can be read.

A pattern is what follows the subject: its verb, a bar, and the rest. The bar is where the subject stands when the sentence
begins with an area ("På børneområdet **peger** *flere kommuner* **på** …"). ``{what}`` is a name that stands inside the
sentence, ``{clause}`` one that is a clause of its own, ``{whole}`` one that can only stand after a colon; ``{s}`` ends an
English verb in the singular, ``{examples}`` is in the number of the subject, ``{partner}`` is who is cooperated with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Role = Literal["helps", "hinders", "use", "timing", "source", "other"]
Kind = Literal["experience", "wish", "counterexample"]


class Forms(NamedTuple):
    """Patterns for the three kinds of names."""

    what: tuple[str, ...]
    clause: tuple[str, ...]
    whole: tuple[str, ...]


_DA: dict[tuple[Role, Kind], Forms] = {
    ("helps", "experience"): Forms(
        (
            "peger| på {what}",
            "fremhæver| {what}",
            "oplever| {what} som en fordel",
            "lægger| vægt på {what}",
            "nævner| {what} som noget, der gavner samarbejdet",
        ),
        ("peger| på, {clause}", "fremhæver|, {clause}", "lægger| vægt på, {clause}"),
        ("peger| på følgende: {whole}",),
    ),
    ("helps", "wish"): Forms(
        ("ønsker| {what}", "udtrykker| ønske om {what}"),
        ("ønsker|, {clause}",),
        ("ønsker| følgende: {whole}",),
    ),
    ("helps", "counterexample"): Forms(
        ("giver| {examples} på, at {what} ikke gavner samarbejdet",),
        ("giver| {examples} på det modsatte af, {clause}",),
        ("giver| {examples} på det modsatte af følgende: {whole}",),
    ),
    ("hinders", "experience"): Forms(
        (
            "oplever| {what} som en barriere",
            "peger| på {what} som noget, der hæmmer samarbejdet",
            "oplever|, at {what} hæmmer samarbejdet",
            "nævner| {what} som en hindring",
        ),
        (
            "oplever| det som en barriere, {clause}",
            "peger| på den barriere, {clause}",
            "nævner| som en hindring, {clause}",
        ),
        ("oplever| følgende barriere: {whole}",),
    ),
    ("hinders", "wish"): Forms(
        ("ønsker|, at der bliver gjort noget ved {what}",),
        ("ønsker|, at der bliver gjort noget ved det, {clause}",),
        ("ønsker|, at der bliver gjort noget ved følgende: {whole}",),
    ),
    ("hinders", "counterexample"): Forms(
        ("giver| {examples} på, at {what} ikke hæmmer samarbejdet",),
        ("giver| {examples} på det modsatte af, {clause}",),
        ("giver| {examples} på det modsatte af følgende: {whole}",),
    ),
    ("use", "experience"): Forms(
        (
            "bruger| samarbejdet til {what}",
            "benytter| samarbejdet til {what}",
            "inddrager| {partner} til {what}",
            "gør| brug af samarbejdet til {what}",
        ),
        ("bruger| samarbejdet sådan, {clause}",),
        ("bruger| samarbejdet sådan: {whole}",),
    ),
    ("use", "wish"): Forms(
        ("ønsker| at bruge samarbejdet til {what}",),
        ("ønsker| at bruge samarbejdet sådan, {clause}",),
        ("ønsker| at bruge samarbejdet sådan: {whole}",),
    ),
    ("use", "counterexample"): Forms(
        ("giver| {examples} på, at samarbejdet ikke bliver brugt til {what}",),
        ("giver| {examples} på det modsatte af, {clause}",),
        ("giver| {examples} på det modsatte af følgende: {whole}",),
    ),
    ("timing", "experience"): Forms(
        ("inddrager| {partner} {what}",),
        ("inddrager| {partner} sådan, {clause}",),
        ("inddrager| {partner} sådan: {whole}",),
    ),
    ("timing", "wish"): Forms(
        ("ønsker| at inddrage {partner} {what}",),
        ("ønsker| at inddrage {partner} sådan, {clause}",),
        ("ønsker| at inddrage {partner} sådan: {whole}",),
    ),
    ("timing", "counterexample"): Forms(
        ("giver| {examples} på, at {partner} ikke bliver inddraget {what}",),
        ("giver| {examples} på det modsatte af, {clause}",),
        ("giver| {examples} på det modsatte af følgende: {whole}",),
    ),
    ("source", "experience"): Forms(
        (
            "får| viden gennem {what}",
            "nævner| {what} som en kilde til viden",
            "får| kendskab til sager gennem {what}",
        ),
        ("får| viden ved, {clause}", "får| kendskab til sager ved, {clause}"),
        ("nævner| følgende: {whole}",),
    ),
    ("other", "experience"): Forms(
        ("fortæller| om {what}", "beskriver| {what}", "nævner| {what}"),
        ("fortæller|, {clause}", "nævner|, {clause}"),
        ("nævner| følgende: {whole}",),
    ),
    ("other", "wish"): Forms(
        ("ønsker| {what}", "udtrykker| ønske om {what}"),
        ("ønsker|, {clause}",),
        ("ønsker| følgende: {whole}",),
    ),
    ("other", "counterexample"): Forms(
        ("giver| {examples} på, at {what} ikke indgår",),
        ("giver| {examples} på det modsatte af, {clause}",),
        ("giver| {examples} på det modsatte af følgende: {whole}",),
    ),
}

_EN: dict[tuple[Role, Kind], Forms] = {
    ("helps", "experience"): Forms(
        (
            "point{s}| to {what}",
            "stress{es}| {what}",
            "mention{s}| {what} as something that supports the cooperation",
        ),
        ("point{s}| to the fact {clause}", "stress{es}| {clause}"),
        ("point{s}| to the following: {whole}",),
    ),
    ("helps", "wish"): Forms(
        ("would like| {what}", "express{es}| a wish for {what}"),
        ("express{es}| the wish {clause}",),
        ("would like| the following: {whole}",),
    ),
    ("helps", "counterexample"): Forms(
        ("give{s}| {examples} where {what} did not support the cooperation",),
        ("give{s}| {examples} against the statement {clause}",),
        ("give{s}| {examples} of the opposite of the following: {whole}",),
    ),
    ("hinders", "experience"): Forms(
        (
            "experience{s}| {what} as a barrier",
            "point{s}| to {what} as something that hinders the cooperation",
            "mention{s}| {what} as an obstacle",
        ),
        ("experience{s}| as a barrier {clause}", "mention{s}| as an obstacle {clause}"),
        ("experience{s}| the following barrier: {whole}",),
    ),
    ("hinders", "wish"): Forms(
        ("would like| something to be done about {what}",),
        ("would like| something to be done about the fact {clause}",),
        ("would like| something to be done about the following: {whole}",),
    ),
    ("hinders", "counterexample"): Forms(
        ("give{s}| {examples} where {what} did not hinder the cooperation",),
        ("give{s}| {examples} against the statement {clause}",),
        ("give{s}| {examples} of the opposite of the following: {whole}",),
    ),
    ("use", "experience"): Forms(
        ("use{s}| the cooperation for {what}", "turn{s}| to the cooperation for {what}"),
        ("use{s}| the cooperation in such a way {clause}",),
        ("use{s}| the cooperation like this: {whole}",),
    ),
    ("use", "wish"): Forms(
        ("would like| to use the cooperation for {what}",),
        ("would like| to use the cooperation in such a way {clause}",),
        ("would like| to use the cooperation like this: {whole}",),
    ),
    ("use", "counterexample"): Forms(
        ("give{s}| {examples} where the cooperation was not used for {what}",),
        ("give{s}| {examples} against the statement {clause}",),
        ("give{s}| {examples} of the opposite of the following: {whole}",),
    ),
    ("timing", "experience"): Forms(
        ("involve{s}| {partner} at this time: {what}",),
        ("involve{s}| {partner} in such a way {clause}",),
        ("involve{s}| {partner} like this: {whole}",),
    ),
    ("timing", "wish"): Forms(
        ("would like| to involve {partner} at this time: {what}",),
        ("would like| to involve {partner} in such a way {clause}",),
        ("would like| to involve {partner} like this: {whole}",),
    ),
    ("timing", "counterexample"): Forms(
        ("give{s}| {examples} without involving {partner} at this time: {what}",),
        ("give{s}| {examples} against the statement {clause}",),
        ("give{s}| {examples} of the opposite of the following: {whole}",),
    ),
    ("source", "experience"): Forms(
        ("learn{s}| of cases through {what}", "mention{s}| {what} as a source of knowledge"),
        ("learn{s}| of cases in such a way {clause}",),
        ("mention{s}| the following: {whole}",),
    ),
    ("other", "experience"): Forms(
        ("mention{s}| {what}", "describe{s}| {what}"),
        ("mention{s}| {clause}",),
        ("mention{s}| the following: {whole}",),
    ),
    ("other", "wish"): Forms(
        ("would like| {what}", "express{es}| a wish for {what}"),
        ("express{es}| the wish {clause}",),
        ("would like| the following: {whole}",),
    ),
    ("other", "counterexample"): Forms(
        ("give{s}| {examples} without {what}",),
        ("give{s}| {examples} against the statement {clause}",),
        ("give{s}| {examples} of the opposite of the following: {whole}",),
    ),
}


def forms(role: Role, kind: Kind, language: str) -> Forms:
    """Return the patterns of what is said; a source that is wished for, or spoken against, is as any other thing."""
    table = _DA if language == "da" else _EN
    return table.get((role, kind)) or table["other", kind]


# One sentence for several findings of the same extent. "Each" keeps it from being read as the same sites each time.
LISTS: Mapping[str, Mapping[str, str]] = {
    "helps": {
        "da": "Hvert af følgende forhold bliver fremhævet af {who}: ",
        "en": "Each of the following is stressed by {who}: ",
    },
    "hinders": {
        "da": "Hver af følgende barrierer bliver oplevet af {who}: ",
        "en": "Each of the following barriers is experienced by {who}: ",
    },
    "use": {
        "da": "Hvert af følgende formål med samarbejdet bliver nævnt af {who}: ",
        "en": "Each of the following uses of the cooperation is mentioned by {who}: ",
    },
    "source": {
        "da": "Hver af følgende kilder til viden bliver nævnt af {who}: ",
        "en": "Each of the following sources of knowledge is mentioned by {who}: ",
    },
    "other": {
        "da": "Hvert af følgende forhold bliver nævnt af {who}: ",
        "en": "Each of the following is mentioned by {who}: ",
    },
    "partners_helps": {
        "da": "I samarbejdet med hver af følgende bliver forholdet fremhævet af {who}: ",
        "en": "In the cooperation with each of the following, this is stressed by {who}: ",
    },
    "partners_hinders": {
        "da": "I samarbejdet med hver af følgende bliver barrieren oplevet af {who}: ",
        "en": "In the cooperation with each of the following, this barrier is experienced by {who}: ",
    },
    "partners_use": {
        "da": "Hver af følgende bliver brugt sådan af {who}: ",
        "en": "Each of the following is used like this by {who}: ",
    },
    "partners_timing": {
        "da": "Hver af følgende bliver inddraget på det tidspunkt af {who}: ",
        "en": "Each of the following is involved at this time by {who}: ",
    },
    "partners_source": {
        "da": "Hver af følgende bliver nævnt som kilde af {who}: ",
        "en": "Each of the following is mentioned as a source by {who}: ",
    },
    "partners_other": {
        "da": "I forbindelse med hver af følgende bliver det nævnt af {who}: ",
        "en": "In connection with each of the following, this is mentioned by {who}: ",
    },
    "wish": {
        "da": "Hvert af følgende er et ønske hos {who}: ",
        "en": "Each of the following is wished for by {who}: ",
    },
}

WORDS = {
    "also_wish": {"da": "{who} nævner det som et ønske", "en": "{who} mention{s} it as a wish"},
    "also_counterexample": {
        "da": "{who} giver {examples} på det modsatte",
        "en": "{who} give{s} {examples} of the opposite",
    },
    "example": {"da": "et eksempel", "en": "an example"},
    "examples": {"da": "eksempler", "en": "examples"},
    "partner": {"da": "samarbejdspartneren", "en": "the partner"},
    "partners": {"da": "samarbejdspartnere", "en": "partners"},
    "of_which": {"da": ", heraf ", "en": ", of which "},
    "holds": {"da": "Det gælder ", "en": "This holds for "},
    "and": {"da": ", og ", "en": ", and "},
}
