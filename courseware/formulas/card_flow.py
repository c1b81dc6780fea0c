"""Formula cards of flow: the pace of a line, of a value stream and of a closed line."""

from __future__ import annotations

from courseware.formulas.card import Card

CARDS: tuple[Card, ...] = (
    Card(
        id="F01",
        name="Takt time",
        tex=r"T = \frac{A}{D}",
        symbols=(
            ("T", "takt time: the pace of the customer", "s per part"),
            ("A", "available work time in a period, breaks taken off", "s"),
            ("D", "demand: parts that the customer takes in the same period", "part"),
        ),
        source="Rother and Shook, Learning to See",
    ),
    Card(
        id="F02",
        name="Pitch",
        tex=r"\text{pitch} = T \times p",
        symbols=(
            (r"\text{pitch}", "the time in which the customer needs one full pack", "s"),
            ("T", "takt time: the pace of the customer", "s per part"),
            ("p", "pack quantity: how many parts are in one pack", "parts"),
        ),
        source="Rother and Shook, Learning to See",
    ),
    Card(
        id="F03",
        name="Crew size",
        tex=r"n = \frac{t_1 + t_2 + \dots + t_k}{T} \text{, rounded up}",
        symbols=(
            ("n", "crew: the people that the line needs", "people"),
            ("t_k", "work on one part at the last station; added up over all stations", "s"),
            ("T", "takt time: the pace of the customer", "s per part"),
        ),
        source="Rother and Shook, Learning to See",
    ),
    Card(
        id="F04",
        name="Lead time and process cycle efficiency",
        tex=r"L = \frac{I_1 + I_2 + \dots + I_k}{d} \qquad \text{PCE} = \frac{t}{L \times h}",
        symbols=(
            ("L", "lead time: how long a part needs from door to door", "days"),
            (
                "I_k",
                "inventory: parts that wait at the last place; added up over all places",
                "parts",
            ),
            ("d", "daily demand: parts that the customer takes in a day", "parts per day"),
            (
                r"\text{PCE}",
                "process cycle efficiency: the share in which work is done",
                "a share, 0 to 1",
            ),
            ("t", "processing time: work that adds value to one part", "s"),
            ("h", "work time in a day", "s per day"),
        ),
        source="Rother and Shook, Learning to See",
    ),
    Card(
        id="F05",
        name="Little's law",
        tex=r"\text{WIP} = \text{TH} \times \text{flow time}",
        symbols=(
            (r"\text{WIP}", "work in process: parts in the system, on average", "part"),
            (r"\text{TH}", "throughput: parts that leave in an hour", "part/h"),
            (r"\text{flow time}", "how long a part stays, on average", "h"),
        ),
        source="Little, A proof for the queuing formula L = λW (1961)",
    ),
    Card(
        id="F06",
        name="Line rate and utilization",
        tex=r"R = \min(c_1, c_2, \dots, c_n) \qquad u_i = \frac{R}{c_i}",
        symbols=(
            ("R", "line rate: the rate of the slowest station, the bottleneck", "part/h"),
            ("c_i", "capacity: the rate that station number i can run", "part/h"),
            ("u_i", "utilization of station number i when the line runs at R", "a share, 0 to 1"),
            ("n", "number of stations in the row", "stations"),
        ),
        source="Follows from the definition of a line: each part passes every station",
    ),
    Card(
        id="F07",
        name="Closed line: best case and practical worst case",
        tex=r"W_0 = r_b \times T_0 \qquad \text{best: } \text{TH} = \min\left(\frac{w}{T_0}, r_b\right) \quad \text{CT} = \max\left(T_0, \frac{w}{r_b}\right) \qquad \text{practical worst: } \text{TH} = \frac{w \times r_b}{W_0 + w - 1} \quad \text{CT} = T_0 + \frac{w - 1}{r_b}",
        symbols=(
            (r"\text{TH}", "throughput: parts that leave in an hour", "part/h"),
            (r"\text{CT}", "cycle time: how long a part stays in the line", "h"),
            ("w", "work in process: parts kept in the line, one in for each one out", "parts"),
            ("r_b", "bottleneck rate: what the slowest station can make", "part/h"),
            ("T_0", "raw process time: a part's way through the empty line", "h"),
            (
                "W_0",
                "critical work in process: the fewest that can keep the bottleneck busy",
                "parts",
            ),
        ),
        source="Hopp and Spearman, Factory Physics",
    ),
)
