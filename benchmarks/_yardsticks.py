"""Other classifiers, trained on the same ads, as a measure of the machine: fastText and hashing + logistic."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

__all__ = ["fasttext", "hashing"]

#: Takes ads, returns nothing of interest.
Predict = Callable[[Sequence[str]], object]


def hashing(texts: Sequence[str], labels: Sequence[str]) -> Predict:
    """Fit hashed words and logistic regression of scikit-learn; prediction takes all ads at once."""
    model = make_pipeline(HashingVectorizer(n_features=1 << 18, ngram_range=(1, 2)), LogisticRegression())
    model.fit(list(texts), list(labels))
    return lambda ads: model.predict(list(ads))


def fasttext(texts: Sequence[str], labels: Sequence[str]) -> Predict:
    """Fit fastText with word pairs and its other defaults; prediction takes one ad after the other.

    Raises
    ------
    ImportError
        If it is not installed (benchmarks/requirements.txt).
    """
    import fasttext as package

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.txt"
        lines = (f"__label__{label} {_line(text)}" for text, label in zip(texts, labels, strict=True))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        model = package.train_supervised(str(path), wordNgrams=2, epoch=10, thread=1, verbose=0)
    # The inner call: the wrapper around it fails with recent versions of NumPy.
    return lambda ads: [model.f.predict(_line(ad) + "\n", 1, 0.0, "strict") for ad in ads]


def _line(text: str) -> str:
    return " ".join(text.split())
