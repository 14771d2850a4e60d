"""REST over a record: one file a question, models from the record's own codebook and the house's types."""
