"""Charts and a hotspot for the gallery, drawn as for learners."""

from __future__ import annotations

from courseware.calculation.values import Value
from courseware.charts.marks import element, joined, words
from courseware.quizzes.exhibits import make_exhibit
from courseware.quizzes.kinds.feedback import Feedback, OptionFeedback, Solution
from courseware.quizzes.kinds.public import PublicOption, PublicQuestion
from courseware.words import Reason

_DATA = [50.1, 49.7, 50.4, 49.9, 50.0, 50.3, 49.6, 50.2, 52.6, 49.8, 50.1, 50.3, 49.5, 50.0]
_TYPED = {
    "chart": {"individuals": "d", "title": "Fill of a can", "x": "Can", "y": "Fill, cl"},
    "table": "d",
    "columns": ["Fill, cl"],
    "caption": "The same cans",
}


def _exhibit(name: str) -> str:
    """Return the same chart with ids of its own: the gallery shows it twice on one page."""
    return make_exhibit({"id": name, **_TYPED}, {"d": list(_DATA)}).html


def _point(no: int) -> str:
    return joined(
        element("span", words("Point"), class_="spot-word"),
        words(" "),
        element("b", words(str(no))),
        element("span", words(":"), class_="spot-word"),
        words(" "),
        element("span", words(f"{_DATA[no - 1]:.1f}"), class_="number"),
    )


def _asked(name: str) -> PublicQuestion:
    options = tuple(PublicOption(str(no), _point(no)) for no in range(1, len(_DATA) + 1))
    return PublicQuestion(
        4, "hotspot", "<p>Mark every point beyond the limits.</p>", ("",), options,
        hint=Reason("spots.points"), exhibit=_exhibit(name), data_url="#the-data",
    )  # fmt: skip


ASKED, SAVED = _asked("gallery-blank"), _asked("gallery-saved")


_DEFECTS = [34, 12, 230, 3, 56]
_LABELS = ["Wrong label", "Scratch on the visible side", "Missing screw", "Other", "Bent corner"]
_OVEN = [196, 188, 204, 210, 199, 215, 191, 207]
_HARDNESS = [251, 240, 262, 271, 259, 274, 247, 262]
_OTHERS: tuple[tuple[dict[str, object], dict[str, Value]], ...] = (
    ({"chart": {"run": "d", "title": "A run chart", "y": "Fill, cl"}}, {"d": [*_DATA]}),
    ({"chart": {"histogram": "d", "title": "A histogram", "x": "Fill, cl"}}, {"d": [*_DATA]}),
    (
        {"chart": {"pareto": "n", "labels": _LABELS, "title": "A Pareto chart", "x": "Pieces"}},
        {"n": [*_DEFECTS]},
    ),
    (
        {
            "chart": {
                "scatter": ["x", "y"],
                "title": "A scatter chart",
                "x": "Oven, °C",
                "y": "HV",
            },
            "table": ["x", "y"],
            "columns": ["Oven, °C", "Hardness, HV"],
            "caption": "What was measured",
        },
        {"x": [*_OVEN], "y": [*_HARDNESS]},
    ),
)
SHOWN = tuple(
    PublicQuestion(
        0, "", "", (), exhibit=make_exhibit({"id": f"gallery-{no}", **typed}, values).html
    )
    for no, (typed, values) in enumerate(_OTHERS)
)
"""Exhibits of every other kind."""


def explained(chosen: int) -> Feedback:
    """Return what is told of one point that was marked; 9 is right."""
    told = {chosen: "It lies between the control limits."}
    told[9] = "It lies beyond a control limit."
    options = tuple(
        OptionFeedback(_point(no), told[no], no == 9, no == chosen)  # noqa: PLR2004 - the one that is out
        for no in sorted(told)
    )
    return Feedback(Solution(options), "", (), None, "<p>Only a rule signals.</p>")
