"""Formula cards of planning, scheduling, materials and stock."""

from __future__ import annotations

from courseware.formulas.card import Card

HEIZER = "Heizer and Render, Operations Management"

CARDS: tuple[Card, ...] = (
    Card(
        id="F15",
        name="Forecasts and their errors",
        tex=(
            r"\begin{aligned} \text{average} &= \frac{A_1 + \dots + A_k}{k} \\"
            r" F_{\text{next}} &= F + \alpha (A - F) \\"
            r" e &= A - F \\"
            r" \text{MAD} &= \frac{\sum |e|}{n} \\"
            r" \text{MAPE} &= \frac{1}{n} \sum \frac{|e|}{A} \\"
            r" \text{TS} &= \frac{\sum e}{\text{MAD}} \end{aligned}"
        ),
        symbols=(
            ("k", "how many of the last periods count in a moving average", "periods"),
            ("A", "actual: what came in a period", "units"),
            ("F", "forecast for the same period", "units"),
            (r"F_{\text{next}}", "forecast for the period after it, smoothed", "units"),
            (r"\alpha", "how much of the error moves the forecast", "a share, 0 to 1"),
            ("e", "error: actual minus forecast", "units"),
            ("n", "number of periods", "periods"),
            (r"\text{MAD}", "mean absolute deviation: the average miss", "units"),
            (r"\text{MAPE}", "the average miss as a share of the actual", "a share"),
            (r"\text{TS}", "tracking signal: how far forecasts lean to one side", "in MADs"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F16",
        name="Measures of a job sequence",
        tex=(
            r"\begin{aligned} \text{mean flow time} &= \frac{\sum C}{n} \\"
            r" \text{utilization} &= \frac{\sum p}{\sum C} \\"
            r" \text{average jobs} &= \frac{\sum C}{\sum p} \\"
            r" \text{tardiness} &= \max(0, C - d) \end{aligned}"
        ),
        symbols=(
            ("C", "completion time: when a job is done, counted from the start", "days or h"),
            ("p", "work time of a job", "days or h"),
            ("d", "due date of a job", "days or h"),
            ("n", "number of jobs", "jobs"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F17",
        name="Johnson's rule for two machines",
        tex=(
            r"\begin{aligned} &\text{job } i \text{ goes before job } j \text{ if} \\"
            r" &\min(a_i, b_j) \lt \min(a_j, b_i) \end{aligned}"
        ),
        symbols=(
            (
                "a_i",
                "time of job i on machine 1; if it is the shortest left, i goes early",
                "min or h",
            ),
            (
                "b_i",
                "time of job i on machine 2; if it is the shortest left, i goes late",
                "min or h",
            ),
            ("a_j", "time of job j on machine 1", "min or h"),
            ("b_j", "time of job j on machine 2", "min or h"),
        ),
        source="Johnson, Optimal two- and three-stage production schedules (1954)",
    ),
    Card(
        id="F18",
        name="Net requirements",
        tex=(
            r"\begin{aligned} \text{net} &= \max(0, G + S - V) \\"
            r" \text{left over} &= V + \text{net} - G \end{aligned}"
        ),
        symbols=(
            (r"\text{net}", "what is missing in a period and must be ordered", "units"),
            ("G", "gross requirement: what is needed in the period", "units"),
            ("S", "safety stock: what is kept for bad days", "units"),
            (
                "V",
                "available: left over from the period before, plus what is on order for it",
                "units",
            ),
            (r"\text{left over}", "stock at the end of the period", "units"),
        ),
        source="Orlicky, Material Requirements Planning",
    ),
    Card(
        id="F19",
        name="Economic order quantity (EOQ)",
        tex=(
            r"\begin{aligned} Q &= \sqrt{\frac{2 D S}{H}} \qquad H = i \times C \\"
            r" \text{orders} &= \frac{D}{Q} \\"
            r" \text{cost} &= \frac{D S}{Q} + \frac{Q H}{2} \\"
            r" \text{cost ratio} &= \frac{1}{2} \left(\frac{q}{Q} + \frac{Q}{q}\right) \end{aligned}"
        ),
        symbols=(
            ("Q", "order quantity of least cost", "units"),
            ("D", "demand", "units a year"),
            ("S", "what an order costs, whatever its size", "$ per order"),
            ("H", "what it costs to keep one unit for a year", "$"),
            ("i", "holding rate: what a year in stock costs, by worth", "a share"),
            ("C", "price of a unit", "$"),
            (r"\text{orders}", "number of orders", "orders a year"),
            (r"\text{cost}", "ordering and holding together", "$ a year"),
            ("q", "another order quantity", "units"),
            (r"\text{cost ratio}", "cost at that quantity by least cost", "1 or above"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F20",
        name="Economic production quantity (EPQ)",
        tex=r"Q = \sqrt{\frac{2 D S}{H \left(1 - \frac{d}{p}\right)}}",
        symbols=(
            ("Q", "production lot of least cost", "units"),
            ("D", "demand", "units a year"),
            ("S", "what a changeover costs", "$ per lot"),
            ("H", "what it costs to keep one unit for a year", "$"),
            ("d", "use", "units a day"),
            ("p", "production while the lot runs; faster than use", "units a day"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F21",
        name="Quantity discount",
        tex=r"\text{cost} = D C + \frac{D S}{Q} + \frac{Q \, i \, C}{2}",
        symbols=(
            (r"\text{cost}", "goods, ordering and holding; compare it for every price", "$ a year"),
            ("D", "demand", "units a year"),
            ("C", "the price that holds for the quantity", "$"),
            ("S", "what an order costs, whatever its size", "$ per order"),
            ("Q", "best quantity at this price, raised to the least that it asks for", "units"),
            ("i", "holding rate: what a year in stock costs, by worth", "a share"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F22",
        name="Reorder point",
        tex=r"\text{ROP} = d \times L + \text{SS}",
        symbols=(
            (r"\text{ROP}", "reorder point: at this stock you order; round it up", "units"),
            ("d", "demand", "units a day"),
            ("L", "lead time: from order to receipt", "days"),
            (r"\text{SS}", "safety stock", "units"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F23",
        name="Safety stock",
        tex=(
            r"\begin{aligned} \text{demand varies: } \text{SS} &= z \, \sigma_d \sqrt{L} \\"
            r" \text{lead time varies: } \text{SS} &= z \, d \, \sigma_L \\"
            r" \text{both vary: } \text{SS} &= z \sqrt{L \, \sigma_d^2 + d^2 \sigma_L^2} \end{aligned}"
        ),
        symbols=(
            (r"\text{SS}", "safety stock: what is kept for bad days", "units"),
            ("z", "z-value of the service level: 1.28 for 90 %, 1.645 for 95 %", "a plain number"),
            (r"\sigma_d", "standard deviation: how far daily demand spreads", "units a day"),
            ("L", "lead time: from order to receipt, on average", "days"),
            ("d", "demand, on average", "units a day"),
            (r"\sigma_L", "standard deviation of the lead time", "days"),
        ),
        source=HEIZER,
    ),
    Card(
        id="F25",
        name="Inventory turns and days of stock",
        tex=r"\text{turns} = \frac{G}{I} \qquad \text{days} = \frac{365}{\text{turns}}",
        symbols=(
            (r"\text{turns}", "how often stock turns over", "times a year"),
            ("G", "cost of the goods sold, not their selling price", "$ a year"),
            ("I", "average inventory, at cost", "$"),
            (r"\text{days}", "for how long the stock lasts", "days"),
        ),
        source="Follows from the definition: stock by its use",
    ),
)
