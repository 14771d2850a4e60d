"""How reports are read by many workers: on this machine's cores, or on a Ray cluster.

Whatever the engine and the number of workers, the findings are those of one process that reads report after report
(`pipeline.process`), in the same order.
"""
