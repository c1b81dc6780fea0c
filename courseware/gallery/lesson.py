"""A lesson with every part that lessons may have: (id, title, Markdown) a section."""

from __future__ import annotations

_FLOOR = """At 14:20 Line 2 makes 30 parts/h and the board asks for 34 parts/h. "It catches up," says
the late shift. It never does."""

_TAKT = r"""[Takt](takt-time) is the time there is for one part, here $T = \frac{28\,200}{320} = 88$ s:

$$
T = \frac{\text{time available in the shift, breaks taken out}}{\text{parts that the customer wants}}
$$

### What counts as time

- the shift: 8 h
- without breaks: 7 h 50 min

1. Count first.
2. Then divide.

> A pace is a promise.

| Station | Cycle | Load | Who | Spare |
|---|--:|--:|---|--:|
| Weld | 70 s | 80 % | Fin | 18 s |
| Bend, deburr and check | 88 s | 100 % | Ada | 0 s |

::: note
Cycle time is what a station needs. Takt is what demand asks for.
:::

::: answer
88 s, because 28 200 s ÷ 320 parts = 88.1 s for each part.
:::

::: steps How a queue grows
One part waits.

+++

Two parts wait.

+++

The aisle is full.
:::"""

_EXAMPLE = r"""The shift has 28 200 s. Demand is 320 parts.

$T = 28\,200 \div 320 = 88.1$ s

**Takt is 88 s for each part.**"""

LESSON = (
    ("from-the-floor", "From the floor", _FLOOR),
    ("takt", "The pace that demand asks for", _TAKT),
    ("worked-example", "Worked example", _EXAMPLE),
    ("common-mistakes", "Common mistakes", "- Counting breaks as time.\n- Rounding takt up."),
    ("use-it-on-your-next-shift", "Use it on your next shift", "Time ten parts at one station."),
    ("in-short", "In short", "- Takt comes from demand.\n- Cycle time comes from the station."),
    (
        "go-further",
        "Go further",
        "[A plain text on takt](https://example.com/takt), `example.com`.",
    ),
)
