"""The rules of Tilskuddssjekken: model, conditions, amounts and evaluation.

Standard library only, no input or output, no clock: the same files run in a terminal, at build
time and in the browser.
"""

__version__ = "0.1.0"
