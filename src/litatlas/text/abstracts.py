r"""The rules for what registries and publishers leave in abstracts: JATS and HTML, heads, copyright lines, structured headings.

`<jats:title>Abstract</jats:title><jats:p>We ...</jats:p>` is what Crossref has, `BACKGROUND: ... METHODS: ...` is PubMed's way,
`... © 2024 Pond Press. All rights reserved.` that of Scopus.
"""

import re

from litatlas.text.rules import build_rule

_BLOCKS = (
    r"(?:jats:)?(?:p|sec|title|label|list|list-item|disp-formula|break|abstract)"
    r"|div|section|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|tr|td|blockquote|br|hr"
)
"""Elements that stand apart from what is around them."""
_INLINE = (
    r"(?:jats|mml|m|ns\d):[A-Za-z-]{1,30}|italic|bold|underline|monospace|sc|roman|sans-serif|styled-content|xref|ext-link|named-content"
    r"|inline-formula|alternatives|tex-math|math|semantics|annotation|m(?:row|i|o|n|text|space|style|su[bp]|subsup|frac|sqrt|over|under|fenced)"
    r"|u|tt|s|small|big|font|center|abbr|cite|q|mark|var|kbd|samp|del|ins|scp|title"
)
"""Elements that stand within a sentence."""
_ATTRIBUTES = r"(?:\s{1,3}[\w:.-]{1,40}\s?=[^<>]{0,300})?\s?/?>"
_TEX = r"(?:jats:)?tex-math"
_YEAR = r"(?:19|20)\d\d"
_SIGN = r"(?:[Cc]opyright\s?(?:©|\([cC]\))?|©|\([cC]\))\s?"
_HEADING = (
    r"(?:BACKGROUND|OBJECTIVES?|METHODS?|MATERIALS?|METHODOLOGY|RESULTS?|CONCLUSIONS?|PURPOSE|AIMS?|INTRODUCTION|FINDINGS|SIGNIFICANCE"
    r"|DESIGN|SETTING|IMPORTANCE|MOTIVATION|SUMMARY|DISCUSSION|APPROACH|INTERPRETATION|CONTEXT|AVAILABILITY|IMPLEMENTATION|LIMITATIONS?"
    r"|MAIN OUTCOME MEASURES?|PARTICIPANTS|EVALUATION|HYPOTHESIS|RATIONALE)"
)
"""What the parts of structured abstracts are called; written in capitals, and with a colon, nothing else is."""


def _part(match: re.Match[str]) -> str:
    """A blank where the text around a piece of markup would run together, else nothing."""
    text, start, end = match.string, match.start(), match.end()
    is_apart = start == 0 or end == len(text) or text[start - 1].isspace() or text[end].isspace()
    return "" if is_apart else " "


def _show_title(match: re.Match[str]) -> str:
    """The title of a part of an abstract, as words before its text."""
    before = match.string[match.start() - 1 : match.start()]
    return f"{' ' if before and before != '>' and not before.isspace() else ''}{match['words'].strip()}: "


def _show_script(match: re.Match[str]) -> str:
    """The name that HTML has for an element of scripts; `inf` is Elsevier's."""
    return f"<{match[1]}{match[2] or 'sub'}"


def _show_heading(match: re.Match[str]) -> str:
    """The heading of a structured abstract, in the letters of a sentence."""
    return f"{'' if match.start() == 0 else ' '}{match['words'].capitalize()}: "


RULES_OF_MARKUP = (
    build_rule("tex-document", "\\documentclass", rf"(?s)<{_TEX}[^<>]{{0,80}}>\s{{0,9}}\\documentclass.{{1,2000}}?</{_TEX}>", ""),
    build_rule("formula-twice", "<mml:math", rf"(?s)(</{_TEX}>)\s{{0,9}}<mml:math[\s>].{{0,4000}}?</mml:math>", r"\1"),
    build_rule("tex-math", "tex-math>", rf"<{_TEX}[^<>]{{0,80}}>[\s$]{{0,9}}([^<>$]{{1,500}}?)[\s$]{{0,9}}</{_TEX}>", r"$\1$"),
    build_rule(
        "abstract-title",
        "<",
        r"<(?P<tag>(?:jats:)?title|h[1-6]|b|strong|bold|p)(?:\s[^<>]{0,80})?>\s{0,9}"
        r"(?:[Aa]bstract|ABSTRACT|Summary|SUMMARY)[\s.:]{0,9}</(?P=tag)>\s?",
        "",
    ),
    build_rule(
        "part-title",
        "title>;<h",
        r"<(?P<tag>(?:jats:)?title|h[1-6])(?:\s[^<>]{0,80})?>(?P<words>[^<>]{1,80}?)[\s.:]{0,9}</(?P=tag)>"
        rf"(?:\s|</?(?:{_BLOCKS}){_ATTRIBUTES}){{0,9}}",
        _show_title,
    ),
    build_rule("script-name", "<jats:su;</jats:su;<inf;</inf", r"<(/?)(?:jats:(su[bp])|inf)(?=>)", _show_script),
    build_rule("block", "<", rf"(?:</?(?:{_BLOCKS}){_ATTRIBUTES}){{1,20}}", _part),
    build_rule("inline", "<", rf"</?(?:{_INLINE}){_ATTRIBUTES}|<!--[^<>]{{0,300}}-->", ""),
    build_rule(
        "abstract-head",
        "bstract;BSTRACT",
        r"\A(?:\s{0,9}(?:Abstract|ABSTRACT)(?:\s?[:.—–-]{1,3}\s{0,9}|\s?\n\s{0,9}|\s{1,9}(?=(?:We|This|In|The|Our|Recent)\s)))+",
        "",
    ),
)
"""Markup, and the head above an abstract. They come when entities are read, as some markup is written in entities."""
RULES_OF_LINES = (
    build_rule(
        "copyright-end",
        "©;(c);(C);opyright",
        rf"(?P<before>[.!?)\]]\s?){_SIGN}(?:The\s[Aa]uthor(?:s|\(s\))?,?\s)?{_YEAR}[^.©]{{0,150}}"
        r"(?:\.\s?(?:Published|All [Rr]ights|Licensee|This is|Elsevier|Springer|The Author)[^©]{0,200})?\.?\s?\Z",
        lambda match: match["before"].rstrip(),
    ),
    build_rule(
        "copyright-start",
        "©;(c);(C);opyright",
        rf"\A{_SIGN}{_YEAR}[\s,]{{0,3}}[^.©]{{0,80}}\.\s(?:All rights reserved\.\s|Licensee[^.]{{0,60}}\.\s)?(?=[A-Z])",
        "",
    ),
    build_rule(
        "part-heading",
        "BACKGR;OBJECT;METHOD;MATERI;RESULT;CONCLU;PURPOS;AIM;INTROD;FINDIN;SIGNIF;DESIGN;SETTIN;IMPORT;MOTIVA;SUMMARY;DISCUS;APPROA"
        ";INTERP;CONTEX;AVAILA;IMPLEM;LIMITA;OUTCOM;PARTIC;EVALUA;HYPOTH;RATION",
        rf"(?:\A|(?<=[.!?)%\]])\s?)(?P<words>{_HEADING}(?:(?:,| AND| &|/)\s?{_HEADING}){{0,2}})\s?:\s?(?=\S)",
        _show_heading,
    ),
)
"""Lines of publishers, and headings of parts. They come when lines are joined."""
