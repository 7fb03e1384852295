"""What is wrong, told where people look: in the terminal once, in the page until it is mended.

Enters: the problems of facts and of hand-written pages. Leaves: log lines, a failed build, and
what a page shows while it is served.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from factsheet.problems import Problem, in_order
from factsheet.report import as_text, problem_as_text

Told = tuple[str, str, str]

log = get_plugin_logger("factsheet")


@dataclass(slots=True)
class Reporting:
    """The problems of one build, and those that were told at the builds before."""

    is_serving: bool = False
    facts: tuple[Problem, ...] = ()
    pages: list[Problem] = field(default_factory=list)
    told: frozenset[Told] = frozenset()

    def begin(self) -> None:
        """Start a build that finds all problems anew."""
        self.facts, self.pages = (), []

    def renew(self, facts: tuple[Problem, ...]) -> None:
        """Take the problems of facts read anew; those of hand-written pages stay."""
        self.facts = facts

    def forget(self, page: str) -> None:
        """Forget the problems of a hand-written page that is read again."""
        self.pages = [problem for problem in self.pages if problem.place.file != page]

    def tell(self, problems: Sequence[Problem], texts: Mapping[str, str]) -> None:
        """Log warnings one by one; fail a build, or tell who serves it, with all errors at once.

        Who serves is told of a problem once, not again at every save.
        """
        new = [problem for problem in problems if _told(problem) not in self.told]
        for problem in new:
            if not problem.is_error:
                log.warning(problem_as_text(problem, texts))
        errors = in_order(problem for problem in new if problem.is_error)
        if not errors:
            return
        message = f"the facts have problems\n{as_text(errors, texts)}"
        if not self.is_serving:
            raise PluginError(message)
        log.error(message)

    def end(self) -> None:
        """Remember what was told, for the next build of a `serve`."""
        self.told = frozenset(_told(problem) for problem in (*self.facts, *self.pages))

    @property
    def shown(self) -> tuple[Problem, ...]:
        """What a page shows: everything while serving, nothing in a site that is published."""
        return in_order((*self.facts, *self.pages)) if self.is_serving else ()

    def notice(self, *, has_good_facts: bool) -> str:
        """Say what state of the facts the pages show while some are broken."""
        if not any(problem.is_error for problem in self.facts):
            return ""
        return "problems_kept" if has_good_facts else "problems_first"


def _told(problem: Problem) -> Told:
    """Return what makes a problem the same after lines above it have come or gone."""
    return problem.place.file, problem.rule, problem.message
