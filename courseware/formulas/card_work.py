"""Formula cards of work and people: line balance, time study, staffing, kanban, changeover."""

from __future__ import annotations

from courseware.formulas.card import Card

HEIZER = "Heizer and Render, Operations Management"

CARDS: tuple[Card, ...] = (
    Card(
        id="F08",
        name="Line balance",
        tex=r"n_{\min} = \frac{t_1 + t_2 + \dots + t_k}{C} \text{, rounded up} \qquad E = \frac{t_1 + t_2 + \dots + t_k}{n \times C} \qquad \text{balance delay} = 1 - E",
        symbols=(
            (r"n_{\min}", "minimum stations: no line can do the work with fewer", "stations"),
            ("t_k", "time of the last task; added up over all tasks", "s"),
            ("C", "cycle time: one part leaves the line in this time", "s per part"),
            (
                "E",
                "line efficiency: the share of the stations' time that is work",
                "a share, 0 to 1",
            ),
            ("n", "stations that the line really has", "stations"),
            (
                r"\text{balance delay}",
                "the share of the stations' time that is waiting",
                "a share, 0 to 1",
            ),
        ),
        source=HEIZER,
    ),
    Card(
        id="F09",
        name="Normal and standard time",
        tex=r"N = t \times r \qquad S = \frac{N}{1 - a} \quad \text{or} \quad S = N \times (1 + j)",
        symbols=(
            ("N", "normal time: the work at a normal pace", "min"),
            ("t", "time that was seen, on average", "min"),
            ("r", "rating: the pace that was seen; the normal pace is 1", "a share, such as 0.85"),
            ("S", "standard time: with rest, needs and delays", "min"),
            ("a", "allowance as a share of the work day", "a share, 0 to 1"),
            ("j", "allowance as a share of the job's own time", "a share, 0 to 1"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F10",
        name="Observations needed",
        tex=r"n = {\left(\frac{z \times s}{h \times \bar{x}}\right)}^2 \text{, rounded up}",
        symbols=(
            ("n", "how many times the work must be timed", "observations"),
            ("z", "how sure you want to be: 1.96 for 95 %", "a number"),
            ("s", "standard deviation: how far the times lie apart", "min"),
            ("h", "error that is allowed: 5 % of the mean is 0.05", "a share, 0 to 1"),
            (r"\bar{x}", "mean of the times seen so far", "min"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F11",
        name="Learning curve",
        tex=r"T_n = T_1 \times n^b \qquad b = \frac{\ln r}{\ln 2}",
        symbols=(
            ("T_n", "time of unit number n", "h"),
            ("T_1", "time of the first unit", "h"),
            ("n", "the unit's number: 1 is the first", "a count"),
            (
                "r",
                "rate: when the units double, the time falls to this share",
                "a share, such as 0.80",
            ),
            (
                "b",
                "how steep the curve is; a slider or a table does this for you",
                "a number, 0 or below",
            ),
        ),
        source="Wright, Factors affecting the cost of airplanes (1936)",
    ),
    Card(
        id="F12",
        name="Productivity",
        tex=r"\text{labor} = \frac{y}{h} \qquad \text{multifactor} = \frac{y}{c_1 + c_2 + \dots + c_k}",
        symbols=(
            (r"\text{labor}", "labor productivity", "units per hour"),
            (r"\text{multifactor}", "multifactor productivity", "units per unit of money"),
            ("y", "output: good units made in a period", "units"),
            ("h", "hours worked for them", "h"),
            (
                "c_k",
                "cost of the last input, such as labor, material, energy; added up over all",
                "money",
            ),
        ),
        source=HEIZER,
    ),
    Card(
        id="F13",
        name="People needed",
        tex=r"\text{heads} = \frac{d \times t}{e \times h \times (1 - a)} \qquad \text{for posts} = \frac{p \times 168}{w \times (1 - a)} \text{, both rounded up}",
        symbols=(
            (r"\text{heads}", "people that the plan needs", "people"),
            ("d", "demand: units to be made in a period", "units"),
            ("t", "standard hours for one unit", "h per unit"),
            ("e", "efficiency: standard hours made in an hour at work", "a share, such as 0.92"),
            ("h", "paid hours of one person in the same period", "h"),
            ("a", "absence: vacation, sickness, training", "a share, 0 to 1"),
            (r"\text{for posts}", "people who keep all posts staffed, day and night", "people"),
            ("p", "posts: places that must never be empty", "posts"),
            ("w", "planned hours of one person in a week of 168 h", "h"),
        ),
        source="Follows from the hours that one person is there",
    ),
    Card(
        id="F14",
        name="Weekly pay",
        tex=r"\text{pay} = 40 \times w + o \times m \times w",
        symbols=(
            (r"\text{pay}", "pay of a week with 40 hours or more", "money"),
            ("w", "wage for an hour", "money per h"),
            ("o", "overtime: hours beyond 40", "h"),
            ("m", "multiplier, such as 1.5", "a ratio"),
        ),
        source="40 hours and 1.5 as in the example; the law of your country decides",
    ),
    Card(
        id="F24",
        name="Kanban cards",
        tex=r"N = \frac{D \times L \times (1 + \alpha)}{C} \text{, rounded up}",
        symbols=(
            ("N", "cards in the loop, one with each container", "cards"),
            ("D", "demand: parts used in an hour", "part/h"),
            ("L", "lead time: from a card's release until its container is back, full", "h"),
            (r"\alpha", "what is added for safety", "a share, 0 to 1"),
            ("C", "parts in a container", "parts"),
        ),
        source="Monden, Toyota Production System",
    ),
    Card(
        id="F29",
        name="Every part every interval",
        tex=r"\text{EPEI} = \frac{c_1 + c_2 + \dots + c_k}{A - R}",
        symbols=(
            (r"\text{EPEI}", "the days in which each part can be made once", "days"),
            (
                "c_k",
                "changeover to the last part: last good A to first good B; added up over all",
                "min",
            ),
            ("A", "available work time in a day", "min per day"),
            ("R", "run: time in a day that making the daily demand takes", "min per day"),
        ),
        source="Rother and Shook, Learning to See; Shingo, The SMED System",
    ),
)
