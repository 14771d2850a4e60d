"""Swaps: what sources say of them, and a monthly model that keeps molecules and contracts apart."""
