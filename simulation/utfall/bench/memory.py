"""One run of Koto-SIB in a process of its own: `python -m utfall.bench.memory PEOPLE` writes its resident peak and the size of its record (bytes)."""

import json
import resource
import sys
from dataclasses import fields, is_dataclass

import numpy as np

from utfall.bench.cases import koto
from utfall.model.outlook import Outlooks
from utfall.model.run import run_case


def size(value: object) -> int:
    """Bytes of the arrays that a record holds, records inside it included."""
    if isinstance(value, np.ndarray):
        return int(value.nbytes)
    if isinstance(value, dict):
        return sum(size(part) for part in value.values())
    if isinstance(value, tuple):
        return sum(size(part) for part in value)
    if is_dataclass(value):
        return sum(size(getattr(value, field.name)) for field in fields(value))
    return 0


def main() -> None:
    """Runs and writes."""
    case = koto(int(sys.argv[1]))
    tables = Outlooks()
    run_case(koto(300), 1, outlooks=tables)
    record = run_case(case, 1, outlooks=tables)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(json.dumps({"peak": peak, "kept": size(record)}))


if __name__ == "__main__":
    main()
