"""Figures: the quantities of a dispatch, with value, bound, unit and what befell those counted."""

from wireparse.stages.figures.finding import FoundFigure, chained, find_figures, unread_figures

__all__ = ["FoundFigure", "chained", "find_figures", "unread_figures"]
