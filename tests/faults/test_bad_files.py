"""Files that no scenario can be: each is refused by `check` and by `run` with its place and a remedy, exit code 2, before anything is run."""

import os
from pathlib import Path

import pytest

from tests.cli.calling import utfall

GOOD = """[about]
title   = "A job for six months"
summary = "One town pays one provider for each person who works six months."
source  = "illustrative"

[people]
eligible = 300
places   = 120

[outcomes]
work = { kind = "state", title = "in work" }
[payers]
town = { title = "The town" }
[providers]
bridge = { title = "Bridge to Work" }

[contract]
length  = "36 months"
metrics = { six_months = { kind = "sustained", outcome = "work", lasts = "6 months", within = "18 months" } }
service = { who_selects = "provider" }

[contract.terms.job]
kind   = "outcome"
metric = "six_months"
price  = "SEK 40 000 per person"
"""

#: fault number and name -> (what is changed, to what, what must be said)
BROKEN: dict[str, tuple[str, str, str]] = {
    "23 unknown key": ("price  =", "prise  =", 'mine.toml:25: error: contract.terms.job.prise: unknown key "prise"; did you mean "price"?'),
    "24 bool as number": ("eligible = 300", "eligible = true", "mine.toml:7: error: people.eligible:"),
    "24 number in quotes": ("eligible = 300", 'eligible = "3.0"', "mine.toml:7: error: people.eligible:"),
    "24 wrong type": ("eligible = 300", "eligible = [300]", "mine.toml:7: error: people.eligible:"),
    "25 nan": ("eligible = 300", "eligible = nan", "mine.toml:7: error: people.eligible:"),
    "25 inf": ("eligible = 300", "eligible = inf", "mine.toml:7: error: people.eligible:"),
    "25 1e400": ("eligible = 300", "eligible = 1e400", "mine.toml:7: error: people.eligible:"),
    "26 long number": ("eligible = 300", "eligible = " + "9" * 5000, "a number is too long"),
    "27 nested brackets": ("eligible = 300", "eligible = " + "[" * 100_000, "too deeply nested"),
    "30 key twice": (
        "eligible = 300",
        "eligible = 300\neligible = 400",
        "mine.toml:8: error: file: this table or key is already written above: eligible = 400",
    ),
    "30 string not closed": ('"illustrative"', '"illustrative', "mine.toml:4: error: file: a string is not closed"),
    "32 NUL": ("The town", "The\\u0000town", "hidden character (U+0000)"),
    "32 change of direction": ("The town", "The \u202etown", "hidden character (U+202E)"),
    "32 long name": ("bridge =", "b" * 10_240 + " =", "longer than"),
    "39 zero people": ("eligible = 300", "eligible = 0", "mine.toml:7: error: people.eligible:"),
    "39 no provider": ('bridge = { title = "Bridge to Work" }', "", "error: providers:"),
    "39 no months": ('"36 months"', '"0 months"', "mine.toml:18: error: contract.length:"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_it_is_refused_with_its_place(tmp_path: Path, fault: str) -> None:
    old, new, said = BROKEN[fault]
    assert old in GOOD
    (tmp_path / "mine.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    done = utfall("check", "mine.toml", cwd=tmp_path)
    assert done.returncode == 2, done.stderr + done.stdout
    assert said in done.stderr
    assert len(done.stderr) < 5000
    assert done.stdout == ""


def test_several_mistakes_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = GOOD.replace("price  =", "prise  =").replace("eligible = 300", "eligible = nan").replace('"36 months"', '"36 moons"')
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    lines = utfall("run", "mine.toml", "--runs", "1", cwd=tmp_path).stderr.splitlines()
    places = [int(line.split(":")[1]) for line in lines if line.startswith("mine.toml:")]
    assert places == sorted(places)
    assert {7, 18, 25} <= set(places)
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("utf16.toml", GOOD.encode("utf-16"), "save as UTF-8"),
        ("latin1.toml", GOOD.replace("The town", "Örebro").encode("latin-1"), "save as UTF-8"),
        ("big.toml", b"#" * 1_100_000, "larger than"),
        ("bomb.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\n", "TOML only"),
        ("yaml_inside.toml", b"a: &a [x,x]\nb: &b [*a,*a]\n", "TOML only"),
    ],
)
def test_a_file_of_another_kind_is_refused_before_it_is_read(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = utfall("check", name, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_device_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "zero.toml"):
        done = utfall("check", name, cwd=tmp_path)
        assert done.returncode == 2
        assert "not an ordinary file" in done.stderr


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8-sig")
    done = utfall("check", "mine.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_base_outside_the_folder_is_refused_without_leave(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "outer.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "inner" / "mine.toml").write_text('base = "../outer.toml"\n[about]\ntitle = "x"\nsummary = "y"\n', encoding="utf-8")
    refused = utfall("check", "inner/mine.toml", cwd=tmp_path)
    assert refused.returncode == 2
    assert "--allow-path" in refused.stderr
    assert utfall("check", "inner/mine.toml", "--allow-path", cwd=tmp_path).returncode == 0
