"""Test and build with other versions: `python bench/platforms.py python3.11 python3.14`.

Enters: interpreters (the running one if none is named); uv must be on the PATH. Leaves: a row
of a table for each interpreter with the newest and with the lowest versions of packages that
`pyproject.toml` allows, and exit code 1 if one of them failed. What failed is told in full in
the folder under `--logs`. Only the tests outside `tests/site` are run, as those of real sites
ask for a browser; instead, the repository's own site is built once.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOLUTIONS = {"newest": "highest", "lowest": "lowest-direct"}
HEAD = "| Python | packages | tests | `mkdocs build --strict` | `factsheet render`, SHA-256 |\n"


@dataclass(frozen=True, slots=True)
class Trial:
    """One interpreter with one choice of packages, in a folder of its own."""

    interpreter: str
    packages: str
    folder: Path
    log: Path

    @property
    def python(self) -> str:
        """The interpreter of the trial's own environment."""
        return str(self.folder / ".venv" / "bin" / "python")

    def row(self) -> tuple[str, bool]:
        """Return a row of the table, and whether all went well."""
        if not self.prepared():
            return f"| {self.interpreter} | {self.packages} | not installable | | |", False
        tests, tested = self.tested()
        built = self.run(self.tool("mkdocs"), "build", "--strict", "-d", str(self.folder / "site"))
        rendered = self.folder / "rendered"
        wrote = self.run(self.tool("factsheet"), "render", "--out", str(rendered))
        cells = (self.version(), self.packages, tests, "yes" if built else "**no**")
        digest = digest_of(rendered) if wrote else "**no**"
        return f"| {' | '.join(cells)} | {digest} |", tested and built and wrote

    def prepared(self) -> bool:
        """Make the environment; tools of the tests are always the newest that fit."""
        chosen = str(self.folder / "chosen.txt")
        uv = ("uv", "pip", "install", "--quiet", "--python", self.python)
        resolution = RESOLUTIONS[self.packages]
        return (
            self.run("uv", "venv", "--quiet", "--python", self.interpreter, self.folder / ".venv")
            and self.run(
                "uv", "pip", "compile", "--quiet", "pyproject.toml", "--all-extras",
                "--python", self.python, "--resolution", resolution, "--output-file", chosen,
            )
            and self.run(*uv, "--requirement", chosen, "--constraint", chosen, "--group", "dev")
            and self.run(*uv, "--no-deps", "--no-build-isolation", "--editable", ".")
        )  # fmt: skip

    def tested(self) -> tuple[str, bool]:
        """Run the tests; return pytest's last line without its time."""
        options = ("-q", "-p", "no:cacheprovider", f"--basetemp={self.folder / 'tmp'}")
        good = self.run(self.python, "-m", "pytest", "tests", "--ignore", "tests/site", *options)
        counts = re.findall(r"\d+ (?:passed|failed|skipped|errors?)\b", self.log.read_text("utf-8"))
        return ", ".join(dict.fromkeys(counts)), good

    def version(self) -> str:
        """Return the version of the interpreter."""
        ask = "import platform; print(platform.python_version())"
        return subprocess.check_output([self.python, "-c", ask], text=True).strip()

    def tool(self, name: str) -> str:
        """Return the path of a command of the trial's environment."""
        return str(self.folder / ".venv" / "bin" / name)

    def run(self, *command: str | Path) -> bool:
        """Run a command in the repository, what it says into the log."""
        tools = str(self.folder / ".venv" / "bin")
        path = os.pathsep.join((tools, os.environ["PATH"]))
        env = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
        env.pop("PYTHONPATH", None)
        with self.log.open("a", encoding="utf-8") as log:
            done = subprocess.run(
                command, cwd=ROOT, env=env, stdout=log, stderr=log, check=False, text=True
            )
        return done.returncode == 0


def digest_of(folder: Path) -> str:
    """Return what stands for the names and bytes of all files of a folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{whole.hexdigest()[:12]}…"


def main() -> int:
    """Try each interpreter with each choice of packages."""
    parser = argparse.ArgumentParser(description="Test and build with other versions.")
    parser.add_argument("python", nargs="*", default=[sys.executable])
    parser.add_argument("--packages", choices=RESOLUTIONS, nargs="+", default=list(RESOLUTIONS))
    parser.add_argument("--logs", type=Path, default=Path(tempfile.gettempdir()) / "platforms")
    asked = parser.parse_args()
    asked.logs.mkdir(parents=True, exist_ok=True)
    print(HEAD + "|---|---|---|---|---|", flush=True)
    fine = True
    for python in asked.python:
        for packages in asked.packages:
            log = asked.logs.resolve() / f"{Path(python).name}-{packages}.log"
            log.unlink(missing_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                row, good = Trial(python, packages, Path(folder), log).row()
            print(row, flush=True)
            fine = fine and good
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
