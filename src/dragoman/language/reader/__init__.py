"""The reader: one ONNX model that parses, names, and marks who is cited as saying what."""
