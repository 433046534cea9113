"""Write the reports anew: python -m tests.telling. Then read what changed, aloud."""

from __future__ import annotations

from tests.telling.reports import reports, tellings


def main() -> None:
    """Write each situation's report beside it."""
    found = reports()
    for one in tellings():
        one.file.write_text(found[one.name], encoding="utf-8")


if __name__ == "__main__":
    main()
