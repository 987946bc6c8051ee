"""What is not a scenario is refused before it does harm, in words and with its place."""

import os
from pathlib import Path

import pytest

from utfall.base.errors import InputError, UsageError
from utfall.scenario import check, load
from utfall.scenario.text import MAX_BYTES

OK = (Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml").read_text()


def first(tmp_path: Path, content: str | bytes, name: str = "mine.toml") -> str:
    """The first message that a file gives."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        load(path)
    return str(caught.value.problems[0]).replace(f"{tmp_path}/", "")


def test_a_device_a_pipe_and_a_huge_file_are_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not an ordinary file"):
        load(Path("/dev/zero"))
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(InputError, match="is not an ordinary file"):
        load(tmp_path / "pipe.toml")
    with (tmp_path / "huge.toml").open("wb") as stream:
        stream.truncate(2 * 10**9)
    with pytest.raises(InputError, match="is larger than 1 MB"):
        load(tmp_path / "huge.toml")
    assert MAX_BYTES == 10**6


def test_a_byte_order_mark_is_accepted_and_other_encodings_are_not(tmp_path: Path) -> None:
    (tmp_path / "bom.toml").write_bytes(b"\xef\xbb\xbf" + OK.encode())
    assert load(tmp_path / "bom.toml").title == "Sound"
    assert first(tmp_path, OK.encode("utf-16")) == "mine.toml:1: error: file: is UTF-16; save as UTF-8 (byte 0)"
    assert first(tmp_path, 'a = "x"\nb = "Norrköping"\n'.encode("latin-1")) == "mine.toml:2: error: file: is not UTF-8 at byte 18; save as UTF-8"


def test_windows_line_ends_keep_the_line_numbers(tmp_path: Path) -> None:
    assert first(tmp_path, OK.replace("eligible = 1000", "eligible = 0").replace("\n", "\r\n")).startswith("mine.toml:8: error: people.eligible")


@pytest.mark.parametrize("content", ["a: 1\nb: [*x]\n", "---\nabout:\n  title: x\n"])
def test_yaml_is_not_parsed(tmp_path: Path, content: str) -> None:
    assert "TOML only" in first(tmp_path, content)
    assert "TOML only" in first(tmp_path, content, "mine.yaml")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('a = "x\nb = 1\n', "mine.toml:1: error: file: a string is not closed (column 7)"),
        ('[a]\nb = 1\n[a]\n', "mine.toml:3: error: file: this table or key is already written above: [a]"),
        ("a = [1,\n", "mine.toml"),
        ("x = " + "[" * 100_000, "mine.toml: error: file: is too deeply nested"),
        ("[people]\neligible = " + "9" * 5000 + "\n", "mine.toml:2: error: file: a number is too long"),
        ("length = EUR 5 000 per person\n", 'mine.toml:1: error: file: a quantity with a unit is written in quotes: length = "EUR 5 000 per person"'),
        ("share = 50 % # half\n", 'mine.toml:1: error: file: a quantity with a unit is written in quotes: share = "50 %"'),
        ('a = "x\x00"\n', "mine.toml:1: error: file: holds a hidden character (U+0000); take it out"),
        ('a = "x\u202e"\n', "mine.toml:1: error: file: holds a hidden character (U+202E); take it out"),
        ('a = "x\\u0007"\n', "mine.toml:1: error: a: holds a hidden character (U+0007); take it out"),
    ],
)  # fmt: skip
def test_broken_text_is_told_in_words(tmp_path: Path, content: str, message: str) -> None:
    assert first(tmp_path, content).startswith(message)


def test_dotted_names_cannot_go_deep(tmp_path: Path) -> None:
    assert "too deeply nested" in first(tmp_path, ".".join("a" * 500) + " = 1\n")


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e400"])
def test_only_ordinary_numbers_are_numbers(tmp_path: Path, number: str) -> None:
    text = OK.replace("[outcomes.work]", f"[people.responsiveness]\nspread = {number}\n\n[outcomes.work]")
    assert first(tmp_path, text).startswith(f"mine.toml:12: error: people.responsiveness.spread: found {'-' if '-' in number else ''}")


def test_minus_zero_is_zero(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OK.replace("[outcomes.work]", "[people.responsiveness]\nspread = -0.0\n\n[outcomes.work]"))
    spread = load(path).case().people.response_spread
    assert str(spread) == "0.0"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("eligible = 1000", "eligible = true", "people.eligible"),
        ("eligible = 1000", "eligible = 3.0", "people.eligible"),
        ("eligible = 1000", "eligible = 2019-03-31", "people.eligible"),
        ('title   = "Sound"', f'title = "{"x" * 10_000}"', "about.title"),
        ('[payers.town]', f'[payers.{"t" * 300}]', "payers"),
        ('kind  = "state"', "kind  = []", "outcomes.work.kind"),
        ('[providers.bridge]\ntitle = "Bridge"', "[providers]", "providers"),
        ("[payers.town]\ntitle = \"Town\"", "[payers]", "payers"),
    ],
)  # fmt: skip
def test_wrong_types_and_absurd_lengths_are_refused_with_their_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in OK
    assert f"error: {key}" in first(tmp_path, OK.replace(old, new))


def test_a_base_outside_the_folder_needs_leave(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "ok.toml").write_text(OK)
    (inside / "link.toml").symlink_to(outside / "ok.toml")
    (inside / "a.toml").write_text('base = "link"\n')
    (inside / "b.toml").write_text('base = "../outside/ok.toml"\n')
    for name in ("a", "b"):
        with pytest.raises(InputError, match="--allow-path"):
            load(inside / f"{name}.toml")
        assert load(inside / f"{name}.toml", allow_path=True).title == "Sound"


def test_names_that_are_paths_or_markup_do_no_harm(tmp_path: Path) -> None:
    for name in ("../../etc/passwd", "CON", "a/b", "<script>", "'; DROP TABLE run;--", "\x1b[31m"):
        with pytest.raises(UsageError) as caught:
            load(name)
        assert "\x1b" not in str(caught.value)
    path = tmp_path / "odd.toml"
    path.write_text(OK.replace('"Sound"', '"<script>alert(1)</script>"'))
    assert load(path).title == "<script>alert(1)</script>"


def test_a_missing_file_and_a_near_name_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        load(tmp_path / "none.toml")
    with pytest.raises(UsageError, match='did you mean "koto_sib"'):
        load("koto_sb")
    with pytest.raises(UsageError, match='no variant "sustained"; did you mean "sustained_6m"'):
        load("koto_sib:sustained")


def test_check_gives_errors_as_a_list_and_never_raises_for_a_bad_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[peeple]\n")
    problems = check(path)
    assert {problem.level for problem in problems} == {"error"}
    assert [problem.key for problem in problems if problem.line is None] == [
        "about", "contract", "outcomes", "payers", "people", "providers"
    ]  # fmt: skip
