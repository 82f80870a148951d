"""Dates: the expressions that name a day or period, resolved against the day of the dispatch."""

from wireparse.stages.dates.finding import FoundDate, find_dates, unread_dates
from wireparse.stages.dates.occasions import find_occasions

__all__ = ["FoundDate", "find_dates", "find_occasions", "unread_dates"]
