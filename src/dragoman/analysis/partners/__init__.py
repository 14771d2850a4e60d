"""Partnerships: of two actors or a group of states, what they do with each other, how it changes, on whose word."""
