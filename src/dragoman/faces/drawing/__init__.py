"""Charts as SVG text: maps of corridors, flows of swaps. Everything is drawn here; nothing is loaded from elsewhere."""
