"""Why the search has an engine of its own: `python -m bench.search.engines INDEX`.

Enters: a language's index as a built site has it (`<lang>/search/facts.json`). Leaves: how long
MiniSearch and the site's own engine take to take it in and to answer, side by side in one run of
Node, and the bytes MiniSearch's finished index would be. Needs Node and npm.
"""

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.search.sites import ROOT

OWN = ROOT / "generator/factsheet/plugin/theme/assets/search"
COMPARISON = Path(__file__).with_suffix(".mjs")
QUERIES = ("b", "bank", "agreement 2024", "nova motors revenue", "合作协议", "银行", "12 million")


def main() -> None:
    """Run both on one index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    index = parser.parse_args().index.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for module in OWN.glob("*.js"):
            shutil.copy(module, folder)
        (folder / "package.json").write_text('{"type": "module"}')
        shutil.copy(COMPARISON, folder)
        subprocess.run(["npm", "install", "--silent", "minisearch@7"], cwd=folder, check=True)
        subprocess.run(["node", COMPARISON.name, str(index), *QUERIES], cwd=folder, check=True)


if __name__ == "__main__":
    main()
