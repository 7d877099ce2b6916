"""Keywright with many keys in its store: how it starts, what memory it takes, what the first use of a key costs."""

import base64
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from keywright import API, Keywright, create_key
from wrk import progress

COLD_KEYS = 1000
CREATORS = 16


def measure(server: Keywright, options) -> dict:
    """Start time and memory on the store as it is; then the same with many keys, if asked for."""
    figures = {"rss_after_load_mb": server.process.rss_mb()}
    figures["start_seconds"] = starts(server, options.starts)
    figures["rss_after_start_mb"] = server.process.rss_mb()
    if options.keys:
        figures.update(measure_many(server, options))
    return figures


def measure_many(server: Keywright, options) -> dict:
    progress(f"making {options.keys:,} keys")
    began = time.monotonic()
    ids = create_many(server, options.keys, began + options.keys_minutes * 60)
    figures = {"keys": len(ids), "keys_per_second": len(ids) / (time.monotonic() - began)}
    figures["rss_after_making_keys_mb"] = server.process.rss_mb()
    figures["start_seconds_with_keys"] = starts(server, options.starts)
    figures["first_use"] = first_use(server, ids)
    figures["rss_after_first_use_mb"] = server.process.rss_mb()
    return figures


def starts(server: Keywright, times: int) -> list:
    """Seconds from process to ready, on the store as it is; the server runs afterwards."""
    seconds = []
    for _ in range(times):
        server.stop()
        seconds.append(server.start())
    return seconds


def starts_side_by_side(servers: list, times: int) -> dict:
    """The same of several servers, which take turns; memory is that of the last start."""
    seconds = {server.name: [] for server in servers}
    memory = {}
    for server in servers:
        server.stop()
    for _ in range(times):
        for server in servers:
            seconds[server.name].append(server.start())
            memory[server.name] = server.process.rss_mb()
            server.stop()
    return {
        **{f"start_seconds of {name}": taken for name, taken in seconds.items()},
        **{f"rss_after_start_mb of {name}": mb for name, mb in memory.items()},
    }


def create_many(server: Keywright, count: int, deadline: float) -> list:
    """Makes `count` AES-256 keys over several kept connections, fewer if `deadline` comes first."""

    def create_share(share: int) -> list:
        client, ids = server.client(), []
        while len(ids) < share and time.monotonic() < deadline:
            ids.append(create_key(client, "AES-256", ["encrypt", "decrypt"]))
            if len(ids) % 500 == 0:
                print(".", end="", file=sys.stderr, flush=True)
        client.close()
        return ids

    shares = [count // CREATORS + (i < count % CREATORS) for i in range(CREATORS)]
    with ThreadPoolExecutor(CREATORS) as pool:
        ids = [key for part in pool.map(create_share, shares) for key in part]
    print(file=sys.stderr)
    return ids


def first_use(server: Keywright, ids: list) -> dict:
    """Encrypts once with each of some keys that a fresh server never saw, then with the same ones again."""
    keys = random.sample(ids, min(COLD_KEYS, len(ids)))
    client = server.client()
    warm_up = create_key(client, "AES-256", ["encrypt", "decrypt"])
    timed(client, [warm_up] * 2000)
    cold, warm = timed(client, keys), timed(client, keys)
    return {
        "keys": len(keys),
        "cold_p50_ms": percentile(cold, 50), "cold_p99_ms": percentile(cold, 99), "cold_max_ms": max(cold),
        "warm_p50_ms": percentile(warm, 50), "warm_p99_ms": percentile(warm, 99),
        "added_p50_ms": percentile(cold, 50) - percentile(warm, 50),
        "added_p99_ms": percentile(cold, 99) - percentile(warm, 99),
    }


def timed(client, keys: list) -> list:
    """Milliseconds of each call, one after the other."""
    plaintext, taken = base64.b64encode(bytes(64)).decode(), []
    for key in keys:
        began = time.perf_counter()
        client.call("POST", API + "/encrypt", {"key_id": key, "plaintext": plaintext})
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def percentile(values: list, percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
