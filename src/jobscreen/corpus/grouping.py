"""Groups that must stay on one side of a split: pairs, companies, and near-copies found by MinHash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from jobscreen.errors import MissingExtraError
from jobscreen.wording import Wording

__all__ = ["NEAR_COPY", "Signature", "group", "near_copies", "signature_of"]

#: Estimated Jaccard similarity of words and word pairs from which two texts count as copies of each other.
NEAR_COPY: Final = 0.6
_PERMUTATIONS: Final = 64
#: Texts with fewer shingles are too short for the estimate.
_MIN_SHINGLES: Final = 20

#: A datasketch LeanMinHash; that library has no types.
Signature = Any


def signature_of(wording: Wording) -> Signature | None:
    """Return the MinHash signature of a text, None for one too short to compare.

    Contacts, amounts and places are masked in the wording, so that a text re-posted with other ones is found.

    Raises
    ------
    MissingExtraError
        If datasketch is not installed.
    """
    shingles = np.unique(wording.buckets)
    if len(shingles) < _MIN_SHINGLES:
        return None
    # Buckets are small and regular; spread them before the permutations.
    spread = (shingles.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)
    signature = _datasketch().MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)
    signature.update_batch(spread.tolist())
    return _datasketch().LeanMinHash(signature)


def near_copies(signatures: Sequence[Signature | None]) -> list[tuple[int, int]]:
    """Return pairs ``(earlier, later)`` of texts that are near-copies, by their place in the input."""
    index = _datasketch().MinHashLSH(threshold=NEAR_COPY, num_perm=_PERMUTATIONS)
    pairs: list[tuple[int, int]] = []
    for number, signature in enumerate(signatures):
        if signature is None:
            continue
        pairs += [(other, number) for other in sorted(map(int, index.query(signature)))]
        index.insert(str(number), signature)
    return pairs


def _datasketch() -> Any:
    try:
        import datasketch
    except ImportError as error:
        raise MissingExtraError("datasketch", extra="train") from error
    return datasketch


def group(ties: Sequence[Sequence[str]], pairs: Iterable[tuple[int, int]] = ()) -> npt.NDArray[np.int64]:
    """Return one group number per text: texts that share a tie, or are linked by a pair, share the group.

    Parameters
    ----------
    ties : sequence of sequence of str
        The keys of each text.
    pairs : iterable of (int, int)
        Further links, such as :func:`near_copies`.

    Examples
    --------
    >>> group([["pair:1"], ["pair:2"], ["pair:1"], []], [(1, 3)]).tolist()
    [0, 1, 0, 1]
    """
    parent = list(range(len(ties)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    first: dict[str, int] = {}
    for number, keys in enumerate(ties):
        for key in keys:
            parent[root(number)] = root(first.setdefault(key, number))
    for one, other in pairs:
        parent[root(one)] = root(other)
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(root(item), len(numbers)) for item in range(len(ties))])
