"""Structure: the parts of a dispatch, from its headline to its copyright."""

from wireparse.stages.structure.finding import MEANING, STATUS, Structure, find_structure

__all__ = ["MEANING", "STATUS", "Structure", "find_structure"]
