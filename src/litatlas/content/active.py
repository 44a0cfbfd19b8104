"""Tells which files a browser would run when somebody opens them, so that `content/files` brings no script to the site."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from xml.parsers import expat

from litatlas.content.tree import read_data
from litatlas.errors import Fault

INERT = frozenset(
    """
    png jpg jpeg jpe gif webp avif bmp ico
    mp3 m4a ogg oga opus wav flac mp4 m4v webm ogv vtt srt
    csv tsv txt text log md rst tex bib ris json jsonl ndjson geojson ipynb yml yaml toml ini py r jl c h cpp rs go java sh sql
    pdf ps eps epub odt ods odp odg doc docx xls xlsx ppt pptx rtf
    zip gz tgz tar bz2 xz zst 7z
    woff woff2 ttf otf
    npy npz parquet h5 hdf5 sqlite db onnx safetensors
    """.split()
)
"""The endings of files that a browser shows or saves, and never runs with the rights of the site that they come from."""

SETTINGS = "content/review.yml"
_SVG, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_DRAWING = frozenset(
    """
    svg g defs symbol use switch view title desc metadata style path rect circle ellipse line polyline polygon text tspan textPath
    tref image marker pattern clipPath mask linearGradient radialGradient meshgradient stop solidcolor cursor a filter feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence animate animateColor animateMotion animateTransform mpath discard font
    font-face font-face-src font-face-uri font-face-format font-face-name glyph missing-glyph hkern vkern
    """.split()
)
"""The elements of SVG 1.1 and 2 that draw; `script`, `foreignObject`, `handler`, `set` and whatever comes later do not."""
_LINKS = frozenset({"href", "src"})
_SCHEMES = frozenset({"", "http", "https", "mailto"})
_DATA = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


class _ActiveError(Exception):
    """What makes a drawing more than one."""


def find_active(paths: Iterable[Path], root: Path) -> list[tuple[str, Fault]]:
    """Faults for files that a browser would run, or of which nobody knows, each after the file's ending: `html`."""
    faults: list[tuple[str, Fault]] = []
    for path in paths:
        ending = PurePosixPath(path.name).suffix.lower().removeprefix(".")
        if ending in INERT:
            continue
        file = path.relative_to(root).as_posix()
        if ending == "svg":
            found = _find_active(path)
            if found:
                hint = f"save it without scripts, as plain SVG, or as PNG; or write 'active_files: [svg]' into {SETTINGS}"
                faults.append((ending, Fault(file, found[1], f"the drawing {found[0]}", hint)))
            continue
        if ending:
            message, hint = (
                f"a file that ends in .{ending} may run in a browser",
                f"write 'active_files: [{ending}]' into {SETTINGS}",
            )
        else:
            message, hint = "a file whose name has no ending may be anything", "rename it"
        faults.append((ending, Fault(file, 1, message, f"{hint}, or zip it")))
    return faults


def _find_active(path: Path) -> tuple[str, int] | None:
    """What a drawing has that could run, and the line; None where it has nothing of the kind. Others tell what is unreadable."""
    data = read_data(path)
    if not isinstance(data, bytes):
        return None
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _check_element
    parser.EntityDeclHandler = _refuse_entity
    parser.ProcessingInstructionHandler = _check_instruction
    try:
        parser.Parse(data, True)  # noqa: FBT003  (the library's)
    except _ActiveError as error:
        return str(error), parser.CurrentLineNumber
    except expat.ExpatError as error:
        return f"is no XML: {expat.ErrorString(error.code)}", error.lineno
    return None


def _check_element(name: str, attributes: dict[str, str]) -> None:
    space, _, tag = name.rpartition(" ")
    if space == _XHTML or (space in (_SVG, "") and tag not in _DRAWING):
        raise _ActiveError(f"has an element {tag}")
    for key, value in attributes.items():
        attribute = key.rpartition(" ")[2].lower()
        if attribute.startswith("on"):
            raise _ActiveError(f"has an attribute {attribute}")
        if attribute in _LINKS:
            _check_link(tag, "".join(value.split()).lower())
        if attribute == "attributename" and value.lower().rpartition(":")[2].startswith(("href", "on", "src")):
            raise _ActiveError(f"animates {value}")


def _check_link(tag: str, address: str) -> None:
    if tag == "a":
        good = _find_scheme(address) in _SCHEMES
    elif tag in ("image", "feImage"):
        good = _find_scheme(address) in _SCHEMES or address.startswith(_DATA)
    else:
        good = address.startswith("#")
    if not good:
        raise _ActiveError(f"has a link to {address[:40]}")


def _find_scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return "unknown"


def _check_instruction(target: str, _: str) -> None:
    if target.lower() != "xml":
        raise _ActiveError(f"has an instruction {target}")


def _refuse_entity(name: str, *_: object) -> None:
    raise _ActiveError(f"has an entity {name} of its own")
