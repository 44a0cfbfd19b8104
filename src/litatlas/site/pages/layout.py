"""What the scripts of tables share with the pages: the row that they fill, made by the macro of all rows, and its words."""

from collections.abc import Mapping

from litatlas.compare.agreement import COMPARING_FORMS
from litatlas.compare.tables import FORM_ORDER
from litatlas.compare.units import CONVERTED
from litatlas.model import BANDS, Json
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cells import list_specific, shared_preposition
from litatlas.site.pages.corrections import SIGNS
from litatlas.site.pages.corrections_links import FORM, ROOM
from litatlas.site.places import HARDWARE, METRICS, list_path, paper_path
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Row, SlotCell
from litatlas.site.views.paper import Factor, RowMark
from litatlas.site.views.tables import LayoutView, PlacedRow
from litatlas.site.wording import DASH, GAP, MONTHS, NOT_APPLICABLE, NOT_STATED, UNDATED, UNITS, format_form
from litatlas.slots import SLOTS

_ROOT = "{root}"


def build_layout_view(atlas: Atlas) -> LayoutView:
    """The row with names in braces where a script puts what it knows of a result, and the words that go with it."""
    row = Row(
        anchor="",
        paper=Link("{title}", _ROOT + "{page}"),
        date="{when}",
        date_iso="{date}",
        bound="{bound}",
        value="{value}",
        form="{words}",
        metric=Link("{label}", "{table}"),
        effect="{effect}",
        slots=tuple(
            SlotCell(
                slot.name,
                slot.label,
                slot.head,
                (Link("{text}", "{href}"),),
                applies=True,
                note=f"{{note.{slot.name}}}",
                inherited=Link(f"{{inherited.{slot.name}.text}}", f"{{inherited.{slot.name}.href}}"),
                preposition=shared_preposition(slot),
            )
            for slot in SLOTS
        ),
        subject="{subject}",
        quote="{quote}",
        written="",
        evidence="{evidence}",
        context=("{context.0}", "{context.1}", "{context.2}"),
        source="{source}",
        confidence="{confidence}",
        flags=("{text}",),
        factor=Factor("{factor.text}", "{factor.bound}", "{formula}"),
        numbers=(("low", "{low}"), ("high", "{end}"), ("quote", "{quote}"), ("against", "{against}")),
        kind=("{metric}", "{form}", "{unit}"),
        mark=RowMark("{correction}", "{sign}", (), (), (), (), ("{text}",)),
        wrong="{wrong}",
        about="",
        noted="{noted}",
    )
    shared = SlotCell("", "", "{head}", (Link("{text}", ""),), applies=True, preposition="{preposition}")
    return LayoutView(PlacedRow(row, "{key}", best=False, apart=()), shared, _list_words(atlas))


def _list_words(atlas: Atlas) -> dict[str, Json]:
    specific = list_specific(atlas)
    used = {item.result.unit for item in atlas.groups.reported}
    return {
        "forms": {form: [format_form(form), form in COMPARING_FORMS] for form in FORM_ORDER},
        "slots": [
            _leave_out_no(
                {
                    "name": slot.name,
                    "head": slot.head,
                    "noun": slot.noun,
                    "key": slot.key,
                    "preposition": slot.preposition,
                    "many": slot.many,
                    "filtered": slot.filtered,
                    "linked": slot.linked,
                    "alone": slot.alone,
                    "measuring": slot.measuring is not None,
                }
            )
            for slot in SLOTS
        ],
        "classes": [[name, True] if name in specific else [name] for name in atlas.review.baselines.names],
        "units": {unit: list(around) for unit, around in UNITS.items()},
        "converted": {unit: list(CONVERTED[unit]) for unit in sorted(used & CONVERTED.keys())},
        "gap": GAP,
        "dash": DASH,
        "months": [month[:3] for month in MONTHS],
        "undated": UNDATED,
        "unsaid": [NOT_STATED, NOT_APPLICABLE],
        "bands": list(reversed(BANDS)),
        "signs": dict(SIGNS),
        "paths": {
            "paper": paper_path("{}"),
            "metric": list_path(f"{METRICS}/{{}}"),
            "device": list_path(f"{HARDWARE}/{{}}"),
            "devices": list_path(HARDWARE),
        },
        "report": {"template": FORM, "room": dict(ROOM)},
    }


def _leave_out_no(words: Mapping[str, Json]) -> dict[str, Json]:
    """The words without those that say no: scripts take what is not there for that."""
    return {name: said for name, said in words.items() if said is not False}
