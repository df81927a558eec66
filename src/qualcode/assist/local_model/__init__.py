"""A language model on the researcher's own machine as a suggester; off unless study.yaml names one.

It is asked over the OpenAI-compatible address of a local server (llama.cpp, Ollama and others). Any address but
this machine's own is refused, what it answers is checked, and an answer that cannot be read is a problem of that
segment and never "no code".
"""

from qualcode.assist.local_model.answers import Answer, CodedQuote
from qualcode.assist.local_model.model import LocalModel

__all__ = ["Answer", "CodedQuote", "LocalModel"]
