"""Part a fact base into shards that can be built alone: `python bench/shards.py FACTS OUT`.

Enters: a folder of facts, and how many shards. Leaves: a folder for each shard. Facts that refer
to each other, or stand on a sheet together, stay together; entities, sources, tags and units go
wherever something refers to them. Ids stay what they are, so that no two shards make the same
page of a fact, while an entity may have a page in several.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import factbases
import yaml

SHARED = ("entities", "sources", "tags", "units")
PARTED = ("dates", "figures", "quotes", "claims", "sheets")
WORD = re.compile(r"[a-z0-9][a-z0-9-]*")

Record = dict[str, Any]
Sections = dict[str, dict[str, Record]]


def read(facts: Path) -> Sections:
    """Return all records of a folder by section and id."""
    found: Sections = defaultdict(dict)
    for file in sorted(facts.rglob("*.yaml")):
        for section, records in (yaml.load(file.read_bytes(), yaml.CBaseLoader) or {}).items():  # noqa: S506 makes only texts
            found[section].update(records)
    return found


def named(record: object, ids: Mapping[str, str]) -> Iterator[str]:
    """Return the ids that a record names, in fields and in links of its texts.

    A word that merely looks like an id counts too: that keeps more together than need be, and
    never less.
    """
    if isinstance(record, Mapping):
        for key, value in record.items():
            yield from named(key, ids)
            yield from named(value, ids)
    elif isinstance(record, list):
        for value in record:
            yield from named(value, ids)
    elif isinstance(record, str):
        yield from (word for word in WORD.findall(record) if word in ids)


class Groups:
    """Which records have to stay together."""

    def __init__(self, names: Sequence[str]) -> None:
        """Begin with every record on its own."""
        self.parent = {name: name for name in names}

    def of(self, name: str) -> str:
        """Return what stands for the group of a record."""
        while self.parent[name] != name:
            self.parent[name] = self.parent[self.parent[name]]
            name = self.parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Let two records be in one group."""
        self.parent[self.of(one)] = self.of(other)


def parted(base: Sections, number: int) -> list[Sections]:
    """Return the shards, the largest groups first and each into what is smallest so far."""
    ids = {name: section for section, records in base.items() for name in records}
    groups = Groups([name for section in PARTED for name in base[section]])
    for section in PARTED:
        for name, record in base[section].items():
            for other in named(record, ids):
                if ids[other] in PARTED:
                    groups.join(name, other)
    together = defaultdict(list)
    for name in groups.parent:
        together[groups.of(name)].append(name)
    shards: list[list[str]] = [[] for _ in range(number)]
    for members in sorted(together.values(), key=lambda each: (-len(each), each)):
        min(shards, key=len).extend(members)
    return [_complete(base, ids, names) for names in shards]


def _complete(base: Sections, ids: Mapping[str, str], names: Sequence[str]) -> Sections:
    """Return records with all that they and their entities and sources refer to."""
    wanted, open_ones = set(names), list(names)
    while open_ones:
        name = open_ones.pop()
        for other in named(base[ids[name]][name], ids):
            if other not in wanted and ids[other] in SHARED:
                wanted.add(other)
                open_ones.append(other)
    return {
        section: {
            # Numbers name a unit by any of its names: all of them go everywhere.
            name: record
            for name, record in records.items()
            if name in wanted or section == "units"
        }
        for section, records in base.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the shards that were asked for."""
    parser = argparse.ArgumentParser(description="Part a fact base into shards.")
    parser.add_argument("facts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shards", type=int, default=4)
    given = parser.parse_args(arguments)
    base = read(given.facts)
    for place, shard in enumerate(parted(base, given.shards), 1):
        factbases.write({key: shard[key] for key in shard if shard[key]}, given.out / str(place))
        counted = ", ".join(f"{len(shard[key]):,} {key}" for key in shard)
        print(f"{place}: {counted}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
