"""What was tried against simpleeval, asteval and numexpr, and what a stranger would try next."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.expressions import ExpressionError, parse

LONGEST_SECONDS = 0.010

ATTACKS = {
    "import": "__import__('os').system('true')",
    "import without quotes": "__import__(os)",
    "class of a number": "(1).__class__.__bases__[0].__subclasses__()",
    "class of a list": "[].__class__.__mro__",
    "class without a dot in sight": "getattr(a, b)",
    "private name": "__builtins__",
    "single underscore": "_run",
    "eval": "eval(a)",
    "exec": "exec(a)",
    "open": "open(a)",
    "globals": "globals()",
    "vars": "vars()",
    "breakpoint": "breakpoint()",
    "type of three": "type(a, [], a)",
    "module as a value": "os",
    "function as a value": "min",
    "function of a function": "max(min, max)",
    "function in a list": "[sum][0](a)",
    "call of a call": "min(1, 2)(3)",
    "format string": "f'{a.__class__}'",
    "format method": "'{0.__class__}'.format(a)",
    "percent format": "'%s' % a",
    "string": "'a'",
    "string times": "'a' * 9999999999",
    "bytes": "b'a' * 99999999",
    "triple quotes": '"""a"""',
    "list times": "[0] * 9999999999",
    "list of lists": "[[1, 2], [3]]",
    "nested lists": "[" * 90 + "]" * 90,
    "nested calls": "abs(" * 90 + "1" + ")" * 90,
    "parentheses": "(" * 240 + "1" + ")" * 240,
    "open parentheses": "(" * 500,
    "open brackets": "[" * 500,
    "unary chain": "-" * 499 + "1",
    "not chain": "not " * 124 + "1",
    "power tower": "9**9**9",
    "power chain": "9**9**9**9**9**9",
    "power then modulo": "9**3999999 % 7",
    "power of products": "(9**64 * 9**64)**64 * 9**64",
    "negative power": "2**-9999999",
    "fraction power": "(0-1)**0.5",
    "product of giants": "1" + "0" * 160 + "*1" + "0" * 160 + "*1",
    "giant literal": "9" * 500,
    "giant float": "1e999999999",
    "giant round": "round(1, 0-1000000000)",
    "infinity": "1e308 * 10",
    "not a number": "1e308 * 10 - 1e308 * 10",
    "left shift": "1 << 999999999",
    "bits": "1 | 2 & 3",
    "invert": "~1",
    "matrix": "a @ b",
    "list comprehension": "[x for x in [1, 2]]",
    "comprehension bomb": "[x for x in [1,2] for y in [1,2] for z in [1,2]]",
    "generator": "sum(x for x in [1, 2])",
    "generator frame": "(x for x in [1]).gi_frame.f_back.f_globals",
    "set": "{1, 2}",
    "dictionary": "{1: 2}",
    "dictionary spread": "{**a}",
    "lambda": "lambda: 1",
    "called lambda": "(lambda x: x)(1)",
    "walrus": "(a := 5)",
    "assignment": "a = 5",
    "two statements": "1; 2",
    "statement": "import os",
    "while": "while 1: pass",
    "await": "await a",
    "yield": "(yield a)",
    "yield from": "(yield from [1])",
    "star": "max(*[1, 2])",
    "star in a list": "[*[1, 2]]",
    "double star": "max(**a)",
    "keyword": "round(1, ndigits=2)",
    "keyword default": "min([], default=1)",
    "attribute": "a.real",
    "attribute of a number": "1..real",
    "subscript": "[1, 2][0]",
    "slice": "[1, 2][0:1]",
    "tuple": "1, 2",
    "empty tuple": "()",
    "ellipsis": "...",
    "none": "None",
    "true": "True",
    "debug": "__debug__",
    "in": "1 in [1]",
    "is": "1 is 1",
    "complex": "5j",
    "hexadecimal": "0xff",
    "digit groups": "1_000",
    "number runs into a word": "1if 1else 2",
    "full-width letters": "ｅｖａｌ(1)",
    "math letters": "𝔪𝔦𝔫(1, 2)",
    "long s": "ſum([1])",
    "Greek name": "µ + 1",
    "other digits": "١٢٣",
    "superscript": "2³",
    "null byte": "1\x00+1",
    "null byte first": "\x001",
    "escape": "1\\\n+1",
    "comment": "1 # 2",
    "type comment": "1 # type: int",
    "backtick": "`1`",
    "semicolon": "1;",
    "direction mark": "1 \u202e+ 1",
    "lone surrogate": "\ud800",
    "megabyte": "1+" * 500_000 + "1",
    "numexpr regex bypass": "(lambda: [].__class__)()",
    "numexpr where": "where(a, 1, 2)",
    "asteval print": "print(1, file=a)",
    "asteval format map": "'{a}'.format_map(a)",
    "asteval type hop": "type(a).mro()",
    "simpleeval module hop": "a.os.system(b)",
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_refused_within_ten_milliseconds(text):
    quickest = min(_seconds_to_refuse(text) for _ in range(3))
    assert quickest < LONGEST_SECONDS


def _seconds_to_refuse(text):
    start = time.thread_time()
    with pytest.raises(ExpressionError) as refusal:
        parse(text).evaluate({"a": 1, "b": 2})
    seconds = time.thread_time() - start
    assert str(refusal.value)
    return seconds


@pytest.mark.parametrize(
    "text", ["-" * 499 + "1", "(" * 240 + "1" + ")" * 240, "abs(" * 40 + "1" + ")" * 40]
)
def test_reading_does_not_blow_a_stack_that_is_nearly_full(text):
    def dive(levels):
        if levels:
            return dive(levels - 1)
        try:
            return parse(text)
        except ExpressionError:
            return None

    room = sys.getrecursionlimit() - len(_frames()) - 350
    dive(room)


def _frames():
    frame, frames = sys._getframe(), []
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    return frames


def test_the_costliest_allowed_expression_stays_quick():
    hundred = ",".join(["9**60"] * 30)
    text = f"sum([{hundred}]) + mean([{hundred}])"
    expression = parse(text)
    start = time.thread_time()
    expression.evaluate({})
    assert time.thread_time() - start < LONGEST_SECONDS


def test_lists_of_lists_cannot_grow_through_values():
    values = {"a": [1.0] * 100}
    with pytest.raises(ExpressionError):
        parse(f"[{','.join(['a'] * 99)}]").evaluate(values)


_WORDS = ["a", "min", "sqrt", "(", ")", "[", "]", ",", "**", "*", "-", "not", "if", "else", "for"]
_MORE = ["in", "lambda", "9", "1e308", "<", "yield"]


@given(st.text(max_size=60) | st.lists(st.sampled_from(_WORDS + _MORE), max_size=20).map(" ".join))
def test_any_text_gives_a_value_or_a_refusal_in_words(text):
    outcome = _value_or_words(text)
    assert isinstance(outcome, int | float | list) or len(outcome) > 10


def _value_or_words(text):
    try:
        return parse(text).evaluate({"a": 1})
    except ExpressionError as error:
        return str(error)
