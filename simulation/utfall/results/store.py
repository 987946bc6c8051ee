"""Where runs are kept: SQLAlchemy Core on one SQLite file in WAL mode, or any database that SQLAlchemy knows.

A run is kept under (fingerprint, seed, model version), so that a command that is repeated or was interrupted reuses what is
there. A batch is one transaction: what has been acknowledged survives the death of the process.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Engine, bindparam, delete, func, insert, select, update

from utfall.base.errors import StoreError
from utfall.results import connect
from utfall.results.in_words import in_words
from utfall.results.lease import beat, held
from utfall.results.rows import Row, RunKey, pack_series, pack_setting, pack_values, unpack_series, unpack_setting, unpack_values
from utfall.results.schema import forecast, job, run, scenario

DEFAULT = "results/utfall.sqlite"
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class StoredScenario:
    """A scenario as text, so that a report needs no file."""

    fingerprint: str
    id: str
    title: str
    toml: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A job as it was asked for: its number, kind, title, digest and plan."""

    id: int
    kind: str
    slug: str
    title: str
    digest: str
    spec: str
    status: str


class Store:
    """An open store; `words` says what is unusual about it (no WAL), empty when nothing is."""

    def __init__(self, engine: Engine, words: str) -> None:
        self._engine = engine
        self.words = words

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def writer(self, digest: str, waiting: Callable[[int], None]) -> AbstractContextManager[None]:
        """Hold the writer's lease for a job (`lease.held`)."""
        return held(self._engine, digest, waiting)

    def statuses(self, wanted: Iterable[RunKey]) -> dict[RunKey, tuple[str, int]]:
        """Status and indicator version of those of the wanted runs that are there."""
        columns = (run.c.fingerprint, run.c.seed, run.c.model_version, run.c.status, run.c.indicator_version)
        return {RunKey(*found[:3]): (found.status, found.indicator_version) for found in self._select(columns, wanted)}

    def rows(self, wanted: Iterable[RunKey]) -> dict[RunKey, Row]:
        """The wanted runs that are there, whole."""
        return {RunKey(f.fingerprint, f.seed, f.model_version): _row(f) for f in self._select(tuple(run.c), wanted)}

    def save(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Keep a batch of packed rows in one transaction, in place of any of the same keys."""
        if not rows:
            return
        same = delete(run).where(run.c.fingerprint == bindparam("f"), run.c.seed == bindparam("s"), run.c.model_version == bindparam("v"))
        with in_words(), self._engine.begin() as connection:
            connection.execute(same, [{"f": r["fingerprint"], "s": r["seed"], "v": r["model_version"]} for r in rows])
            connection.execute(insert(run), list(rows))
            beat(connection)

    def save_scenarios(self, scenarios: Iterable[StoredScenario]) -> None:
        """Keep scenarios as text; those that are there already stay as they are."""
        with in_words(), self._engine.begin() as connection:
            there = set(connection.execute(select(scenario.c.fingerprint)).scalars())
            new = {s.fingerprint: s for s in scenarios if s.fingerprint not in there}
            values = [_scenario_values(s) for s in new.values()]
            if values:
                connection.execute(insert(scenario), values)

    def scenario(self, fingerprint: str) -> StoredScenario | None:
        """One scenario by its fingerprint."""
        with in_words(), self._engine.connect() as connection:
            found = connection.execute(select(scenario).where(scenario.c.fingerprint == fingerprint)).first()
        return None if found is None else StoredScenario(found.fingerprint, found.id, found.title, found.toml, tuple(json.loads(found.sentences)))

    def forecasts(self, fingerprints: Iterable[str], version: int) -> dict[str, str]:
        """The kept forecasts of some scenarios, as text."""
        wanted = list(fingerprints)
        query = select(forecast.c.fingerprint, forecast.c.text).where(forecast.c.fingerprint.in_(wanted), forecast.c.model_version == version)
        with in_words(), self._engine.connect() as connection:
            return {found.fingerprint: found.text for found in connection.execute(query)}

    def save_forecasts(self, texts: Mapping[str, str], version: int) -> None:
        """Keep forecasts; one that another process has kept meanwhile is the same and stays."""
        there = self.forecasts(texts, version)
        new = [{"fingerprint": name, "model_version": version, "text": text} for name, text in texts.items() if name not in there]
        if new:
            with in_words(), self._engine.begin() as connection:
                connection.execute(insert(forecast), new)

    def begin_job(self, asked: StoredJob) -> int:
        """Write down what is asked for; the same request again moves to the end, so that `latest` means it. Returns its number."""
        with in_words(), self._engine.begin() as connection:
            connection.execute(delete(job).where(job.c.digest == asked.digest))
            values = {field.name: getattr(asked, field.name) for field in fields(asked) if field.name != "id"}
            made = connection.execute(insert(job).values(**values))
            return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0

    def end_job(self, number: int, spec: str, status: str) -> None:
        """Complete a job's plan (references know their fees only now) and say how it ended."""
        with in_words(), self._engine.begin() as connection:
            connection.execute(update(job).where(job.c.id == number).values(spec=spec, status=status))

    def jobs(self) -> list[StoredJob]:
        """All jobs, oldest first."""
        with in_words(), self._engine.connect() as connection:
            return [StoredJob(*found) for found in connection.execute(select(job).order_by(job.c.id))]

    def find(self, prefix: str) -> list[RunKey]:
        """Keys of stored runs whose printed key (fingerprint:seed) starts like this."""
        fingerprint, _, seed = prefix.partition(":")
        query = select(run.c.fingerprint, run.c.seed, run.c.model_version).where(run.c.fingerprint.startswith(fingerprint, autoescape=True))
        if seed.isdigit():
            query = query.where(run.c.seed == int(seed))
        with in_words(), self._engine.connect() as connection:
            return [RunKey(*found) for found in connection.execute(query.order_by(run.c.fingerprint, run.c.seed).limit(20))]

    def count(self) -> int:
        """How many runs are kept."""
        with in_words(), self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(run)).scalar_one())

    def _select(self, columns: Sequence[ColumnElement[Any]], wanted: Iterable[RunKey]) -> Iterator[Any]:
        """Lines of the run table for the wanted keys, by fingerprint and seed."""
        keys = set(wanted)
        fingerprints = sorted({key.fingerprint for key in keys})
        seeds = [key.seed for key in keys]
        for start in range(0, len(fingerprints), _AT_ONCE):
            some = fingerprints[start : start + _AT_ONCE]
            query = select(*columns).where(run.c.fingerprint.in_(some), run.c.seed.between(min(seeds), max(seeds)))
            with in_words(), self._engine.connect() as connection:
                for found in connection.execute(query.order_by(run.c.fingerprint, run.c.seed)):
                    if RunKey(found.fingerprint, found.seed, found.model_version) in keys:
                        yield found


@contextmanager
def open_store(where: str | None, *, must_exist: bool = False) -> Iterator[Store]:
    """Open a store by file name or URL, make it if it is not there; refuse one that is damaged, newer, or cannot be written."""
    engine, words = connect.engine(where or DEFAULT, must_exist=must_exist)
    store = Store(engine, words)
    try:
        yield store
    finally:
        store.close()


def pack(row: Row) -> dict[str, object]:
    """A row as the columns of the run table."""
    names, block = pack_series(row.series)
    return {
        "fingerprint": row.key.fingerprint,
        "seed": row.key.seed,
        "model_version": row.key.model_version,
        "label": row.label,
        "point": row.point,
        "status": "done" if row.done else "failed",
        "error_type": row.error[0],
        "error_message": row.error[1],
        "indicator_version": row.indicator_version,
        "seconds": row.seconds,
        "setting": pack_setting(row.setting),
        "indicators": pack_values(row.values),
        "series_names": names,
        "series": block,
    }


def _row(found: Any) -> Row:
    try:
        values, series = unpack_values(found.indicators), unpack_series(found.series_names, found.series)
        setting = unpack_setting(found.setting)
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        what = f"the stored run {found.fingerprint}:{found.seed} is damaged ({error})"
        raise StoreError(f"{what}; move the store away and repeat the command") from error
    return Row(
        key=RunKey(found.fingerprint, found.seed, found.model_version),
        label=found.label,
        point=found.point,
        error=(found.error_type, found.error_message),
        indicator_version=found.indicator_version,
        seconds=found.seconds,
        values=values,
        series=series,
        setting=setting,
    )


def _scenario_values(s: StoredScenario) -> dict[str, str]:
    sentences = json.dumps(list(s.sentences), ensure_ascii=False)
    return {"fingerprint": s.fingerprint, "id": s.id, "title": s.title, "toml": s.toml, "sentences": sentences}
