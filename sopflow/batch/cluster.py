"""Documents made by a Dask cluster. In: its address. Out: an executor whose workers share this machine's files and have sopflow."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any


class NoCluster(OSError):
    """The cluster can't be used. Its words, one line, tell what to do."""


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """An executor of the cluster at `address`, "tcp://host:8786". NoCluster when there is none, or Dask is not installed."""
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster(0, "memerlukan paket tambahan: jalankan “pip install '.[dask]'” di folder sopflow", "Dask") from None
    try:
        client: Any = Client(address, timeout="30s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as fault:
        raise NoCluster(0, "klaster tidak menjawab; periksa alamatnya, misalnya tcp://10.0.0.5:8786", address) from fault
    with client:
        yield client.get_executor(pure=False)
