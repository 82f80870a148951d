"""Structure: the parts of a dispatch, from its headline to its copyright."""

from wireparse.stages.structure.finding import Structure, find_structure

__all__ = ["Structure", "find_structure"]
