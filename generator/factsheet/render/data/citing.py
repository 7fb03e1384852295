"""A fact with its sources told in full, so that its file is enough."""

from collections.abc import Mapping

from factsheet.views.data.values import Record

# What a reader needs to find a source; the rest is in the file of sources.
TOLD = (
    "title",
    "description",
    "publisher",
    "author",
    "url",
    "archive_url",
    "locator",
    "published",
    "language",
    "kind",
    "tier",
)
LISTS = ("points", "alternatives")


def told_in_full(fact: Record, sources: Mapping[str, Record]) -> Record:
    """Return a fact in which every reference to a source tells what it is."""
    told = _with_sources(fact, sources)
    for name in LISTS:
        if name in fact:
            told[name] = [_with_sources(each, sources) for each in fact[name]]
    if "appears_in" in fact:
        told["appears_in"] = _told(fact["appears_in"], sources)
    if "translation_by" in fact:
        told["translation_by"] = {
            code: {**by, "source": _told(by["source"], sources)} if "source" in by else by
            for code, by in fact["translation_by"].items()
        }
    return told


def _with_sources(part: Record, sources: Mapping[str, Record]) -> Record:
    return {**part, "sources": [_told(each, sources) for each in part["sources"]]}


def _told(reference: Record, sources: Mapping[str, Record]) -> Record:
    source = sources[reference["id"]]
    return {**reference, "source": {name: source[name] for name in TOLD if name in source}}
