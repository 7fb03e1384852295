"""Have the Nu HTML checker read every page: `python bench/judges/markup.py site`."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

TOOLS = Path(os.environ.get("TOOLS", Path(__file__).parent / ".tools"))
JAR = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
# What the theme's own templates are answerable for: parts of a message, and of the markup.
THEIRS = [
    ("Attribute “autocomplete” is only allowed", 'class="md-toggle"'),
    ("Bad value “” for attribute “tabindex” on element “label”", 'class="md-nav__link"'),
    ("The value of the “for” attribute of the “label” element", 'for="__toc"'),
]


def messages(site: Path) -> list[dict[str, Any]]:
    """Return what the checker says about the pages of a folder."""
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", JAR, *options, site],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    return list(json.loads(done.stdout)["messages"])


def is_theirs(message: dict[str, Any]) -> bool:
    """Whether the theme is known for it."""
    return any(
        what in message["message"] and where in message.get("extract", "") for what, where in THEIRS
    )


def main() -> int:
    """Print every kind of message, how often it is said, and where first."""
    said = messages(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
    first: dict[tuple[bool, str, str], dict[str, Any]] = {}
    counted: Counter[tuple[bool, str, str]] = Counter()
    for message in said:
        kind = message.get("subType") or message["type"]
        key = (is_theirs(message), kind, message["message"])
        first.setdefault(key, message)
        counted[key] += 1
    for key, number in counted.most_common():
        theirs, kind, text = key
        message = first[key]
        print(f"{'theme' if theirs else 'OURS'} {kind} × {number}: {text}")
        print(f"  {message['url']}:{message.get('lastLine', '')}")
        print("  " + " ".join(message.get("extract", "").split()))
    ours = sum(number for key, number in counted.items() if not key[0])
    print(f"{len(said)} messages, {ours} of them ours")
    return int(ours > 0)


if __name__ == "__main__":
    sys.exit(main())
