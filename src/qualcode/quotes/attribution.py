"""How a quote is attributed: by area, and by nothing else."""

from __future__ import annotations

from qualcode.labels import Labels
from qualcode.model import StudyConfig

_WORDS = {"of": {"da": "{role} på {area}", "en": "{role} in {area}"}}


def attribution(area: str, config: StudyConfig) -> str:
    """Return the line below a quote: the informants' role and the area, as study.yaml names them.

    Parameters
    ----------
    area : str
        Id of the area; one that the study does not name gives the role alone.
    config : StudyConfig

    Examples
    --------
    >>> danish = StudyConfig("t", roles={"informant": "rådgiver"})
    >>> attribution("boern", danish), attribution("", danish)
    ('Rådgiver på børneområdet', 'Rådgiver')
    >>> names = {"boern": "children's area"}
    >>> attribution("boern", StudyConfig("t", language="en", roles={"informant": "adviser"}, areas=names))
    "Adviser in the children's area"
    """
    role = config.roles.get("informant", "") or "informant"
    role = role[:1].upper() + role[1:]
    name = config.areas.get(area, "")
    if not name:
        return role
    if config.language != "da" and not name.lower().startswith("the "):
        name = f"the {name}"
    return Labels(_WORDS, config.language)("of", role=role, area=name)
