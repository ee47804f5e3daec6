"""The marks of a Word template: which it may use, read before anything of it runs.

A template prints values and repeats paragraphs, and nothing else: no call, no import, no macro, no
arithmetic, and no loop inside another but over what the outer one goes through. What it may name is
told from an example of the context, so the example is the whole list of marks.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
)
FILTERS = frozenset(
    {"capitalize", "default", "d", "e", "escape", "first", "last", "length", "count", "lower"}
    | {"title", "trim", "upper"}
)
TESTS = frozenset({"defined", "undefined", "none", "odd", "even"})
LOOP = dict.fromkeys(("index", "index0", "revindex", "revindex0", "first", "last", "length"), 1)
LONGEST_SOURCE = 4_000_000
"""Characters of one part with its marks; an order of ten pages takes a tenth."""


class MarksEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox that refuses whatever is no mark, and keeps the marks it does not know.

    ``example`` is a context with a value at every place; without one nothing is compared.
    """

    def __init__(self, example: Mapping[str, Any] | None = None) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.example = example
        self.unknown: dict[str, None] = {}
        """Marks that name nothing, in the order met."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > LONGEST_SOURCE:
            raise TemplateSyntaxError("too long", 1)
        tree = super()._parse(source, name, filename)
        _refuse_code(tree, ())
        if self.example is not None:
            self.unknown.update(dict.fromkeys(_unknown(tree, dict(self.example))))
        return tree


def _refuse_code(node: nodes.Node, loops: tuple[str, ...]) -> None:
    """Raises for what a template has no business to do. ``loops`` are the variables around."""
    if not isinstance(node, ALLOWED):
        raise TemplateSyntaxError("not a mark", node.lineno)
    if isinstance(node, nodes.For):
        root = _path(node.iter).partition(".")[0]
        if not isinstance(node.target, nodes.Name) or node.recursive or node.test:
            raise TemplateSyntaxError("not a plain loop", node.lineno)
        if not root or (loops and root != loops[-1]):
            raise TemplateSyntaxError("a loop inside a loop", node.lineno)
        loops = (*loops, node.target.name)
    for child in node.iter_child_nodes():
        _refuse_code(child, loops)


def _path(node: nodes.Node) -> str:
    """«point.parts» of a name with its attributes; empty for anything else."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        base = _path(node.node)
        return f"{base}.{node.attr}" if base else ""
    return ""


def _unknown(node: nodes.Node, known: dict[str, Any]) -> Iterator[str]:
    """The marks below ``node`` that name nothing of ``known``."""
    if isinstance(node, nodes.For):
        yield from _unknown(node.iter, known)
        items = _value(node.iter, known)
        first = items[0] if isinstance(items, list) and items else None
        inside = {**known, str(getattr(node.target, "name", "")): first, "loop": LOOP}
        for child in (*node.body, *node.else_):
            yield from _unknown(child, inside)
        return
    path = _path(node)
    if path:
        if _value(node, known) is MISSING:
            yield path
        return
    for child in node.iter_child_nodes():
        yield from _unknown(child, known)


MISSING: Any = object()


def _value(node: nodes.Node, known: Mapping[str, Any]) -> Any:
    path = _path(node)
    value: Any = known
    for name in path.split(".") if path else ():
        if not isinstance(value, Mapping) or name not in value:
            return MISSING
        value = value[name]
    return value if path else None
