"""Pseudonymising: detect, plan (a table that a person edits), apply."""

from qualcode.pseudonymise.detection import DETECTORS, Detection
from qualcode.pseudonymise.search import detect, detect_all, from_entities
