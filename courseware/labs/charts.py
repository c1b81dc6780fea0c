"""The charts of a lab: which chart, of which values by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from courseware.calculation.plots import LONGEST_LABEL, MOST_BARS, read_plot
from courseware.calculation.values import Value
from courseware.charts.bars import bar_chart
from courseware.charts.chart import Chart, Titles
from courseware.charts.curve import Curve, curve_chart
from courseware.charts.fall import fall_chart
from courseware.charts.gantt import GanttBar, GanttRow, gantt_chart
from courseware.charts.radar import radar_chart
from courseware.labs.chart_words import TITLES, kind_of
from courseware.labs.inputs.bounds import plain_number
from courseware.labs.texts import fill
from courseware.labs.working import Work


class Entry:
    """A chart as its author typed it, with the values that its words name."""

    def __init__(self, spec: Mapping[str, Any], work: Work) -> None:
        self._spec, self._work = spec, work

    def has(self, word: str) -> bool:
        """Say whether the entry has this word."""
        return word in self._spec

    def titles(self, chart_id: str) -> Titles:
        """Return the titles, with numbers in their places."""
        said = (fill(str(self._spec.get(name, "")), self._work.values) for name in TITLES)
        return Titles(chart_id, *said)

    def filled(self) -> dict[str, Any]:
        """Return the entry as a chart of questions has it: its texts with numbers in their places."""
        spec = dict(self._spec)
        for word in ("labels", *TITLES):
            if isinstance(spec.get(word), list):
                spec[word] = self.texts(word)
            elif word in spec:
                spec[word] = fill(spec[word], self._work.values)
        return spec

    def number(self, word: str) -> float:
        """Return the number under `word`: written there, or by its name; a list may hold it."""
        (written,) = self._names(word)[:1]
        number = plain_number(written)
        return float(number) if number is not None else _single(written, self._value(written))

    def numbers(self, word: str) -> list[float]:
        """Return the list whose name stands under `word`."""
        return self.named(self._spec[word])

    def lists(self, word: str) -> list[list[float]]:
        """Return the lists whose names stand under `word`."""
        return [self.named(name) for name in self._names(word)]

    def texts(self, word: str) -> list[str]:
        """Return the texts under `word`: written there, or by the name of the model's words."""
        written = self._spec.get(word, [])
        if isinstance(written, list):
            return [fill(str(one), self._work.values) for one in written]
        return list(self._work.words.get(written, ()))

    def mark(self, word: str) -> tuple[float, str] | None:
        """Return the value under `word` with what is said at it (`word: [name, what it is]`)."""
        if word not in self._spec:
            return None
        name, said = self._names(word)
        return _single(name, self._value(name)), fill(said, self._work.values)

    def named(self, name: str) -> list[float]:
        """Return the list of this name."""
        found = self._value(name)
        if not isinstance(found, list) or not found:
            raise ValueError(f"“{name}” is no list of numbers.")
        return [float(one) for one in found if not isinstance(one, list)]

    def _names(self, word: str) -> list[str]:
        written = self._spec[word]
        return [str(one) for one in written] if isinstance(written, list) else [str(written)]

    def _value(self, name: str) -> Value:
        if name not in self._work.values:
            raise ValueError(f"There is no value “{name}”.")
        return self._work.values[name]


def _single(name: str, value: Value) -> float:
    if isinstance(value, list):
        raise ValueError(f"“{name}” is a list, not one number.")  # noqa: TRY004 - an author's fault
    return float(value)


def _alike(**lists: Sequence[object]) -> None:
    """Raise ValueError unless the lists are equally long."""
    (first, most), *others = ((name, len(one)) for name, one in lists.items())
    for name, count in others:
        if count != most:
            raise ValueError(f"`{first}` has {most} entries and `{name}` has {count}.")


def _bars(entry: Entry, titles: Titles) -> Chart:
    values, names = entry.numbers("bars"), entry.texts("labels")
    if len(values) != len(names) or len(values) > MOST_BARS:
        raise ValueError(f"{len(values)} bars need as many `labels`; here are {len(names)}.")
    short = [name[:LONGEST_LABEL] for name in names]
    return bar_chart(values, short, titles, limit=entry.mark("limit"))


def _curve(entry: Entry, titles: Titles) -> Chart:
    names, lists = entry.texts("names"), entry.lists("curve")
    _alike(names=names, curve=lists)
    return curve_chart(
        entry.numbers("over"),
        [Curve(name, values) for name, values in zip(names, lists, strict=True)],
        titles,
        here=entry.mark("here"),
    )


def _radar(entry: Entry, titles: Titles) -> Chart:
    names, lists = entry.texts("names"), entry.lists("radar")
    _alike(names=names, radar=lists)
    rings = [Curve(name, one) for name, one in zip(names, lists, strict=True)]
    return radar_chart(entry.texts("labels"), rings, entry.number("most"), titles)


def _fall(entry: Entry, titles: Titles) -> Chart:
    whole = entry.mark("start")
    if whole is None:
        raise ValueError("A fall needs what it begins with: `start: [name, what it is]`.")
    labels, numbers = entry.texts("labels"), entry.numbers("fall")
    _alike(labels=labels, fall=numbers)
    parts, end = list(zip(labels, numbers, strict=True)), entry.texts("end")
    return fall_chart((whole[1], whole[0]), parts, titles, end=end[0] if end else "")


def _gantt(entry: Entry, titles: Titles) -> Chart:
    """Draw bars in rows: `gantt: [row, start, length]`, the row of each bar counted from 1."""
    rows, starts, lengths = entry.lists("gantt")
    texts = entry.texts("texts") if entry.has("texts") else [""] * len(rows)
    kinds = entry.texts("kinds") if entry.has("kinds") else [""] * len(rows)
    labels, due = entry.texts("labels"), entry.numbers("due") if entry.has("due") else None
    _alike(rows=rows, start=starts, length=lengths, texts=texts, kinds=kinds)
    _alike(labels=labels, due=labels if due is None else due)
    if not all(0 < row <= len(labels) for row in rows):
        raise ValueError(f"A bar lies in a row that is none: there are {len(labels)} labels.")
    bars: dict[int, list[GanttBar]] = {}
    for row, start, length, text, kind in zip(rows, starts, lengths, texts, kinds, strict=True):
        bars.setdefault(int(row), []).append(GanttBar(start, length, text, kind))
    return gantt_chart(
        [
            GanttRow(name, tuple(bars.get(no, ())), None if due is None else due[no - 1])
            for no, name in enumerate(labels, 1)
        ],
        titles,
        limit=entry.mark("limit"),
    )


_OWN: Mapping[str, Callable[[Entry, Titles], Chart]] = {
    "bars": _bars, "curve": _curve, "radar": _radar, "fall": _fall, "gantt": _gantt,
}  # fmt: skip


def draw(spec: Mapping[str, Any], work: Work, chart_id: str) -> Chart:
    """Return a chart of these results; ValueError says why it cannot be drawn.

    Its entry was read without a fault (labs/chart_words.py): only its numbers may not fit.
    """
    entry = Entry(spec, work)
    own = _OWN.get(kind_of(spec) or "")
    try:
        if own is not None:
            return own(entry, entry.titles(chart_id))
        return read_plot(entry.filled(), entry.named, chart_id).chart
    except ArithmeticError:
        raise ValueError("These numbers are too large to draw.") from None
