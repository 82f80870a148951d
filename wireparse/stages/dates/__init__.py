"""Dates: the expressions that name a day or period, resolved against the day of the dispatch."""

from wireparse.stages.dates.finding import FoundDate, find_dates, unread_dates

__all__ = ["FoundDate", "find_dates", "unread_dates"]
