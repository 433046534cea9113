"""The client's promises, kept by a real worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.site_server import CLIENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.checker_page import CheckerPage

pytestmark = pytest.mark.browser


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
