"""`factsheet check --watch`, as a curator leaves it running."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SOUND = """\
sources:
  wire: {title: Wire, url: https://a.example}
dates:
  founded: {date: 1999, title: {en: A, zh: 甲}, sources: [wire]}
"""
PATIENCE = 30.0


@pytest.mark.parametrize("watched", ["facts", "facts/facts.yaml"])
def test_it_says_again_what_is_wrong_at_every_change_until_it_is_ended(
    watched: str, tmp_path: Path
) -> None:
    (tmp_path / "facts").mkdir()
    file, output = tmp_path / "facts" / "facts.yaml", tmp_path / "output.txt"
    file.write_text(SOUND, "utf-8")
    command = [sys.executable, "-c", "from factsheet.cli import main; main()"]
    with (
        output.open("wb") as out,
        subprocess.Popen(
            [*command, "check", "--watch", watched], cwd=tmp_path, stdout=out, stderr=out
        ) as process,
    ):
        try:
            until(output, "no problems\n")
            file.write_text(SOUND.replace("1999", "soon"), "utf-8")
            broken = until(output, "1 error\n")
            file.write_text(SOUND, "utf-8")
            whole = until(output, broken + "no problems\n")
            time.sleep(1)
            assert output.read_text("utf-8") == whole, "reading is no change"
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert output.read_text("utf-8") == whole


def until(output: Path, ending: str) -> str:
    """Wait until the output ends so, and return all of it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        text = output.read_text("utf-8")
        if text.endswith(ending):
            return text
        time.sleep(0.05)
    raise AssertionError(output.read_text("utf-8"))
