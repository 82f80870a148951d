"""Attributions: who says what, in which words. Tagged words and frames, no statistical model.

Imports inside point one way: units, cues -> hits -> walks -> contents -> frames -> scene -> readings -> discourse.
"""

from __future__ import annotations

from wireparse.stages.attributions.discourse import Attribution, find_attributions

__all__ = ["Attribution", "find_attributions"]
