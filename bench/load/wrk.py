"""One kind of request, and a round of it by wrk over mutual TLS."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PRELOAD = ROOT / ".peers" / "client_certificate.so"
BATCH = 100  # items of a batch, which is one request


class Failed(Exception):
    """The run is worth nothing: what went wrong, for the person who runs it."""


@dataclass(frozen=True)
class Target:
    """A running server as its clients see it."""

    url: str
    certificate: Path
    key: Path


@dataclass(frozen=True)
class Request:
    name: str
    method: str
    path: str
    body: Optional[dict] = None
    headers: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Round:
    requests: int
    failures: int
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float  # the server's processor time for one request, in microseconds


def load(target: Target, request: Request, connections: int, seconds: float, cpu_seconds) -> Round:
    """Sends `request` over all connections for `seconds` (rounded up); `cpu_seconds` reads the server's clock."""
    seconds = max(1, int(seconds + 0.999))
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
    command += ["-s", str(HERE / "request.lua"), target.url + request.path]
    before = cpu_seconds()
    try:
        run = subprocess.run(
            command, env=environment(target, request), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=seconds + 60)
    except subprocess.TimeoutExpired as e:
        raise Failed(f"{request.name}: wrk did not end") from e
    used = cpu_seconds() - before
    return parse(request, run, used)


def environment(target: Target, request: Request) -> dict:
    env = dict(os.environ, LD_PRELOAD=str(PRELOAD), LOAD_METHOD=request.method)
    env.update(CLIENT_CERT=str(target.certificate), CLIENT_KEY=str(target.key))
    env["LOAD_HEADERS"] = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
    if request.body is not None:
        env["LOAD_BODY"] = json.dumps(request.body)
    return env


def parse(request: Request, run: subprocess.CompletedProcess, cpu: float) -> Round:
    line = next((x for x in run.stdout.splitlines() if x.startswith("RESULT ")), None)
    if run.returncode != 0 or line is None:
        raise Failed(f"{request.name}: wrk failed\n{run.stdout}{run.stderr}")
    result = json.loads(line.removeprefix("RESULT "))
    requests = result["requests"]
    if requests == 0:
        raise Failed(f"{request.name}: not one request was answered\n{run.stdout}{run.stderr}")
    return Round(
        requests=requests,
        failures=result["bad_status"] + result["bad_socket"],
        per_second=requests * 1e6 / result["micros"],
        p50_ms=result["p50_us"] / 1000,
        p99_ms=result["p99_us"] / 1000,
        cpu_us=cpu * 1e6 / requests)


def progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
