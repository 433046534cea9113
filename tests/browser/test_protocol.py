"""The messages between page and worker, and the client's promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.site_server import CLIENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.checker_page import CheckerPage

pytestmark = pytest.mark.browser

READ: Final = """async ({ module, reader, message }) => {
  const messages = await import(module);
  try {
    return { read: messages[reader](message) };
  } catch (error) {
    return { error: error.constructor.name };
  }
}"""


KNOWN: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("readPageMessage", {"type": "start", "id": 1}),
    ("readPageMessage", {"type": "check", "id": 2, "situation": "{}", "language": "nb"}),
    ("readPageMessage", {"type": "questions", "id": 3, "situation": "{}", "language": "nn"}),
    ("readPageMessage", {"type": "cancel", "id": 3}),
    ("readWorkerMessage", {"type": "progress", "id": 1, "stage": "rules"}),
    ("readWorkerMessage", {"type": "ready", "id": 1, "way": "snapshot"}),
    ("readWorkerMessage", {"type": "answer", "id": 2, "result": "{}"}),
    ("readWorkerMessage", {"type": "failed", "id": 2, "reason": "check", "detail": "x"}),
)

UNKNOWN: Final[tuple[tuple[str, object], ...]] = (
    ("readPageMessage", None),
    ("readPageMessage", "start"),
    ("readPageMessage", []),
    ("readPageMessage", {}),
    ("readPageMessage", {"type": "start"}),
    ("readPageMessage", {"type": "start", "id": 0}),
    ("readPageMessage", {"type": "start", "id": "1"}),
    ("readPageMessage", {"type": "run", "id": 1, "code": "1"}),
    ("readPageMessage", {"type": "constructor", "id": 1}),
    ("readPageMessage", {"type": "check", "id": 1, "situation": {}, "language": "nb"}),
    ("readPageMessage", {"type": "check", "id": 1, "situation": "{}"}),
    ("readPageMessage", {"type": "cancel", "id": 1, "code": "1"}),
    ("readPageMessage", {"type": "ready", "id": 1}),
    ("readWorkerMessage", {"type": "start", "id": 1}),
    ("readWorkerMessage", {"type": "ready", "id": 1}),
    ("readWorkerMessage", {"type": "ready", "id": 1, "way": "milky"}),
    ("readWorkerMessage", {"type": "progress", "id": 1, "stage": "lunch"}),
    ("readWorkerMessage", {"type": "failed", "id": 1, "reason": "why", "detail": ""}),
    ("readWorkerMessage", {"type": "answer", "id": 1}),
)


def test_known_messages_are_read_and_anything_else_is_a_type_error(checker: CheckerPage) -> None:
    for reader, message in KNOWN:
        assert read(checker, reader, message) == {"read": message}
    for reader, data in UNKNOWN:
        assert read(checker, reader, data) == {"error": "TypeError"}, data


def read(checker: CheckerPage, reader: str, message: object) -> object:
    module = f"{checker.site}checker/runtime/messages.mjs"
    return checker.page.evaluate(READ, {"module": module, "reader": reader, "message": message})


def test_a_superseded_question_is_dropped_and_the_next_is_answered(
    open_checker: Callable[..., CheckerPage],
) -> None:
    checker = open_checker().open_bare()
    outcome = checker.page.evaluate(
        """async (client) => {
          const { RulesClient } = await import(client);
          const rules = new RulesClient(() => {});
          await rules.ready;
          const first = new AbortController();
          const dropped = rules.check("{}", "nb", first.signal).catch((error) => error.name);
          await Promise.resolve();
          first.abort();
          const answered = JSON.parse(await rules.check('{"year": 2023}', "nb"));
          const late = await rules.check("{}", "nb", first.signal).catch((error) => error.name);
          rules.close();
          const closed = await rules.check("{}", "nb").catch((error) => error.reason);
          return [await dropped, answered.situation, late, closed];
        }""",
        f"{checker.site}{CLIENT}",
    )
    assert outcome == ["AbortError", {"year": 2023}, "AbortError", "runtime"]
