"""Faults that are really injected into the command: kills, interrupts, closed doors, other hash seeds, other numbers of workers."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.calling import command, environment, utfall
from tests.faults.test_bad_files import GOOD

RUNS = ("run", "mine.toml", "--runs", "60", "--json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What an undisturbed command prints, made by one process."""
    place = tmp_path_factory.mktemp("whole")
    (place / "mine.toml").write_text(GOOD, encoding="utf-8")
    done = utfall(*RUNS, "--workers", "1", cwd=place)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout)["runs"] == 60
    return done.stdout


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A command that has stored a few runs when this returns."""
    process = subprocess.Popen(command(*arguments), cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 600
    while not _stored(folder):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)
    return process


def _stored(folder: Path) -> int:
    import sqlite3

    path = folder / "results" / "utfall.sqlite"
    if not path.exists():
        return 0
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)
    try:
        return int(connection.execute("SELECT count(*) FROM run").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_01_killed_with_sigkill_and_repeated_it_prints_the_same_bytes(folder: Path, whole: str, workers: str) -> None:
    process = start(folder, "run", "mine.toml", "--runs", "400", "--json", "--workers", workers)
    process.kill()
    process.communicate()
    kept = _stored(folder)
    assert 0 < kept < 400
    again = utfall(*RUNS, "--workers", workers, cwd=folder)
    assert again.returncode == 0, again.stderr
    assert again.stdout == whole
    assert _stored(folder) >= kept


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_07_interrupted_it_keeps_what_finished_says_so_and_ends_with_130(folder: Path, number: signal.Signals) -> None:
    process = start(folder, "run", "mine.toml", "--runs", "2000", "--workers", "2", "--quiet")
    children = [int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()]
    process.send_signal(number)
    out, err = process.communicate(timeout=600)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "runs are stored; repeat the command" in err
    assert out == ""
    assert 0 < _stored(folder) < 2000
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_10_a_store_that_cannot_be_written_is_refused_before_any_run(folder: Path) -> None:
    for place in ("/proc/utfall.sqlite", "mine.toml/utfall.sqlite", str(folder)):
        done = utfall(*RUNS, "--store", place, cwd=folder)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "choose another place" in done.stderr or "is a folder" in done.stderr
    assert not (folder / "results").exists()


def test_13_a_damaged_store_is_refused_with_exit_code_4(folder: Path) -> None:
    (folder / "results").mkdir()
    (folder / "results" / "utfall.sqlite").write_bytes(b"no database" * 1000)
    done = utfall(*RUNS, cwd=folder)
    assert done.returncode == 4
    assert "damaged" in done.stderr


@pytest.mark.parametrize(("workers", "hash_seed"), [("2", "1"), ("4", "12345")])
def test_19_20_neither_workers_nor_the_hash_seed_change_a_byte(folder: Path, whole: str, workers: str, hash_seed: str) -> None:
    done = utfall(*RUNS, "--workers", workers, cwd=folder, env={"PYTHONHASHSEED": hash_seed})
    assert done.stdout == whole


def test_22_runs_of_another_model_version_are_not_reused(folder: Path) -> None:
    import sqlite3

    utfall("run", "mine.toml", "--runs", "3", "--json", cwd=folder)
    connection = sqlite3.connect(folder / "results" / "utfall.sqlite")
    connection.execute("UPDATE run SET model_version = model_version + 1000")
    connection.commit()
    connection.close()
    utfall("run", "mine.toml", "--runs", "3", "--json", cwd=folder)
    assert _stored(folder) == 6


def test_35_36_38_names_that_are_sql_paths_or_escape_codes_stay_names(folder: Path) -> None:
    for name in ("'; DROP TABLE run;--", "a/../../b", "CON"):
        text = GOOD.replace('"A job for six months"', json.dumps(name))
        (folder / "odd.toml").write_text(text, encoding="utf-8")
        done = utfall("run", "odd.toml", "--runs", "2", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert name in done.stdout
        report = utfall("report", "latest", cwd=folder)
        assert report.returncode == 0, report.stderr
        assert Path(report.stdout.strip()).parent == folder / "results"
    assert _stored(folder) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["mine.toml", "odd.toml", "results"]


@pytest.mark.parametrize("setting", ["contract.terms.job.price=SEK 0 per person", "contract.limits.total=SEK 0"])
def test_40_a_price_or_a_cap_of_nothing_runs_and_pays_nothing(folder: Path, setting: str) -> None:
    done = utfall("run", "mine.toml", "--runs", "5", "--point", "--json", "--set", setting, cwd=folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["indicators"]
    assert found["payments"]["mean"] == 0
    assert found["attributable_share"]["mean"] is None
    assert found["attributable_share"]["undefined"] == 5
    assert "NaN" not in done.stdout


def test_41_a_capital_that_gets_nothing_back_has_no_irr_in_words(folder: Path) -> None:
    capital = """
[investors.fund]
[capital]
need = "SEK 5 million"
[capital.tranches.shares]
investor = "fund"
"""
    (folder / "funded.toml").write_text(GOOD + capital, encoding="utf-8")
    settings = ("--set", "contract.terms.job.price=SEK 0 per person")
    done = utfall("run", "funded.toml", "--runs", "5", "--point", "--json", *settings, cwd=folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["indicators"]["investor_irr"]
    assert found["mean"] is None
    assert found["reason"]


@pytest.mark.parametrize("arguments", [("--people", "1000000000"), ("--runs", "1000000000")])
def test_42_a_thousand_million_is_refused_with_what_it_would_need(folder: Path, arguments: tuple[str, ...]) -> None:
    done = utfall("run", "mine.toml", *arguments, cwd=folder)
    assert done.returncode == 2
    assert "would need about" in done.stderr
    assert _stored(folder) == 0


def test_61_output_that_nobody_reads_is_no_fault(folder: Path) -> None:
    import shlex

    words = shlex.join(command("run", "mine.toml", "--runs", "3", "--quiet"))
    done = subprocess.run(
        ["bash", "-c", f"{words} | head -c 5"], cwd=folder, env={**environment(), "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
