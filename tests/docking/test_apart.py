"""The twins share nothing with the engine: what they import of it is draws, the record of a case, and solved value tables."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DRAWS = {("utfall.base.draws", name) for name in ("Purpose", "bell", "normals", "philox", "stream", "uniforms")}
CASE, TABLES = ("utfall.scenario.case", "Case"), ("utfall.model.foresight.outlook", "Outlooks")
GIVEN = {"plain_contract/given.py": {*DRAWS, CASE, TABLES}, "plain_mesa/desk.py": {CASE, TABLES}, "plain_mesa/run.py": {*DRAWS, CASE}}
FILES = sorted(str(path.relative_to(HERE)) for twin in ("plain_mesa", "plain_contract") for path in (HERE / twin).glob("*.py"))


@pytest.mark.parametrize("file", FILES)
def test_a_twin_takes_from_the_engine_only_what_it_is_given(file):
    found = set()
    for node in ast.walk(ast.parse((HERE / file).read_text())):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {(node.module or "", alias.name) for alias in node.names}
    assert {(module, name) for module, name in found if module.startswith(("utfall", "tests"))} <= GIVEN.get(file, set())
