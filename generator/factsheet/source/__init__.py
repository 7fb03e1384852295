"""Read YAML text into nodes that remember where they were written.

Enters: a file's bytes. Leaves: a tree of nodes and the problems found on the way. The only
room that imports `yaml`. Values stay the text that was typed (`no` is not False, `2024-05`
is not a date): what a value means is the reader's work. Never raises for what a file holds.
"""

import yaml

from factsheet.source.decoding import MAX_BYTES, decode
from factsheet.source.extents import Extents, extents
from factsheet.source.nodes import Items, Node, Scalar, Table, plain_data, walk
from factsheet.source.parsing import MAX_DEPTH, read_yaml

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Extents",
    "Items",
    "Node",
    "Scalar",
    "Table",
    "decode",
    "extents",
    "plain_data",
    "read_yaml",
    "walk",
]

if not yaml.__with_libyaml__:
    message = (
        "PyYAML is installed without libyaml, which reads the facts: install libyaml with its "
        "headers (libyaml-dev), then: pip install --force-reinstall --no-binary pyyaml pyyaml"
    )
    raise ImportError(message)
