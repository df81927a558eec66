"""Attributes of cases and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.interchange.exchange import ExchangeVariable, VariableValue
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.building import Builder
from qualcode.interchange.foreign.values import decimal_of


@dataclass(slots=True)
class Variables:
    """The variables of a project and who has which value; a type that values do not fit becomes text.

    Parameters
    ----------
    builder : Builder
    """

    builder: Builder
    _described: dict[str, tuple[str, str]] = field(default_factory=dict)
    _values: dict[str, dict[str, str | None]] = field(default_factory=lambda: defaultdict(dict))

    def declare(self, name: str, kind: str = "text", description: str = "") -> None:
        """Say that there is a variable, and whether its values are numbers (``"float"``)."""
        self._described.setdefault(name, (kind, description))

    def set(self, owner: str, name: str, value: str | None) -> None:
        """Say what a case or source (GUID) has in a variable."""
        self.declare(name)
        self._values[owner][name] = value

    def finish(self) -> Mapping[str, tuple[VariableValue, ...]]:
        """Add the variables to the project, and return the values by owner."""
        types: dict[str, str] = {}
        for name, (kind, description) in self._described.items():
            given = [values[name] for values in self._values.values() if values.get(name)]
            types[name] = (
                kind if kind != "float" or all(decimal_of(v or "") is not None for v in given) else "text"
            )
            if types[name] != kind:
                self.builder.losses.add(kinds.VALUES)
            self.builder.add(
                "variables",
                ExchangeVariable(
                    self.builder.guid("variable", name),
                    name,
                    "float" if types[name] == "float" else "text",
                    description,
                ),
            )
        return {
            owner: tuple(self._value(name, value, types[name]) for name, value in values.items())
            for owner, values in self._values.items()
        }

    def _value(self, name: str, value: str | None, kind: str) -> VariableValue:
        guid = self.builder.guid("variable", name)
        if not value:
            return VariableValue(guid, None)
        return VariableValue(guid, decimal_of(value) if kind == "float" else value)
