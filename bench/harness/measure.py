"""Runs one command and says what it cost."""

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """Seconds, and the highest resident memory of any one process of the command."""

    wall: float = 0.0
    cpu: float = 0.0
    peak_bytes: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak_bytes, other.peak_bytes))


class CommandFailed(Exception):
    pass


class TookTooLong(Exception):
    pass


def run(command: list[str], folder: Path, environment: dict[str, str], timeout: float) -> tuple[Cost, str]:
    """The cost and all output of a command that must succeed.

    CPU time is that of all its processes. GNU time stands between, since a process that starts another gives it its own
    peak for a start: Python's would hide that of a small search.
    """
    with tempfile.NamedTemporaryFile() as peak, tempfile.TemporaryFile() as output:
        wrapped = ["time", "--quiet", "--format=%M", f"--output={peak.name}", *command]
        begin = time.perf_counter()
        process = subprocess.Popen(
            wrapped,
            cwd=folder,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        late = threading.Event()
        timer = threading.Timer(timeout, lambda: (late.set(), os.killpg(process.pid, signal.SIGKILL)))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if late.is_set():
            raise TookTooLong(" ".join(command))
        output.seek(0)
        text = output.read().decode(errors="replace")
        if process.returncode != 0:
            raise CommandFailed(f"{' '.join(command)}: exit status {process.returncode}\n{text}")
        return Cost(wall, usage.ru_utime + usage.ru_stime, int(peak.read()) * 1024), text
