"""Whose word an answer rests on: outlets, publishers, states behind them, copies; and what remains without some."""
