"""What moves on a page while it is read, by the browser's own account."""

from __future__ import annotations

from typing import Final

NOTE_SHIFTS: Final = """
  globalThis.shifts = [];
  new PerformanceObserver((found) => {
    for (const { value, sources } of found.getEntries()) {
      shifts.push([value, sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
"""Run before a page, it puts into ``shifts`` how much moved at a time, and what."""

TWO_FRAMES: Final = """
  new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))
"""
"""What is done has been drawn, and what has moved by it is in ``shifts``."""
