"""Formula cards of quality: sampling plans and control charts."""

from __future__ import annotations

from courseware.formulas.card import Card

_CONSTANT = "a constant of the chart, from a table"
_PLAIN = "a plain number"
_MEASURED = "as measured"

CARDS: tuple[Card, ...] = (
    Card(
        id="F34",
        name="Single sampling plan",
        tex=r"P_a = \sum_{x \le c} \binom{n}{x} p^x (1 - p)^{n - x} \qquad c = 0: \ P_a = (1 - p)^n",
        symbols=(
            ("P_a", "how often a lot of this quality passes", "a share, 0 to 1"),
            ("n", "parts in the sample", "parts"),
            ("c", "acceptance number: bad parts in the sample that still pass", "parts"),
            ("p", "share of bad parts in the lot", "a share, 0 to 1"),
            ("x", "bad parts that the sample happens to hold", "parts"),
        ),
        source="Montgomery, Introduction to Statistical Quality Control",
    ),
    Card(
        id="F35",
        name="Mean and range chart",
        tex=r"\bar{\bar{x}} \pm A_2 \bar{R} \qquad D_3 \bar{R} \text{ to } D_4 \bar{R} \qquad \hat{\sigma} = \frac{\bar{R}}{d_2}",
        symbols=(
            (r"\bar{\bar{x}}", "mean of the subgroup means", _MEASURED),
            (r"\bar{R}", "mean of the subgroup ranges, largest minus smallest", _MEASURED),
            (r"\hat{\sigma}", "standard deviation within subgroups", _MEASURED),
            ("A_2", f"limits of the means: {_CONSTANT}", _PLAIN),
            ("D_3", f"lower limit of the ranges: {_CONSTANT}", _PLAIN),
            ("D_4", f"upper limit of the ranges: {_CONSTANT}", _PLAIN),
            ("d_2", f"mean range in standard deviations: {_CONSTANT}", _PLAIN),
        ),
        source="Montgomery, Introduction to Statistical Quality Control",
    ),
    Card(
        id="F36",
        name="Mean and standard deviation chart",
        tex=r"\bar{\bar{x}} \pm A_3 \bar{s} \qquad B_3 \bar{s} \text{ to } B_4 \bar{s} \qquad \hat{\sigma} = \frac{\bar{s}}{c_4}",
        symbols=(
            (r"\bar{\bar{x}}", "mean of the subgroup means", _MEASURED),
            (r"\bar{s}", "mean of the subgroup standard deviations", _MEASURED),
            (r"\hat{\sigma}", "standard deviation within subgroups", _MEASURED),
            ("A_3", f"limits of the means: {_CONSTANT}", _PLAIN),
            ("B_3", f"lower limit of the standard deviations: {_CONSTANT}", _PLAIN),
            ("B_4", f"upper limit of the standard deviations: {_CONSTANT}", _PLAIN),
            ("c_4", f"mean of s in true standard deviations: {_CONSTANT}", _PLAIN),
        ),
        source="Montgomery, Introduction to Statistical Quality Control",
    ),
    Card(
        id="F37",
        name="Individuals and moving range chart",
        tex=r"\bar{x} \pm \frac{3 \, \overline{\text{MR}}}{1.128} \qquad 0 \text{ to } 3.267 \, \overline{\text{MR}}",
        symbols=(
            (r"\bar{x}", "mean of the single values", _MEASURED),
            (
                r"\overline{\text{MR}}",
                "mean moving range: distance of each value from the one before it",
                _MEASURED,
            ),
        ),
        source="NIST/SEMATECH e-Handbook 6.3.2.2",
    ),
    Card(
        id="F38",
        name="Charts of bad parts: p and np",
        tex=r"\bar{p} \pm 3 \sqrt{\frac{\bar{p} (1 - \bar{p})}{n}} \qquad n \bar{p} \pm 3 \sqrt{n \bar{p} (1 - \bar{p})}",
        symbols=(
            (r"\bar{p}", "share of bad parts in all samples together", "a share, 0 to 1"),
            ("n", "parts in a sample", "parts"),
            (r"n \bar{p}", "mean number of bad parts in a sample", "parts"),
        ),
        source="NIST/SEMATECH e-Handbook 6.3.3.2; a lower limit below 0 is shown as 0",
    ),
    Card(
        id="F39",
        name="Charts of faults: c and u",
        tex=r"\bar{c} \pm 3 \sqrt{\bar{c}} \qquad \bar{u} \pm 3 \sqrt{\frac{\bar{u}}{n}}",
        symbols=(
            (r"\bar{c}", "mean number of faults in samples of one size", "faults"),
            (r"\bar{u}", "faults per unit in all samples together", "faults per unit"),
            ("n", "how much is checked in the sample", "units"),
        ),
        source="NIST/SEMATECH e-Handbook 6.3.3.1; a lower limit below 0 is shown as 0",
    ),
    Card(
        id="F40",
        name="EWMA: a chart that remembers",
        tex=r"z_i = \lambda x_i + (1 - \lambda) z_{i-1} \qquad \mu \pm 3 s \sqrt{\frac{\lambda}{2 - \lambda}}",
        symbols=(
            ("z_i", "exponentially weighted moving average after value number i", _MEASURED),
            ("x_i", "value number i", _MEASURED),
            (r"\lambda", "weight of the newest value; 0.2 and 0.3 are usual", "a share, 0 to 1"),
            (r"\mu", "mean of the past or target, where the average starts", _MEASURED),
            ("s", "standard deviation of single values", _MEASURED),
        ),
        source="NIST/SEMATECH e-Handbook 6.3.2.4",
    ),
)
