"""A Content-Security-Policy: what a page may run and load, whatever stands in it.

Enters: the HTML of the site's own inline scripts and styles, made apart from any page's content,
and what a site allows besides. Leaves: the policy for a `<meta http-equiv>` (W3C, Content
Security Policy Level 3). Must never be given a whole page: it would allow what was smuggled in.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

# Sources allowed besides, by directive; None where a site wants no policy at all.
Sources = Mapping[str, tuple[str, ...]]
NOTHING_ELSE: Sources = {}
# What is not named here may come from the site itself: fonts, requests, workers, frames.
DIRECTIVES: Sources = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
# Directives a site may allow more in.
EXTENSIBLE = frozenset(
    {"connect-src", "font-src", "form-action", "frame-src", "img-src", "manifest-src"}
    | {"media-src", "script-src", "style-src", "worker-src"}
)
NONE = "'none'"
INLINE = "'unsafe-inline'"
# Data in a script element (JSON, JSON-LD) never runs, so no policy looks at it.
OWN: Mapping[str, re.Pattern[str]] = {
    "script-src": re.compile(r"<script>(.*?)</script>", re.DOTALL),
    "style-src": re.compile(r"<style>(.*?)</style>", re.DOTALL),
}


def policy(own: str = "", more: Sources | None = NOTHING_ELSE) -> str:
    """Write the policy that lets the scripts and styles of `own` run inline, and no others.

    Empty where `more` is None. A directive that is not one of ours begins with what it would
    fall back to, so that naming it only ever adds. Browsers ignore hashes beside
    'unsafe-inline', and it beside hashes: so a directive that has it gets none.
    """
    if more is None:
        return ""
    names = [*DIRECTIVES, *sorted(more.keys() - DIRECTIVES.keys())]
    return "; ".join(" ".join([name, *_allowed(name, own, more.get(name, ()))]) for name in names)


def _allowed(name: str, own: str, more: tuple[str, ...]) -> Iterator[str]:
    given = DIRECTIVES.get(name, DIRECTIVES["default-src"])
    yield from (each for each in given if each != NONE or not more)
    yield from more
    if name in OWN and INLINE not in more:
        yield from dict.fromkeys(map(_hash, OWN[name].findall(own)))


@cache
def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
