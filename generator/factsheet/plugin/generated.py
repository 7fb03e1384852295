"""Finished outputs as files of mkdocs, held in memory: nothing is written into `docs_dir`."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from factsheet.outputs import Output
from factsheet.problems import Place


def page_file(config: MkDocsConfig, output: Output, edit: Place | None, root: Path) -> File:
    """Return a page outside the navigation tree, to be edited at a place below `root`."""
    text = output.content.decode("utf-8")
    file = File.generated(config, output.path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
    if edit is not None:
        file.edit_uri = edit_uri(config, edit, root)
    return file


def edit_uri(config: MkDocsConfig, edit: Place, root: Path) -> str:
    """Return where a page is edited, as mkdocs has it: relative to its folder of pages."""
    path = Path(os.path.relpath(root / edit.file, config.docs_dir))
    return f"{path.as_posix()}#L{edit.line}"


def static_file(config: MkDocsConfig, output: Output) -> File:
    """Return a file that is published as it is."""
    return File.generated(
        config, output.path, content=output.content, inclusion=InclusionLevel.INCLUDED
    )
