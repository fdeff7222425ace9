"""Records scikit-learn's permutation_importance of pipelines over columns of numbers and words: importance.json.

usage: python importance_oracle.py  (scikit-learn 1.9.1, numpy 2.4.6, pandas)
"""
import json, pathlib
import numpy as np, pandas as pd, sklearn
from sklearn.compose import make_column_transformer
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

assert (sklearn.__version__, np.__version__) == ("1.9.1", "2.4.6")
r = np.random.RandomState(11)
n, m = 240, 160
numbers = np.round(r.normal(size=(n + m, 4)), 6)
words = np.array(["north", "south", "west"])[r.randint(0, 3, n + m)]
z = 1.4 * numbers[:, 0] - numbers[:, 1] * (words == "west") + .8 * (words == "south") - 1.6 + r.logistic(size=n + m)
y = (z > 0).astype(int)
y3 = np.where(numbers[:, 2] + .7 * r.normal(size=n + m) > 1, 2, y)
frame = pd.DataFrame(numbers, columns=["a", "b", "c", "d"])
frame.insert(2, "region", words)
train, test = frame.iloc[:n].reset_index(drop=True), frame.iloc[n:].reset_index(drop=True)
encode = lambda scaler: make_column_transformer((scaler, ["a", "b"]), (OneHotEncoder(), ["region"]), (scaler, ["c", "d"]))
models = {"logistic_regression": lambda: make_pipeline(encode(StandardScaler()), LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12)),
          "decision_tree": lambda: make_pipeline(encode("passthrough"), DecisionTreeClassifier(max_depth=4, min_samples_leaf=12, random_state=0))}
cases = []
for name, make in models.items():
    for classes, t in ((2, y), (3, y3)):
        fitted = make().fit(train, t[:n])
        scorings = {"balanced_accuracy": "balanced_accuracy"}
        if classes == 2:
            scorings |= {"pr_auc": "average_precision", "roc_auc": "roc_auc", "log_loss": "neg_log_loss", "brier": "neg_brier_score", "f1": "f1"}
        if name == "decision_tree":
            scorings.pop("log_loss", None)  # leaves that say 0 are clipped by other amounts
        for metric, scoring in scorings.items():
            for seed, repeats in ((0, 5), (42, 3)):
                got = permutation_importance(fitted, test, t[n:], scoring=scoring, n_repeats=repeats, random_state=seed)
                cases.append({"model": name, "classes": classes, "metric": metric, "seed": seed, "repeats": repeats,
                              "values": got.importances.tolist(), "mean": got.importances_mean.tolist(), "std": got.importances_std.tolist()})
shuffles = []
root = np.random.RandomState(7)
inner = np.random.RandomState(root.randint(np.iinfo(np.int32).max + 1))
order, column = np.arange(12), np.arange(12)
for _ in range(4):
    inner.shuffle(order)
    column = column[order]
    shuffles.append(column.tolist())
out = {"numbers": numbers.T.tolist(), "words": words.tolist(), "labels": y.tolist(), "labels3": y3.tolist(), "training": n, "cases": cases, "shuffles": shuffles}
path = pathlib.Path(__file__).parent.parent / "Oracle/importance.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(len(cases), "cases", path.stat().st_size, "bytes", y.mean(), np.bincount(y3))
