"""The reader: one ONNX model that parses, names, and marks who is cited as saying what.

What is read is nobody else's business, so ONNX Runtime is told not to report on its use: from version 1.29 on it
would send what model runs on which machine to its makers, and keep a number of the device under the user's home.
It asks the environment when it is imported, so this has to stand before that.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
