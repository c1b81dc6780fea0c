"""Formula cards of evidence: tests, the straight line, and experiments."""

from __future__ import annotations

from courseware.formulas.card import Card

_MEASURED = "as measured"
_SQUARED = "as measured, squared"
_PLAIN = "a plain number"
_RATIO = "a ratio"
_SHARE = "a share, 0 to 1"

CARDS: tuple[Card, ...] = (
    Card(
        id="F47",
        name="t-tests of means",
        tex=r"\begin{aligned} \text{one sample: } t &= \frac{\bar{x} - \mu_0}{s / \sqrt{n}} \\ \text{pairs: } t &= \frac{\bar{d}}{s_d / \sqrt{n}} \\ \text{two samples: } t &= \frac{\bar{x}_1 - \bar{x}_2}{\sqrt{s_1^2 / n_1 + s_2^2 / n_2}} \\ \text{of one spread: } t &= \frac{\bar{x}_1 - \bar{x}_2}{s_p \sqrt{1 / n_1 + 1 / n_2}} \end{aligned}",
        symbols=(
            ("t", "difference in standard errors; of two samples after Welch, or pooled", _PLAIN),
            (r"\bar{x}", "mean of a sample", _MEASURED),
            (r"\mu_0", "the mean that somebody claims", _MEASURED),
            ("s", "standard deviation of a sample, with n − 1", _MEASURED),
            ("s_p", "the same of both samples together, if they spread alike", _MEASURED),
            (r"\bar{d}", "mean of the differences of pairs", _MEASURED),
            ("s_d", "standard deviation of these differences", _MEASURED),
            ("n", "values, or pairs", "values"),
        ),
        source="NIST/SEMATECH e-Handbook 7.2.2 and 7.3.1",
    ),
    Card(
        id="F48",
        name="F-test of two spreads",
        tex=r"F = \frac{s_1^2}{s_2^2}",
        symbols=(
            ("F", "one variance in the other", _RATIO),
            ("s_1", "standard deviation of the first sample", _MEASURED),
            ("s_2", "standard deviation of the second sample", _MEASURED),
        ),
        source="NIST/SEMATECH e-Handbook 1.3.5.9; degrees of freedom n − 1 of each",
    ),
    Card(
        id="F49",
        name="z-tests of shares",
        tex=r"z = \frac{\hat{p} - p_0}{\sqrt{p_0 (1 - p_0) / n}} \qquad z = \frac{\hat{p}_1 - \hat{p}_2}{\sqrt{p (1 - p) (1 / n_1 + 1 / n_2)}}",
        symbols=(
            ("z", "difference in standard errors", _PLAIN),
            (r"\hat{p}", "share in a sample", _SHARE),
            ("p_0", "the share that somebody claims", _SHARE),
            ("p", "share in both samples together", _SHARE),
            ("n", "parts in a sample", "parts"),
        ),
        source="NIST/SEMATECH e-Handbook 7.2.4",
    ),
    Card(
        id="F50",
        name="Chi-square test of a table",
        tex=r"\chi^2 = \sum \frac{(O - E)^2}{E} \qquad E = \frac{\text{row} \times \text{column}}{\text{all}} \qquad \text{df} = (r - 1)(c - 1)",
        symbols=(
            (r"\chi^2", "how far the counts are from what is expected", _PLAIN),
            ("O", "count observed in a cell", "parts"),
            (
                "E",
                "count expected in it if rows and columns have nothing to do with each other",
                "parts",
            ),
            (r"\text{row}", "total of its row; likewise its column, and all", "parts"),
            (r"\text{df}", "degrees of freedom", _PLAIN),
            ("r", "rows", "rows"),
            ("c", "columns", "columns"),
        ),
        source="NIST/SEMATECH e-Handbook 7.4.5",
    ),
    Card(
        id="F51",
        name="One-way analysis of variance",
        tex=r"F = \frac{\text{MSB}}{\text{MSW}} \qquad \text{MSB} = \frac{\text{SSB}}{k - 1} \qquad \text{MSW} = \frac{\text{SSW}}{N - k}",
        symbols=(
            ("F", "how much more the groups differ than chance within them does", _RATIO),
            (r"\text{MSB}", "mean square between the groups", _SQUARED),
            (r"\text{MSW}", "mean square within the groups", _SQUARED),
            (r"\text{SSB}", "sum of squares of the group means around the mean of all", _SQUARED),
            (
                r"\text{SSW}",
                "sum of squares of the values around the mean of their group",
                _SQUARED,
            ),
            ("k", "groups", "groups"),
            ("N", "values in all groups together", "values"),
        ),
        source="NIST/SEMATECH e-Handbook 7.4.3",
    ),
    Card(
        id="F52",
        name="Least-squares line and correlation",
        tex=r"b = \frac{S_{xy}}{S_{xx}} \qquad a = \bar{y} - b \bar{x} \qquad r = \frac{S_{xy}}{\sqrt{S_{xx} S_{yy}}}",
        symbols=(
            ("b", "slope: change of y with one more of x", "unit of y per unit of x"),
            ("a", "intercept: y of the line at x = 0", "unit of y"),
            ("r", "correlation: 0 no straight relation, 1 or −1 all points on the line", _PLAIN),
            ("S_{xy}", "sum of (x − mean of x)(y − mean of y)", "both units, multiplied"),
            ("S_{xx}", "sum of (x − mean of x)²", "unit of x, squared"),
            ("S_{yy}", "sum of (y − mean of y)²", "unit of y, squared"),
            (r"\bar{x}", "mean of x; likewise of y", "unit of x"),
        ),
        source="NIST/SEMATECH e-Handbook 4.1.4.1",
    ),
    Card(
        id="F53",
        name="Effects of a 2² experiment",
        tex=r"\begin{aligned} A &= \frac{a + ab - b - (1)}{2 r} \\ B &= \frac{b + ab - a - (1)}{2 r} \\ AB &= \frac{ab + (1) - a - b}{2 r} \\ \text{SS} &= r \cdot \text{effect}^2 \end{aligned}",
        symbols=(
            (
                "A",
                "effect of factor A: change of the result from its low to its high level",
                _MEASURED,
            ),
            ("B", "the same of factor B", _MEASURED),
            (
                "AB",
                "interaction: how much more A does at the high level of B than on average",
                _MEASURED,
            ),
            ("(1)", "total of the runs with both factors low", _MEASURED),
            ("a", "total of the runs with only A high", _MEASURED),
            ("b", "total of the runs with only B high", _MEASURED),
            ("ab", "total of the runs with both high", _MEASURED),
            ("r", "runs of each setting", "runs"),
            (r"\text{SS}", "sum of squares of an effect", _SQUARED),
        ),
        source="Montgomery, Design and Analysis of Experiments",
    ),
)
