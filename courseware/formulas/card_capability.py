"""Formula cards of quality: capability, gauge studies and sample sizes."""

from __future__ import annotations

from courseware.formulas.card import Card

_MEASURED = "as measured"
_RATIO = "a ratio"
_LIMITS = (
    (r"\text{USL}", "upper specification limit", _MEASURED),
    (r"\text{LSL}", "lower specification limit", _MEASURED),
)

CARDS: tuple[Card, ...] = (
    Card(
        id="F41",
        name="Capability: Cp, Cpk, Cpm",
        tex=r"C_p = \frac{\text{USL} - \text{LSL}}{6 \sigma} \qquad C_{pk} = \frac{\min(\text{USL} - \mu, \ \mu - \text{LSL})}{3 \sigma} \qquad C_{pm} = \frac{\text{USL} - \text{LSL}}{6 \sqrt{\sigma^2 + (\mu - T)^2}}",
        symbols=(
            ("C_p", "what the process could do in the middle of its limits", _RATIO),
            ("C_{pk}", "what it does where it stands", _RATIO),
            ("C_{pm}", "what it does if each step off target counts", _RATIO),
            *_LIMITS,
            (r"\mu", "mean of the process", _MEASURED),
            (r"\sigma", "standard deviation within subgroups, mean range ÷ d2", _MEASURED),
            ("T", "target", _MEASURED),
        ),
        source="NIST/SEMATECH e-Handbook 6.1.6",
    ),
    Card(
        id="F42",
        name="Performance: Pp, Ppk",
        tex=r"P_p = \frac{\text{USL} - \text{LSL}}{6 s} \qquad P_{pk} = \frac{\min(\text{USL} - \bar{x}, \ \bar{x} - \text{LSL})}{3 s}",
        symbols=(
            ("P_p", "as Cp, over the whole time", _RATIO),
            ("P_{pk}", "as Cpk, over the whole time", _RATIO),
            *_LIMITS,
            (r"\bar{x}", "mean of all values", _MEASURED),
            ("s", "standard deviation of all values together, with n − 1", _MEASURED),
        ),
        source="ISO 22514-2",
    ),
    Card(
        id="F43",
        name="Parts per million outside",
        tex=r"\text{ppm} = 10^6 \left[ \Phi\left(\frac{\text{LSL} - \mu}{\sigma}\right) + 1 - \Phi\left(\frac{\text{USL} - \mu}{\sigma}\right) \right]",
        symbols=(
            (r"\text{ppm}", "parts outside of the specification", "parts per million"),
            (r"\Phi", "share of a normal distribution below a z-value", "a share, 0 to 1"),
            *_LIMITS,
            (r"\mu", "mean of the process", _MEASURED),
            (r"\sigma", "standard deviation of the process", _MEASURED),
        ),
        source="Follows from the normal distribution; only for a stable, normal process",
    ),
    Card(
        id="F44",
        name="How sure an index is",
        tex=r"C_{pk} \pm 1.96 \sqrt{\frac{1}{9 n} + \frac{C_{pk}^2}{2 (n - 1)}}",
        symbols=(
            ("C_{pk}", "capability index Cpk, or Ppk", _RATIO),
            ("n", "values that it was computed from", "values"),
            ("1.96", "z-value for 95 % certainty", "a plain number"),
        ),
        source="Bissell, How reliable is your capability index? (1990); σ from ranges: a little wider",
    ),
    Card(
        id="F45",
        name="Gauge repeatability and reproducibility",
        tex=r"\begin{aligned} \text{EV} &= \bar{\bar{R}} K_1 \\ \text{AV} &= \sqrt{(\bar{x}_d K_2)^2 - \frac{\text{EV}^2}{n r}} \\ \text{GRR} &= \sqrt{\text{EV}^2 + \text{AV}^2} \\ \text{PV} &= R_p K_3 \\ \text{TV} &= \sqrt{\text{GRR}^2 + \text{PV}^2} \\ \text{share} &= 100 \, \frac{\text{GRR}}{\text{TV}} \\ \text{ndc} &= 1.41 \, \frac{\text{PV}}{\text{GRR}} \end{aligned}",
        symbols=(
            (r"\text{EV}", "repeatability: one person measures one part again", _MEASURED),
            (r"\text{AV}", "reproducibility: one person after the other", _MEASURED),
            (r"\text{GRR}", "gauge and people together", _MEASURED),
            (r"\text{PV}", "parts: what the gauge is there to see", _MEASURED),
            (r"\text{TV}", "everything together", _MEASURED),
            (r"\text{share}", "GRR of all: below 10 good, above 30 not acceptable", "%"),
            (r"\text{ndc}", "categories that can be told apart, rounded down", "5 or more"),
            (r"\bar{\bar{R}}", "mean range of the trials, over all people and parts", _MEASURED),
            (r"\bar{x}_d", "highest mean of a person minus lowest", _MEASURED),
            ("R_p", "highest mean of a part minus lowest", _MEASURED),
            ("K_1", "0.8862 for 2 trials, 0.5908 for 3", "a plain number"),
            ("K_2", "0.7071 for 2 people, 0.5231 for 3", "a plain number"),
            ("K_3", "from a table; 0.3146 for 10 parts", "a plain number"),
            ("n", "parts", "parts"),
            ("r", "trials of each person on each part", "trials"),
        ),
        source="AIAG, Measurement Systems Analysis",
    ),
    Card(
        id="F46",
        name="Sample size",
        tex=r"\begin{aligned} \text{mean: } n &= \left(\frac{z \sigma}{E}\right)^2 \\ \text{share: } n &= p (1 - p) \left(\frac{z}{E}\right)^2 \\ \text{shift: } n &= \frac{(z_\alpha + z_\beta)^2 \sigma^2}{\delta^2} \\ \text{two groups: } n &= \frac{2 (z_{\alpha/2} + z_\beta)^2 \sigma^2}{\delta^2} \end{aligned}",
        symbols=(
            (
                "n",
                "values to measure, in each group, rounded up",
                "values",
            ),
            ("z", "z-value of the certainty, such as 1.96 for 95 %", "a plain number"),
            (r"\sigma", "standard deviation of single values", _MEASURED),
            ("E", "largest error that is accepted", "as measured, or a share"),
            ("p", "share as far as it is known; 0.5 is the safe one", "a share, 0 to 1"),
            (r"z_\alpha", "z-value of the risk of a false alarm, to one side", "a plain number"),
            (r"z_{\alpha/2}", "the same to both sides", "a plain number"),
            (r"z_\beta", "z-value of the risk to miss a difference", "a plain number"),
            (r"\delta", "smallest difference worth finding", _MEASURED),
        ),
        source="NIST/SEMATECH e-Handbook 7.2.2.2",
    ),
)
