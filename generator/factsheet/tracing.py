"""What is asked for while something is made, so that it is made again only for another answer.

Enters: mappings that are asked, and makers. Leaves: what they made, kept until the answer to a
question that was asked meanwhile is another one. Knows nothing of facts or pages.
"""

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    ItemsView,
    Iterator,
    Mapping,
    ValuesView,
)
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
D = TypeVar("D")
T = TypeVar("T")

# One question: the name of what is asked, and a key of it or one of these.
Question = tuple[str, Hashable]
KEYS: Final = object()  # which keys there are, and in what order
EVERYTHING: Final = object()  # all keys with their values


class Asked:
    """The questions of what is being made, innermost last; nobody notes any while nothing is."""

    def __init__(self) -> None:
        """Start with nothing being made."""
        self.making: list[set[Question]] = []

    def note(self, question: Question) -> None:
        """Note a question of what is being made."""
        if self.making:
            self.making[-1].add(question)


@dataclass(slots=True)
class Memo:
    """What was made, by key; without `asked`, kept as long as the memo is."""

    asked: Asked | None = None
    kept: dict[Hashable, Any] = field(default_factory=dict)
    questions: dict[Hashable, tuple[Question, ...]] = field(default_factory=dict)

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key; it is shared by all who ask, so nobody changes it."""
        if self.asked is None:
            if key not in self.kept:
                self.kept[key] = make()
        else:
            if key not in self.kept:
                self._make(self.asked, key, make)
            if self.asked.making:
                # Whoever asks for it has asked what it was made from.
                self.asked.making[-1].update(self.questions[key])
        made: T = self.kept[key]
        return made

    def _make(self, asked: Asked, key: Hashable, make: Callable[[], T]) -> None:
        asked.making.append(set())
        try:
            self.kept[key] = make()
        finally:
            questions = asked.making.pop()
        self.questions[key] = tuple(questions)

    def forget(self, changed: Collection[Question]) -> None:
        """Forget what was made from answers that are others now."""
        for key, questions in list(self.questions.items()):
            if any(question in changed for question in questions):
                del self.kept[key], self.questions[key]


class Traced(Mapping[K, V]):
    """A mapping that notes what it is asked."""

    __slots__ = ("asked", "inner", "name")

    def __init__(self, name: str, inner: Mapping[K, V], asked: Asked) -> None:
        """Ask `inner`, and note the questions under a name."""
        self.name, self.inner, self.asked = name, inner, asked

    def __getitem__(self, key: K) -> V:
        """Return a value, and note its key."""
        self.asked.note((self.name, key))
        return self.inner[key]

    def get(self, key: K, default: D | None = None) -> V | D | None:  # type: ignore[override]
        """Return a value or the default, and note the key."""
        self.asked.note((self.name, key))
        return self.inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Return whether there is such a key, and note it."""
        if isinstance(key, Hashable):
            self.asked.note((self.name, key))
        return key in self.inner

    def __iter__(self) -> Iterator[K]:
        """Return the keys, and note that all were asked for."""
        self.asked.note((self.name, KEYS))
        return iter(self.inner)

    def __len__(self) -> int:
        """Return how many keys there are, and note that all were asked for."""
        self.asked.note((self.name, KEYS))
        return len(self.inner)

    def items(self) -> ItemsView[K, V]:
        """Return keys with their values, and note that all were asked for."""
        self.asked.note((self.name, EVERYTHING))
        return self.inner.items()

    def values(self) -> ValuesView[V]:
        """Return the values, and note that all were asked for."""
        self.asked.note((self.name, EVERYTHING))
        return self.inner.values()


def other_answers(
    name: str,
    before: Mapping[K, V],
    after: Mapping[K, V],
    is_same: Callable[[V, V], bool] = lambda one, other: one is other or one == other,
) -> Iterator[Question]:
    """Find the questions to a mapping that are answered otherwise than before."""
    if before is after:
        return
    is_any = False
    for key, value in after.items():
        if key not in before or not is_same(before[key], value):
            is_any = True
            yield name, key
    for key in before.keys() - after.keys():
        is_any = True
        yield name, key
    is_in_order = list(before) == list(after)
    if not is_in_order:
        yield name, KEYS
    if is_any or not is_in_order:
        yield name, EVERYTHING
