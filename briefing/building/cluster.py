"""The workers of a Dask cluster, as a crew; the only module that knows Dask, which few have installed.

In: the address of a scheduler. Out: a crew, or what each of its workers says. Whoever answers at a wrong address may say
anything, or nothing at all: every wait has an end.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.building.workers import Crew

#: Seconds in which a scheduler has to answer.
_ANSWER = 15
#: Who writes tracebacks to the terminal when a line is cut, which is told as a finding.
_TALKERS = ("distributed", "distributed.client", "tornado", "tornado.application")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a scheduler: as a crew, and how to ask each of them for something by a function that can be
    pickled: what it gives, or how it failed, by the worker's address.
    """

    crew: Crew
    ask: Callable[..., Mapping[str, Any]]


def cluster(address: str) -> Cluster:
    """The cluster whose scheduler is at `address`, such as `tcp://HOST:PORT`.

    Raises ImportError where the extra `briefing[dask]` is not installed, and anything else where no scheduler answers:
    libraries make of foreign answers what they can.
    """
    import asyncio  # late, and all the more what follows: it takes a second to load

    from distributed import Client, KilledWorker

    for name in _TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    asyncio.run(_answers(address))
    client = Client(address, timeout=_ANSWER, set_as_default=False)
    crew = Crew(
        2 * max(1, sum(client.nthreads().values())),
        lambda _: client.get_executor(pure=False),
        (KilledWorker,),
        lambda _: client.close(),
        gone=lambda: "" if client.nthreads() else "its cluster has no worker",
    )
    return Cluster(crew, lambda function, *what: client.run(function, *what, on_error="return"))


async def _answers(address: str) -> None:
    """Nothing; raises where no scheduler answers in time. Connecting itself would wait for ever for one that is silent."""
    import asyncio

    from distributed import rpc
    from distributed.security import Security

    async with asyncio.timeout(_ANSWER):
        own = Security().get_connection_args("client")
        async with rpc(address, timeout=_ANSWER - 5, connection_args=own) as there:
            who = (await there.identity())["type"]
    if who != "Scheduler":
        raise OSError(f"a {who.lower()} does")
