"""Bad YAML: bombs, decorations, doubles, and values of another shape than was asked for."""

from __future__ import annotations

from tests.content.content_examples import MODULE, SHARED, sound
from tests.content.corpus.case import (
    BANK_END,
    GLOSSARY,
    LESSON_FILE,
    MODULE_FILE,
    OPTIONS,
    PATHWAY,
    QUIZ_FILE,
    Case,
    Spoil,
    more,
    put,
    question,
    swap,
)

STOP = "  - module: flow\n"


def head(old: str, new: str) -> Spoil:
    """Change module.yaml."""
    return swap(MODULE_FILE, old, new)


def _bomb() -> str:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(levels)


SYNTAX = [
    ("alias bomb", _bomb(), 1, "An anchor (&)"),
    ("alias", "a: *x", 1, "An alias (*)"),
    ("anchor", "a: b\nc: &x d", 2, "An anchor (&)"),
    ("anchor on a key", "&x a: b", 1, "An anchor (&)"),
    ("tag", "a: !!python/object/apply:os.system [ls]", 1, "A tag (!)"),
    ("tag of our own", "a: b\n\nc: !x d", 3, "A tag (!)"),
    ("merge key", "a: &x {b: c}\nd:\n  <<: *x", 1, "An anchor (&)"),
    ("two documents", "a: b\n---\nc: d", 2, "A second document"),
    ("other rules", "%YAML 1.1\n---\na: b", 1, "begins with %"),
    ("tag rules", "%TAG !e! tag:e.example:\n---\na: b", 1, "begins with %"),
    ("double key", f"{MODULE}level: manager\n", MODULE.count("\n") + 1, "on lines 3 and 11"),
    ("list as a key", "? [a]\n: b", 1, "A key is one text"),
    ("half a quote", 'a: b\nc: "d', 2, "never closed"),
    ("half a bracket", "a: b\nc: [d", 2, "not closed"),
    ("tab", "a:\n\t- b", 2, "A tab"),
    ("NUL by escape", 'a: "\\0"', 1, "no text may hold"),
    ("half a character by escape", 'a: "\\ud800"', 1, "no text may hold"),
    ("list for all", "- a\n- b", 1, "block of `name: value`"),
    ("text for all", "just words", 1, "block of `name: value`"),
    ("20,000 values", "a:\n" + "- x\n" * 20_001, None, "at most 20,000 values"),
    ("long key", "x" * 2_000 + ": y", 1, "A colon stands inside"),
    ("long quoted key", '"' + "x" * 200_000 + '": y', None, ""),
    ("long key, asked for", "? " + "x" * 200_000 + "\n: y", 2, "is not known here"),
]
SHAPES = [
    ("list for a text", head("title: How a line flows", "title: [a, b]"), 1, "`title` has the wrong form"),
    ("block for a text", head("title: How a line flows", "title: {a: b}"), 1, "`title` has the wrong form"),
    ("nothing for a text", head("title: How a line flows", "title:"), 1, "`title` has the wrong form"),
    ("two lines for a title", head("How a line flows", "|\n  a\n  b"), 1, "`title` has the wrong form"),
    ("200 KB of title", head("How a line flows", "x" * 200_000), 1, "`title` has the wrong form"),
    ("text for a list", head("[C2]", "C2"), 7, "`competencies` has the wrong form"),
    ("block for a list", head("[C2]", "{C2: x}"), 7, "`competencies` has the wrong form"),
    ("list in a list", head("[C2]", "[[C2]]"), 7, "`competencies` has the wrong form"),
    ("list for a block", head("  O1: Compute the rate of a line.", "  - O1"), 5, "`outcomes` has the wrong form"),
    ("numbers", head("track: mp", "track: 7"), 2, "track “7” is not known"),
    ("near word", head("level: foundation", "level: fundation"), 3, "level “fundation” is not known"),
    ("near key", head("level: ", "levle: "), 3, "`levle` is not known here"),
    ("no key", head("level: foundation\n", ""), 1, "`level` is missing"),
    ("Arabic outcome", head("  O1:", "  O1٣:"), 6, "An outcome is named"),
    ("9,000 outcomes", head("outcomes:\n", "outcomes:\n" + "".join(f"  P{n}: x\n" for n in range(9_000))), 6, "An outcome is named"),
    ("9,000 strange competencies", head("[C2]", f"[{', '.join(f'K{n}' for n in range(9_000))}]"), 7, "“K0” is not known"),
]  # fmt: skip
QUIZ = [
    *((f"pass mark {mark}", swap(QUIZ_FILE, "pass: 80%", f"pass: {mark}"), 2, "The pass mark is")
      for mark in ("0%", "101%", "NaN", "-5%", "80", "80.5%", "1e2%", "٨٠%", "9" * 5_000 + "%")),
    *((f"draw {count}", swap(QUIZ_FILE, "single: 10", f"single: {count}"), 5, "O1 asks “")
      for count in ("-1", "0", "1.5", "99999999999", "1e3", "NaN", "[1]")),
    ("draw of more than there is", swap(QUIZ_FILE, "single: 10", "single: 39"), 4, "asks 39 questions for 10"),
    ("draw larger than the bank", swap(QUIZ_FILE, "O1: {single: 10}", "O1: {multi: 10}"), 5, "drawing 10 needs 10"),
    ("points", swap(QUIZ_FILE, "points: 10", "points: 9999999999999"), 3, "cannot have"),
    ("id twice", more(question(rest=OPTIONS).replace("one-more", "q-0")), BANK_END, "is taken by the question on line 7"),
    ("retired id", more(question(rest=OPTIONS).replace("one-more", "old-lesson")), BANK_END, "is retired"),
    ("long id", more(question(rest=OPTIONS).replace("one-more", "x" * 3_000)), BANK_END, "at most 80 characters"),
    ("5,000 options", more(question(rest=OPTIONS.replace('"d"', ", ".join(f'"d{n}": x' for n in range(4_900)) + ', "d"'))), None, "cannot have 1 right"),
    ("2,500 mistakes", more(question(given="  given: {a: 1..900}\n", rest="  value: a\n  decimals: 0\n  mistakes:\n" + "".join(f"    a + {n}: You added {{a}}.\n" for n in range(9, 2_500)))), None, "at most 20 mistakes"),
    ("5,000 values", more(question(given="  given: {" + ", ".join(f"a{n}: 1..9" for n in range(5_000)) + "}\n", rest=OPTIONS)), None, "at most 50 values"),
    ("5,000 results", more(question(given="  let: {" + ", ".join(f"a{n}: 1" for n in range(5_000)) + "}\n", rest=OPTIONS)), None, "at most 50 values"),
    ("long text", more(question(given="  given: {a: 1..900}\n", ask="'" + "{a} " * 40_000 + "'", rest=OPTIONS)), None, "at most 10,000 characters"),
    ("2,000 questions", more("- {id: x}\n" * 2_000), None, "at most 200 questions"),
    ("digits without end", more(question(rest=f"  value: 3\n  decimals: {'9' * 5_000}\n")), None, "`decimals` is “999"),
    ("a question is a text", more("- just words\n"), BANK_END, "block of `name: value`"),
    ("no question", put(QUIZ_FILE, sound()[QUIZ_FILE].partition("questions:")[0] + "questions: []\n"), 6, "25 are needed"),
]  # fmt: skip
PATHWAYS = [
    ("circle", "  - {module: flow, after: [b]}\n  - {module: b, after: [flow]}\n", 6, "wait for each other: b, flow"),
    ("waits for itself", "  - {module: flow, after: [flow]}\n", 6, "wait for each other: flow"),
    ("unknown module", "  - module: flwo\n", 6, "There is no module “flwo”."),
    ("a module in two places", STOP * 2, 5, "flow stands 2 times"),
    ("6,000 modules", STOP * 6_000, None, "at most 200 modules"),
    ("chain", "".join(f"  - {{module: m{n}, after: [m{n + 1}]}}\n" for n in range(3_000)), None, "at most 200 modules"),
    ("module is a list", "  - module: [flow]\n", 6, "`module` has the wrong form"),
    ("no modules", "  []\n", None, "has no module"),
    ("path as a module", "  - module: ../flow\n", 6, "There is no module “../flow”."),
]  # fmt: skip
TERMS = "terms:\n" + "".join(
    f"  t{n}: {{term: T{n}, means: '[a](glossary:tt)'}}\n" for n in range(2_000)
)
OTHERS = [
    Case("dead glossary", put(GLOSSARY, TERMS), GLOSSARY, 2, "This link leads nowhere"),
    Case("lesson without end of head", put(LESSON_FILE, "---\ntitle: a\n"), LESSON_FILE, 1, "no head"),
    Case("double key in a head", swap(LESSON_FILE, "outcomes: [O1]", "outcomes: [O1]\ntitle: b"), LESSON_FILE, 4, "on lines 2 and 4"),
    Case("9,000 given", swap(LESSON_FILE, "given: {", "given: {" + ", ".join(f"a{n}: 1" for n in range(5_000)) + ", "), LESSON_FILE, 5, "at most 50 values"),
    Case("two of one title", put("twin/module.yaml", MODULE), "twin/module.yaml", 1, "has no lesson"),
    Case("old lesson is back", put("flow/lessons/02-old-lesson.md", "x"), "flow/lessons/02-old-lesson.md", 1, "is retired"),
    Case("two of one id", put("flow/lessons/02-slowest-step.md", "x"), "flow/lessons/02-slowest-step.md", 1, "is taken by"),
    Case("clashing names of terms", swap(GLOSSARY, "term: Pace", "term: TAKT"), GLOSSARY, 3, "also a name of", told=False),
]  # fmt: skip
CASES = [
    *(Case(f"{name}: {MODULE_FILE}", put(MODULE_FILE, text), MODULE_FILE, line, said)
      for name, text, line, said in SYNTAX),
    *(Case(f"{name}: {GLOSSARY}", put(GLOSSARY, text), GLOSSARY, line, said)
      for name, text, line, said in SYNTAX[:4]),
    *(Case(name, spoil, MODULE_FILE, line, said) for name, spoil, line, said in SHAPES),
    *(Case(name, spoil, QUIZ_FILE, line, said, told=name != "long text")
      for name, spoil, line, said in QUIZ),
    *(Case(name, put(PATHWAY, SHARED[PATHWAY].replace(STOP, stops)), PATHWAY, line, said)
      for name, stops, line, said in PATHWAYS),
    *OTHERS,
]  # fmt: skip

DEADLY = [
    Case(f"100,000 × {signs!r}", put(MODULE_FILE, signs * (250_000 // len(signs) // 2)), MODULE_FILE, 1, said)
    for signs, said in (
        ("[", "nested at most 20 deep"), ("{", "A key is one text"), ("- ", "nested at most 20 deep"),
        ("? ", "A key is one text"), ("[{a: ", "nested at most 20 deep"), ("&a ", ""), ("!a ", ""), ("'", ""),
    )
] + [
    Case("indented keys", put(MODULE_FILE, "\n".join(" " * n + "a:" for n in range(600))), MODULE_FILE, 21, "nested"),
    Case("brackets in a head", swap(LESSON_FILE, "outcomes: [O1]", "outcomes: " + "[" * 50_000), LESSON_FILE, 3, "nested"),
    Case("long expression", swap(LESSON_FILE, '"line_rate([press, weld])"', "(" * 240 + "1" + ")" * 240), LESSON_FILE, 6, "not a complete calculation", told=False),
    Case("powers", swap(LESSON_FILE, '"line_rate([press, weld])"', "9 ** 64 ** 64 ** 64"), LESSON_FILE, None, "exponent"),
]  # fmt: skip
