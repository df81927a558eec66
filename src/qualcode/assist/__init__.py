"""Assisted coding: suggestions that people decide on, and what they are worth."""
