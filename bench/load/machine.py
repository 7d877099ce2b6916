"""What the machine itself can do, so that figures from different machines can be told apart."""

import os
import platform
import statistics
import time
from pathlib import Path


def describe(folder: Path) -> dict:
    return {
        "cpus": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "kernel": platform.release(),
        "python": platform.python_version(),
        "fdatasync": fdatasync(folder / "fdatasync"),
    }


def fdatasync(file: Path, seconds: float = 2.0) -> dict:
    """Appends 4 KiB and waits for the disk, again and again: the floor under every durable commit."""
    taken, block, end = [], os.urandom(4096), time.monotonic() + seconds
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        while time.monotonic() < end:
            began = time.perf_counter()
            os.write(descriptor, block)
            os.fdatasync(descriptor)
            taken.append((time.perf_counter() - began) * 1000)
    finally:
        os.close(descriptor)
        file.unlink()
    quantiles = statistics.quantiles(taken, n=100)
    return {"per_second": len(taken) / sum(taken) * 1000, "p50_ms": quantiles[49], "p99_ms": quantiles[98]}
