"""What stands between actors beyond the day: agreements, memberships, corridors, partnerships ... with their words."""

from dragoman.extraction.ties.finding import find_ties

__all__ = ["find_ties"]
