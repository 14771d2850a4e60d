"""Events from mentions, in named steps: see resolve.py for their order."""
