"""The rules of Tilskuddssjekken: model, conditions, amounts and evaluation.

Standard library only, no input or output, no clock: the same files run in a terminal, at build
time and in the browser.

The examples in docstrings are run as tests. They are about a small catalogue, ``nabohjelp`` of 2023
in ``tests/valid``; the names they use without a word are in ``tests/rules/examples.py``.
"""

__version__ = "0.1.0"
