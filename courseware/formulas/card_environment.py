"""Formula cards of energy, carbon, waste and data."""

from __future__ import annotations

from courseware.formulas.card import Card

CARDS: tuple[Card, ...] = (
    Card(
        id="F65",
        name="Energy against a baseline",
        tex=r"\begin{aligned} \text{intensity} &= \frac{E}{x} \\ \hat{E} &= a + b \, x \\ \text{saving} &= E - \hat{E} \\ \text{EnPI} &= \frac{E}{\hat{E}} \end{aligned}",
        symbols=(
            (r"\text{intensity}", "energy per unit; it moves with the volume, too", "MWh per unit"),
            ("E", "energy really used", "MWh"),
            ("x", "output of the period", "units"),
            (r"\hat{E}", "energy that the baseline expects for this output", "MWh"),
            ("a", "energy used even without output, by regression", "MWh"),
            ("b", "energy for one more unit, by regression", "MWh per unit"),
            (r"\text{saving}", "below 0 less was used than expected: saved", "MWh"),
            (r"\text{EnPI}", "energy performance indicator; below 1 is better", "a ratio"),
        ),
        source="ISO 50006, energy baselines and indicators",
    ),
    Card(
        id="F66",
        name="Carbon from activities",
        tex=r"\text{CO}_2\text{e} = \sum A_i \times f_i",
        symbols=(
            (r"\text{CO}_2\text{e}", "greenhouse gases as carbon dioxide", "kg"),
            ("A_i", "activity number i: electricity, gas, travel", "kWh, MMBtu, km"),
            ("f_i", "its emission factor; state source and year", "kg per unit of activity"),
        ),
        source="GHG Protocol, Corporate Standard",
    ),
    Card(
        id="F67",
        name="Waste diversion",
        tex=r"\text{diversion} = 1 - \frac{L}{W}",
        symbols=(
            (r"\text{diversion}", "share of waste that is not put into landfill", "%"),
            ("L", "waste put into landfill", "t"),
            ("W", "all waste", "t"),
        ),
        source="US EPA, waste diversion",
    ),
    Card(
        id="F68",
        name="Data of a day and alarms of a person",
        tex=r"\begin{aligned} V &= n \times r \times s \times 86{,}400 \\ \text{alarm rate} &= \frac{k}{p \times h \times 6} \end{aligned}",
        symbols=(
            ("V", "data of a day; 1 MB is 1,000,000 bytes", "bytes"),
            ("n", "tags: values that are measured", "tags"),
            ("r", "samples of each tag", "per second"),
            ("s", "size of a sample", "bytes"),
            (
                r"\text{alarm rate}",
                "alarms for one operator in 10 minutes; 1 can be handled",
                "alarms",
            ),
            ("k", "alarms that came", "alarms"),
            ("p", "operators who share them", "people"),
            ("h", "hours in which they came", "h"),
        ),
        source="ISA-18.2 for alarms",
    ),
)
