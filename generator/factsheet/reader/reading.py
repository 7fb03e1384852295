"""Read fact files, section by section and record by record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from factsheet.fields import kind_of, parse_id
from factsheet.model import KIND_OF_SECTION, SECTIONS
from factsheet.problems import MalformedError, did_you_mean, quoted
from factsheet.reader.entries import Entry, Findings, Reading
from factsheet.reader.files import archive_of, bytes_of, fact_files, lock_of, nodes_of
from factsheet.reader.mistakes import mistakes
from factsheet.source import Node, Scalar, Table, plain_data


@dataclass(slots=True)
class ReadBefore:
    """What files held when they were last read, by their names in messages."""

    files: dict[str, tuple[bytes, Findings]] = field(default_factory=dict)

    def of(self, shown: str, data: bytes) -> Findings:
        """Return what a file of these bytes holds."""
        found = self.files.get(shown)
        if found is None or found[0] != data:
            found = self.files[shown] = data, _read_file(data, shown)
        return found[1]


def read(
    paths: Sequence[Path],
    *,
    root: Path | None = None,
    instead: Mapping[str, bytes] | None = None,
    before: ReadBefore | None = None,
) -> Reading:
    """Read every fact file in some folders (or some files), in the order of their names.

    Messages name files relative to `root` where they are below it, otherwise as given. `instead`
    holds what files would be, by these names: of those that are there, and of new ones. `before`
    has what was read before: a file with the same bytes is not read again.
    """
    findings = Findings(instead=instead or {})
    for file, shown in fact_files(paths, root, findings):
        data = bytes_of(file, shown, findings)
        if data is not None:
            findings.include(
                before.of(shown, data) if before is not None else _read_file(data, shown)
            )
    findings.lock = lock_of(paths, root, findings)
    findings.archive = archive_of(paths, root, findings)
    return findings.reading()


def _read_file(data: bytes, shown: str) -> Findings:
    findings = Findings()
    node = nodes_of(data, shown, findings)
    if node is not None and not _is_nothing(node):
        _read_sections(node, findings)
    return findings


def _read_sections(root: Node, findings: Findings) -> None:
    if not isinstance(root, Table):
        found = kind_of(plain_data(root))
        message = f'expected sections like "sources" and "figures", found {found}'
        hint = 'start with a section, for example "figures:"'
        findings.add_unread(root.place, "wrong-kind", message, hint)
        return
    for name, (key, node) in root.entries.items():
        if name not in SECTIONS:
            hint = did_you_mean(name, SECTIONS) or f"there are {', '.join(SECTIONS)}"
            message = f"{quoted(name)} is not a section"
            findings.add_unread(key.place, "unknown-field", message, hint)
        elif isinstance(node, Table):
            for record_key, record in node.entries.values():
                _read_record(name, record_key, record, findings)
        elif not _is_nothing(node):
            message = f'"{name}" holds {kind_of(plain_data(node))} where records belong'
            hint = "write every record under an id of its own"
            findings.add_unread(key.place, "wrong-kind", message, hint)


def _read_record(section: str, key: Scalar, node: Node, findings: Findings) -> None:
    findings.declared.add(key.text)
    try:
        parse_id(key.text)
    except MalformedError as error:
        findings.add(key.place, error.rule, error.message, error.hint)
    try:
        record = SECTIONS[section].model_validate(plain_data(node))
    except ValidationError as error:
        findings.broken.add(KIND_OF_SECTION[section])
        findings.problems += mistakes(error, section, key, node)
    else:
        findings.entries.append(Entry(key.text, KIND_OF_SECTION[section], record, key, node))


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null
