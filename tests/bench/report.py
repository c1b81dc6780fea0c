"""The tables: CPU and statements a request, beside the floor and the target; what is missed, and by how much."""

from __future__ import annotations

import platform
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.load import Sample

Samples = dict[tuple[str, int], list[Sample]]
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"


@dataclass(frozen=True)
class Result:
    """One database: samples by (phase, connections), statements by action, memory of the server in MB."""

    kind: str
    samples: Samples
    statements: dict[str, int]
    memory: float


@dataclass(frozen=True)
class Target:
    """What a request may cost: CPU-ms at eight connections (matrix: one), and SQL statements."""

    sqlite: float
    postgresql: float
    statements: int


TARGETS = {
    "sign-in": Target(33.0, 33.0, 12),
    "home": Target(2.6, 2.6, 3),
    "lesson": Target(2.0, 2.5, 3),
    "save": Target(2.0, 4.0, 12),
    "submit": Target(12.0, 22.0, 12),
    "matrix": Target(9.0, 12.0, 3),
}
ATTEMPT = ("start", "attempt", "save all, check", "submit", "result")
"""The five requests of a whole attempt without scripts."""
ATTEMPT_TARGET = {"SQLite": 12.0, "PostgreSQL": 22.0}
FLOOR_RATIO, MEMORY = 2.5, 140.0
FLOOR_OF = {
    "submit": "floor submit",
    "save": "floor submit",
    "lab change": "floor submit",
    "sign-in": "floor password",
}


def tables(results: Sequence[Result]) -> str:
    """Return everything that was measured as Markdown."""
    now = datetime.now(UTC)
    head = (
        f"Measured {now:%Y-%m-%d} on {_machine()}; Python {platform.python_version()}, "
        f"Flask {version('flask')}, SQLAlchemy {version('sqlalchemy')}, granian {version('granian')}; "
        "two workers, 200 learners × 10 modules, medians over interleaved rounds."
    )
    return "\n\n".join([head, *(part for one in results for part in _of(one))])


def _machine() -> str:
    cpu = Path("/proc/cpuinfo").read_text("utf-8")
    cores = cpu.count("processor\t")
    name = re.search(r"model name\s*: (.+)", cpu)
    return f"{cores} cores ({name.group(1) if name else 'unknown'})"


def _of(result: Result) -> Iterator[str]:
    yield f"### {result.kind}"
    names = dict.fromkeys(name for name, _at_once in result.samples)
    lines = [
        "| action | SQL | CPU-ms c=1 | CPU-ms c=8 | × floor | requests/s c=8 | p50 / p95 ms c=8 | target |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    lines += [_line(result, name) for name in names]
    yield "\n".join(lines)
    whole = sum(_cpu(result, name, 8) or 0.0 for name in ATTEMPT)
    target = ATTEMPT_TARGET[result.kind]
    yield (
        f"A whole attempt of 10 questions without scripts, 5 requests: {whole:.1f} CPU-ms "
        f"({_against(whole, target)}). With a save for each answer: "
        f"{whole + 10 * (_cpu(result, 'save', 8) or 0.0):.1f} CPU-ms. "
        f"Memory of the two workers after it all: {result.memory:.0f} MB PSS ({_against(result.memory, MEMORY)})."
    )


def _line(result: Result, name: str) -> str:
    few, many = _cpu(result, name, 1), _cpu(result, name, 8)
    busy = result.samples.get((name, 8))
    rate = f"{statistics.median(one.rate for one in busy):.0f}" if busy else ""
    times = (
        f"{statistics.median(one.p50 for one in busy):.1f} / {statistics.median(one.p95 for one in busy):.1f}"
        if busy
        else ""
    )
    return (
        f"| {name} | {result.statements.get(name, '')} | {_number(few)} | {_spread(result, name)} | "
        f"{_ratio(result, name, many or few)} | {rate} | {times} | {_verdict(result, name, many or few)} |"
    )


def _cpu(result: Result, name: str, at_once: int) -> float | None:
    found = result.samples.get((name, at_once))
    return statistics.median(one.cpu_ms for one in found) if found else None


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _spread(result: Result, name: str) -> str:
    found = result.samples.get((name, 8))
    if not found:
        return ""
    values = [one.cpu_ms for one in found]
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _ratio(result: Result, name: str, cpu: float | None) -> str:
    floor = FLOOR_OF.get(name, "floor lesson")
    base = _cpu(result, floor, 8) or _cpu(result, floor, 1)
    if name.startswith("floor") or not base or cpu is None:
        return ""
    return f"{cpu / base:.1f}"


def _verdict(result: Result, name: str, cpu: float | None) -> str:
    target = TARGETS.get(name)
    if target is None or cpu is None:
        return ""
    most = target.sqlite if result.kind == "SQLite" else target.postgresql
    words = [_against(cpu, most)]
    asked = result.statements.get(name, 0)
    if asked > target.statements:
        words.append(f"SQL ≤ {target.statements} missed by {asked - target.statements}")
    if name == "lesson":
        base = _cpu(result, "floor lesson", 8)
        if base:
            words.append(f"floor {_against(cpu / base, FLOOR_RATIO)}")
    return "; ".join(words)


def _against(value: float, most: float) -> str:
    if value <= most:
        return f"≤ {most:g} met"
    return f"≤ {most:g} missed, {value / most:.1f} times"


def write(path: Path, measured: str) -> None:
    """Put the tables between the marks of the document; what people wrote around them stays."""
    before, _mark, rest = path.read_text("utf-8").partition(BEGIN)
    _old, _mark, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", "utf-8")
