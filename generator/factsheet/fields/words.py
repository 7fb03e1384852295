"""Values that are one text: ids, addresses, dates, flags and the like."""

import re
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import PlainValidator, WithJsonSchema

from factsheet.dates import FISCAL, MOMENT, Span, parse_date, parse_period
from factsheet.fields.parts import from_text, schema
from factsheet.languages import is_language_tag
from factsheet.problems import MalformedError, did_you_mean, quoted

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 100
# Far beyond what a page can show; what is looked for in texts takes time that grows faster.
LONGEST_TEXT = 10_000
# What would stand where the site itself puts something: "index" is every folder's own page,
# "ours" a translation by this site.
OURS = "ours"
RESERVED_IDS = frozenset({"index", OURS})
REFERENCE = re.compile(rf"(?P<id>{ID.pattern})(?:@\S+)?")
WIKIDATA = re.compile(r"Q[1-9][0-9]*")
# A licence of the SPDX list, or one of one's own.
LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
INTERVAL = re.compile(r"[1-9][0-9]{0,3}[dwmy]")
# What shows nothing and does harm: controls; ends of lines that no editor shows; what turns the
# order of letters round (the page says by itself which way a language runs); the byte order mark;
# and what UTF-8 or XML (1.0, 2.2) cannot hold. Marks such as U+200F, and joiners, are language.
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Most ids are named several times, by others.
KEPT = 50_000
COPY_IT = "copy it from the browser"


@lru_cache(maxsize=KEPT)
def parse_id(value: str) -> str:
    """Read an id: ASCII kebab-case. Raises `MalformedError` (rule `bad-id`) with a proposal."""
    if not ID.fullmatch(value):
        proposal = "-".join(re.findall(r"[a-z0-9]+", value.casefold()))[:LONGEST_ID].strip("-")
        hint = f'write "{proposal}"' if proposal else "use the letters a–z, digits and hyphens"
        raise MalformedError("bad-id", f"{quoted(value)} is not an id", hint)
    if len(value) > LONGEST_ID:
        message = f"an id of {len(value)} characters is too long"
        raise MalformedError("bad-id", message, f"the longest allowed is {LONGEST_ID}")
    if value in RESERVED_IDS:
        message = f"{quoted(value)} is an id that the site needs itself"
        raise MalformedError("bad-id", message, "choose another one")
    return value


def parse_address(value: str) -> str:
    """Read an http(s) address. Raises `MalformedError` (rule `bad-address`)."""
    address = value.strip()
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 reading it is what refuses a bad port
    except ValueError:
        message = f"{quoted(value)} is not an address"
        raise MalformedError("bad-address", message, COPY_IT) from None
    if parts.scheme.lower() not in ("http", "https"):
        message = f"{quoted(value)} is not a web address"
        hint = 'an address starts with "https://" or "http://"'
        raise MalformedError("bad-address", message, hint)
    if not all(map(_may_be_in_address, address)):
        message = f"{quoted(value)} has a character that no address may have"
        raise MalformedError("bad-address", message, COPY_IT)
    if "@" in parts.netloc:
        message = f"{quoted(value)} names a user before its host, which hides where it leads"
        raise MalformedError("bad-address", message, 'leave out what stands before the "@"')
    if not (parts.hostname or "").strip("."):
        raise MalformedError("bad-address", f"{quoted(value)} names no host", COPY_IT)
    return address


def parse_licence(value: str) -> str:
    """Read an SPDX licence identifier. Raises `MalformedError` (rule `bad-licence`)."""
    if not LICENCE.fullmatch(value):
        message = f"{quoted(value)} is not the identifier of a licence"
        hint = 'write it as the SPDX list does, like "CC-BY-4.0" or "CC0-1.0"'
        raise MalformedError("bad-licence", message, hint)
    return value


def choice(what: str, *names: str) -> tuple[PlainValidator, WithJsonSchema]:
    """Read one of a few words; a slip gets the nearest as a hint."""

    def pick(value: str) -> str:
        if value in names:
            return value
        hint = did_you_mean(value, names) or f"it can be {', '.join(names)}"
        raise MalformedError("unknown-value", f"{quoted(value)} is not {what}", hint)

    # YAML's own truth values: an editor reads the verdict `false` as one.
    spoken = {"true": True, "false": False}
    read_as = [spoken[name] for name in names if name in spoken]
    return from_text(what, pick), WithJsonSchema({"enum": [*names, *read_as]})


def _may_be_in_address(character: str) -> bool:
    return character.isprintable() and not character.isspace() and character not in "<>\"'\\`"


def _words(value: str) -> str:
    if not value.strip():
        raise MalformedError("empty-text", "the text is empty", "write it, or leave the field out")
    if len(value) > LONGEST_TEXT:
        message = f"a text of {len(value)} characters is too long"
        hint = f"the longest allowed is {LONGEST_TEXT}; write several, or a page"
        raise MalformedError("bad-text", message, hint)
    if found := CONTROL.search(value):
        message = f"the text holds the control character U+{ord(found[0]):04X}"
        raise MalformedError("bad-text", message, "remove it: nobody can see it")
    return value.strip()


def _reference(value: str) -> str:
    found = REFERENCE.fullmatch(value)
    parse_id(found["id"] if found else value)
    return value


def _link(value: str) -> str:
    is_item = WIKIDATA.fullmatch(value)
    return f"https://www.wikidata.org/wiki/{value}" if is_item else parse_address(value)


def _flag(value: str) -> bool:
    if value not in ("true", "false"):
        message = f"expected true or false, found the text {quoted(value)}"
        raise MalformedError("wrong-kind", message)
    return value == "true"


def _language_tag(value: str) -> str:
    if is_language_tag(value):
        return value
    hint = 'write its BCP 47 code, like "en", "zh" or "zh-Hant"'
    raise MalformedError("unknown-language", f"{quoted(value)} is not a language", hint)


def _interval(value: str) -> str:
    if INTERVAL.fullmatch(value):
        return value
    message = f"{quoted(value)} is not a length of time"
    raise MalformedError("bad-date", message, 'write it like "90d", "6m" or "1y"')


def _translator(value: str) -> str:
    return value if value == OURS else parse_id(value)


def _period_label(value: str) -> str:
    return parse_period(value).label


# Dates as editors can check them: which there are and which not, only reading them tells.
_MOMENT, _FISCAL = (re.sub(r"\?P<\w+>", "?:", each.pattern) for each in (MOMENT, FISCAL))
_DATE = rf"\s*(?:{_MOMENT}|(?:{_MOMENT}|\.\.)/(?:{_MOMENT}|\.\.))\s*"
_PERIOD = rf"{_DATE}|\s*{_FISCAL}\s*"

Words = Annotated[str, from_text("text", _words), schema(minLength=1)]
# Rules that a record may break, each with the reason.
Exceptions = dict[Words, Words]
Id = Annotated[str, from_text("an id", parse_id), schema(ID.pattern)]
Translator = Annotated[
    str, from_text('"ours" or the id of a source', _translator), schema(ID.pattern)
]
Reference = Annotated[
    str, from_text("the id of a record", _reference), schema(rf"{ID.pattern}(@\S+)?")
]
Address = Annotated[
    str, from_text("an address", parse_address), schema(r"\s*[Hh][Tt][Tt][Pp][Ss]?://\S+\s*")
]
Link = Annotated[str, from_text("an address", _link), schema()]
Flag = Annotated[bool, from_text("true or false", _flag), WithJsonSchema({"type": "boolean"})]
LanguageTag = Annotated[str, from_text("a language", _language_tag), schema()]
Interval = Annotated[str, from_text("a length of time", _interval), schema(INTERVAL.pattern)]
PeriodLabel = Annotated[str, from_text("a period", _period_label), schema(_PERIOD)]
Date = Annotated[
    Span,
    from_text("a date", parse_date),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^(?:{_DATE})$"}),
]
