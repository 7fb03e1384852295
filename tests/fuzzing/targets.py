"""What is fuzzed: each target takes any bytes, and fails if a promise does not hold for them.

Every text that people or the web give is read by one of these. The promise is everywhere that
there is no exception but the one that says what is wrong; what more is promised is asserted.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path

from factsheet.dates import Span, parse_date, parse_period
from factsheet.drafting import drafted
from factsheet.editing import Value, spelled_record
from factsheet.fields.words import parse_address, parse_id
from factsheet.languages import every_language
from factsheet.linkcheck.memory import recalled
from factsheet.linkcheck.storing import with_copies
from factsheet.loading import FactBase, load
from factsheet.mending import mend_all
from factsheet.mentions import mentions, named_numbers
from factsheet.page_text import UnreadableError, text_of
from factsheet.pipeline import everything
from factsheet.problems import MalformedError, Place, Problem, quoted
from factsheet.prose import (
    html,
    is_safe,
    page_links,
    plain,
    targets,
    without_addresses,
    without_code,
)
from factsheet.published import NotPublishedError, published
from factsheet.quantity import parse_quantity
from factsheet.reader.kept import keepings, sources_lock_text
from factsheet.reader.locked import lock_text, locked
from factsheet.renaming import (
    is_same_but_id,
    refuse_renaming,
    renamed_facts,
    renamed_page,
)
from factsheet.report import REPORTERS, as_text
from factsheet.source import decode, plain_data, read_yaml
from factsheet.units import UnitNames
from factsheet.verbatim import comparable, difference, occurs, tokens
from factsheet.web_addresses import page_key, server, tracking, without_tracking
from factsheet.wording import Wording
from factsheet.writing import Writing, dated, judge, mended

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "zh")
FILE = Path("fuzzed/facts.yaml")
LINE_END = re.compile(r"\r\n|\r|\n")
PYTHON = re.compile(r"\b(NoneType|pydantic|Traceback)\b")
LONGEST_WORDS = 2000
UNITS = UnitNames({"car": frozenset({"car", "cars", "辆"})})
WORDINGS = [Wording(each, {"car": {"one": "car", "other": "cars"}}) for each in every_language()]

Target = Callable[[bytes], None]


# Fact files


def reading(data: bytes) -> None:
    """Any bytes are records, or problems that stand in the file."""
    _explained(_loaded(data))


def rendering(data: bytes) -> None:
    """Whatever reads without an error makes a whole site, and the same one twice."""
    base = _loaded(data)
    if not base.has_errors:
        outputs = list(everything(base, LANGUAGES))
        assert len({each.path for each in outputs}) == len(outputs)
        assert all(isinstance(each.content, bytes) for each in outputs)


def mending(data: bytes) -> None:
    """What is mended has no more errors than before, is YAML, and needs no more mending."""
    base = _loaded(data)
    files = mend_all(base.texts, base.problems, _problems)
    for each in files.values():
        again = each.text.encode()
        after = _loaded(again)
        assert sum(p.is_error for p in after.problems) <= sum(p.is_error for p in base.problems)
        twice = mend_all(after.texts, after.problems, _problems)
        assert all(other.text == each.text for other in twice.values())
        if not each.is_changed:
            assert each.text == base.texts[FILE.as_posix()]


def renaming(data: bytes) -> None:
    """A record that can be renamed has all its references with it, or nothing is written."""
    base = _loaded(data)
    if base.has_errors:
        return
    for old in list(base.catalog.entries)[:3]:
        with suppress(MalformedError):
            refuse_renaming(base.catalog, old, "another-id")
            texts = renamed_facts(base.catalog, base.texts, old, "another-id")
            after = load([FILE], LANGUAGES, instead={n: t.encode() for n, t in texts.items()})
            # The command looks at this before it writes.
            is_same_but_id(base.catalog, after.catalog, old, "another-id")


def drafting(data: bytes) -> None:
    """A new record stands in the file, and all that was there still does."""
    text, _ = decode(data, "f")
    root, problems = read_yaml(text or "", "f")
    if text is None or problems:
        return
    record: dict[str, Value] = {"kind": "person", "name": {"en": "[a] #b", "zh": "英: 伟"}}
    try:
        draft = drafted(text, "entity", "a-new-one", record)
    except MalformedError:
        return
    before = plain_data(root) if root else None
    there = before.get("entities") if isinstance(before, dict) else None
    after, mistakes = read_yaml(draft.text, "f")
    if isinstance(before, dict) and (there is None or isinstance(there, dict)):
        if "a-new-one" in (there or {}):
            return
        assert not mistakes, (text, draft.text)
        assert after is not None
        found = plain_data(after)
        assert isinstance(found, dict)
        assert found["entities"].pop("a-new-one") == record
        assert found == {**before, "entities": there or {}}


def spelling(data: bytes) -> None:
    """Any text is spelled so that YAML reads that text."""
    text = data.decode("utf-8", "ignore")
    record: dict[str, Value] = {
        "a": text,
        "b": {"c": text, text[:20] + "k": "1"},
        "d": [text, {"e": [text]}],
    }
    written = "\n".join(spelled_record("x", record, "")) + "\n"
    read, problems = decode(written.encode(), "f")
    assert read == written, problems
    root, mistakes = read_yaml(written, "f")
    assert root is not None, mistakes
    assert not mistakes
    assert plain_data(root) == {"x": record}


def archiving(data: bytes) -> None:
    """The address of a copy is put in at its source only."""
    text, _ = decode(data, "f")
    if text is not None:
        root, _ = read_yaml(text, "f")
        found = plain_data(root) if root else None
        sources = found.get("sources") if isinstance(found, dict) else None
        named = list(sources)[:2] if isinstance(sources, dict) else ["a"]
        with_copies(text, dict.fromkeys(named, "https://web.archive.org/web/1/https://a.example"))


# Values


def numbers(data: bytes) -> None:
    """A number keeps its meaning in every language, and is a number again there."""
    text = _text(data)
    with suppress(MalformedError):
        quantity = parse_quantity(text)
        unit = UNITS.unit(quantity.unit)
        for wording in WORDINGS:
            written = wording.quantity(quantity, unit)
            assert written
            is_range = quantity.high is None or quantity.low < quantity.high
            if is_range and len(written) < 100 and abs(quantity.low) < Decimal(10) ** 30:
                again = parse_quantity(written)
                assert (again.low, again.high) == (quantity.low, quantity.high), written


def dates(data: bytes) -> None:
    """A date has a place in time, words in every language, and is read back from its EDTF."""
    text = _text(data)
    with suppress(MalformedError):
        span = parse_date(text)
        assert parse_date(span.edtf) == span
        assert span.first_day <= span.last_day
        assert all(wording.span(span) for wording in WORDINGS)
    with suppress(MalformedError):
        period = parse_period(text)
        assert isinstance(period.span, Span)
        assert period.sort_key
        assert all(wording.period(period) for wording in WORDINGS)


def ids(data: bytes) -> None:
    """An id is one, or the one proposed instead is."""
    text = _text(data)
    try:
        assert re.fullmatch(r"[a-z0-9-]+", parse_id(text))
    except MalformedError as error:
        proposed = re.fullmatch(r'write "(.*)"', error.hint or "")
        if proposed and proposed[1] not in ("index", "ours"):
            assert parse_id(proposed[1])


def addresses(data: bytes) -> None:
    """Whatever is taken for a web address can be compared, and is one without tracking."""
    with suppress(MalformedError):
        address = parse_address(_text(data))
        assert server(address)
        tracking(address)
        shorter = without_tracking(address)
        assert parse_address(shorter)
        assert not tracking(shorter)
        assert page_key(shorter) == page_key(address)


# Texts


def prose(data: bytes) -> None:
    """No text makes HTML that is not ours; its numbers and links can be asked for."""
    text = _text(data)
    written = html(text, lambda _: None).lower()
    for mark in ("<script", "<img", '<a href="javascript', "<iframe", '<a href="data'):
        assert mark not in written
    plain(text)
    assert all(map(is_safe, targets(text)))
    mentions(text, UNITS)
    named_numbers(text)
    assert len(without_addresses(text)) == len(text)
    assert "\n" not in quoted(text)


def pages(data: bytes) -> None:
    """Links of a page stand where they are said to; a rename changes nothing else."""
    text = _text(data)
    lines = text.split("\n")
    for link in page_links(text):
        assert lines[link.line - 1][link.column - 1 :].startswith(link.target.split("\n")[0])
        assert 0 <= link.start <= link.end <= len(text)
    assert len(without_code(text)) == len(text)
    assert renamed_page(text, "no-such-id", "other") == text
    renamed_page(text, "a", "another-id")


def writings(data: bytes) -> None:
    """Texts elsewhere are judged whatever they are, and only their links are changed."""
    text = _text(data)
    for name in ("a.md", "a.html"):
        writing = Writing(Path(name), name, text)
        judging = judge(_small().catalog, "https://facts.example/base/", LANGUAGES)
        found = list(judging.problems(writing, dated(writing, None)))
        _in_text(found_places=[each.place for each in found], text=text)
        as_text(found, {name: text})
        mended(writing, judging.renamings(writing))


def quotations(data: bytes) -> None:
    """A quotation is found in itself; what differs is told in a stretch of it."""
    quotation, _, text = _text(data).partition("\n")
    words = comparable(text).split()
    assert [each.word for each in tokens(text)] == words or not words
    missing = difference(quotation, text)
    assert (missing is None) == occurs(quotation, text)
    if missing is not None:
        start, end = missing.span
        assert 0 <= start < end <= len(quotation)


# Files of the program's own, and of the web


def locks(data: bytes) -> None:
    """A lock that was read is written so that it reads the same."""
    text, _ = decode(data, "f")
    if text is None:
        return
    lines, problems = locked(text, "f")
    _in_text(found_places=[each.place for each in problems], text=text)
    assert locked(lock_text(lines), "f") == (lines, ())
    kept, problems = keepings(text, "f")
    _in_text(found_places=[each.place for each in problems], text=text)
    assert keepings(sources_lock_text(kept), "f") == (kept, ())


def webpages(data: bytes) -> None:
    """Any bytes from the web have a text, or a reason why not."""
    for declared in ("", "text/html", "text/html; charset=gbk", "text/plain; charset=x"):
        with suppress(UnreadableError):
            assert text_of(data, declared).strip()


def memories(data: bytes) -> None:
    """What was remembered of servers, and what a site has published, may be damaged."""
    path = Path(f"{FILE.stem}.json")
    path.write_bytes(data)
    memory = recalled(path)
    assert recalled(path).as_bytes() == memory.as_bytes()
    with suppress(NotPublishedError):
        published(str(path))


TARGETS: Mapping[str, Target] = {
    each.__name__: each
    for each in (
        reading,
        rendering,
        mending,
        renaming,
        drafting,
        spelling,
        archiving,
        numbers,
        dates,
        ids,
        addresses,
        prose,
        pages,
        writings,
        quotations,
        locks,
        webpages,
        memories,
    )
}


def seeds(target: str) -> Sequence[bytes]:
    """Return what people wrote that a target reads, to begin with."""
    if target in ("numbers", "dates", "ids", "addresses", "spelling", "prose", "quotations"):
        return _values()
    if target in ("pages", "writings"):
        return (*(each.read_bytes() for each in sorted(ROOT.glob("docs/*/*.md"))), *_values()[::9])
    if target in ("locks", "memories", "webpages"):
        return _FILES
    found = sorted(ROOT.glob("facts/**/*.yaml")) if target != "rendering" else []
    whole = (ROOT / "tests/golden/facts/lighthouse.yaml").read_bytes()
    small = [each.read_bytes() for each in found]
    return (whole, whole, *(each for each in small if len(each) < 8000), *_records(small))


@cache
def _values() -> Sequence[bytes]:
    """Return every single value of the facts."""
    found: dict[bytes, None] = {}
    for path in sorted(ROOT.glob("facts/**/*.yaml")):
        root, _ = read_yaml(path.read_text("utf-8"), path.name)
        stack: list[object] = [plain_data(root)] if root else []
        while stack:
            each = stack.pop()
            if isinstance(each, dict):
                stack += [*each, *each.values()]
            elif isinstance(each, list):
                stack += each
            elif isinstance(each, str):
                found[each.encode()] = None
    more = ("60.922 billion USD", "609.22亿美元", "约 3 million", "10–12 km", "-4 %", "2024-Q1/..")
    quotation = "He said: “We [the maker] … sell” them.\nHe  said: 'we sell, and sell' them."
    return (*found, *(each.encode() for each in (*more, quotation)))


def _records(files: Sequence[bytes]) -> Sequence[bytes]:
    """Return single records under their sections."""
    found = []
    for data in files:
        section, record = "", ""
        for line in data.decode().splitlines(keepends=True):
            if re.match(r"\w", line):
                section = line
            elif re.match(r"  \w", line):
                found.append(section + record)
                record = line
            else:
                record += line
    return [each.encode() for each in found[::5]]


_DIGEST = "0123456789abcdef"
_FILES = (
    f"# made\nacme name zh {_DIGEST}\nacme-revenue points/FY 2024/note en {_DIGEST}\n".encode(),
    (
        f"# kept\nreport 2024-03-18 {_DIGEST * 4} https://a.example/r\n"
        f"r 2024-03-18 {_DIGEST * 4} -\n"
    ).encode(),
    b'{"version": 1, "addresses": {"https://a.example": {"etag": "x", "last-modified": "y"}}}',
    b'{"schema_version": "1", "ids": {"acme": {"kind": "entity", "address": "f/acme/"}}}',
    "<!DOCTYPE html><html><head><meta charset=gbk><title>T</title><style>a{}</style></head><body>"
    "<p>One <b>two</b><br>three<sup><a href='#f'>1</a></sup><pre> a\n b</pre><svg><text>no</svg>"
    "<table><tr><td>英伟达<td>2</table><!-- no --></body></html>".encode(),
    "%PDF-1.7 plain\ntext 英伟达".encode(),
)


# What holds of fact bases


def _loaded(data: bytes) -> FactBase:
    return load([FILE], LANGUAGES, instead={FILE.as_posix(): data})


def _problems(instead: Mapping[str, bytes]) -> tuple[Problem, ...]:
    return load([FILE], LANGUAGES, instead=instead).problems


@cache
def _small() -> FactBase:
    return _loaded((ROOT / "tests/golden/facts/lighthouse.yaml").read_bytes())


def _explained(base: FactBase) -> None:
    """Word the problems in every way, and hold their places against the file."""
    for reporter in REPORTERS.values():
        reporter(base.problems, base.texts).encode()
    text = base.texts.get(FILE.as_posix())
    places = [each.place for each in base.problems]
    places += [each.also for each in base.problems if each.also]
    if text is not None:
        _in_text(found_places=places, text=text)
    for problem in base.problems:
        words = f"{problem.message} {problem.hint}"
        assert "\n" not in words
        assert not PYTHON.search(words)
        assert len(words) < LONGEST_WORDS, words


def _in_text(*, found_places: Sequence[Place], text: str) -> None:
    lines = LINE_END.split(text)
    for place in found_places:
        assert 0 <= place.line <= len(lines), place
        if place.line:
            line = lines[place.line - 1]
            assert 1 <= place.column <= len(line) + 1, (place, line)
            assert place.width >= 0, place


def _text(data: bytes) -> str:
    return data.decode("utf-8", "ignore")
