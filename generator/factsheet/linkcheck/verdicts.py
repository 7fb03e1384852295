"""What can be said of an address: values, without any asking."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How an address fares, in the order in which summaries count."""

    OK = "ok"
    MOVED = "moved"
    BLOCKED = "blocked"
    GONE = "gone"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of asking for an address.

    `reason` continues a sentence that begins with the address ("answers 404 Not Found").
    `leads_to` is the new address of one that has moved, or where one that is ok leads for now.
    """

    address: str
    verdict: Verdict
    reason: str
    leads_to: str = ""

    @property
    def is_there(self) -> bool:
        """Whether a reader who follows the address finds a page."""
        return self.verdict in (Verdict.OK, Verdict.MOVED)


class NoReplyError(Exception):
    """An address that cannot be asked for, or whose server gave no usable reply."""

    def __init__(self, verdict: Verdict, reason: str, *, is_final: bool = True) -> None:
        """Keep the verdict; `is_final` is False where asking once more may help."""
        super().__init__(reason)
        self.verdict = verdict
        self.reason = reason
        self.is_final = is_final
