"""atlas room."""
