"""The columns of every kind of record: their names are promises, as ids are.

No name is a word that SQL reserves, so that nobody has to quote one.
"""

from factsheet.render.data.fields import Field, Kind

ID = (Field("id", "id", Kind.TEXT, "The id of the record."),)
STATUS = (Field("status", "status", Kind.TEXT, "How the fact stands."),)
DATE = (
    Field("date", "date.edtf", Kind.TEXT, "When, as EDTF."),
    Field("first_day", "date.from", Kind.DAY, "The first day it can mean."),
    Field("last_day", "date.to", Kind.DAY, "The last day it can mean."),
    Field("precision", "date.precision", Kind.TEXT, "How precise the date is."),
    Field("approximate", "date.approximate", Kind.FLAG, "Whether the date is only circa."),
    Field("date", "date.text", Kind.WORDS, "When, in words."),
    Field("title", "title", Kind.WORDS, "What happened, in a line."),
    Field("text", "text", Kind.WORDS, "More about it."),
    Field("place", "place.id", Kind.TEXT, "Where: an entity."),
    Field("place", "place.name", Kind.WORDS, "Where: its name."),
)
FIGURE = (
    Field("measure", "measure", Kind.WORDS, "What is counted."),
    Field("of", "of.id", Kind.TEXT, "The entity it belongs to."),
    Field("of", "of.name", Kind.WORDS, "The name of that entity."),
    Field("part_of", "part_of", Kind.IDS, "The figure whose value it is a part of."),
)
VALUE = (
    Field(
        "row_kind",
        "row_kind",
        Kind.TEXT,
        "value, point (of a series) or alternative (another value).",
    ),
    Field("period", "period.label", Kind.TEXT, "What the number covers."),
    Field("first_day", "period.covers.from", Kind.DAY, "The first day of that, where it is known."),
    Field("last_day", "period.covers.to", Kind.DAY, "The last day of that, where it is known."),
    Field("as_of", "as_of.edtf", Kind.TEXT, "The day it holds for, where it covers no period."),
    Field("amount", "value.amount", Kind.NUMBER, "The number in the unit itself."),
    Field("low", "value.low", Kind.NUMBER, "The lower end of a range."),
    Field("high", "value.high", Kind.NUMBER, "The upper end of a range."),
    Field("unit", "value.unit", Kind.TEXT, "The unit: USD, percent, length-kilometer, …"),
    Field("currency", "value.currency", Kind.TEXT, "The currency's code once more."),
    Field("precision", "value.precision", Kind.NUMBER, "The place of the last known digit."),
    Field("qualifier", "value.qualifier", Kind.TEXT, "about, over or under."),
    Field("value", "value.text", Kind.WORDS, "The number in words."),
    Field("change", "change.amount", Kind.NUMBER, "The change as its source states it."),
    Field("change_unit", "change.unit", Kind.TEXT, "The unit of the change."),
    Field("change_from", "change.since.label", Kind.TEXT, "The period the change counts from."),
    Field("projection", "projection", Kind.FLAG, "Whether it is a forecast."),
    Field("row_status", "row_status", Kind.TEXT, "How a point of a series stands."),
    Field("row_note", "row_note", Kind.WORDS, "What to know about this row besides."),
    Field("preferred_because", "preferred", Kind.WORDS, "Why the value is preferred."),
)
QUOTE = (
    Field("speaker", "speaker.id", Kind.TEXT, "Who said it: an entity."),
    Field("speaker", "speaker.name", Kind.WORDS, "Who said it: the name."),
    Field("original", "original", Kind.TEXT, "The language of the words as they were said."),
    Field("text_original", "text_original", Kind.TEXT, "The words as they were said."),
    Field("text", "text", Kind.WORDS, "The words."),
    Field("verbatim", "verbatim", Kind.FLAG, "Whether they are the very words."),
    Field("said", "said.edtf", Kind.TEXT, "When, as EDTF."),
    Field("first_day", "said.from", Kind.DAY, "The first day that can mean."),
    Field("last_day", "said.to", Kind.DAY, "The last day that can mean."),
    Field("occasion", "occasion", Kind.WORDS, "On what occasion."),
    Field("place", "place.id", Kind.TEXT, "Where: an entity."),
    Field("place", "place.name", Kind.WORDS, "Where: its name."),
)
CLAIM = (
    Field("statement", "statement", Kind.WORDS, "What is claimed."),
    Field("original", "original", Kind.TEXT, "The language it was claimed in."),
    Field("claimed_by", "claimed_by.id", Kind.TEXT, "Who claims it: an entity."),
    Field("claimed_by", "claimed_by.name", Kind.WORDS, "Who claims it: the name."),
    Field("appears_in", "appears_in.id", Kind.TEXT, "The source it stands in."),
    Field("at", "appears_in.at", Kind.TEXT, "Where in that source."),
    Field("verdict", "verdict", Kind.TEXT, "How it holds against the facts."),
    Field("finding", "finding", Kind.WORDS, "Why."),
    Field("reviewed", "reviewed.edtf", Kind.TEXT, "When it was held against the facts."),
)
EVIDENCE = (Field("evidence", "evidence", Kind.IDS, "The facts it is held against."),)
LINKS = (
    Field("about", "about", Kind.IDS, "The entities it is about."),
    Field("sources", "sources", Kind.IDS, "What it rests on."),
    Field("sheets", "sheets", Kind.IDS, "The fact sheets that show it."),
)
BEHIND = (
    Field("tags", "tags", Kind.IDS, "Its tags."),
    Field("superseded_by", "superseded_by", Kind.TEXT, "The fact that took its place."),
    Field("note", "note", Kind.WORDS, "What a reader should know besides."),
    Field("added", "added.edtf", Kind.TEXT, "When it was added, as EDTF."),
    Field("checked", "checked.edtf", Kind.TEXT, "When it was last checked, as EDTF."),
    Field("formerly", "formerly", Kind.IDS, "Ids it had before."),
    Field("permalink", "urls.permalink", Kind.TEXT, "Its own address."),
)
ENTITY = (
    Field("kind", "kind", Kind.TEXT, "What sort of thing it is."),
    Field("name", "name", Kind.WORDS, "Its usual name."),
    Field("aliases", "alias_names", Kind.NAMES, "Other names."),
    Field("role", "role", Kind.WORDS, "What it is or does."),
    Field("existed", "existed.edtf", Kind.TEXT, "From when to when it was there, as EDTF."),
    Field("in_role", "in_role.edtf", Kind.TEXT, "From when to when it had its role, as EDTF."),
    Field("summary", "summary", Kind.WORDS, "One or two sentences."),
    Field("website", "links.website", Kind.TEXT, "Its own site."),
    Field("wikidata", "links.wikidata", Kind.TEXT, "Its item in Wikidata."),
    Field("wikipedia", "links.wikipedia", Kind.TEXT, "Its article in Wikipedia."),
    Field("part_of", "part_of", Kind.IDS, "What it belongs to."),
    Field("related", "related", Kind.IDS, "Other entities worth a look."),
)
SOURCE = (
    Field("kind", "kind", Kind.TEXT, "What sort of source it is."),
    Field("title_original", "title_original", Kind.TEXT, "Its title in its own language."),
    Field("title", "title", Kind.WORDS, "Its title."),
    Field("description", "description", Kind.WORDS, "What it is, when it has no title."),
    Field("publisher", "publisher.id", Kind.TEXT, "Who published it: an entity."),
    Field("publisher", "publisher.name", Kind.WORDS, "Who published it: the name."),
    Field("author", "author_names", Kind.NAMES, "Who wrote it."),
    Field("url", "url", Kind.TEXT, "Its address."),
    Field("archive_url", "archive_url", Kind.TEXT, "An archived copy."),
    Field("locator", "locator", Kind.TEXT, "ISBN, DOI or page."),
    Field("published", "published.edtf", Kind.TEXT, "When it was published, as EDTF."),
    Field("accessed", "accessed.edtf", Kind.TEXT, "When it was read, as EDTF."),
    Field("language", "language", Kind.TEXT, "Its own language."),
    Field("tier", "tier", Kind.TEXT, "How near it is to what it tells."),
    Field("access", "access", Kind.TEXT, "Who can read it."),
    Field("link", "link", Kind.FLAG, "Whether its address is published."),
    Field("same_report_as", "same_report_as", Kind.TEXT, "The source it reprints."),
)
PAGE = (
    Field("formerly", "formerly", Kind.IDS, "Ids it had before."),
    Field("page", "urls.pages", Kind.WORDS, "The address of its page."),
)
