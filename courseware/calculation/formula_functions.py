"""The formulas an expression may call, by topic. A name stays for ever, and each answers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

from courseware.calculation.values import Value
from courseware.formulas import (
    acceptance_sampling,
    balance,
    capability,
    changeover,
    closed_line,
    costs,
    data_volume,
    decisions,
    distributions,
    earned_value,
    environment,
    ewma,
    flow,
    forecasting,
    inventory,
    investment,
    kanban,
    learning_curve,
    lot_sizes,
    materials,
    oee,
    product_mix,
    project_times,
    quality,
    quality_cost,
    reliability,
    risk,
    safety,
    sample_sizes,
    samples,
    scheduling,
    signals,
    skills,
    spc,
    spc_constants,
    spc_counts,
    spc_deviation,
    staffing,
    two_machines,
    value_stream,
    variances,
    work_measurement,
)

Formula = Callable[..., Any]

# fmt: off
TOPICS: Mapping[str, tuple[Formula, ...]] = MappingProxyType({
    "Flow": (
        flow.takt_time, flow.pieces_due, flow.line_rate, flow.utilization, flow.station_utilizations,
        flow.flow_time, flow.work_in_process, flow.throughput, closed_line.critical_wip,
        closed_line.best_case_throughput, closed_line.best_case_cycle_time,
        closed_line.practical_worst_throughput, closed_line.practical_worst_cycle_time,
    ),
    "Value stream, changeovers, kanban": (
        value_stream.pitch, value_stream.crew_size, value_stream.crew_size_exact,
        value_stream.inventory_days, value_stream.process_cycle_efficiency,
        changeover.minutes_freed, changeover.every_part_every_interval,
        kanban.kanban_cards, kanban.kanban_cards_exact, kanban.kanban_cards_with_stock,
    ),
    "Work and people": (
        balance.minimum_stations, balance.minimum_stations_exact, balance.line_efficiency,
        balance.balance_delay, work_measurement.normal_time, work_measurement.standard_time,
        work_measurement.standard_time_on_job, work_measurement.observations_needed,
        work_measurement.observations_needed_exact, learning_curve.learning_exponent,
        staffing.labor_productivity, staffing.multifactor_productivity, staffing.productivity_change,
        staffing.heads_needed, staffing.heads_needed_exact, staffing.people_for_posts,
        staffing.people_for_posts_exact, staffing.overtime_hours, staffing.overtime_pay,
        staffing.weekly_pay, skills.skill_coverage, skills.minimum_cover, skills.weakest_stations,
        skills.skill_gaps, skills.ranked_gaps,
    ),
    "Safety and environment": (
        safety.incidence_rate, safety.incidence_rate_range, safety.severity_rate,
        safety.lift_multipliers, safety.recommended_weight_limit, safety.lifting_index,
        environment.energy_intensity, environment.expected_energy, environment.energy_saving,
        environment.cumulative_energy_saving, environment.energy_performance_indicator,
        environment.carbon_dioxide_equivalent, environment.waste_diversion,
        data_volume.data_per_day, data_volume.alarm_rate,
    ),
    "Forecasts and schedules": (
        forecasting.moving_average, forecasting.moving_average_forecasts,
        forecasting.smoothed_forecast, forecasting.smoothed_forecasts, forecasting.forecast_errors,
        forecasting.mean_absolute_deviation, forecasting.mean_absolute_percent_error,
        forecasting.tracking_signal, scheduling.first_come_order, scheduling.shortest_time_order,
        scheduling.earliest_due_order, scheduling.critical_ratios, scheduling.critical_ratio_order,
        scheduling.completion_times, scheduling.mean_flow_time, scheduling.sequence_utilization,
        scheduling.average_jobs, scheduling.tardiness, scheduling.mean_tardiness,
        scheduling.max_tardiness, two_machines.johnson_order, two_machines.second_machine_ends,
        two_machines.makespan, two_machines.shortest_makespan,
    ),
    "Materials and stock": (
        materials.net_requirements, materials.planned_receipts, materials.projected_on_hand,
        materials.planned_releases, materials.overdue_releases, lot_sizes.holding_cost,
        lot_sizes.economic_order_quantity, lot_sizes.orders_a_year,
        lot_sizes.ordering_and_holding_cost, lot_sizes.off_optimum_ratio,
        lot_sizes.economic_production_quantity, lot_sizes.discount_quantities,
        lot_sizes.discount_costs, lot_sizes.best_discount, inventory.reorder_point,
        inventory.whole_reorder_point, inventory.service_z, inventory.safety_stock,
        inventory.safety_stock_lead_time_varies, inventory.safety_stock_both_vary,
        inventory.safety_stock_for_service, inventory.safety_stock_for_service_lead_time_varies,
        inventory.safety_stock_for_service_both_vary, inventory.inventory_turns,
        inventory.days_of_inventory,
    ),
    "Machines": (
        oee.run_availability, oee.run_performance, oee.good_share, oee.oee, oee.time_by_cause,
        oee.teep, reliability.mean_time_between_failures, reliability.mean_time_to_repair,
        reliability.reliability, reliability.series_reliability, reliability.parallel_reliability,
    ),
    "Quality": (
        quality.defects_per_unit, quality.defects_per_opportunity, quality.defects_per_million,
        quality.first_pass_yield, quality.rolled_throughput_yield, quality.normalized_yield,
        quality.throughput_yield, quality.starts_needed, quality.sigma_level,
        quality.dpmo_at_sigma_level, quality_cost.cost_of_poor_quality,
        quality_cost.total_quality_cost, quality_cost.share_of_sales,
        acceptance_sampling.acceptance_probability, risk.risk_priority_number, risk.action_priority,
    ),
    "Control charts": (
        spc.subgroup_means, spc.subgroup_ranges, spc.moving_ranges, spc.xbar_limits,
        spc.xbar_limits_of, spc.range_limits, spc.range_limits_of, spc.individuals_limits,
        spc.individuals_limits_of, spc.moving_range_limits, spc.sigma_within, spc.sigma_of_range,
        spc_deviation.subgroup_deviations, spc_deviation.xbar_s_limits,
        spc_deviation.xbar_s_limits_of, spc_deviation.deviation_limits,
        spc_deviation.deviation_limits_of, spc_deviation.sigma_within_by_deviation,
        spc_deviation.sigma_of_deviation, spc_counts.p_limits, spc_counts.np_limits,
        spc_counts.c_limits, spc_counts.u_limits, ewma.ewma, ewma.ewma_limits, signals.beyond_limits,
        signals.two_of_three, signals.four_of_five, signals.run_of_8, signals.trend_of_6,
    ),
    "Capability and samples": (
        capability.cp, capability.cpl, capability.cpu, capability.cpk, capability.cpm, capability.pp,
        capability.ppk, capability.ppm_outside, capability.degrees_of_ranges,
        samples.sample_variance, sample_sizes.size_for_mean, sample_sizes.size_for_share,
        sample_sizes.size_to_find_shift, sample_sizes.size_to_compare_means,
        distributions.normal_below, distributions.normal_above, distributions.normal_quantile,
        distributions.t_above, distributions.t_quantile, distributions.chi_square_above,
        distributions.chi_square_quantile, distributions.f_above, distributions.f_below,
        distributions.f_quantile, distributions.binomial_at_most,
    ),
    "Money": (
        costs.contribution_margin, costs.break_even_quantity, costs.break_even_units,
        costs.break_even_sales, costs.margin_of_safety, product_mix.contribution_per_minute,
        product_mix.bottleneck_order, product_mix.unit_margin_order, product_mix.mix_in_order,
        product_mix.best_mix, product_mix.unit_margin_mix, product_mix.mix_profit,
        variances.price_variance, variances.quantity_variance, variances.selling_price_variance,
        variances.sales_volume_variance, variances.flexible_budget, variances.budget_income,
        variances.variable_overhead_spending_variance, variances.fixed_overhead_spending_variance,
        variances.fixed_overhead_volume_variance, investment.net_present_value, investment.payback,
        investment.discounted_payback, investment.internal_rate_of_return,
        decisions.expected_monetary_value,
    ),
    "Projects": (
        earned_value.cost_variance, earned_value.schedule_variance,
        earned_value.cost_performance_index, earned_value.schedule_performance_index,
        earned_value.estimate_at_cost_trend, earned_value.estimate_at_plan,
        earned_value.estimate_at_both_trends, earned_value.variance_at_completion,
        earned_value.to_complete_performance_index, project_times.expected_time,
        project_times.time_variance, project_times.path_time, project_times.chance_to_finish,
    ),
})
"""Topic, as docs/authoring.md lists them → its formulas, under their own names."""
CONSTANTS: Mapping[str, Formula] = MappingProxyType({
    "A2": spc_constants.a2, "D3": spc_constants.d3, "D4": spc_constants.d4, "d2": spc_constants.d2,
    "A3": spc_constants.a3, "B3": spc_constants.b3, "B4": spc_constants.b4, "c4": spc_constants.c4,
})
"""Constants of control charts under the names that tables print."""
# fmt: on


def _plain(formula: Formula) -> Callable[..., Value]:
    """Return a formula whose result is a number or a list of numbers, as expressions hold them."""

    @wraps(formula)
    def run(*values: Any) -> Value:
        result = formula(*values)
        if isinstance(result, int):
            return int(result)  # a level of priority has a name as well
        return result if isinstance(result, float) else [*result]

    return run


FORMULA_FUNCTIONS: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {
        **{one.__name__: _plain(one) for topic in TOPICS.values() for one in topic},
        **{name: _plain(one) for name, one in CONSTANTS.items()},
    }
)
"""Name → formula."""
