"""Watchlists: saved questions, what of a record answers them, and what of that was seen already."""
