"""The words a field can be, where it takes one of a few."""

from typing import Annotated

from factsheet.fields import choice

SOURCE_KINDS = (
    "press-release", "filing", "official", "transcript", "news", "opinion", "report",
    "dataset", "law", "book", "video", "social", "other",
)  # fmt: skip
ENTITY_KINDS = (
    "person", "organization", "product", "place", "event", "agreement", "law", "document",
    "policy", "term", "work",
)  # fmt: skip
VERDICTS = (
    "confirmed", "confirmed-with-correction", "misleading", "disputed", "false",
    "unverifiable", "opinion",
)  # fmt: skip
STATUSES = ("confirmed", "reported", "disputed", "superseded", "retracted")
TIERS = ("primary", "secondary", "mirror")
ACCESSES = ("open", "paywall", "registration")
FACT_KINDS = ("date", "figure", "quote", "claim")
VERDICTS_WITHOUT_EVIDENCE = frozenset({"unverifiable", "opinion"})
STATUSES_WITH_REASON = frozenset({"disputed", "superseded", "retracted"})

SourceKind = Annotated[str, *choice("a kind of source", *SOURCE_KINDS)]
EntityKind = Annotated[str, *choice("a kind of entity", *ENTITY_KINDS)]
FactKind = Annotated[str, *choice("a kind of fact", *FACT_KINDS)]
Verdict = Annotated[str, *choice("a verdict", *VERDICTS)]
Status = Annotated[str, *choice("a status", *STATUSES)]
Tier = Annotated[str, *choice("a tier", *TIERS)]
Access = Annotated[str, *choice("a kind of access", *ACCESSES)]
