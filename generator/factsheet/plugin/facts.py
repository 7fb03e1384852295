"""The facts of a site, over all builds while it is served.

Enters: the plugin's options and where the facts are. Leaves: the last good fact base, and the
scopes its pages are made from. While a site is served these note what they are asked, so that
only pages are made again for which an edit changed an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.loading import FactBase, checked, nothing
from factsheet.pipeline import scopes
from factsheet.plugin.reporting import Reporting
from factsheet.problems import Place
from factsheet.reader import ReadBefore, read
from factsheet.strictness import Severities
from factsheet.tracing import Asked, Memo, Question
from factsheet.views.imprint import Imprint
from factsheet.views.scope import Scope
from factsheet.views.site import changed_answers, traced_scopes
from factsheet.views.uses import Uses


@dataclass(slots=True)
class Facts:
    """What was read last, what of it is good, and by language what pages are made from.

    `base` has the last good facts, with the texts that problems quote; `is_good` is False until
    there were any. `plain` are the scopes as they are, `scopes` those pages are made from.
    """

    base: FactBase = field(default_factory=nothing)
    is_good: bool = False
    plain: Mapping[str, Scope] = field(default_factory=dict)
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    asked: Asked | None = None
    memos: dict[str, Memo] = field(default_factory=dict)
    read_before: ReadBefore | None = None

    def trace(self) -> None:
        """Note from now on what is asked, and remember what files held."""
        self.asked, self.read_before = Asked(), ReadBefore()

    def load(
        self,
        folder: Path,
        languages: Sequence[str],
        *,
        root: Path,
        severities: Severities,
        reporting: Reporting,
    ) -> None:
        """Read and check the facts; with errors, keep the last good ones."""
        reading = read([folder], root=root, before=self.read_before)
        loaded = checked(reading, languages, severities)
        reporting.renew(loaded.problems)
        # Hand-written pages are quoted from as well.
        texts = {**self.base.texts, **loaded.texts}
        if not loaded.has_errors:
            self.base, self.is_good = loaded, True
        self.base = self.base.with_texts(texts)
        reporting.tell(loaded.problems, texts)

    def scope(
        self, languages: Sequence[str], imprint: Imprint, used: Mapping[str, Uses]
    ) -> AbstractSet[Question] | None:
        """Make the scopes, and return the questions that they answer otherwise than before.

        None where everything may be another: at first, and when the site or its units changed.
        """
        before, self.plain = self.plain, scopes(self.base, languages, imprint, used)
        if self.asked is None:
            self.scopes = self.plain
            return None
        changed = _changed(before, self.plain)
        if changed is None:
            self.memos = {code: Memo(self.asked) for code in self.plain}
        else:
            for memo in self.memos.values():
                memo.forget(changed)
        self.scopes = traced_scopes(self.plain, self.asked, self.memos)
        return changed

    @contextmanager
    def noted(self) -> Iterator[set[Question]]:
        """Note what is asked meanwhile, where that is noted at all."""
        questions: set[Question] = set()
        if self.asked is None:
            yield questions
            return
        self.asked.making.append(questions)
        try:
            yield questions
        finally:
            self.asked.making.pop()

    def place(self, record_id: str) -> Place | None:
        """Return where a record stands in its file."""
        entry = self.base.catalog.entries.get(record_id)
        return entry.key.place if entry else None


def _changed(
    before: Mapping[str, Scope], after: Mapping[str, Scope]
) -> AbstractSet[Question] | None:
    is_same_site = list(before) == list(after) and all(
        before[code].imprint == scope.imprint for code, scope in after.items()
    )
    if not is_same_site:
        return None
    try:
        return changed_answers(before, after)
    except ValueError:
        return None
