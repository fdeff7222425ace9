"""Records neighbourhood and column measures of a made table with gaps and a category.

Run with scikit-learn 1.9.1, numpy 2.4.6. Writes Oracle/quality_sklearn.json beside this file.
"""

import json
import pathlib

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler


def case(rng, sizes, columns, words):
    labels = np.repeat(np.arange(len(sizes)), sizes)
    rng.shuffle(labels)
    numbers = rng.normal(size=(len(labels), columns)) + labels[:, None] * np.linspace(0.2, 1.4, columns)
    numbers = np.array([[float(f"{v:.9g}") for v in row] for row in numbers])
    numbers[rng.random(numbers.shape) < 0.05] = np.nan
    codes = (labels + rng.integers(0, words, len(labels))) % words
    filled = np.where(np.isnan(numbers), np.nanmedian(numbers, axis=0), numbers)
    scaled = StandardScaler().fit_transform(filled)
    one_hot = np.eye(words)[codes] * np.sqrt(0.5)
    space = np.hstack([scaled, one_hot])
    found = NearestNeighbors(n_neighbors=6, algorithm="brute").fit(space).kneighbors(space)[1]
    others = np.array([[j for j in row if j != i][:5] for i, row in enumerate(found)])
    fellows = (labels[others] == labels[:, None]).sum(axis=1)
    fisher = []
    for column in numbers.T:
        there = ~np.isnan(column)
        x, y = column[there], labels[there]
        between = sum((y == k).sum() * (x[y == k].mean() - x.mean()) ** 2 for k in range(len(sizes)))
        within = sum(((x[y == k] - x[y == k].mean()) ** 2).sum() for k in range(len(sizes)))
        fisher.append(between / within)
    record = {
        "labels": labels.tolist(),
        "numbers": [[None if np.isnan(v) else v for v in column] for column in numbers.T],
        "words": codes.tolist(),
        "fellows": fellows.tolist(),
        "nearest_is_fellow": (labels[others[:, 0]] == labels).tolist(),
        "kdn": float((1 - fellows / 5).mean()),
        "n3": float((labels[others[:, 0]] != labels).mean()),
        "fisher": max(fisher),
    }
    if len(sizes) == 2:
        areas = []
        for column in numbers.T:
            there = ~np.isnan(column)
            area = roc_auc_score(labels[there], column[there])
            areas.append(max(area, 1 - area))
        record["areas"] = areas
        # How well the best single cut does among the rows with a value and those without.
        best = []
        for column in numbers.T:
            present = np.sort(np.unique(column[~np.isnan(column)]))
            scores = [0.5]
            for cut in present:
                for side in (column <= cut, column > cut):
                    scores.append((side[labels == 1].mean() + 1 - side[labels == 0].mean()) / 2)
            gaps = np.isnan(column)
            apart = abs(gaps[labels == 1].mean() - gaps[labels == 0].mean())
            scores.append((1 + apart) / 2)
            best.append(max(scores))
        record["best_cuts"] = best
    return record


def main():
    rng = np.random.default_rng(7)
    cases = [case(rng, [160, 40], 4, 3), case(rng, [120, 60, 20], 3, 4), case(rng, [60, 60], 2, 2)]
    target = pathlib.Path(__file__).parent.parent / "Oracle" / "quality_sklearn.json"
    target.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
