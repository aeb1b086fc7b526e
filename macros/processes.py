"""Processes: work in, done on the other cores of this machine, results out; pieces of work in order."""

from __future__ import annotations

import _thread
import gc
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")
#: How many bytes the number of a piece takes.
WIDTH = 4
#: How many new objects Python waits for before it looks for some to clear away, in a process that builds again and
#: again. Of its own accord it waits for 700, and looks through all that is kept: a fifteenth of the time of a build.
NEW_OBJECTS = 50_000


def clear_away_less_often() -> None:
    """Lets this process keep what it has made, and look less often for what nobody needs any more."""
    gc.set_threshold(NEW_OBJECTS, 20, 20)


def shared(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], otherwise: Callable[[Piece], Result] | None = None
) -> list[Result]:
    """What `work` returns for each piece, in order, done in as many processes as there are cores.

    A piece whose work raises is done in this process by `otherwise`, which is `work` again where none is given, and
    raises or logs what there is to tell.
    """
    otherwise = otherwise or work
    cores = min(os.cpu_count() or 1, len(pieces))
    if not _may_fork(cores):
        return [otherwise(piece) for piece in pieces]
    left = _numbers(len(pieces))  # a process takes the next one whenever it is free
    reads = [_begun(partial(_taken, left, work, pieces)) for _ in range(cores)]
    os.close(left)
    done: dict[int, bytes] = {}
    for read in reads:
        with suppress(EOFError, pickle.UnpicklingError):
            done |= pickle.loads(read())
    return [pickle.loads(done[at]) if at in done else otherwise(piece) for at, piece in enumerate(pieces)]


def ahead(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins `work` in a process of its own; what it returns waits for the result, or does it where there is none."""
    if not _may_fork(os.cpu_count() or 1):
        return work
    read = _begun(lambda: pickle.dumps(work()))

    def result() -> Result:
        packed = read()
        return pickle.loads(packed) if packed else work()

    return result


def _may_fork(cores: int) -> bool:
    """Whether there is a core for another process, and no second thread: a fork would copy the locks that it holds."""
    return cores > 1 and not _thread._count() and not _threads_of_libraries()


def _threads_of_libraries() -> bool:
    """Whether a library in another language has begun threads, of which Python does not know; where Linux tells."""
    return len(list(Path("/proc/self/task").glob("*"))) > 1


def _begun(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Forks a process that does `work`, so that all is at hand there; returns what waits for what it has made.

    That is empty where the work raised, or where the process was ended.
    """
    end, other_end = os.pipe()
    process = os.fork()
    if not process:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the process that waits
            with os.fdopen(other_end, "wb") as pipe:
                pipe.write(work())
        finally:
            os._exit(0)
    os.close(other_end)

    def read() -> bytes:
        with os.fdopen(end, "rb") as pipe:
            made = pipe.read()
        os.waitpid(process, 0)
        return made

    return read


def _numbers(count: int) -> int:
    """The end of a pipe that holds the numbers from 0."""
    end, other_end = os.pipe()
    with os.fdopen(other_end, "wb") as pipe:
        pipe.write(b"".join(number.to_bytes(WIDTH, "big") for number in range(count)))
    return end


def _taken(left: int, work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> bytes:
    """The results of the pieces whose numbers this process has taken, each packed; without those that raised."""
    done = {}
    while number := os.read(left, WIDTH):
        at = int.from_bytes(number, "big")
        with suppress(Exception):
            done[at] = pickle.dumps(work(pieces[at]))
    return pickle.dumps(done)
