"""The columns of papers and of results, listed once: rows, tables and the descriptions of tables follow them."""

from dataclasses import dataclass
from typing import Literal, get_args

from litatlas.model import BANDS, Bound, Effect, Form
from litatlas.slots import SLOTS

Type = Literal["id", "text", "date", "count", "number", "list", "mapping", "rows"]
"""What a column holds: `rows` are lists of mappings, which a table counts; an `id` is a text that is never taken for a number."""


DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
"""What a date looks like as a whole, in the regular expressions of JSON Schema and of Table Schema."""


@dataclass(frozen=True, slots=True)
class Column:
    """A value of a paper or of a result."""

    name: str
    type: Type
    told: str
    """What it holds, in words."""
    values: tuple[str, ...] = ()
    """The values that it can have, where they are few; empty where they are not listed."""
    required: bool = False
    """Whether every row has a value for it."""
    usual: str = ""
    """The column whose value it has, unless it differs; empty where there is none."""


PAPER_COLUMNS: tuple[Column, ...] = (
    Column("slug", "id", "the paper's name in files and addresses, unique in the review", required=True),
    Column("title", "text", "the title as captured", required=True),
    Column("readable_title", "text", "the title with what capturing broke repaired", required=True, usual="title"),
    Column("date", "date", "the day, month or year of publication, in ISO 8601, as precisely as it is known"),
    Column("date_precision", "text", "how much of the date is known", ("day", "month", "year")),
    Column("date_reason", "text", "how a part of the date that no source states was found"),
    Column("author_count", "count", "how many authors there are, where a source counts them"),
    Column("authors", "list", "the names of the authors, in their order, as far as a source states them"),
    Column("organization", "mapping", "who published it, as the listing names it"),
    Column("comments", "count", "how many comments the listing counts"),
    Column("identifiers", "list", "identifiers, each behind its scheme: arxiv:2401.01234, doi:10.1000/182"),
    Column("links", "list", "addresses of the paper, its code, its data"),
    Column("publications", "list", "where it appeared, the earliest first: venue and date"),
    Column("keywords", "list", "keywords of its sources"),
    Column("license", "text", "the licence of the paper, as a source names it"),
    Column("key", "id", "the citation key that a bibliography gives it"),
    Column("extra", "mapping", "what its sources state beside, by their own names"),
    Column("abstract", "text", "the abstract as captured; empty where the review keeps facts only"),
    Column("topics", "list", "the ids of one to three topics of the review, the main one first"),
    Column("topic_terms", "mapping", "the terms that gave each topic, the one that counted most first"),
    Column("hardware", "list", "the devices that it names, by their canonical names"),
    Column("results", "rows", "the results that it reports; a table has their number, and the table of results holds them"),
    Column("non_results", "rows", "the other numbers of the text, with why they are no results; a table has their number"),
    Column("sources", "rows", "the captures that it was read from, with line and SHA-256; a table has their number"),
)
"""The values of a paper, in order."""
RESULT_COLUMNS: tuple[Column, ...] = (
    Column("paper", "id", "the slug of the paper that reports it", required=True),
    Column("title", "text", "that paper's readable title", required=True),
    Column("date", "date", "that paper's date of publication, in ISO 8601, as precisely as it is known"),
    Column("topics", "list", "the ids of that paper's topics, the main one first"),
    Column("id", "id", "eight hexadecimal digits, unique within the paper; in a table behind r-", required=True),
    Column("quote", "text", "the number with its unit exactly as it stands in the text: the evidence", required=True),
    Column("low", "number", "the value, or the lower end of a range, in the row's own unit", required=True),
    Column("high", "number", "the upper end of a range; of a single value the same as low", required=True, usual="low"),
    Column("unit", "text", "the symbol of the value's unit: ×, %, ms, tokens/s; empty for a bare score or count"),
    Column("form", "text", "what kind of statement the value is", get_args(Form), required=True),
    Column("metric", "text", "what is measured", required=True),
    Column("effect", "text", "whether the paper's work does better or worse; empty where no word says so", get_args(Effect)),
    Column("bound", "text", "what the text says before the value; empty where it is the value itself", get_args(Bound)),
    *(
        Column(slot.name, "list" if slot.many else "text", f"{slot.noun}: what the value holds {slot.preposition}; empty where "
               "none is stated") for slot in SLOTS
    ),
    Column("subject", "text", "the other system whose value it is; empty for the paper's own"),
    Column("evidence", "list", "where the quote stands: the passage with the offsets of its first character and after its last, "
           "in code points; or a cell of a table", required=True),
    Column("context", "list", "the sentence or cell that the quote stands in, in the same form", required=True),
    Column("confidence", "text", "how sure what read it is", BANDS),
    Column("flags", "list", "what the text leaves open, in words"),
    Column("baseline_class", "list", "the classes of what it is compared with, as the review sorts them by their words"),
    Column("paper_device", "text", "the one device that the paper names, where the row names none: no condition of the row"),
    Column("correction", "text", "what people say of the row; empty where nobody has", ("confirmed", "changed", "added")),
)  # fmt: skip
"""The values of a result, in order."""


def list_names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """The names of columns, in order."""
    return tuple(column.name for column in columns)
