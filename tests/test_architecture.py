"""The shape of the package: who imports whom, what a plain import loads, how long files and functions are."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import jobscreen

PACKAGE = Path(jobscreen.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))

#: Parts of the package from left to right; a part imports its own and those in the rows before its own.
ROWS = (
    ("errors",),
    ("ad",),
    ("screening",),
    ("messages",),
    ("explain",),
    ("text",),
    ("lexicon",),
    ("indicators",),
    ("wording",),
    ("features",),
    ("model",),
    ("screener",),
    ("corpus",),
    ("bulk", "training", "campaigns"),
    ("cli", "service"),
    ("__main__",),
)
ROW_OF = {part: number for number, row in enumerate(ROWS) for part in row}
#: Imports that go another way, with the reason.
ALLOWED = {
    ("screening", "explain"),  # lazily, for Screening.explain and the HTML
}
PICKLERS = {"pickle", "cPickle", "dill", "marshal", "shelve"}
#: Parts that a scoring program never needs.
TRAINING_ONLY = {"corpus", "training"}

MAX_FILE_LINES = 350
MAX_FUNCTION_LINES = 60


def part_of(path: Path) -> str:
    """``text/money.py`` is of part ``text``, ``ad.py`` of part ``ad``."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_parts(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Every part of jobscreen that a module imports, at its top or inside a function."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            pieces = name.split(".")
            if pieces[0] == "jobscreen" and len(pieces) > 1 and pieces[1] in ROW_OF:
                assert isinstance(node, ast.stmt)
                yield pieces[1], node


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_after(code: str) -> set[str]:
    """Names of top-level packages that are loaded once the code has run."""
    report = "import sys, json; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    return set(json.loads(python(f"{code}\n{report}").splitlines()[-1]))


def test_every_module_has_a_row() -> None:
    assert len(SOURCES) > 25
    assert {part_of(path) for path in SOURCES} - {"__init__"} - set(ROW_OF) == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_left_only(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    wrong = [
        (other, node.lineno)
        for other, node in imported_parts(tree_of(path))
        if other != part and ROW_OF[other] >= ROW_OF[part] and (part, other) not in ALLOWED
    ]
    assert wrong == []


def test_the_direction_test_sees_a_wrong_import() -> None:
    tree = ast.parse("def f():\n    from jobscreen.screener import Screener\nimport jobscreen.cli.app")
    assert [name for name, _ in imported_parts(tree)] == ["cli", "screener"]


def test_screening_imports_explain_only_lazily() -> None:
    tree = tree_of(PACKAGE / "screening.py")
    assert "explain" in {part for part, _ in imported_parts(tree)}
    at_the_top = ast.Module([node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))], [])
    assert {part for part, _ in imported_parts(at_the_top)} <= {"errors", "ad"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_training_and_the_command_line_import_training(path: Path) -> None:
    part = part_of(path)
    if part in TRAINING_ONLY | {"cli"}:
        return
    assert {other for other, _ in imported_parts(tree_of(path))} & TRAINING_ONLY == set()


def test_no_module_has_the_name_of_an_exported_function() -> None:
    modules = {module.name.rsplit(".", 1)[-1] for module in pkgutil.walk_packages([str(PACKAGE)], "jobscreen.")}
    assert "screener" in modules
    assert modules & set(jobscreen.__all__) == set()


def test_all_is_what_is_visible() -> None:
    # In a fresh process: here, other tests have imported submodules, which become attributes.
    code = """
import jobscreen
names = list(jobscreen.__all__)
assert names == sorted(names), names
assert dir(jobscreen) == names, dir(jobscreen)
for name in names:
    assert getattr(jobscreen, name) is not None
known = set(names) | {"annotations", "TYPE_CHECKING", "Any", "import_module"}
import types
print([name for name, value in vars(jobscreen).items()
       if not name.startswith("_") and name not in known and not isinstance(value, types.ModuleType)])
"""
    assert python(code).strip() == "[]"


def test_unknown_names_of_the_package_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scor'"):
        _ = jobscreen.scor


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_exports_of_a_module_exist(path: Path) -> None:
    name = ".".join(("jobscreen", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    if name.endswith("__main__"):
        return
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", [])
    assert len(exported) == len(set(exported))
    assert [one for one in exported if not hasattr(module, one)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES
    long = [
        (node.name, node.end_lineno - node.lineno + 1)
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES + _docstring_lines(node)
    ]
    assert long == []


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return len((ast.get_docstring(node, clean=False) or "").splitlines())


def dangers(tree: ast.Module) -> list[str]:
    """Calls and imports that could run code from data."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            found += [name for name in names if name.split(".")[0] in PICKLERS]
        elif isinstance(node, ast.Call):
            found += _dangerous_call(node)
    return found


def _dangerous_call(node: ast.Call) -> list[str]:
    called = ast.unparse(node.func)
    keywords = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    if called in {"eval", "exec", "compile", "__import__"}:
        return [called]
    if called in {"yaml.unsafe_load", "yaml.full_load", "joblib.load", "pandas.read_pickle", "pd.read_pickle"}:
        return [called]
    # "loader" is the variable that the test on the lexicon's loader looks at.
    if called == "yaml.load" and keywords.get("Loader") not in {"yaml.SafeLoader", "yaml.CSafeLoader", "loader"}:
        return [called]
    if called in {"np.load", "numpy.load"} and keywords.get("allow_pickle") != "False":
        return [f"{called} without allow_pickle=False"]
    return []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_runs_code_from_data(path: Path) -> None:
    assert dangers(tree_of(path)) == []


@pytest.mark.parametrize(
    "code",
    ["import pickle", "from pickle import loads", "eval('1')", "exec(text)", "yaml.load(text, Loader=yaml.Loader)",
     "yaml.load(text)", "np.load(path)", "np.load(path, allow_pickle=True)", "joblib.load(path)"],
)  # fmt: skip
def test_the_danger_test_sees_dangers(code: str) -> None:
    assert len(dangers(ast.parse(code))) == 1


def test_the_lexicon_is_read_with_a_safe_yaml_loader() -> None:
    text = (PACKAGE / "lexicon" / "compiling.py").read_text(encoding="utf-8")
    assert 'loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)' in text


def test_import_loads_nothing_large() -> None:
    loaded = loaded_after("import jobscreen")
    assert "jobscreen" in loaded
    assert loaded & {"numpy", "scipy", "spacy", "sklearn", "pandas", "datasets", "joblib", "typer"} == set()


def test_scoring_loads_no_training_packages(tiny_model: Path) -> None:
    code = (
        "from jobscreen import Screener\n"
        f"screening = Screener.load({str(tiny_model)!r}).score('Typist wanted in Myawaddy, $1500 a month. "
        "Telegram: @bright_555')\n"
        "assert screening.evidence; screening.explain(); screening.to_json(); screening._repr_html_()"
    )
    loaded = loaded_after(code)
    assert "numpy" in loaded
    assert loaded & {"scipy", "spacy", "sklearn", "pandas", "datasets", "joblib", "typer", "yaml"} == set()
