"""The kinds of value a field can hold: how each is read from what a curator typed.

Enters: text, lists and dicts as `source` gives them. Leaves: typed values for `model`, or
`MalformedError` in a curator's words. Every kind brings its JSON Schema for editors. Knows no
record and no file.
"""

from factsheet.fields.parts import (
    Part,
    Schema,
    all_of,
    kind_of,
    one_of,
    or_one,
    or_text,
    refuse_kind,
)
from factsheet.fields.reader_texts import Path, texts
from factsheet.fields.texts import (
    EVERY_LANGUAGE,
    Measured,
    NamesByLanguage,
    PluralNames,
    Prose,
    Text,
    is_close,
)
from factsheet.fields.words import (
    ID,
    LONGEST_ID,
    OURS,
    RESERVED_IDS,
    Address,
    Date,
    Exceptions,
    Flag,
    Id,
    Interval,
    LanguageTag,
    Link,
    PeriodLabel,
    Reference,
    Translator,
    Words,
    choice,
    parse_address,
    parse_id,
    parse_licence,
)

__all__ = [
    "EVERY_LANGUAGE",
    "ID",
    "LONGEST_ID",
    "OURS",
    "RESERVED_IDS",
    "Address",
    "Date",
    "Exceptions",
    "Flag",
    "Id",
    "Interval",
    "LanguageTag",
    "Link",
    "Measured",
    "NamesByLanguage",
    "Part",
    "Path",
    "PeriodLabel",
    "PluralNames",
    "Prose",
    "Reference",
    "Schema",
    "Text",
    "Translator",
    "Words",
    "all_of",
    "choice",
    "is_close",
    "kind_of",
    "one_of",
    "or_one",
    "or_text",
    "parse_address",
    "parse_id",
    "parse_licence",
    "refuse_kind",
    "texts",
]
