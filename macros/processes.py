"""Processes: independent pieces of work in, shared among the cores of this machine, their results in order out."""

from __future__ import annotations

import _thread
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")
#: What the processes do, and with what: they are forked from this one, so both are at hand there without copying.
_shared: tuple[Callable[[Any], Any], Sequence[Any]]


def shared(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], otherwise: Callable[[Piece], Result] | None = None
) -> list[Result]:
    """What `work` returns for each piece, in order, done in as many processes as there are cores.

    A piece whose work raises is done in this process by `otherwise`, which is `work` again where none is given, and
    raises or logs what there is to tell. Where a second thread runs, of any library, that does everything: a fork
    would copy the locks that it holds.
    """
    otherwise = otherwise or work
    global _shared  # noqa: PLW0603 - what is forked finds its work by name
    cores = min(os.cpu_count() or 1, len(pieces))
    if cores < 2 or _thread._count():
        return [otherwise(piece) for piece in pieces]
    _shared = work, pieces
    # Ctrl+C ends the process that waits for them, and that ends them.
    with get_context("fork").Pool(cores, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        done = pool.map(_one, range(len(pieces)), chunksize=1)
    return [otherwise(piece) if one is None else pickle.loads(one) for piece, one in zip(pieces, done, strict=True)]


def _one(number: int) -> bytes | None:
    """The result of one piece, packed; None where it cannot be had."""
    work, pieces = _shared
    try:
        return pickle.dumps(work(pieces[number]))
    except Exception:
        return None
