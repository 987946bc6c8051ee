"""What the bench found, as an object for `--json` and as lines for people."""

from dataclasses import dataclass

from utfall.bench.measure import Speed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ratio is, in words, and between what it should lie."""

    says: str
    words: str
    least: float = 0.0
    most: float = float("inf")

    def verdict(self, value: float) -> str:
        """Holds, or does not hold."""
        return "holds" if self.least <= value <= self.most else "does not hold"


_WANTED = {
    "plain_mesa": Wanted("times as fast as the same model in plain Mesa objects, 10,000 people", "at least 100", least=100.0),
    "plain_mesa_1k": Wanted("the same with 1,000 people, where fixed costs rule", "no bound"),
    "floor_slope_w": Wanted("cost of a person-month over the floor's, nearest case to W", "at most 3", most=3.0),
    "floor_slope_koto": Wanted("cost of a person-month over the floor's, koto_sib", "at most 20", most=20.0),
    "floor_slope_everything": Wanted("the same with every mechanism on, those too that are off unless asked for", "at most 20", most=20.0),
    "outside_kernels_10k": Wanted("share of time outside kernels, koto_sib, 10,000 people", "under 0.20", most=0.20),
    "bytes_per_person": Wanted("bytes a person beside kept results", "at most 400", most=400.0),
    "exponent_people": Wanted("growth with people, as a power", "at most 1.1", most=1.1),
    "exponent_months": Wanted("growth with months, as a power", "at most 1.1", most=1.1),
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
    lines = [_line(name, speed.ratios[name], wanted) for name, wanted in _WANTED.items()]
    limit = 40.0 + 15.0 * speed.organisations
    fixed = Wanted(f"microseconds a month however few the people, {speed.organisations} organisations", f"at most {limit:.0f}", most=limit)
    lines.append(_line("month_fixed_us", speed.month_fixed_us, fixed))
    lines += [f"{name:22s} {value:8.3g}  nanoseconds a person-month" for name, value in speed.person_month_ns.items()]
    lines += [f"{name:26s} {value:8.3g}  person-months a CPU second" for name, value in speed.agent_steps.items()]
    return lines


def _line(name: str, value: float | None, wanted: Wanted) -> str:
    if value is None:
        return f"{name:22s} {'-':>8s}  {wanted.says} (wanted: {wanted.words}): needs the source checkout"
    return f"{name:22s} {value:8.3g}  {wanted.says} (wanted: {wanted.words}; {wanted.verdict(value)})"
