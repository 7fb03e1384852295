"""The tables that are published: one for every kind of record."""

from factsheet.render.data import columns
from factsheet.render.data.fields import Table, table
from factsheet.render.data.rows import entity_row, facts_of, figure_rows, quote_row, source_row
from factsheet.views.data import DataView

FACT = (*columns.ID, *columns.STATUS)
BEHIND = (*columns.LINKS, *columns.BEHIND)


def tables(view: DataView) -> tuple[Table, ...]:
    """Make the tables of a fact base, in the order they are told of."""
    codes = view.languages
    figures = (row for figure in facts_of(view, "figures") for row in figure_rows(figure))
    return (
        table(
            "dates",
            "What happened, one event a row.",
            (*FACT, *columns.DATE, *BEHIND),
            facts_of(view, "dates"),
            codes,
        ),
        table(
            "figures",
            "Numbers, one value or point a row.",
            (*FACT, *columns.FIGURE, *columns.VALUE, *BEHIND),
            figures,
            codes,
        ),
        table(
            "quotes",
            "What was said, one quote a row.",
            (*FACT, *columns.QUOTE, *BEHIND),
            map(quote_row, facts_of(view, "quotes")),
            codes,
        ),
        table(
            "claims",
            "What was claimed, one claim a row.",
            (*FACT, *columns.CLAIM, *columns.EVIDENCE, *BEHIND),
            facts_of(view, "claims"),
            codes,
        ),
        table(
            "entities",
            "What the facts are about, one entity a row.",
            (*columns.ID, *columns.ENTITY, *columns.PAGE),
            map(entity_row, view.entities),
            codes,
        ),
        table(
            "sources",
            "Where the facts come from, one source a row.",
            (*columns.ID, *columns.SOURCE, *columns.PAGE),
            map(source_row, view.sources),
            codes,
        ),
    )
