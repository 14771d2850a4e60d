"""Many reports on many machines: cut into shards, read in waves, as if one process had read report after report.

A place (record/merging/place.py) holds everything: what is to be read (`cut`), what was found (`read`), and which
shards are whole and final (`waves`).  Whatever dies, what is whole there is not read again.
"""
