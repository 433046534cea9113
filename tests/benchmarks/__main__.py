"""Print the measurements, one JSON object a line; what goes on is told on standard error."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import amount, building, startup, whole_check
from tests.benchmarks.run import Run

SUBJECTS = (amount, whole_check, startup, building)

if __name__ == "__main__":
    for subject in SUBJECTS:
        with TemporaryDirectory() as place:
            for row in subject.measure(Run(Path(place))):
                print(json.dumps(row._asdict(), ensure_ascii=False), flush=True)
