"""Every code that a problem of the program can have, and where: told from the code of the package.

Takes: the modules of src/cuibono. Gives: codes with the modules that give them.
Knows nothing of: what a code means.

A code is the first argument of `Problem`, the second of `Refusal`, or `code` of `Fault`. Where it is a name, its values
are those that are assigned to it, that callers in the module give for a parameter, that an exception of the module is
raised with, or that stand in a pair of a code and a sentence. A name with no such value is an error here: the page
would have a gap.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from tools.parts import ROOT

PACKAGE = ROOT / "src" / "cuibono"
# Modules that pass a problem on with the code that it has already.
PASSED_ON = ("collect/formats.py", "collect/paths.py", "ledger/rows.py", "registers/fec_filings/adapter.py")
_MAKERS = {"Problem": 0, "Fault": 0, "Refusal": 1}  # and where among what they are given the code stands
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class UntoldCodeError(Exception):
    """A problem whose code cannot be told from the code."""


def codes() -> dict[str, list[str]]:
    """Each code, in order, with the modules that give it, by their path from the package."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for code in of_module(path.read_text(encoding="utf-8"), name):
            found[code].add(name)
    return {code: sorted(found[code]) for code in sorted(found)}


def of_module(text: str, name: str) -> set[str]:
    """The codes that a module gives. Raises UntoldCodeError where one cannot be told."""
    tree = ast.parse(text)
    found: set[str] = set()
    for scope in _scopes(tree):
        for call in _calls(scope, tuple(_MAKERS)):
            code = _given(call, _MAKERS[_called(call)])
            told = _values(code, scope, tree) if code else set()
            if not told and name not in PASSED_ON:
                raise UntoldCodeError(f"{name}:{call.lineno}: nothing here tells which codes this problem can have")
            found |= told
    return found | _troubles(tree)


def _scopes(tree: ast.Module) -> list[ast.Module | _Function]:
    return [tree, *(node for node in ast.walk(tree) if isinstance(node, _Function))]


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a scope and in no function inside it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, _Function):
            yield child
            yield from _own(child)


def _calls(scope: ast.AST, names: tuple[str, ...]) -> Iterator[ast.Call]:
    for node in _own(scope):
        if isinstance(node, ast.Call) and _called(node) in names:
            yield node


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _given(call: ast.Call, place: int, keyword: str = "code") -> ast.expr | None:
    named = [one.value for one in call.keywords if one.arg == keyword]
    return call.args[place] if place < len(call.args) else next(iter(named), None)


def _values(code: ast.expr, scope: ast.Module | _Function, tree: ast.Module) -> set[str]:
    if isinstance(code, ast.Constant):
        return {str(code.value)}
    if isinstance(code, ast.IfExp):
        return _values(code.body, scope, tree) | _values(code.orelse, scope, tree)
    if not isinstance(code, ast.Name):
        return set()
    return _assigned(code.id, scope, tree) or _asked(code.id, scope, tree) or _raised(scope, tree) or _paired(tree)


def _assigned(name: str, scope: ast.Module | _Function, tree: ast.Module) -> set[str]:
    """Values that the scope itself assigns to a name."""
    given = [
        node.value
        for node in _own(scope)
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets)
    ]
    return {value for one in given if not isinstance(one, ast.Name) for value in _values(one, scope, tree)}


def _asked(name: str, scope: ast.Module | _Function, tree: ast.Module) -> set[str]:
    """Values that calls in the module give for a parameter."""
    if not isinstance(scope, _Function) or name not in (names := [one.arg for one in scope.args.args]):
        return set()
    return {
        value
        for caller in _scopes(tree)
        for call in _calls(caller, (scope.name,))
        if (given := _given(call, names.index(name), name)) is not None
        for value in _values(given, caller, tree)
    }


def _raised(scope: ast.Module | _Function, tree: ast.Module) -> set[str]:
    """First arguments of the exceptions that the scope catches."""
    caught = [node.type for node in _own(scope) if isinstance(node, ast.ExceptHandler)]
    names = tuple(one.id for one in caught if isinstance(one, ast.Name))
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    return {
        code.value
        for call in raised
        if _called(call) in names and call.args
        for code in call.args[:1]
        if isinstance(code, ast.Constant) and isinstance(code.value, str)
    }


def _troubles(tree: ast.Module) -> set[str]:
    """Codes of the trouble that a parser in a process of its own tells of, and of what it returns as such."""
    given = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "trouble"]
    pairs = [pair for one in given for pair in ast.walk(one) if isinstance(pair, ast.Tuple) and len(pair.elts) == 2]
    firsts = [pair.elts[0] for pair in pairs]
    told = {one.value for one in firsts if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return told | (_paired(tree) if given else set())


def _paired(tree: ast.Module) -> set[str]:
    """Codes that stand in the module in a pair with a sentence."""
    pairs = [node.elts for node in ast.walk(tree) if isinstance(node, ast.Tuple) and len(node.elts) == 2]
    texts = [[one.value for one in pair if isinstance(one, ast.Constant)] for pair in pairs]
    return {
        first
        for first, second in (text for text in texts if len(text) == 2)
        if isinstance(first, str) and isinstance(second, str) and _CODE.fullmatch(first) and " " in second
    }
