"""Who and where there is: states, bodies, offices, outlets, organisations, persons and places as data."""
