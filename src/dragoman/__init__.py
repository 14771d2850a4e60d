"""Dragoman room."""
