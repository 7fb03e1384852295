"""A fact in the terms of schema.org, for programs that read pages.

Enters: a fact and the scopes of all languages. Leaves: plain data for JSON-LD: the page, and what
it tells: a claim review, a quotation, an observation or an event. What the fact base does not
say is left out; a verdict has a word and no number, as there is no scale it would be on.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from factsheet.catalog import is_a
from factsheet.fields import Text
from factsheet.model import Claim, Entity, Event, Fact, Figure, Quote, Source
from factsheet.quantity import Quantity
from factsheet.reader import Entry
from factsheet.views.addresses import fact_data_path, fact_path, table_path
from factsheet.views.citations import listed
from factsheet.views.facts import entities_of
from factsheet.views.own_references import page_reference
from factsheet.views.scope import Scope, tag_of

Node = dict[str, Any]
CONTEXT = "https://schema.org"
# schema.org's word for each kind of entity (https://schema.org/docs/full.html).
TYPES = {
    "person": "Person",
    "organization": "Organization",
    "product": "Product",
    "place": "Place",
    "event": "Event",
    "law": "Legislation",
    "document": "CreativeWork",
    "work": "CreativeWork",
    "term": "DefinedTerm",
}


def linked_data(scopes: Sequence[Scope], entry: Entry[Fact]) -> Node:
    """Return the graph of a fact's own page, worded in the first language, named in all."""
    scope = scopes[0]
    address = f"{scope.imprint.address}{fact_path(entry.id)}"
    names = [scope_of.name(entry).plain for scope_of in scopes]
    issued = page_reference(scope, entry).issued
    page = _known(
        {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": names[0],
            "alternateName": [name for name in dict.fromkeys(names[1:]) if name != names[0]],
            "inLanguage": [each.language.tag for each in scopes],
            "dateModified": issued.edtf if issued else "",
            "license": _licence(scope),
            "isPartOf": _site(scope),
            "about": [_entity(scope, each) for each in dict.fromkeys(entities_of(scope, entry))],
            "mainEntity": {"@id": f"{address}#fact"},
        }
    )
    main = {"@id": f"{address}#fact", **_known(_main(scope, entry, address))}
    # schema.org lets creative works cite, not what they are about.
    citing = page if main["@type"] in ("Event", "Observation") else main
    citing["citation"] = list(_cited(scope, entry))
    return {"@context": CONTEXT, "@graph": [page, main]}


def _main(scope: Scope, entry: Entry[Fact], address: str) -> Node:
    match entry.record:
        case Event() as event:
            return _event(scope, event)
        case Quote() as quote:
            return _quotation(scope, quote)
        case Claim() as claim:
            return _review(scope, claim, address)
        case Figure() as figure:
            return _figure(scope, entry, figure, address)
    raise TypeError(entry.record)


def _event(scope: Scope, event: Event) -> Node:
    place = scope.entity_or_text(event.place)
    return {
        "@type": "Event",
        "name": scope.passage(event.title).plain,
        "startDate": event.date.start.edtf if event.date.start else "",
        "endDate": event.date.end.edtf if event.date.end and not event.date.is_moment else "",
        "description": _plain(scope, event.text),
        "location": {"@type": "Place", "name": place.passage.plain} if place else None,
    }


def _quotation(scope: Scope, quote: Quote) -> Node:
    original = scope.passage(quote.text, original=quote.original)
    translations = [
        {"@type": "Quotation", "text": words, "inLanguage": tag_of(code)}
        for code, words in quote.text.root.items()
        if code and code != quote.original
    ]
    return {
        "@type": "Quotation",
        "text": original.plain,
        "inLanguage": tag_of(quote.original) if quote.original else "",
        "creator": _entity(scope, quote.speaker),
        "dateCreated": quote.said.edtf if quote.said else "",
        "workTranslation": translations if quote.original else [],
    }


def _review(scope: Scope, claim: Claim, address: str) -> Node:
    statement = scope.passage(claim.statement).plain
    appears = scope.catalog.find(claim.appears_in) if claim.appears_in else None
    return {
        "@type": "ClaimReview",
        "url": address,
        "claimReviewed": statement,
        "reviewBody": _plain(scope, claim.finding),
        "datePublished": claim.reviewed.edtf if claim.reviewed else "",
        "author": _site(scope) and {**_site(scope), "@type": "Organization"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": scope.word(f"verdict_{claim.verdict}"),
        },
        "itemReviewed": _known(
            {
                "@type": "Claim",
                "text": statement,
                "author": _entity(scope, claim.claimed_by) if claim.claimed_by else None,
                "appearance": _work(scope, appears) if appears and is_a(appears, Source) else None,
            }
        ),
    }


def _figure(scope: Scope, entry: Entry[Fact], figure: Figure, address: str) -> Node:
    """Tell a value as an observation, a series as a dataset of observations."""
    measure = scope.passage(figure.measure).plain
    if not figure.points:
        day = figure.as_of
        return {
            "@type": "Observation",
            "name": _said(scope, scope.name(entry).plain, scope.period_word(figure)),
            "variableMeasured": measure,
            "observationDate": day.edtf if day and day.is_moment else "",
            **_value(scope, figure.quantities()[""]),
        }
    return {
        "@type": "Dataset",
        "name": scope.name(entry).plain,
        "description": _said(scope, scope.name(entry).plain, scope.line(entry).value),
        "url": address,
        "variableMeasured": measure,
        "license": _licence(scope),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": f"{root}{path}"}
            for root, path, form in (
                (scope.imprint.address, table_path(entry.id), "text/csv"),
                (scope.imprint.address, fact_data_path(entry.id), "application/json"),
            )
        ],
        "mainEntity": [
            {
                "@type": "Observation",
                "@id": f"#{label}",
                "name": label,
                **_known(_value(scope, quantity)),
            }
            for label, quantity in figure.quantities().items()
        ],
    }


def _said(scope: Scope, *parts: str) -> str:
    return scope.word("title_separator").join(part for part in parts if part)


def _value(scope: Scope, quantity: Quantity) -> Node:
    unit = scope.catalog.units.unit(quantity.unit)
    low = format(quantity.low, "f")
    return {
        "value": low if quantity.high is None else "",
        "minValue": low if quantity.high is not None else "",
        "maxValue": format(quantity.high, "f") if quantity.high is not None else "",
        "unitText": unit.name,
    }


def _cited(scope: Scope, entry: Entry[Fact]) -> Iterator[Node]:
    for source_id in dict.fromkeys(reference.id for reference in listed(scope, entry)):
        source = scope.catalog.find(source_id)
        if source is not None and is_a(source, Source):
            yield _work(scope, source)


def _work(scope: Scope, entry: Entry[Source]) -> Node:
    source = entry.record
    publisher = scope.entity_or_text(source.publisher)
    return _known(
        {
            "@type": "CreativeWork",
            "name": scope.source_title(source).plain,
            "url": (source.url or "") if source.link else "",
            "archivedAt": (source.archive_url or "") if source.link else "",
            "identifier": source.locator or "",
            "datePublished": source.published.edtf if source.published else "",
            "publisher": publisher and {"@type": "Organization", "name": publisher.passage.plain},
        }
    )


def _entity(scope: Scope, entity_id: str) -> Node:
    entry = scope.catalog.find(entity_id)
    if entry is None or not is_a(entry, Entity):
        return {"@type": "Thing", "name": entity_id}
    page = scope.addresses.page_of(entry.id)
    address = f"{scope.imprint.address}{scope.language.code}/{page}/"
    kind = TYPES.get(entry.record.kind, "Thing")
    return {"@type": kind, "@id": address, "name": scope.passage(entry.record.name).plain}


def _site(scope: Scope) -> Node:
    imprint = scope.imprint
    name = imprint.names.get(scope.language.code, "")
    return _known({"@type": "WebSite", "name": name, "url": imprint.address}) if name else {}


def _licence(scope: Scope) -> str:
    """Return the address of the licence: SPDX has one for every identifier."""
    licence = scope.imprint.licence
    return f"https://spdx.org/licenses/{licence}" if licence and ":" not in licence else licence


def _plain(scope: Scope, text: Text | None) -> str:
    return scope.passage(text).plain if text is not None else ""


def _known(node: Node) -> Node:
    """Leave out what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}
