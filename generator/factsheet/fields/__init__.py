"""The kinds of value a field can hold: how each is read from what a curator typed.

Enters: text, lists and dicts as `source` gives them. Leaves: typed values for `model`, or
`MalformedError` in a curator's words. Every kind brings its JSON Schema for editors. Knows no
record and no file.
"""

from factsheet.fields.parts import Part, kind_of, refuse_kind
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
    OURS,
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
    "OURS",
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
    "PeriodLabel",
    "PluralNames",
    "Prose",
    "Reference",
    "Text",
    "Translator",
    "Words",
    "choice",
    "is_close",
    "kind_of",
    "parse_address",
    "parse_id",
    "parse_licence",
    "refuse_kind",
]
