"""The shape of the package: which way imports point, who may use what, and how long things may be."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent / "wireparse"
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}

# A module may import from its own layer and from those named for it; nothing else of the package.
BASE = frozenset({"errors", "span", "values", "model"})
LAYERS = {
    "errors": frozenset(),
    "span": frozenset(),
    "values": frozenset(),
    "model": frozenset({"errors", "span", "values"}),
    "packs": BASE,
    "plugins": BASE,
    "ours": frozenset(),
    "walk": BASE | {"ours"},
    "archives": BASE | {"walk"},
    "pieces": BASE | {"walk"},
    "pool": BASE,
    "schema": frozenset(),
    "durable": BASE,
    "wire": BASE | {"packs"},
    "words": BASE | {"packs"},
    "stages": BASE | {"packs", "wire", "words"},
    "readers": BASE | {"packs", "plugins", "wire"},
    "writers": BASE | {"packs", "plugins"},
    "sinks": BASE | {"durable", "ours", "plugins", "writers"},
    "stated": BASE | {"packs", "wire", "stages"},
    "pipeline": BASE | {"packs", "wire", "words", "stages", "readers", "stated"},
    "intake": BASE | {"archives", "ours", "pieces", "readers", "walk"},
    "batch": BASE | {"intake", "packs", "pipeline", "walk", "pool"},
    "plan": BASE | {"durable", "walk"},
    "shards": BASE | {"batch", "intake", "durable", "ours", "plan", "pool", "sinks", "walk"},
    "cli": BASE | {"batch", "intake", "packs", "plan", "shards", "sinks", "pipeline", "plugins", "readers", "schema", "walk", "writers"},
    "": BASE | {"batch", "packs", "pipeline", "readers", "schema", "walk"},
    "__main__": frozenset({"cli"}),
}
STAGES = ("structure", "sentences", "quotes", "attributions", "sources", "figures", "dates", "claims")
ONLY = {"typer": {"cli"}, "rich": {"cli", "writers/table.py"}, "click": set()}


def name(path):
    return path.relative_to(ROOT).as_posix()


def layer(path):
    first = path.relative_to(ROOT).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(tree):
    """Yield the dotted name of every import, wherever it stands; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_run_time(tree):
    """Return ``tree`` without what stands there for type checkers only."""

    class Cut(ast.NodeTransformer):
        def visit_If(self, node):
            return None if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" else node

    return Cut().visit(ast.parse(ast.unparse(tree)))


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def code_lines(node):
    """Return how many lines a function takes, its docstring left out."""
    first = node.body[0]
    has_words = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    words = first.end_lineno - first.lineno + 1 if has_words else 0
    return node.end_lineno - node.lineno + 1 - words


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path):
    own = layer(path)
    assert own in LAYERS, f"{name(path)} is in no layer; give it one here"
    for imported in imports(MODULES[path]):
        head, _, rest = imported.partition(".")
        if head == "wireparse":
            other = rest.partition(".")[0]
            there = (ROOT / f"{other}.py").exists() or (ROOT / other).is_dir()
            assert other == own or other in LAYERS[own] or (not there and own in ("cli", "__main__")), imported


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_some_packages_are_for_some_modules_only(path):
    for imported in imports(MODULES[path]):
        allowed = ONLY.get(imported.partition(".")[0])
        assert allowed is None or layer(path) in allowed or name(path) in allowed, f"{name(path)} imports {imported}"


def stage(dotted):
    """Return the stage that a dotted name under ``wireparse.stages`` belongs to."""
    return dotted.split(".")[2]


@pytest.mark.parametrize("path", [path for path in MODULES if layer(path) == "stages" and path.parent != ROOT], ids=name)
def test_a_stage_imports_only_from_stages_before_it(path):
    """A stage knows those whose results it takes, by what they export, and none that comes after it."""
    own = path.relative_to(ROOT / "stages").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for imported in imports(MODULES[path]):
        if imported.startswith("wireparse.stages.") and stage(imported) != own:
            assert STAGES.index(stage(imported)) < STAGES.index(own), imported
            assert imported.count(".") == 3, f"{imported} is no export of its stage"


def test_helpers_of_a_stage_import_each_other_one_way():
    """Inside a stage no two modules import each other, on whatever way round."""
    graph = {
        name(path).removesuffix(".py").replace("/", "."): {found.removeprefix("wireparse.") for found in imports(at_run_time(tree))}
        for path, tree in MODULES.items()
        if layer(path) == "stages"
    }
    edges = {
        module: {other for other in graph if other != module and any(found == other or found.startswith(other + ".") for found in found_in)
                 and not other.endswith("__init__")}
        for module, found_in in graph.items()
    }
    done = set()
    while edges:
        free = {module for module, needs in edges.items() if needs <= done}
        assert free, f"a circle among {sorted(edges)}"
        done |= free
        edges = {module: needs for module, needs in edges.items() if module not in free}


def test_the_library_is_silent():
    for path, tree in MODULES.items():
        if layer(path) != "cli":
            called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
            assert not called & {"print", "exit", "input"}, name(path)


def test_functions_are_short():
    lengths = [code_lines(node) for tree in MODULES.values() for node in functions(tree)]
    assert median(lengths) <= 10
    too_long = [
        f"{name(path)}: {node.name}" for path, tree in MODULES.items() for node in functions(tree) if code_lines(node) > 60
    ]
    assert too_long == []


def test_commands_hold_no_logic():
    for node in functions(MODULES[ROOT / "cli" / "app.py"]):
        assert code_lines(node) <= 15, node.name


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("table", ["grammar", "sources", "figures", "events", "dates", "tolls"])
def test_lists_of_the_pack_are_used(table):
    pack = (ROOT / "packs" / "en.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(pack)[table]
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    # A rule of the tags names a list by its "@".
    assert [name for name in lists if not re.search(rf"\b{name}\b", code) and f"@{name}" not in pack] == []


TABLES = {name: table for name, table in tomllib.loads((ROOT / "packs" / "en.toml").read_text(encoding="utf-8")).items() if isinstance(table, dict)}


@pytest.mark.parametrize("table", TABLES)
def test_lists_of_the_pack_name_no_word_twice(table):
    words = {name: value.split() for name, value in TABLES[table].items() if isinstance(value, str) and "|" not in value}
    assert {name: double for name, listed in words.items() if (double := {word for word in listed if listed.count(word) > 1})} == {}
