"""One run of Koto-SIB in a process of its own: `python -m utfall.bench.memory PEOPLE` writes its resident peak and the size of its record (bytes)."""

import json
import resource
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

from utfall.bench.cases import koto
from utfall.model.foresight.outlook import Outlooks
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


def peak() -> int:
    """Resident peak of this process (bytes). What the system counts by itself (`ru_maxrss`) takes in the parent's peak on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Runs and writes."""
    case = koto(int(sys.argv[1]))
    tables = Outlooks()
    run_case(koto(300), 1, outlooks=tables)
    record = run_case(case, 1, outlooks=tables)
    sys.stdout.write(json.dumps({"peak": peak(), "kept": size(record)}))


if __name__ == "__main__":
    main()
