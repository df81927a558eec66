"""The desk: the Python end of the widget. It knows studies; the widget knows only messages."""

from qualcode.study.desk.desk import Desk

__all__ = ["Desk"]
