"""Text to a query, by this grammar; what cannot be read is told with its column and what to do.

    either := all ("or" all)*
    all    := one ("and"? one)*
    one    := "not" one | "(" either ")" | FIELD ":" "(" either ")" | [FIELD ":"] value
    value  := word | 'words' | "words"

A word ends at white space, a quotation mark or a parenthesis. In quotation marks a backslash takes the next sign as it is. The
value of `date` and `year` is a day, month or year, or a range of them: `2024-05`, `2023..2024`, `..2022`.
"""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import NoReturn, get_args

from litatlas.errors import UsageError
from litatlas.model import Kind
from litatlas.read.where.query import (
    Days,
    Field,
    Name,
    NameField,
    Not,
    Phrase,
    Query,
    Stated,
    TextField,
    join_all,
    join_either,
    split_patterns,
)
from litatlas.text.folding import fold_case

_TEXT_FIELDS: Mapping[str, TextField] = {field: field for field in get_args(TextField)}
_NAME_FIELDS: Mapping[str, NameField] = {field: field for field in get_args(NameField)}
FIELDS: Mapping[str, Field] = {**_TEXT_FIELDS, **_NAME_FIELDS, "date": "date", "year": "date"}
"""All fields by the names that a query can give them."""
DEEPEST = 50
"""Levels of parentheses and nots: nobody writes so many, and each takes a level of Python's stack wherever a query goes."""
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"""[^\s()'"]+""")
_FIELD = re.compile(r"([A-Za-z]+):")
_QUOTED = re.compile(r"""(['"])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL)
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_COMPARED = re.compile(r"([A-Za-z]+)\s*[<>=]")
_SEVERAL = '"two words"'


def parse_query(text: str) -> Query:
    """Parse a query; `UsageError` with the column and what to do where it is none."""
    parser = _Parser(text)
    if not parser.skip_space():
        parser.fail(0, "is empty", "write words, or fields: cat:cs.* and 'kv cache'")
    query = parser.parse_either(0)
    if parser.position < len(text):
        parser.fail(parser.position, "has a ) without its (", "take it away, or open it before")
    return query


class _Parser:
    """Reads a query from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.field: TextField = "text"
        """What words without a field are looked for in: the one before the parentheses around them."""

    def fail(self, position: int, message: str, hint: str) -> NoReturn:
        """Tell that what stands at a position is wrong."""
        line = self.text.replace("\n", " ").replace("\t", " ")
        raise UsageError(f"--where, column {position + 1}: {message}; {hint}\n  {line}\n  {' ' * position}^")

    def skip_space(self) -> str:
        """Go to the next sign, and return it; empty at the end."""
        found = _SPACE.match(self.text, self.position)
        self.position = found.end() if found else self.position
        return self.text[self.position : self.position + 1]

    def take_keyword(self, *words: str) -> str:
        """Take one of these words if it comes next; empty where none does."""
        self.skip_space()
        found = _WORD.match(self.text, self.position)
        word = found[0].lower() if found else ""
        if word not in words:
            return ""
        self.position += len(word)
        return word

    def parse_either(self, depth: int) -> Query:
        """Parse queries with `or` between them."""
        queries = [self.parse_all(depth)]
        while self.take_keyword("or"):
            queries.append(self.parse_all(depth))
        return join_either(queries)

    def parse_all(self, depth: int) -> Query:
        """Parse queries with `and` or nothing between them."""
        queries = [self.parse_one(depth)]
        while self.skip_space() not in ("", ")"):
            start = self.position
            if self.take_keyword("or"):
                self.position = start
                break
            self.take_keyword("and")
            queries.append(self.parse_one(depth))
        return join_all(queries)

    def parse_one(self, depth: int) -> Query:
        """Parse a query that holds together."""
        sign, start = self.skip_space(), self.position
        if depth > DEEPEST:
            self.fail(start, f"has more than {DEEPEST} parentheses and nots in each other", "take some away")
        if self.take_keyword("not"):
            return Not(self.parse_one(depth + 1))
        if word := self.take_keyword("and", "or"):
            self.fail(start, f'"{word}" has nothing before it', f'put a query there, or write the word as "{word}"')
        if sign in ("", ")"):
            self.fail(start, "ends where a query should stand", "write one there, or take away what asks for it")
        if sign == "(":
            return self.parse_group(depth)
        if sign in "'\"":
            return self.build_phrase(self.field, self.take_quoted(), start)
        return self.parse_word(depth)

    def parse_group(self, depth: int) -> Query:
        """Parse what stands in parentheses."""
        start = self.position
        self.position += 1
        query = self.parse_either(depth + 1)
        if self.skip_space() != ")":
            self.fail(start, "has a ( that nothing closes", "close it with )")
        self.position += 1
        return query

    def parse_word(self, depth: int) -> Query:
        """Parse a word, with its field where it has one."""
        start = self.position
        if found := _FIELD.match(self.text, start):
            self.position = found.end()
            return self.parse_field(found[1], start, depth)
        if compared := _COMPARED.match(self.text, start):
            self.fail(start, f'"{compared[0]}" is no test', "write a range: year:2023..2024, date:2024-05.., year:..2022")
        word = self.take_word()
        if word.startswith("-") and len(word) > 1:
            self.fail(start, f'"{word}" begins with a minus', f"write not {word[1:]} to leave it out, or '{word}' to look for it")
        return self.build_phrase(self.field, word, start)

    def find_field(self, written: str, start: int) -> Field:
        """The field of a name."""
        found = FIELDS.get(written.lower())
        if found is None:
            near = get_close_matches(written.lower(), FIELDS, 1)
            advice = f"write {near[0]}: for that field" if near else f"the fields are {', '.join(FIELDS)}"
            self.fail(start, f'"{written}:" is no field', f"{advice}; words with a colon go in quotation marks")
        return found

    def parse_field(self, written: str, start: int, depth: int) -> Query:
        """Parse a field's name, which was passed, and what stands behind its colon."""
        field = self.find_field(written, start)
        sign = self.text[self.position : self.position + 1]
        place = self.position
        if sign == "" or sign.isspace() or sign == ")":
            self.fail(
                place, f"{written}: has no value", f"write it right behind the colon, several words as {written}:{_SEVERAL}"
            )
        if sign == "(":
            return self.parse_field_group(field, start, depth)
        value = self.take_quoted() if sign in "'\"" else self.take_word()
        if value and not value.strip("*"):
            return Stated(field)
        if field == "date":
            return self.build_days(value, place)
        if name := _NAME_FIELDS.get(field):
            return self.build_name(name, value, place)
        return self.build_phrase(_TEXT_FIELDS[field], value, place)

    def parse_field_group(self, field: Field, start: int, depth: int) -> Query:
        """Parse a field's parentheses, in which words without a field are looked for in that one."""
        inner = _TEXT_FIELDS.get(field)
        if inner is None:
            self.fail(start, f"{field}: takes no parentheses", f"write ({field}:… or {field}:…)")
        outer, self.field = self.field, inner
        query = self.parse_group(depth)
        self.field = outer
        return query

    def take_word(self) -> str:
        """Take the word that stands here."""
        found = _WORD.match(self.text, self.position)
        word = found[0] if found else ""
        self.position += len(word)
        return word

    def take_quoted(self) -> str:
        """Take what stands in quotation marks here."""
        found = _QUOTED.match(self.text, self.position)
        if found is None:
            mark = self.text[self.position]
            other = "'" if mark == '"' else '"'
            self.fail(self.position, f"has a {mark} that nothing closes", f"close it, or put words that hold it between {other}")
        self.position = found.end()
        return re.sub(r"\\(.)", r"\1", found[2], flags=re.DOTALL)

    def build_phrase(self, field: TextField, text: str, start: int) -> Phrase:
        """Build the query for words."""
        words = split_patterns(text)
        if not words:
            self.fail(start, f'"{text}" has no letters or digits to look for', "write a word, or take it away")
        return Phrase(field, words)

    def build_name(self, field: NameField, text: str, start: int) -> Name:
        """Build the query for what is compared as a whole."""
        pattern = re.sub(r"\*+", "*", " ".join(fold_case(text).split()))
        if not pattern:
            self.fail(start, f"{field}: has no value", f"write it between the quotation marks, or {field}:* for any")
        kinds = get_args(Kind)
        if field == "kind" and "*" not in pattern and pattern not in kinds:
            self.fail(start, f'"{text}" is no kind', f"there are {', '.join(kinds)}; several words go in quotation marks")
        return Name(field, pattern)

    def build_days(self, text: str, start: int) -> Days:
        """Build the query for a date, or a range of dates."""
        first, dots, last = text.partition("..")
        last = last if dots else first
        for part in (first, last):
            if part and not _is_date(part):
                self.fail(
                    start, f'"{part}" is no date', "write a year, month or day, or a range: 2024, 2024-05, 2023..2024-05-03"
                )
        if not first and not last:
            self.fail(start, "the range has no end", "write one of them: 2023.. or ..2024")
        size = min(len(first), len(last))
        if first and last and first[:size] > last[:size]:
            self.fail(start, f"the range ends before it begins: {first} is later than {last}", "turn it round")
        return Days(first, last)


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True
