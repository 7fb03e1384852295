"""Entities, sources and sheets as plain data."""

from factsheet.fields import EVERY_LANGUAGE, Text
from factsheet.model import Entity, Sheet, SheetSection, Source
from factsheet.reader import Entry
from factsheet.views.data.scope import DataScope
from factsheet.views.data.values import Record, known


def entity_record(scope: DataScope, entry: Entry[Entity]) -> Record:
    """Return who or what facts are about."""
    entity = entry.record
    return known(
        id=entry.id,
        section="entities",
        kind=entity.kind,
        name=scope.values.text(entity.name),
        aliases=entity.aliases.root if entity.aliases else None,
        role=scope.values.text(entity.role),
        existed=scope.values.date(entity.existed),
        in_role=scope.values.date(entity.in_role),
        **scope.values.prose("summary", entity.summary),
        links=entity.links,
        part_of=scope.entities(entity.part_of),
        related=scope.entities(entity.related),
        formerly=list(entity.formerly),
        urls={"pages": scope.pages(entry.id)},
    )


def source_record(scope: DataScope, entry: Entry[Source]) -> Record:
    """Return where facts come from; one that is cited without a link shows no address."""
    source, values = entry.record, scope.values
    return known(
        id=entry.id,
        section="sources",
        kind=source.kind,
        title=_title(scope, source),
        description=values.text(source.description),
        publisher=scope.entity_or_text(source.publisher),
        author=[scope.entity_or_text(each) for each in source.author],
        url=source.url if source.link else None,
        archive_url=source.archive_url if source.link else None,
        locator=source.locator,
        published=values.date(source.published),
        accessed=values.date(source.accessed),
        language=source.language,
        tier=source.tier,
        access=source.access,
        link=source.link,
        same_report_as=_present(scope, source.same_report_as),
        formerly=list(source.formerly),
        urls={"pages": scope.pages(entry.id)},
    )


def sheet_record(scope: DataScope, entry: Entry[Sheet]) -> Record:
    """Return a fact sheet, with the facts that each of its sections shows."""
    sheet, values = entry.record, scope.values
    shown = scope.catalog.shown[entry.id]
    return known(
        id=entry.id,
        section="sheets",
        title=values.text(sheet.title),
        **values.prose("summary", sheet.summary),
        about=scope.entities(sheet.about),
        examines=_present(scope, sheet.examines),
        sections=[
            _section(scope, section, facts)
            for section, facts in zip(sheet.sections, shown, strict=True)
        ],
        formerly=list(sheet.formerly),
        urls={"pages": scope.pages(entry.id)},
    )


def _section(scope: DataScope, section: SheetSection, facts: tuple[str, ...]) -> Record:
    return known(
        title=scope.values.text(section.title),
        **scope.values.prose("text", section.text),
        facts=list(facts),
    )


def _title(scope: DataScope, source: Source) -> Record | None:
    """Return a source's title; typed once, it is in the language of its source."""
    whole = source.title.root.get(EVERY_LANGUAGE) if source.title else None
    if whole is not None and source.language:
        return scope.values.text(Text.model_validate({source.language: whole}))
    return scope.values.text(source.title)


def _present(scope: DataScope, record_id: str | None) -> str | None:
    return scope.catalog.present(record_id) if record_id else None
