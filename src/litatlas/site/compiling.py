"""How the templates that come with LitAtlas are compiled: as Jinja does it, with plainer code where Jinja's serves more cases.

Views are frozen dataclasses and all functions are macros, so that an attribute is read as an attribute and a macro called as a
function, and what is put into a page is looked at before a `Markup` is made of it. What pages show is the same; a page takes half
the time. A review's own templates are compiled by Jinja alone: they may rely on the rest of it.

What templates have for the people who read them, and browsers do without, is left out of pages, as it is of style sheets.
"""

import re

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, escape

_BLOCK = (
    r"</?(?:article|aside|body|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|html|li|link|main|meta|nav|ol|p"
    r"|section|summary|table|tbody|thead|title|tr|ul)\b"
)
"""The beginning of a tag beside which browsers show no space. Cells are none: narrow screens show some as words in a row."""
_BREAK = re.compile(rf"\n+(?={_BLOCK})|({_BLOCK}[^<>]*>)\n+")
_QUOTED = re.compile(r"""( [a-z-]+=)"([\w.:;#/+-]+)"(?=[ >])""", re.ASCII)
"""An attribute whose value HTML takes without quotes: it is not empty and has no space, quote, `=`, `<`, `>` or backtick."""


class PlainCode(CodeGenerator):
    """Writes the Python of a template."""

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """`view.head` and no more: what is no attribute is no item either."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """`card(c, "h2")` and no more, unless it is called in a way that no macro needs."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape(")


def squeeze_markup(text: str) -> str:
    """A run of a template's HTML, which may begin or end within a tag, without the line breaks and quotes that are for people."""
    return _QUOTED.sub(r"\1\2", _BREAK.sub(r"\1", text))


class PlainEnvironment(Environment):
    """Templates that are compiled so."""

    code_generator_class = PlainCode

    @staticmethod
    def escape(value: object) -> str:
        """A value as it stands in a page; as `markupsafe.escape` has it, but for its type."""
        if type(value) is Markup:
            return value
        if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
            return value
        return escape(value)
