"""Shards into a record: what many machines found lies in Parquet files, and is taken in file by file in bulk SQL."""
