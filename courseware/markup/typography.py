"""What a typesetter does to running text: a number and its unit stay on one line."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore

# Only what is a unit wherever it follows a number. "A", "V" or "in" could be a word; "m" and "s" could
# not. Singular and plural of countable things ("14 parts") are words: a line may end before them.
_UNITS = (
    "% ‰ °C K s min h ms d µm mm cm m km mm² cm² m² mm³ cm³ m³ l L ml mg g kg t N kN Nm J kJ MJ W kW MW "
    "Wh kWh MWh Pa kPa MPa bar Hz kHz dB lx rpm USD EUR €"
)
_NUMBER = r"(?<![\w.,])[-−+±]?\d[\d.,\u00a0\u202f]*"
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS.split(), key=len, reverse=True))
_RATE = r"[a-z]+/(?:s|min|h|day|shift|week|month|year|part|piece|m²|kg|t)"
_BOUND = re.compile(rf"({_NUMBER}) (?=(?:{_RATE}|{_UNIT})(?![\w/]|\.\d))")


def bind_units(state: StateCore) -> None:
    """Put a no-break space between number and unit, in text alone: not in code, formulas, addresses."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "text":
                token.content = bind(token.content)


def bind(text: str) -> str:
    """Return `text` with each number bound to its unit: "30 parts/h" and "8 h" do not break."""
    return _BOUND.sub("\\1\u00a0", text)
