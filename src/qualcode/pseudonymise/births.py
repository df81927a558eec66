"""Dates and years of birth; other dates point to nobody by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.spoken import WORDS

_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|jun[i]?|jul[i]?|aug(?:ust)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"january|february|march|may|june|july|october|december)\.?"
)
_ORDINAL = (
    r"(?:første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|ellevte|tolvte|trettende|fjortende|femtende|sekstende|"
    r"syttende|attende|nittende|(?:en|to|tre|fire|fem|seks|syv|otte|ni)ogtyvende|tyvende|enogtredivte|tredivte)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_SAID = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
_SAID_YEAR = rf"(?:(?:(?:nitten|to tusind|totusind)(?: ?hundrede?)?(?: og)? )?(?:{_SAID})(?: (?:{_SAID}))?)"
_DATE = (
    rf"(?:\d{{1,2}}\.? ?(?:\. ?)?{_MONTH}(?: {_YEAR}(?!\w))?"
    rf"|\d{{1,2}}[./-] ?\d{{1,2}}[./ -]{{1,2}}{_YEAR}(?!\d)"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}/\d{{1,2}}"
    rf"|\d{{6}}(?!\d)"
    rf"|(?:den )?{_ORDINAL}(?: i| dag i)? (?:{_ORDINAL}|{_MONTH})(?: (?:i )?(?:{_YEAR}(?!\w)|{_SAID_YEAR}))?"
    rf"|{_MONTH} {_YEAR}(?!\w)"
    rf"|{_YEAR}(?!\w)"
    rf"|{_SAID_YEAR}(?! (?:år|måned|uge|dag|gang|børn|søskende)))"
)
_CUE = re.compile(
    r"\b(?:(?:født|fødes|fødselsdag(?:en)?|fødselsdato(?:en)?|fødselsår|fødsel|fødeår|årgang|born|birthday|date of birth)\b|f\.|fdt\.?)"
)
_FILLER = r"(?:[ ,:]+(?:er|var|har|hun|han|de|jeg|faktisk|vist|engang|den|d\.|i|omkring|cirka|ca\.|året|om|on|in|the)){0,4}[ ,:]+"
_BEHIND_CUE = re.compile(rf"{_FILLER}({_DATE})")
_BEFORE_CUE = re.compile(
    rf"(?<![\w.])({_DATE}) (?:er|var|is|was) (?:hun|han|hendes|hans|jeg|she|he|her|his)(?: \w+)? $"
)
_FROM_YEAR = re.compile(r"\ber (?:vist |født )?(?:fra|en|i) ((?:19[3-9]|20[0-2])\d)(?!\d)")
_TURNS = re.compile(
    rf"\bfyld(?:er|te) (?:\S+ )?(?:år )?(?:den |d\. )?(\d{{1,2}}\. ?{_MONTH}|\d{{1,2}}/\d{{1,2}})"
)
_FROM_SHORT_YEAR = re.compile(r"\ber (?:vist )?fra ['’]?((?:0\d|[4-9]\d))(?=[,.;]|$)")
_REACH = 60


@DETECTORS.register("birth-date")
def find_birth_dates(passage: Passage) -> Iterator[Detection]:
    """Find dates and years that stand beside a word for birth, in digits or words."""
    lower = passage.lower
    for cue in _CUE.finditer(lower):
        behind = _BEHIND_CUE.match(lower, cue.end())
        if behind:
            yield from _dated(passage, behind)
        before = _BEFORE_CUE.search(lower, max(0, cue.start() - _REACH), cue.start())
        if before:
            yield from _dated(passage, before)
    for pattern in (_FROM_YEAR, _FROM_SHORT_YEAR, _TURNS):
        for match in pattern.finditer(lower):
            yield from _dated(passage, match)


def _dated(passage: Passage, match: re.Match[str]) -> Iterator[Detection]:
    words = match[1]
    start = match.start(1) + (4 if words.startswith("den ") else 0)
    if words not in ("en", "et", "to"):
        yield passage.found(start, match.end(1), "DOB", "birth-date", 0.85)
