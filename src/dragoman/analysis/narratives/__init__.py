"""Narrative claims held against the record: wording -> a form that can be tested -> a verdict with all it rests on."""
