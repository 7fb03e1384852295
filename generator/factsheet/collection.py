"""When Python looks for objects in circles, to free them, and when it need not.

Enters: nothing. Leaves: nothing; only time is saved. Knows no records.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Put off the search for circles while a great deal is made that all stays.

    The search goes through everything there is each time that this has grown by a quarter. While
    a fact base is read nothing of it can go, and that took half of the time. What stands in no
    circle is freed as ever.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def no_last_collection(*kept: object) -> None:
    """Have the program end at once: all that it has made until now goes with it.

    Neither is it searched for circles, nor is what is `kept` taken apart piece by piece.
    """
    circle: list[object] = [*kept]
    circle.append(circle)
    gc.freeze()
