"""A server that this run starts, looks at and ends: it and all its children, and nothing else. Linux only."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from wrk import Failed

TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """Runs in a process group of its own, so that a script and the server it starts are ended together."""

    def __init__(self, command: list, log: Path, env: dict):
        self.log = log
        with open(log, "ab") as out:
            self.child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                env={**os.environ, **env}, start_new_session=True)

    def wait_until(self, ready, seconds: float, what: str) -> None:
        """Polls each millisecond until `ready()`, or fails with the end of the log."""
        end = time.monotonic() + seconds
        while not ready():
            if self.child.poll() is not None:
                raise Failed(f"{what}: ended with {self.child.returncode}\n{self.tail()}")
            if time.monotonic() > end:
                raise Failed(f"{what}: not ready after {seconds:.0f} s\n{self.tail()}")
            time.sleep(0.001)

    def stop(self) -> None:
        """Asks, waits 15 seconds, then insists."""
        for sign, patience in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
            if not self.members():
                break
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, sign)
            end = time.monotonic() + patience
            while self.members() and time.monotonic() < end:
                self.child.poll()
                time.sleep(0.02)
        self.child.wait(timeout=5)

    def members(self) -> list:
        """The living processes of the group."""
        return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if self.is_member(pid)]

    def is_member(self, pid: int) -> bool:
        fields = stat(pid)
        return bool(fields) and int(fields[2]) == self.child.pid and fields[0] != "Z"

    def rss_mb(self) -> float:
        return sum(status_kb(pid, "VmRSS") for pid in self.members()) / 1024

    def cpu_seconds(self) -> float:
        """Processor time so far, user and system, of all members."""
        return sum(sum(map(int, (stat(pid) or ["0"] * 13)[11:13])) for pid in self.members()) / TICKS

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-25:])


def stat(pid: int) -> list:
    """The fields of /proc/PID/stat from the state on, or nothing if the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def status_kb(pid: int, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name + ":")), 0)
