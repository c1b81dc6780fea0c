"""What holds for every kind of question alike: a new one only needs its example in quiz_examples.py."""

from __future__ import annotations

import pytest
import quiz_examples
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import compiled

from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.registry import KINDS
from courseware.sentences import SENTENCES

EXAMPLES = {name: compiled(name, getattr(quiz_examples, name)("q")) for name in KINDS}
PARTS = ["", "p0", "p1", "p2", "p3", "p4", "p9", "p1.unit", "unit", "certainty", "p1.p1"]
TEXTS = st.sampled_from(
    ["", " ", "0", "1", "2", "3", "4", "9", "12.5", "-1", "\u0663", "1/0", "none"]
)
POSTS = st.dictionaries(st.sampled_from(PARTS), st.lists(TEXTS | st.text(max_size=6), max_size=3))


@pytest.mark.parametrize("kind", EXAMPLES)
@given(data=st.data())
def test_each_variant_judges_its_own_samples_in_any_order(kind, data):
    variant = data.draw(st.sampled_from(EXAMPLES[kind]))
    order = tuple(data.draw(st.permutations(KINDS[kind].ids(variant))))
    samples = KINDS[kind].samples(variant, order)
    graded = [
        grade(kind, variant, order, raw)
        for raw in (samples.right, samples.wrong, samples.malformed, samples.blank)
    ]
    assert [one.fraction for one in graded] == [not graded[0].needs_review, 0, 0, 0]
    assert graded[0].reason is None
    assert graded[2].reason is not None
    assert graded[3].reason is not None


@pytest.mark.parametrize("kind", EXAMPLES)
@given(data=st.data(), raw=POSTS, done=POSTS)
def test_whatever_is_posted_is_an_answer_or_asked_back_in_words(kind, data, raw, done):
    variant = data.draw(st.sampled_from(EXAMPLES[kind]))
    order = tuple(data.draw(st.permutations(KINDS[kind].ids(variant))))
    graded = grade(kind, variant, order, raw)
    assert 0 <= graded.fraction <= 1
    if graded.reason is not None:
        assert graded.fraction == 0
        assert SENTENCES[graded.reason.code].format_map(graded.reason.values)
    feedback(variant, order, raw, graded)
    assert KINDS[kind].show(variant, order, 7, done).no == 7


def as_shown(kind, variant, order):
    """Return the post of somebody who copies the solution from the page of results."""
    public, solution = KINDS[kind].show(variant, order, 1), KINDS[kind].solve(variant, order, None)
    if solution.options:
        return {"": [str(place) for place, one in enumerate(solution.options, 1) if one.is_right]}
    raw = {}
    for field, row in zip(public.rows, solution.rows, strict=True):
        choices = field.choices or public.options
        tokens = [choice.token for choice in choices if choice.html == row.right]
        raw[field.part] = tokens or [row.right]
    return raw


@pytest.mark.parametrize("kind", ["single", "multi", "matching", "categorize", "cloze"])
@given(data=st.data())
def test_who_copies_the_shown_solution_is_right(kind, data):
    variant = data.draw(st.sampled_from(EXAMPLES[kind]))
    order = tuple(data.draw(st.permutations(KINDS[kind].ids(variant))))
    assert grade(kind, variant, order, as_shown(kind, variant, order)).fraction == 1
