"""Print the measurements, one JSON object a line; what goes on is told on standard error."""

from __future__ import annotations

import json

from tests.benchmarks import amount, building, startup, whole_check

SUBJECTS = (amount, whole_check, startup, building)

if __name__ == "__main__":
    for subject in SUBJECTS:
        for row in subject.measure():
            print(json.dumps(row._asdict(), ensure_ascii=False), flush=True)
