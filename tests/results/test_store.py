"""The store keeps every bit, refuses what it cannot trust, and says why."""

import math
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from utfall.base.errors import SimulationError, StoreError, UsageError
from utfall.indicators.values import RunValue, Setting
from utfall.results import connect
from utfall.results.rows import Row, RunKey, pack_series, unpack_series
from utfall.results.schema import SCHEMA_VERSION
from utfall.results.store import Store, StoredJob, StoredScenario, open_store, pack

BOBBY = "'; DROP TABLE run;--"


def row(seed: int, *, fingerprint: str = "f" * 16, error: tuple[str, str] = ("", "")) -> Row:
    values = {"true_effect": RunValue(0.1 + seed, "", 1 / 3, 7.0), "false_share": RunValue(None, "nothing was paid", 0.0, 0.0)}
    series = {"paid": np.array([0.1, -0.0, math.nan, 1e300]), "flow.state": np.arange(3.0)}
    setting = Setting(currency="EUR", paid=(("job", "a job"),), parties=(("state", "payer"),))
    return Row(
        key=RunKey(fingerprint, seed, 1), label="agreed", point=(seed - 1) // 10, error=error, indicator_version=1,
        seconds=0.5, values={} if error[0] else values, series={} if error[0] else series, setting=setting,
    )  # fmt: skip


def same(a: Row, b: Row) -> bool:
    return (a.key, a.label, a.point, a.error, dict(a.values), a.setting) == (b.key, b.label, b.point, b.error, dict(b.values), b.setting) and all(
        np.array_equal(a.series[name].view(np.int64), b.series[name].view(np.int64)) for name in a.series
    )


def test_a_row_comes_back_with_every_bit(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        store.save([pack(row(1)), pack(row(2, error=("ValueError", "no")))])
    with open_store(str(tmp_path / "s.sqlite")) as store:
        found = store.rows([RunKey("f" * 16, seed, 1) for seed in (1, 2, 3)])
    assert set(found) == {RunKey("f" * 16, 1, 1), RunKey("f" * 16, 2, 1)}
    assert same(found[RunKey("f" * 16, 1, 1)], row(1))
    assert same(found[RunKey("f" * 16, 2, 1)], row(2, error=("ValueError", "no")))


def test_another_model_version_is_another_run(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        store.save([pack(row(1))])
        assert store.statuses([RunKey("f" * 16, 1, 2)]) == {}
        assert store.statuses([RunKey("f" * 16, 1, 1)]) == {RunKey("f" * 16, 1, 1): ("done", 1)}


def test_a_run_made_again_takes_the_place_of_the_failed_one(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        store.save([pack(row(1, error=("ValueError", "no")))])
        store.save([pack(row(1))])
        assert store.count() == 1
        assert store.statuses([row(1).key])[row(1).key] == ("done", 1)


def test_a_batch_is_all_or_nothing(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        broken = dict(pack(row(2)), indicators=None)
        with pytest.raises(StoreError):
            store.save([pack(row(1)), broken])
        assert store.count() == 0


def test_a_thousand_fingerprints_are_found_in_one_question(tmp_path: Path) -> None:
    rows = [row(seed, fingerprint=f"{seed:016x}") for seed in range(1, 1001)]
    with open_store(str(tmp_path / "s.sqlite")) as store:
        store.save([pack(r) for r in rows])
        assert set(store.statuses([r.key for r in rows])) == {r.key for r in rows}


def test_a_name_that_is_sql_is_kept_as_text(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        store.save_scenarios([StoredScenario("f" * 16, "x", BOBBY, BOBBY, (BOBBY,))])
        store.begin_job(StoredJob(0, "run", "x", BOBBY, "d", "{}", "running"))
        store.save([pack(row(1))])
        kept = store.scenario("f" * 16)
        assert kept is not None
        assert (kept.title, kept.toml, kept.sentences) == (BOBBY, BOBBY, (BOBBY,))
        assert store.jobs()[0].title == BOBBY
        assert store.find("'; DROP TABLE run;--") == []
        assert store.count() == 1


def test_the_same_request_again_is_the_latest_job(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        for digest in ("a", "b", "a"):
            store.begin_job(StoredJob(0, "run", digest, digest, digest, "{}", "running"))
        assert [job.digest for job in store.jobs()] == ["b", "a"]


@pytest.mark.parametrize("damage", ["truncated", "garbage", "flipped"])
def test_a_damaged_file_is_refused_with_exit_code_4(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(str(path)) as store:
        store.save([pack(row(seed)) for seed in range(1, 200)])
    whole = path.read_bytes()
    if damage == "truncated":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "garbage":
        path.write_bytes(b"this is no database at all" * 100)
    else:
        path.write_bytes(whole[:4096] + bytes(b ^ 0xFF for b in whole[4096:8192]) + whole[8192:])
    with pytest.raises(StoreError, match="damaged") as caught, open_store(str(path)):
        pass
    assert caught.value.exit_code == 4


def test_a_store_of_a_newer_version_is_refused_with_both_versions(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(str(path)):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99'")
    connection.close()
    with pytest.raises(StoreError, match=f"version 99, this program knows version {SCHEMA_VERSION}"), open_store(str(path)):
        pass


@pytest.mark.parametrize("where", ["/proc/nowhere/utfall.sqlite", "sqlite://", "nosuch://x/y", "mysql://"])
def test_a_place_that_cannot_be_written_is_refused(where: str) -> None:
    with pytest.raises(UsageError) as caught, open_store(where):
        pass
    assert caught.value.exit_code == 2


def test_a_folder_and_a_missing_store_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"), open_store(str(tmp_path)):
        pass
    with pytest.raises(UsageError, match="there is no store"), open_store(str(tmp_path / "none.sqlite"), must_exist=True):
        pass
    assert not (tmp_path / "none.sqlite").exists()


def test_on_a_network_file_system_it_works_without_wal_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "network_file_system", lambda _path: True)
    with open_store(str(tmp_path / "s.sqlite")) as store:
        assert "network" in store.words
        store.save([pack(row(1))])
        assert store.count() == 1
    assert _journal(tmp_path / "s.sqlite") == "delete"


def test_on_a_local_disk_it_is_in_wal_mode_and_says_nothing(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        assert store.words == ""
        store.save([pack(row(1))])
    assert _journal(tmp_path / "s.sqlite") == "wal"


def test_a_full_disk_is_told_in_words_and_what_was_stored_stays(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(str(path)) as store:
        store.save([pack(row(1))])
        _limit_pages(store)
        with pytest.raises(Exception, match="disk is full"):
            store.save([pack(row(seed)) for seed in range(2, 400)])
    with open_store(str(path)) as store:
        assert set(store.statuses([row(s).key for s in (1, 2)])) == {row(1).key}


def test_a_disk_that_fails_is_told_once_in_words_and_not_covered_up_by_what_fails_after_it(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(str(path)) as store:
        store.save([pack(row(1))])
        with pytest.raises(SimulationError, match=r"disk I/O error.*stored before is kept"):
            _save_while_it_fails(store)
        with pytest.raises(SimulationError, match="disk I/O error"), store.writer("job", lambda _pid: None):
            raise AssertionError("no lease is given on a disk that fails")
    with open_store(str(path)) as store:
        assert set(store.statuses([row(s).key for s in (1, 2)])) == {row(1).key}


def test_series_shrink_and_come_back_bit_for_bit() -> None:
    months = np.arange(100)
    series = {"enrolled": np.minimum(months, 40.0), "paid": 100.0 * (months % 7)}
    names, block = pack_series(series)
    assert len(block) < 200 * 8 / 2
    back = unpack_series(names, block)
    assert all(np.array_equal(series[name], back[name]) for name in series)
    assert unpack_series(*pack_series({})) == {}


def _journal(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        connection.close()


def _save_while_it_fails(store: Store) -> None:
    with store.writer("job", lambda _pid: None):
        _fail_from_now_on(store)
        store.save([pack(row(2))])


def _fail_from_now_on(store: Store) -> None:
    """SQLite answers every new connection as on a disk that fails."""
    from sqlalchemy import event

    def fail(_connection: sqlite3.Connection, _entry: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    event.listen(store._engine, "connect", fail)


def _limit_pages(store: Store) -> None:
    """SQLite answers "database or disk is full" once the file would have more pages than this, as on a full disk."""
    from sqlalchemy import event

    event.listen(store._engine, "connect", lambda connection, _entry: connection.execute("PRAGMA max_page_count=20"))
