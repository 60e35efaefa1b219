"""One command of pagerace: what it printed as JSON, and the processor time that it took."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Answer:
    status: int
    seconds: float
    text: str
    problem: str

    def json(self) -> dict:
        try:
            return json.loads(self.text)
        except json.JSONDecodeError:
            raise SystemExit(f"no JSON, exit status {self.status}: {self.problem}") from None


class Tool:
    def __init__(self, program: Path):
        self.program = str(program.resolve())

    def ask(self, *arguments: str) -> Answer:
        """The clock of a machine that does other things says little, so seconds are the processor's, of this command alone."""
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as problem:
            process = subprocess.Popen(
                [self.program, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=problem
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            problem.seek(0)
            return Answer(
                process.returncode,
                usage.ru_utime + usage.ru_stime,
                output.read().decode(errors="replace"),
                problem.read().decode(errors="replace"),
            )
