"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from factsheet.outputs import Output, write


def test_files_are_written_below_the_folder(tmp_path: Path) -> None:
    outputs = [Output("en/a.md", b"A"), Output("en/deep/b.md", "乙".encode())]
    assert write(outputs, tmp_path / "new") == 2
    assert (tmp_path / "new/en/a.md").read_bytes() == b"A"
    assert (tmp_path / "new/en/deep/b.md").read_text("utf-8") == "乙"


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a longer old text")
    write([Output("a.md", b"new")], tmp_path)
    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_write_leaves_the_old_file_and_no_stray_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.md").write_bytes(b"old")
    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write([Output("a.md", b"new")], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old"


def test_nothing_is_written_where_a_folder_stands(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OSError, match="directory"):
        write([Output("a.md", b"new")], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
