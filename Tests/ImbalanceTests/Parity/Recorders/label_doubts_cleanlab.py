"""Records what cleanlab says of labels, given out-of-fold probabilities.

Run with cleanlab 2.9.0, numpy 2.4.6, scikit-learn 1.9.1. Writes Oracle/label_doubts.json beside this file.
"""

import json
import pathlib

import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_label_quality_scores


def probabilities(rng, labels, classes, sharpness, noise, decimals):
    """Probabilities that lean towards the label, except for a share of rows."""
    seen = labels.copy()
    flip = rng.random(len(labels)) < noise
    seen[flip] = rng.integers(0, classes, flip.sum())
    logits = rng.normal(size=(len(labels), classes))
    logits[np.arange(len(labels)), seen] += sharpness
    p = np.exp(logits)
    p /= p.sum(axis=1, keepdims=True)
    if decimals is not None:
        # Coarse probabilities, as a small forest gives them: ties everywhere.
        p = np.round(p * decimals) / decimals
        p[:, 0] = np.maximum(0, 1 - p[:, 1:].sum(axis=1))
        p /= p.sum(axis=1, keepdims=True)
    return p


def main():
    rng = np.random.default_rng(20240611)
    cases = []
    for name, sizes, sharpness, noise, decimals in [
        ("binary", [180, 20], 2.0, 0.1, None),
        ("rare", [290, 10], 1.0, 0.05, None),
        ("sure", [120, 60], 5.0, 0.02, None),
        ("guessing", [60, 60], 0.0, 0.0, None),
        ("coarse", [150, 30], 1.5, 0.15, 10),
        ("three", [100, 50, 12], 2.0, 0.1, None),
        ("coarse three", [80, 60, 20], 1.0, 0.2, 8),
        ("five", [70, 60, 30, 15, 6], 1.5, 0.2, None),
    ]:
        labels = np.repeat(np.arange(len(sizes)), sizes)
        rng.shuffle(labels)
        p = probabilities(rng, labels, len(sizes), sharpness, noise, decimals)
        p = np.array([[float(f"{v:.9g}") for v in row] for row in p])
        cases.append(
            {
                "name": name,
                "labels": labels.tolist(),
                "probabilities": p.T.tolist(),
                "thresholds": get_confident_thresholds(labels, p).tolist(),
                "joint": compute_confident_joint(labels, p, calibrate=False).tolist(),
                "self_confidence": get_label_quality_scores(
                    labels, p, method="self_confidence"
                ).tolist(),
                "normalized_margin": get_label_quality_scores(
                    labels, p, method="normalized_margin"
                ).tolist(),
                "issues": np.flatnonzero(
                    find_label_issues(labels, p, filter_by="confident_learning", n_jobs=1)
                ).tolist(),
            }
        )
    target = pathlib.Path(__file__).parent.parent / "Oracle" / "label_doubts.json"
    target.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
