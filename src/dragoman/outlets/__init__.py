"""outlets room."""
