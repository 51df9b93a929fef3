"""Fitting, evaluating and describing the model. Needs the extra ``train``; scoring never imports it."""

from __future__ import annotations

from jobscreen.training.classifier import AdClassifier

__all__ = ["AdClassifier"]
