from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.gauge import K1, K2, K3, cells_of, gauge_study, study_of
from courseware.formulas.gauge_anova import gauge_anova
from tests.formulas.data_sets import GAUGE
from tests.formulas.test_spc_constants import PRINTED

STUDY = gauge_study(GAUGE, 3, 3, 10)
ANOVA = gauge_anova(GAUGE, 3, 3, 10)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (STUDY.repeatability, 0.2019, 4),  # lab 15
        (STUDY.reproducibility, 0.2297, 4),
        (STUDY.gauge, 0.3058, 4),
        # F45 prints 17.62, as the handbook does, which divides rounded numbers; both ways of the
        # constants (0.5908 and 1 / d2) give 17.612.
        (STUDY.percent_repeatability, 17.61, 2),
        (STUDY.percent_reproducibility, 20.04, 2),
        (STUDY.percent_gauge, 26.68, 2),
        (STUDY.percent_parts, 96.38, 2),
        (STUDY.categories, 5, 0),
        (ANOVA.variance_gauge, 0.09143, 5),
        (ANOVA.variance_repeatability, 0.03997, 5),
        (ANOVA.variance_reproducibility, 0.05146, 5),
        (ANOVA.variance_parts, 1.08645, 5),
        (ANOVA.study.percent_gauge, 27.86, 2),
        (ANOVA.study.categories, 4, 0),
        (ANOVA.interaction_f, 0.434, 3),  # lab 15, from here on
        (ANOVA.interaction_p, 0.974, 3),
        (ANOVA.is_pooled, True, 0),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_the_constants_come_from_the_range_distribution():
    single = {n: 1 / math.sqrt(mean**2 + deviation**2) for n, (mean, deviation) in PRINTED.items()}
    assert {n: round(1 / PRINTED[n][0], 4) for n in (2, 3)} == K1
    assert {n: round(single[n], 4) for n in (2, 3)} == K2
    assert {n: round(single[n], 4) for n in range(2, 11)} == K3


def test_the_means_that_the_curriculum_prints_stand_between_the_data_and_the_study():
    cells = cells_of(GAUGE, 3, 3, 10)
    ranges = [max(cell) - min(cell) for person in cells for cell in person]
    people = [math.fsum(map(math.fsum, person)) / 30 for person in cells]
    parts = [math.fsum(math.fsum(person[no]) for person in cells) / 9 for no in range(10)]
    assert round(math.fsum(ranges) / 30, 4) == 0.3417
    assert round(max(people) - min(people), 4) == 0.4447
    assert round(max(parts) - min(parts), 3) == 3.511


def test_the_order_of_the_data_is_person_then_trial_then_part():
    assert cells_of(range(8), 2, 2, 2) == [[[0, 2], [1, 3]], [[4, 6], [5, 7]]]


def test_people_who_agree_on_average_add_no_variation():
    alike = [1, 2, 3, 1.1, 2.1, 3.1] * 2
    assert gauge_study(alike, 2, 2, 3).reproducibility == 0
    assert gauge_anova(alike, 2, 2, 3).variance_reproducibility == 0


def test_an_interaction_that_is_real_is_not_pooled():
    crossed = [0.0, 1.0, 2.0, 0.01, 1.01, 2.01, 2.0, 1.0, 0.0, 2.01, 1.01, 0.01]
    found = gauge_anova(crossed, 2, 2, 3)
    assert not found.is_pooled
    assert found.interaction_p < 0.001
    assert found.variance_repeatability == pytest.approx(0.00005)
    # People by part differ by 2, 0, -2: mean square 4, less the trials, over two trials.
    assert found.variance_reproducibility == pytest.approx((4 - 0.00005) / 2)
    assert gauge_anova(crossed, 2, 2, 3, 0).is_pooled  # 0 pools whatever chance could do


_data = st.lists(st.integers(-99, 99), min_size=12, max_size=12).filter(
    lambda data: any(data[at] != data[at + 3] for at in (0, 1, 2, 6, 7, 8))
)


@pytest.mark.parametrize("study", [gauge_study, lambda *given: gauge_anova(*given).study])
@given(data=_data)
def test_variances_add_up_and_do_not_depend_on_the_unit(study, data):
    found = study(data, 2, 2, 3)
    assert found.gauge**2 == pytest.approx(found.repeatability**2 + found.reproducibility**2)
    assert found.total**2 == pytest.approx(found.gauge**2 + found.parts**2)
    assert found.percent_gauge**2 + found.percent_parts**2 == pytest.approx(100**2)
    in_mm = study([one / 1000 + 25 for one in data], 2, 2, 3)
    assert in_mm.percent_gauge == pytest.approx(found.percent_gauge, rel=1e-4)


@given(data=_data)
def test_the_sums_of_squares_of_the_anova_make_the_whole(data):
    found = gauge_anova(data, 2, 2, 3, 1)  # never pooled
    assert not found.is_pooled
    within = [(data[at] - data[at + 3]) ** 2 / 2 for at in (0, 1, 2, 6, 7, 8)]
    assert found.variance_repeatability == pytest.approx(math.fsum(within) / 6)
    assert found.variance_total == pytest.approx(found.variance_gauge + found.variance_parts)
    assert 0 <= found.interaction_p <= 1


def test_categories_are_whole_and_dust_costs_none():
    assert study_of(1.41, 0, 5, [9]).categories == 5
    assert study_of(0.1 * 1.41, 0, 0.1 * 3, [9]).categories == 3
    assert study_of(1.41, 0, 4.99, [9]).categories == 4
    assert type(STUDY.categories) is int


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: gauge_study(GAUGE, 4, 3, 10), "people is 4, but it must be at most 3"),
        (lambda: gauge_study(GAUGE, 3, 1, 10), "trials is 1, but it must be at least 2"),
        (lambda: gauge_study(GAUGE, 3, 3, 11), "parts is 11, but it must be at most 10"),
        (lambda: gauge_study(GAUGE, 3, 3, 2.5), "parts is 2.5, but it must be a whole number"),
        (
            lambda: gauge_study(GAUGE[1:], 3, 3, 10),
            "data hold 89 values, but 3 people x 3 trials x 10",
        ),
        (lambda: gauge_study([], 2, 2, 2), "data is empty: a study needs something measured"),
        (lambda: gauge_study([math.nan] * 8, 2, 2, 2), "a value in data is not an ordinary number"),
        (
            lambda: gauge_study([1, 2] * 4, 2, 2, 2),
            "no variation of the gauge: .*too coarse to tell",
        ),
        (lambda: gauge_study([0] * 8, 2, 2, 2), "no variation of the gauge"),
        (lambda: gauge_study([1e200, -1e200] * 4, 2, 2, 2), "no variation of the gauge|too large"),
        (lambda: cells_of([1], 0, 1, 1), "people is 0, but it must be at least 1"),
        (lambda: study_of(-1, 1, 1, [9]), "repeatability is -1, but it cannot be below 0"),
        (lambda: study_of(1, 1, math.inf, [9]), "parts is not an ordinary number"),
        (lambda: gauge_anova(GAUGE, 1, 3, 30), "people is 1, but it must be at least 2: one alone"),
        (lambda: gauge_anova(GAUGE, 3, 3, 9), "data hold 90 values, but"),
        (lambda: gauge_anova(GAUGE, 3, 3, 10, 2), "pool_above is 2, but it is a share"),
        (lambda: gauge_anova([1, 2] * 4, 2, 2, 2), "The trials of a part never differ"),
        (lambda: gauge_anova([1e200, -1e200] * 4, 2, 2, 2), "too large"),
    ],
)
def test_an_impossible_study_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
