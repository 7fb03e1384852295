"""Web addresses: what follows readers around in them, and when two of them mean one page.

Enters: http(s) addresses. Leaves: addresses, parameters, keys to compare by. Knows no records
and asks no network: that two addresses look the same is all that can be said here.
"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
# What makers of advertising, mail and sharing tools add to addresses: Google's campaigns (utm_)
# and clicks, Meta, Microsoft, Yandex, X, TikTok, LinkedIn, Instagram, Mailchimp, HubSpot, Marketo,
# Matomo, Alibaba (spm, scm), Bilibili, WeChat. Names that also mean something else on some sites
# (ref, from, source, si) are left out: without them the address might lead elsewhere.
TRACKING = frozenset({
    "_ga", "_gl", "_hsenc", "_hsmi", "dclid", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc",
    "hsctatracking", "igsh", "igshid", "isappinstalled", "li_fat_id", "mc_cid", "mc_eid",
    "mkt_tok", "msclkid", "mtm_campaign", "mtm_medium", "mtm_source", "oly_anon_id",
    "oly_enc_id", "scm", "spm", "spm_id_from", "srsltid", "ttclid", "twclid", "vd_source",
    "vero_id", "wbraid", "yclid", "ysclid",
})  # fmt: skip
TRACKING_PREFIX = "utm_"
# RFC 3986, 2.2 and 2.3: what may be escaped without a change of meaning, and what may not.
RESERVED = "%:/?#[]@!$&'()*+,;="
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


def tracking(address: str) -> tuple[str, ...]:
    """Return the parameters that tell where a reader came from, as typed: `utm_source=x`."""
    return tuple(each for each in _parameters(urlsplit(address)) if _is_tracking(each))


def without_tracking(address: str) -> str:
    """Return the same address without those parameters, and otherwise as typed."""
    parts = urlsplit(address)
    kept = (each for each in _parameters(parts) if not _is_tracking(each))
    return urlunsplit(parts._replace(query="&".join(kept)))


def server(address: str) -> str:
    """Return whom an address asks: the host, and the port if it is not the usual one."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    is_usual = parts.port in (None, DEFAULT_PORTS.get(parts.scheme.lower()))
    return host if is_usual else f"{host}:{parts.port}"


def page_key(address: str) -> str:
    """Return what two addresses of one page have in common (RFC 3986, section 6.2, and more).

    Left out are the scheme, `www.`, a slash at the end, the part of the page, and tracking; the
    order of parameters does not count. `#!` and `#/` name pages of their own and are kept.
    """
    parts = urlsplit(address)
    query = "&".join(
        sorted(_escaped(each) for each in _parameters(parts) if not _is_tracking(each))
    )
    route = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    host = server(address).removeprefix("www.")
    return f"{host}{_escaped(parts.path).rstrip('/')}?{query}#{_escaped(route)}"


def _parameters(parts: SplitResult) -> Iterator[str]:
    return (each for each in parts.query.split("&") if each)


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIX)


def _escaped(text: str) -> str:
    """Write a part of an address in the one way that escapes what must be, and nothing else."""
    return ESCAPE.sub(_unescaped, quote(text, safe=RESERVED))


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in UNRESERVED else found[0].upper()
