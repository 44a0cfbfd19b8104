"""What the preview tells browsers about what they may do with its answers, sent with every one of them."""

import re
from collections.abc import Mapping

from litatlas.site.stylesheets import format_source

_SHARED = "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data: https: http:; "
    "media-src 'self' https:; font-src 'self'; connect-src 'self'; " + _SHARED
)
"""Pages run the site's own scripts alone. Pictures may come from elsewhere: people's texts name such. `styles` are the digests of
rules that stand in the page.
"""
_FILE = f"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox; {_SHARED}"
"""A drawing or a page of people's own, opened by itself, runs nothing and is of no origin."""
_SANDBOXED = ("image/svg+xml", "text/html", "application/xml", "application/xhtml+xml", "text/xml")

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
"""Pages of other sites neither show an answer nor learn from it whether there is such a paper."""


_RULES = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def find_styles(page: str) -> str:
    """What the policy calls the rules that stand in a page of the site's own, each behind a space; empty where there are none."""
    return "".join(f" {format_source(rules)}" for rules in _RULES.findall(page))


def list_headers(path: str, kind: str, styles: str = "") -> Mapping[str, str]:
    """The headers for an answer of a media type to a path within the site; `styles` as `find_styles` tells them."""
    is_file = path.startswith("files/") and kind.partition(";")[0] in _SANDBOXED
    return {**_ALWAYS, "Content-Security-Policy": _FILE if is_file else _PAGE.format(styles=styles)}
