"""The amount in ZEN Engine (GoRules): a decision model with one expression node.

The decision is in the engine's own loader, which compiles it once: several times faster than asking
a decision made from its JSON text.
"""

from __future__ import annotations

from typing import Any

import zen  # type: ignore[import-not-found]
from contest import Total, contest  # type: ignore[import-not-found]


def build(model: dict[str, Any]) -> Total:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"fact-ung": decision(model)}}})

    def total(positions: int, received: int) -> int:
        answer = engine.evaluate("fact-ung", {"positions": positions, "received": received})
        return int(answer["result"]["total"])

    return total


def decision(model: dict[str, Any]) -> dict[str, Any]:
    rates = model["rates"]
    expressions = {
        "rates": str(rates),
        "counted": f"min([positions, {model['cap']}])",
        "years": (
            f"map(filter({list(range(len(rates)))}, # >= received),"
            " floor($.counted * $.rates[#] / 100))"
        ),
        "total": "sum($.years)",
    }
    nodes: list[dict[str, Any]] = [
        {"id": "request", "name": "request", "type": "inputNode"},
        {
            "id": "amount",
            "name": "amount",
            "type": "expressionNode",
            "content": {
                "expressions": [
                    {"id": key, "key": key, "value": value} for key, value in expressions.items()
                ]
            },
        },
        {"id": "response", "name": "response", "type": "outputNode"},
    ]
    edges = [
        {"id": "in", "type": "edge", "sourceId": "request", "targetId": "amount"},
        {"id": "out", "type": "edge", "sourceId": "amount", "targetId": "response"},
    ]
    placed = [{**node, "position": {"x": 0, "y": 0}} for node in nodes]
    return {"contentType": "application/vnd.gorules.decision", "nodes": placed, "edges": edges}


contest(build)
