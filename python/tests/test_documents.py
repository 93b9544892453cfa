"""What the documents show of Python parses, imports what there is, and where it needs no trainer also runs."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def blocks(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return [(f"{name}:{text[: found.start()].count(chr(10)) + 1}", found[1]) for found in re.finditer(r"```python\n(.*?)```", text, re.S)]


BLOCKS = blocks("docs/trainers.md") + blocks("python/README.md")


@pytest.mark.parametrize("code", [code for _, code in BLOCKS], ids=[place for place, _ in BLOCKS])
def test_blocks_name_what_there_is(code):
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("mathverdict"):
            try:
                module = importlib.import_module(node.module)
            except ModuleNotFoundError as error:
                if error.name.startswith("mathverdict"):
                    raise
                pytest.skip(f"needs {error.name}")
            for alias in node.names:
                assert hasattr(module, alias.name) or importlib.util.find_spec(f"{node.module}.{alias.name}"), alias.name


def test_the_readme_shows_what_is_returned():
    [(_, code)] = blocks("python/README.md")
    world = {}
    for line in code.splitlines():
        if line.startswith("from"):
            exec(line, world)
        elif line.strip():
            expression, shown = re.split(r"\s+# ", line, maxsplit=1)
            assert eval(expression, world) == ast.literal_eval(shown.split(":")[0]), line


def test_every_adapter_has_a_section():
    text = (ROOT / "docs/trainers.md").read_text(encoding="utf-8") + (ROOT / "docs/serving.md").read_text(encoding="utf-8")
    adapters = [path.stem for path in (ROOT / "python/src/mathverdict/adapters").glob("[a-z]*.py")]
    assert [name for name in adapters if not re.search(rf"adapters[./]{name}\b", text)] == []
