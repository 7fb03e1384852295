"""An id that was published goes on leading somewhere.

Like the checks of `checks`, except that it needs the ids of a published site.
"""

from collections.abc import Iterator

from factsheet.catalog import Catalog, point_of, record_id
from factsheet.problems import Place, Problem, nearest, quoted
from factsheet.published.reading import Published, PublishedId

POINT = "point"
RETRACT = 'bring it back with "status: retracted" and a note'
BRING_BACK = {"source": "bring it back", "entity": "bring it back", "sheet": "bring it back"}


def lost_ids(catalog: Catalog, published: Published) -> Iterator[Problem]:
    """Report published ids that are gone, and those that name another kind of record now.

    There is no line for what is gone: the place is that of the published list. Nothing is said
    of kinds that have records with mistakes, or while some file cannot be read: what these hold,
    and their former ids, would seem to be gone.
    """
    place, before = Place(published.place), frozenset(each.id for each in published.ids)
    for each in published.ids:
        found = catalog.find(record_id(each.id))
        if found is None:
            # A lost series is said once, not for every point.
            if each.kind != POINT and not catalog.may_lack(each.kind):
                yield _lost(catalog, each, before, place)
        elif each.kind == POINT and not catalog.has_point(each.id):
            yield _lost_point(each, found.id, place)
        elif each.kind not in (POINT, found.kind):
            yield _changed(each, found.kind, place)


def _lost(catalog: Catalog, each: PublishedId, before: frozenset[str], place: Place) -> Problem:
    listed = catalog.entries.values()
    new = (entry.id for entry in listed if entry.kind == each.kind and entry.id not in before)
    successor, keep = nearest(each.id, new), BRING_BACK.get(each.kind, RETRACT)
    if successor:
        hint = f'if it is "{successor}" now, write "formerly: [{each.id}]" there; otherwise {keep}'
    else:
        hint = f'put it under "formerly" of the record that took its place, or {keep}'
    return Problem(
        place=place,
        rule="lost-id",
        message=f"the {each.kind} {quoted(each.id)} is gone; it was published at {each.address}",
        hint=hint,
    )


def _lost_point(each: PublishedId, present: str, place: Place) -> Problem:
    point = point_of(each.id)
    return Problem(
        place=place,
        rule="lost-id",
        message=f"the point {quoted(each.id)} is gone; it was published at {each.address}",
        hint=f'bring {quoted(point)} back to the points of "{present}"; one that does not hold '
        'has "status: retracted"',
    )


def _changed(each: PublishedId, kind: str, place: Place) -> Problem:
    return Problem(
        place=place,
        rule="lost-id",
        message=f"{quoted(each.id)} was published as a {each.kind} at {each.address}, "
        f"and names a {kind} now",
        hint=f"give the {kind} an id of its own, and the {each.kind} its old one",
    )
