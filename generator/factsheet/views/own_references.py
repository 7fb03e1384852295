"""How this site is cited itself: the reference of a fact, or of a sheet.

Enters: a fact or sheet, and a `Scope` with the site's imprint. Leaves: a `Reference` as a source
has it.
"""

from collections.abc import Iterator

from factsheet.catalog import is_a, record_id
from factsheet.dates import Span
from factsheet.fields import Part, Text
from factsheet.model import Claim, Fact, Sheet
from factsheet.reader import Entry
from factsheet.views.addresses import fact_path
from factsheet.views.authors import Author
from factsheet.views.references import Form, Reference
from factsheet.views.scope import Scope


def page_reference(scope: Scope, entry: Entry[Fact] | Entry[Sheet]) -> Reference:
    """Return the reference of a fact or a sheet of this site, in the language of the scope.

    Its version is the commit, if all that the page shows stands in it unchanged; the state at
    that commit is the archived copy. Who and where the site is, its imprint says.
    """
    return scope.remembered(("own", entry.id), lambda: _reference(scope, entry))


def _reference(scope: Scope, entry: Entry[Fact] | Entry[Sheet]) -> Reference:
    imprint, shown = scope.imprint, tuple(_shown(scope, entry))
    files = {each.key.place.file for each in (entry, *shown)}
    checkout = imprint.checkout
    frozen = checkout if checkout and all(map(checkout.holds, files)) else None
    name = scope.name(entry)
    language = name.lang or scope.language.tag
    site_name = imprint.names.get(scope.language.code, "")
    is_sheet = is_a(entry, Sheet)
    path = f"{scope.language.code}/sheets/{entry.id}/" if is_sheet else fact_path(entry.id)
    return Reference(
        id=entry.id,
        form=Form.PAGE,
        title=Text.model_construct(root={language: name.plain}),  # longer than curators may write
        language=language,
        authors=(Author(whole=site_name),) if site_name else (),
        issued=_latest(shown),
        url=f"{imprint.address}{path}" if imprint.address else "",
        archive_url=frozen.address(imprint.repository, entry.key.place) if frozen else "",
        version=frozen.short if frozen else "",
    )


def _shown(scope: Scope, entry: Entry[Fact] | Entry[Sheet]) -> Iterator[Entry[Part]]:
    """Find the facts a page shows."""
    if not is_a(entry, Sheet):
        yield entry
        return
    for section in scope.catalog.shown[entry.id]:
        for reference in section:
            if (found := scope.catalog.find(record_id(reference))) is not None:
                yield found


def _latest(shown: tuple[Entry[Part], ...]) -> Span | None:
    """Return the last day on which anything was added, checked, reviewed or corrected."""
    dates = [date for entry in shown for date in _dates(entry.record)]
    return max(dates, key=lambda date: (date.last_day, date.first_day), default=None)


def _dates(record: Part) -> Iterator[Span]:
    if isinstance(record, Fact):
        reviewed = record.reviewed if isinstance(record, Claim) else None
        yield from (date for date in (record.added, record.checked, reviewed) if date)
        yield from (correction.on for correction in record.corrections)
