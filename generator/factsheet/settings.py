"""What `mkdocs.yml` says of rules, for the commands: so that both doors give one answer.

Enters: the folder a command runs in, and the facts it is to read. Leaves: severities. Read as
plain YAML: tags (`!ENV`, `!!python/name:…`) are neither followed nor minded, mkdocs itself is
not needed, and of a file that mkdocs inherits from nothing is known.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from factsheet.problems import MalformedError, Severity
from factsheet.source import Items, Node, Scalar, Table, decode, read_yaml
from factsheet.strictness import OFF, Severities, parse_severity

FILES = ("mkdocs.yml", "mkdocs.yaml")
PLUGIN, FACTS, SEVERITIES = "factsheet", "facts", "severities"
# YAML 1.1, which mkdocs reads, means false by these.
FALSE = frozenset({"off", "no", "false"})


def site_severities(folder: Path, facts: Sequence[Path]) -> Severities:
    """Return the severities of the site that these facts belong to; none where there is no such.

    Raises `MalformedError`, its message with file, line and column, for a rule or a severity
    there is not, and where aliases or worse keep severities from being read.
    """
    file = next((folder / name for name in FILES if (folder / name).is_file()), None)
    options = _options(_root(file)) if file else None
    if options is None:
        return {}
    site = folder / _text(_field(options, "facts_dir"), FACTS)
    if not all(_is_below(each, site) for each in facts):
        return {}
    return dict(_severities(_field(options, SEVERITIES)))


def _root(file: Path) -> Node | None:
    """Read the file; where it has severities that cannot be read, say so rather than pass over."""
    text = decode(file.read_bytes(), file.name)[0] or ""
    root, problems = read_yaml(text, file.name)
    if root is None and problems and SEVERITIES in text:
        first = problems[0]
        remedy = f'{first.hint}, or give severities with "--severity"'
        message = f"{first.place}: {first.message} ({remedy})"
        raise MalformedError(first.rule, message)
    return root


def _severities(node: Node | None) -> Iterator[tuple[str, Severity | None]]:
    for rule, (key, value) in node.entries.items() if isinstance(node, Table) else ():
        level = _text(value, "")
        is_false = level.casefold() in FALSE
        try:
            yield rule, parse_severity(rule, OFF if is_false else level)
        except MalformedError as error:
            message = f"{key.place}: {error.in_a_line}"
            raise MalformedError(error.rule, message) from error


def _options(root: Node | None) -> Table | None:
    """Find the plugin's options; plugins are a list of names and mappings, or one mapping."""
    plugins = _field(root, "plugins")
    listed = plugins.nodes if isinstance(plugins, Items) else (plugins,)
    found = (_field(each, PLUGIN) for each in listed)
    return next((each for each in found if isinstance(each, Table)), None)


def _field(node: Node | None, name: str) -> Node | None:
    return node.entries[name][1] if isinstance(node, Table) and name in node.entries else None


def _text(node: Node | None, otherwise: str) -> str:
    return node.text if isinstance(node, Scalar) else otherwise


def _is_below(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
