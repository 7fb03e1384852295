"""Names of files and folders, as other systems take them.

Enters: a name. Leaves: whether Windows refuses it, and which names Windows and macOS take for
the same. Knows no file.
"""

import re
import unicodedata

# Microsoft, "Naming Files, Paths, and Namespaces": devices, whatever stands behind a dot;
# characters; and the last character.
REFUSED = re.compile(
    r"(?:con|prn|aux|nul|(?:com|lpt)[1-9¹²³])(?:\..*)?|.*[<>:\"|?*\\\x00-\x1f].*|.*[. ]",
    re.IGNORECASE | re.DOTALL,
)


def is_refused(name: str) -> bool:
    """Whether no file or folder can have the name under Windows."""
    return REFUSED.fullmatch(name) is not None


def folded(path: str) -> str:
    """Return what is equal for paths that Windows or macOS take for the same file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
