"""Tables of the store: one wide row a run, its monthly series as one block, jobs with what they asked for, the writer's lease."""

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, Table, Text

SCHEMA_VERSION = 1

metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

#: `digest` says what was asked for; `spec` is the plan: for each variant its text and the keys of its runs.
job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("slug", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("digest", Text, nullable=False, index=True),
    Column("spec", Text, nullable=False),
    Column("status", Text, nullable=False),
)

scenario = Table(
    "scenario",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("toml", Text, nullable=False),
    Column("sentences", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("seed", BigInteger, primary_key=True, autoincrement=False),
    Column("model_version", Integer, primary_key=True, autoincrement=False),
    Column("label", Text, nullable=False),
    Column("point", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("error_type", Text, nullable=False),
    Column("error_message", Text, nullable=False),
    Column("indicator_version", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("setting", Text, nullable=False),
    Column("indicators", Text, nullable=False),
    Column("series_names", Text, nullable=False),
    Column("series", LargeBinary, nullable=False),
)

#: Forecasts of contracts as JSON, which the floors above understand.
forecast = Table(
    "forecast",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("model_version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

#: One line: who writes. A process is known by machine, boot, number and start time, so that a number used again is not taken for it.
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("boot", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("beat", Float, nullable=False),
)
