"""What the bench found, as an object for `--json` and as lines for people."""

from utfall.bench.measure import Speed

_SAYS = {
    "plain_mesa": ("times as fast as the same model in plain Mesa objects", "at least 100", lambda x: x >= 100),
    "floor_slope_w": ("cost of a person-month over the floor's, nearest case to W", "at most 3", lambda x: x <= 3),
    "floor_slope_koto": ("cost of a person-month over the floor's, koto_sib", "at most 20", lambda x: x <= 20),
    "outside_kernels_10k": ("share of time outside kernels, koto_sib, 10,000 people", "under 0.20", lambda x: x < 0.20),
    "bytes_per_person": ("bytes a person beside kept results", "at most 400", lambda x: x <= 400),
    "exponent_people": ("growth with people, as a power", "about 1", lambda x: x <= 1.1),
    "exponent_months": ("growth with months, as a power", "about 1", lambda x: x <= 1.1),
}


def as_json(speed: Speed) -> dict[str, object]:
    """The object of `utfall bench --json`."""
    return {
        "ratios": speed.ratios,
        "month_fixed_us": speed.month_fixed_us,
        "organisations": speed.organisations,
        "agent_steps_per_second": speed.agent_steps,
        "person_month_ns": speed.person_month_ns,
    }


def as_lines(speed: Speed) -> list[str]:
    """One line a ratio: value, what it is, what is wanted and whether it holds."""
    lines = []
    for name, (says, wanted, holds) in _SAYS.items():
        value = speed.ratios[name]
        if value is None:
            lines.append(f"{name:22s}        -  {says}: needs the source checkout")
        else:
            lines.append(f"{name:22s} {value:8.3g}  {says} (wanted: {wanted}; {'holds' if holds(value) else 'does not hold'})")
    limit = 40 + 15 * speed.organisations
    verdict = "holds" if speed.month_fixed_us <= limit else "does not hold"
    lines.append(
        f"{'month_fixed_us':22s} {speed.month_fixed_us:8.3g}  microseconds a month however few the people, "
        f"{speed.organisations} organisations (wanted: at most {limit}; {verdict})"
    )
    lines += [f"{name:22s} {value:8.3g}  nanoseconds a person-month" for name, value in speed.person_month_ns.items()]
    lines += [f"{name:22s} {value:8.3g}  person-months a CPU second" for name, value in speed.agent_steps.items()]
    return lines
