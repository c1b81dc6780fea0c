"""Hotspots for the gallery: on a control chart, and on a figure; the chart is drawn as for learners."""

from __future__ import annotations

from courseware.charts.marks import element, joined, words
from courseware.quizzes.exhibits import make_exhibit
from courseware.quizzes.kinds.kind import (
    Feedback,
    OptionFeedback,
    PublicOption,
    PublicQuestion,
    Solution,
)
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
        hint=Reason("spots.choose_all"), exhibit=_exhibit(name), data_url="#the-data",
    )  # fmt: skip


ASKED, SAVED = _asked("gallery-blank"), _asked("gallery-saved")


def explained(chosen: int) -> Feedback:
    """Return what is told of one point that was marked; 9 is right."""
    told = {9: "It lies beyond a control limit.", chosen: "It lies between the control limits."}
    told[9] = "It lies beyond a control limit."
    options = tuple(
        OptionFeedback(_point(no), told[no], no == 9, no == chosen)  # noqa: PLR2004 - the one that is out
        for no in sorted(told)
    )
    return Feedback(Solution(options), "", (), None, "<p>Only a rule signals.</p>")
