"""Records scikit-learn's splits and folds. scikit-learn 1.9.1; writes Oracle/splits_sklearn.json.

Rows of small cases are recorded one by one; of hypothyroid.csv the first rows and a checksum.
"""
import json, pathlib, warnings
import numpy as np, pandas as pd, sklearn
from sklearn.model_selection import StratifiedKFold, train_test_split

assert sklearn.__version__ == "1.9.1"
warnings.filterwarnings("ignore")

def checksum(rows):
    return int(sum((i + 1) * int(r) for i, r in enumerate(rows)))

def summary(rows, short):
    rows = [int(r) for r in rows]
    if short:
        return {"rows": rows[:50], "count": len(rows), "sum": checksum(rows)}
    return {"rows": rows, "count": len(rows), "sum": checksum(rows)}

def case(name, y, classes, test, validation, seed, short=False):
    y = np.asarray(y)
    idx = np.arange(len(y))
    rest, held = train_test_split(idx, test_size=test, stratify=y, random_state=seed)
    d = {"name": name, "test_share": test, "validation_share": validation, "seed": seed,
         "classes": [str(c) for c in classes], "codes": None if short else [int(np.where(classes == v)[0][0]) for v in y]}
    d["test"] = summary(held, short)
    if validation is None:
        d["train"] = summary(rest, short)
    else:
        train, val = train_test_split(rest, test_size=validation / (1 - test), stratify=y[rest], random_state=seed)
        d["train"], d["validation"] = summary(train, short), summary(val, short)
    return d

def folds(name, y, classes, k, shuffle, seed, short=False):
    y = np.asarray(y)
    skf = StratifiedKFold(k, shuffle=shuffle, random_state=seed if shuffle else None)
    held = [summary(t, short) for _, t in skf.split(np.zeros((len(y), 1)), y)]
    return {"name": name, "k": k, "shuffle": shuffle, "seed": seed, "held": held,
            "codes": None if short else [int(np.where(classes == v)[0][0]) for v in y],
            "classes": [str(c) for c in classes]}

rng = np.random.default_rng(5)
cases, kfolds = [], []
sets = {
    "binary": rng.permutation([0] * 90 + [1] * 10),
    "tied": rng.permutation([0] * 15 + [1] * 15 + [2] * 15 + [3] * 15),
    "five": rng.permutation([1] * 61 + [2] * 23 + [5] * 11 + [10] * 7 + [20] * 5),
    "words": rng.permutation(["good"] * 47 + ["bad"] * 21 + ["Ugly"] * 9),
    "skewed": rng.permutation([0] * 197 + [1] * 3),
}
for name, y in sets.items():
    classes = np.unique(y)
    for seed in [0, 1, 42, 20240611]:
        for test, validation in [(0.25, None), (0.3, None), (0.5, None), (0.2, 0.2)]:
            cases.append(case(name, y, classes, test, validation, seed))
        for k in [2, 3, 5]:
            kfolds.append(folds(name, y, classes, k, True, seed))
    kfolds.append(folds(name, y, classes, 5, False, 0))
    kfolds.append(folds(name, y, classes, 10, False, 0)) if name != "skewed" else None
hyp = pd.read_csv(pathlib.Path(__file__).parents[4] / "templates/data/hypothyroid.csv")["class"].to_numpy().astype(str)
cls = np.unique(hyp)
for seed in [0, 42]:
    cases.append(case("hypothyroid", hyp, cls, 0.25, None, seed, True))
    cases.append(case("hypothyroid", hyp, cls, 0.2, 0.2, seed, True))
    kfolds.append(folds("hypothyroid", hyp, cls, 5, True, seed, True))
kfolds.append(folds("hypothyroid", hyp, cls, 10, False, 0, True))
codes = "".join("1" if v == cls[1] else "0" for v in hyp)
path = pathlib.Path(__file__).parent.parent / "Oracle" / "splits_sklearn.json"
path.write_text(json.dumps({"hypothyroid": codes, "splits": cases, "folds": [f for f in kfolds if f]}, separators=(",", ":")))
print(path.stat().st_size)
