"""Sentence encoders: an optional model that turns a text into numbers, so that likeness goes beyond words.

The model is one that lies on this machine: a folder, a Python package that carries such a folder, or an encoder
that another package announces in the group ``qualcode.encoders``. Nothing is fetched, and nothing in a model's
folder is run: weights are read from safetensors only, and only known kinds of modules are put together.
"""

from qualcode.assist.encoders.loading import encoders, load_encoder
from qualcode.assist.encoders.protocol import Encoder

__all__ = ["Encoder", "encoders", "load_encoder"]
