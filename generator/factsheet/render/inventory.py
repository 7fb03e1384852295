"""`objects.inv`: the ids of all records, so that Sphinx and its like can link them by id.

Enters: the site's scope in its first language. Leaves: one file, an inventory of Sphinx's format
2. Facts and points lead to their own addresses, entities and sheets to the scope's language;
former ids lead to where the record is now. Everything is a `std:label`, which `:ref:` finds.
"""

import zlib
from collections.abc import Iterator

from factsheet.catalog import is_a
from factsheet.fields import Part
from factsheet.model import Entity, Fact, Figure, Sheet
from factsheet.outputs import Output
from factsheet.reader import Entry
from factsheet.views.addresses import fact_path
from factsheet.views.scope import Scope

PATH = "objects.inv"
# Sphinx's own mark for labels: found by `:ref:`, left out of its full-text search.
PRIORITY = -1
LEVEL = 9
HEAD = """\
# Sphinx inventory version 2
# Project: {name}
# Version: {version}
# The remainder of this file is compressed using zlib.
"""
# Facts have no versions; what is promised is that ids stay.
VERSION = "1"


def inventory_output(site: Scope, site_name: str) -> Output:
    """Write the inventory, with names and pages in the language of `site`."""
    head = HEAD.format(name=_line(site_name), version=VERSION).encode()
    body = "".join(sorted(_lines(site))).encode()
    return Output(PATH, head + zlib.compress(body, LEVEL))


def _lines(site: Scope) -> Iterator[str]:
    for entry in site.catalog.entries.values():
        if is_a(entry, Fact):
            yield from _fact(site, entry)
        elif is_a(entry, Entity) or is_a(entry, Sheet):
            page = site.addresses.page_of(entry.id)
            address = f"{site.language.code}/{page}/"
            yield from _labels(site, entry, address)


def _fact(site: Scope, entry: Entry[Fact]) -> Iterator[str]:
    address = fact_path(entry.id)
    yield from _labels(site, entry, address)
    if not is_a(entry, Figure):
        return
    for period, _ in entry.record.timeline() if entry.record.points else ():
        when = f"{site.word('open_bracket')}{site.wording.period(period)}"
        shown = f"{site.name(entry).plain}{when}{site.word('close_bracket')}"
        for each in (entry.id, *entry.record.formerly):
            yield _label(f"{each}@{period.label}", f"{address}#{period.label}", shown)


def _labels(site: Scope, entry: Entry[Part], address: str) -> Iterator[str]:
    for each in (entry.id, *getattr(entry.record, "formerly", ())):
        yield _label(each, address, site.name(entry).plain)


def _label(name: str, address: str, shown: str) -> str:
    return f"{name} std:label {PRIORITY} {address} {_line(shown) or '-'}\n"


def _line(text: str) -> str:
    """Return a text on one line, as everything in an inventory is."""
    return " ".join(text.split())
