"""Hold a text against the facts it links to.

Enters: texts with their dates. Leaves: problems at the places of links. What leads nowhere is an
error; what was renamed, has changed since or says another number is a warning.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.catalog import Catalog, is_a, point_of, record_id
from factsheet.fields import Text
from factsheet.han import has_han
from factsheet.languages import language
from factsheet.model import STATUSES_WITH_REASON, Fact, Figure
from factsheet.problems import Place, Problem, Severity, did_you_mean, quoted
from factsheet.prose import FACT_SCHEME
from factsheet.views.addresses import fact_path
from factsheet.views.contradicting import contradicting
from factsheet.views.feed import last_day
from factsheet.views.scope import Scope
from factsheet.views.site import site_scope
from factsheet.writing.dating import Dating
from factsheet.writing.files import Writing
from factsheet.writing.landing import Landing, SiteMap, site_map, spelled
from factsheet.writing.links import WrittenLink, address_of, links, place_of
from factsheet.writing.mending import renamed

REREAD = "see whether the text still holds, then renew its date"


@dataclass(frozen=True, slots=True)
class _Found:
    """A link of a text to the site: where it leads, and the language to word values in."""

    writing: Writing
    link: WrittenLink
    landing: Landing
    scope: Scope

    @property
    def place(self) -> Place:
        """Where its target stands."""
        return place_of(self.writing, self.link.start, len(self.link.target))


@dataclass(frozen=True, slots=True)
class Judge:
    """What texts are held against: the addresses of the site, and the facts in each language."""

    site: SiteMap
    scopes: Mapping[str, Scope]

    def problems(self, writing: Writing, dating: Dating) -> Iterator[Problem]:
        """Find what is wrong with the links of a text to the site, and with its `fact:` links."""
        told: set[str] = set()
        for link in links(writing):
            if link.target.startswith(FACT_SCHEME):
                yield self._unresolved(writing, link)
        for found in self._found(writing):
            yield from _misled(found)
            reference = found.landing.reference
            if reference:
                yield from _contradicted(found)
            if reference and reference not in told:
                told.add(reference)
                yield from _changed(found, dating)

    def renamings(self, writing: Writing) -> list[tuple[WrittenLink, Mapping[str, str]]]:
        """Find the links of a text to renamed records, with the ids that changed."""
        return [
            (found.link, found.landing.renamed)
            for found in self._found(writing)
            if renamed(found.link.target, found.landing.renamed) != found.link.target
        ]

    def _found(self, writing: Writing) -> Iterator[_Found]:
        for link in links(writing):
            path = self.site.below(address_of(link.target))
            landing = self.site.landing(path) if path is not None else None
            if landing is not None and path is not None:
                yield _Found(writing, link, landing, self._scope(path, link))

    def _unresolved(self, writing: Writing, link: WrittenLink) -> Problem:
        reference = link.target.removeprefix(FACT_SCHEME)
        entry = self.site.catalog.find(record_id(reference))
        hint = did_you_mean(record_id(reference), (each.id for each in self.site.catalog.of(Fact)))
        if entry is not None:
            point = f"#{point_of(reference)}" if point_of(reference) else ""
            hint = f"write {self.site.address(fact_path(entry.id))}{point}"
        message = f'"{FACT_SCHEME}" links work on the site\'s own pages only'
        place = place_of(writing, link.start, len(link.target))
        return Problem(place=place, rule="unresolved-link", message=message, hint=hint)

    def _scope(self, path: str, link: WrittenLink) -> Scope:
        """Return the language to word values in: the linked page's, else the text's script's."""
        code = path.partition("/")[0]
        if code in self.scopes:
            return self.scopes[code]
        fits = (
            scope
            for scope in self.scopes.values()
            if has_han(scope.language.name) == has_han(link.text)
        )
        return next(fits, next(iter(self.scopes.values())))


def judge(catalog: Catalog, root: str, languages: Sequence[str]) -> Judge:
    """Return the judge of texts that link to the site at `root`."""
    scopes = {code: site_scope(catalog, language(code)) for code in languages}
    return Judge(site_map(scopes[languages[0]], root, languages), scopes)


def _misled(found: _Found) -> Iterator[Problem]:
    landing = found.landing
    if landing.fault:
        message = f"the link leads nowhere: {landing.fault}"
        yield Problem(place=found.place, rule="dead-link", message=message, hint=landing.hint)
    elif landing.renamed:
        yield Problem(
            place=found.place,
            rule="renamed-link",
            message=f"the link still works, but {' and '.join(spelled(landing))}",
            hint=f"write {renamed(found.link.target, landing.renamed)}, or let --fix do it",
            severity=Severity.WARNING,
        )


def _contradicted(found: _Found) -> Iterator[Problem]:
    link = found.link
    wrong = contradicting(found.scope, found.landing.reference, link.text) if link.text else None
    if wrong is not None:
        yield Problem(
            place=place_of(found.writing, link.text_start, len(link.text)),
            rule="contradicting-text",
            message=wrong.message,
            hint=wrong.hint,
            severity=Severity.WARNING,
        )


def _changed(found: _Found, dating: Dating) -> Iterator[Problem]:
    """Tell what happened to a fact since the text was written."""
    reference, scope = found.landing.reference, found.scope
    entry = scope.catalog.find(record_id(reference))
    if entry is None or not is_a(entry, Fact):
        return
    for message in (
        *_corrections(entry.id, entry.record, dating, scope),
        *_standing(reference, entry.record, dating, scope),
    ):
        yield Problem(
            place=found.place,
            rule="changed-fact",
            message=message,
            hint=REREAD,
            severity=Severity.WARNING,
        )


def _corrections(fact_id: str, fact: Fact, dating: Dating, scope: Scope) -> Iterator[str]:
    for each in fact.corrections:
        if dating.day is None or each.on.last_day > dating.day:
            was, now = (quoted(scope.passage(text).plain) for text in (each.was, each.now))
            yield (
                f'"{fact_id}" was corrected on {each.on.edtf}, {_when(dating)}: '
                f"it was {was}, it is {now}{_because(each.why, scope)}"
            )


def _standing(reference: str, fact: Fact, dating: Dating, scope: Scope) -> Iterator[str]:
    """Tell of a status: it has no day of its own, so the last known day of the fact counts."""
    point = point_of(reference)
    status, note = fact.status, fact.note
    if isinstance(fact, Figure) and point and fact.points[point].status != "confirmed":
        status, note = fact.points[point].status, fact.points[point].note or note
    if status not in STATUSES_WITH_REASON:
        return
    last = last_day(fact)
    is_old = last is not None and dating.day is not None and last.last_day <= dating.day
    if status == "disputed" and is_old:
        return
    since = f"; last recorded on {last.edtf}, {_when(dating)}" if last and not is_old else ""
    successor = f'; "{fact.superseded_by}" took its place' if fact.superseded_by else ""
    yield f'"{reference}" is {status}{since}{successor}{_because(note, scope)}'


def _when(dating: Dating) -> str:
    if dating.day is None:
        return "perhaps after this text, which has no date"
    return f"after this text ({dating.day.isoformat()}, {dating.how})"


def _because(why: Text | None, scope: Scope) -> str:
    return f" ({scope.passage(why).plain})" if why is not None else ""
