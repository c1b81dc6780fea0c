from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from courseware.config import PROJECT
from courseware.content.catalog import read_catalog
from courseware.content.model import Catalog
from courseware.problems import LONGEST, MOST_LISTED, Problem, Report, Severity, Strictness
from tests.content.content_examples import sound, write
from tests.content.corpus import disk_cases, text_cases, yaml_cases
from tests.content.corpus.case import QUIZ_FILE, Case

TOLD = [*disk_cases.CASES, *yaml_cases.CASES, *text_cases.CASES]
DEADLY = [*yaml_cases.DEADLY, *text_cases.QUIET]
SECONDS = 2.0
"""CPU time that one reading may take."""


def build(case: Case, folder: Path) -> Path:
    """Write a sound catalog and spoil it. A bank takes time, so only its own cases have one."""
    files = sound()
    if case.file != QUIZ_FILE and case not in disk_cases.LINKS:
        del files[QUIZ_FILE]
    root = write(folder / "modules", files)
    case.spoil(root)
    return root


def read_in_time(root: Path) -> tuple[Catalog, Report]:
    """Read a catalog; fail if that takes too long twice (once may be the fault of the machine)."""
    for _ in range(2):
        start = time.process_time()
        done = read_catalog(root, strictness=Strictness.HOUSE)
        if time.process_time() - start < SECONDS:
            return done
    raise AssertionError(f"{time.process_time() - start:.1f} s")


def is_told(case: Case, problems: list[Problem]) -> bool:
    """Say whether an author is told what the case expects."""
    return any(
        case.file == one.file
        and case.line in {one.line, None}
        and case.said in one.message
        and case.severity is one.severity
        and bool(one.mend) >= case.told
        for one in problems
    )


def assert_can_be_shown(problems: list[Problem]) -> None:
    """Fail for a problem that a terminal, a page or JSON could not show as one line."""
    for one in problems:
        assert one.line >= 1
        str(one).encode()
        assert "\n" not in str(one)
        assert len(str(one)) <= 3 * LONGEST
    files = {one.file for one in problems}
    assert len(problems) <= len(files) * 2 * (MOST_LISTED + 1)


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in (*TOLD, *DEADLY)]
    assert sorted({*names}) == sorted(names)


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.name)
def test_bad_content_is_told_with_file_line_and_mend(case: Case, tmp_path: Path) -> None:
    root = build(case, tmp_path)
    catalog, report = read_in_time(root)
    listed = "\n".join(str(one) for one in report.problems[:20])
    assert is_told(case, report.problems), listed
    assert_can_be_shown(report.problems)
    if case.file.startswith("flow") and case.severity is Severity.ERROR:
        assert "flow" not in catalog.modules
    elif case.file.startswith("pathways/first") and case.severity is Severity.ERROR:
        assert catalog.pathways == {}


READER = """
import json, resource, sys, time
from pathlib import Path
from courseware.content.catalog import read_catalog
resource.setrlimit(resource.RLIMIT_AS, (700 * 1024**2,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
for name in sys.argv[1:]:
    times = []
    while not times or (times[0] > 2 and len(times) == 1):
        start = time.process_time()
        _, report = read_catalog(Path(name))
        times.append(time.process_time() - start)
    seconds = min(times)
    told = [[p.file, p.line, p.message, p.mend, p.severity] for p in report.problems]
    print(json.dumps([name, seconds, told]), flush=True)
"""


def test_what_could_kill_a_process_does_not(tmp_path: Path) -> None:
    roots = {str(build(case, tmp_path / str(place))): case for place, case in enumerate(DEADLY)}
    done = subprocess.run(
        [sys.executable, "-c", READER, *roots], cwd=PROJECT, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    read = {name: (seconds, told) for name, seconds, told in lines}
    missing = [case.name for root, case in roots.items() if root not in read]
    assert done.returncode == 0, f"{missing[0]}: {done.stderr[-2_000:]}"
    for root, case in roots.items():
        seconds, told = read[root]
        assert seconds < SECONDS, f"{case.name}: {seconds} s"
        if case.file:
            problems = [Problem(*one[:4], Severity(one[4])) for one in told]
            assert is_told(case, problems), f"{case.name}: {problems[:5]}"


def test_a_reading_without_right_to_read_is_a_problem(tmp_path: Path) -> None:
    root = write(tmp_path / "modules", sound())
    closed = [root / "glossary.yaml", root / "flow" / "lessons", root / "pathways"]
    for path in closed:
        path.chmod(0)
    try:
        try:
            (root / "glossary.yaml").read_bytes()
        except PermissionError:
            pass
        else:
            pytest.skip("This person may read everything (root): nothing can be closed.")
        _, report = read_catalog(root)
    finally:
        for path in closed:
            path.chmod(0o755)
    told = {one.file for one in report.problems if "cannot be read" in one.message}
    assert told == {"glossary.yaml", "flow/lessons", "pathways"}
