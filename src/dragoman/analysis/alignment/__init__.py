"""Who stands with whom: a network signed by scores, its communities, and what a state does outside an orbit."""
