"""The mean of two models: python training/blend.py --data DIR --model FOLDER [--share 0.5].

A model that began with another one's weights (`train.py --warm`) and the one it began with lie close together, and
what lies between them reads as well or better.  The averaged weights of DIR/checkpoint.pt become that mean; the links,
which the earlier model need not have, stay.
"""

import argparse
from pathlib import Path

import torch
from warm import reader_weights


def main() -> None:
    """Blend the checkpoint with an exported model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the exported model that training began with")
    parser.add_argument("--share", type=float, default=0.5, help="of the checkpoint")
    options = parser.parse_args()
    kept = torch.load(options.data / "checkpoint.pt")
    before, now = reader_weights(options.model / "reader.onnx"), kept["average"]
    for name in before.keys() & now.keys() - {"words.weight"}:
        if not name.startswith("link"):
            now[name] = torch.lerp(before[name].reshape(now[name].shape), now[name], options.share)
    fresh = options.data / "checkpoint.new"
    torch.save(kept, fresh)
    fresh.replace(options.data / "checkpoint.pt")


if __name__ == "__main__":
    main()
