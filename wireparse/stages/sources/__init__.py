"""Sources: the persons, bodies and unnamed people that attributions name, tied to identities."""

from wireparse.stages.sources.finding import Resolved, Sourcing, enclosing, find_sources
from wireparse.stages.sources.identities import Identity

__all__ = ["Identity", "Resolved", "Sourcing", "enclosing", "find_sources"]
