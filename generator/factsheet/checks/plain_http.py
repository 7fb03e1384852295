"""What a server gives over https is not linked over http."""

from collections.abc import Iterator, Sequence

from factsheet.catalog import Catalog, addresses
from factsheet.problems import Problem, Severity
from factsheet.web_addresses import server

HTTP, HTTPS = "http://", "https://"


def check(catalog: Catalog, _languages: Sequence[str]) -> Iterator[Problem]:
    """Warn of http addresses where the fact base itself has an https address of the same host.

    Of other hosts nobody knows here whether they answer over https.
    """
    listed = [each for entry in catalog.entries.values() for each in addresses(entry)]
    secure: dict[str, str] = {}
    for each in listed:
        if each.address.lower().startswith(HTTPS):
            secure.setdefault(server(each.address), each.entry.id)
    for each in listed:
        address = each.address
        if address.lower().startswith(HTTP) and server(address) in secure:
            host, rest = server(address), address[len(HTTP) :]
            yield Problem(
                place=each.place.within(address, address[: len(HTTP)]),
                rule="plain-http",
                message=f'"{host}" is asked over http here, and over https elsewhere',
                hint=f'try {HTTPS}{rest}, as in "{secure[host]}"',
                severity=Severity.WARNING,
                mends=each.readdressed(HTTPS + rest),
            )
