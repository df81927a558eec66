"""What suggestions are worth: measured on segments that the model had not seen, and told without hiding anything.

:func:`evaluate_trial` turns a :class:`~qualcode.assist.values.Trial` into an :class:`Evaluation`; the figures are in
:mod:`qualcode.assist.evaluation.figures`. The way through the modules:

- ``metrics`` are plain measures, ``intervals`` what resampled documents say of a number, ``scores`` all measures of a part;
- ``codes``, ``groups`` and ``cells`` are the parts: each code with its verdict; branches, areas, sites and what stands
  beside a trial; cells of a matrix;
- ``evaluate`` puts the parts together, ``result`` holds them;
- ``words``, ``tables``, ``as_json`` and ``figures`` (with ``codes_figure`` and ``drawing``) show them.
"""

from qualcode.assist.evaluation.curve import CurvePoint
from qualcode.assist.evaluation.evaluate import evaluate_trial
from qualcode.assist.evaluation.groups import SecondCoder
from qualcode.assist.evaluation.intervals import Estimate
from qualcode.assist.evaluation.result import Evaluation
from qualcode.assist.evaluation.scores import paired_difference

__all__ = ["CurvePoint", "Estimate", "Evaluation", "SecondCoder", "evaluate_trial", "paired_difference"]
