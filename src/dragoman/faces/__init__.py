"""faces room."""
