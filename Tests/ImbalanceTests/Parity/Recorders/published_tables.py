"""Records what published tables are compared with beyond the digits that are printed.

Python 3.11, numpy 2.4.6, pandas, scikit-learn 1.9.1. Run: python published_tables.py SHARED
SHARED holds data/default.csv and data/caravan.csv, which cannot be committed.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, roc_auc_score

data = pathlib.Path(sys.argv[1]) / "data"


def fit(columns, labels):
    """The unpenalised optimum; columns are standardised for the solver and mapped back."""
    mean, spread = columns.mean(0), columns.std(0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    model.fit((columns - mean) / spread, labels)
    slopes = model.coef_[0] / spread
    return slopes, model.intercept_[0] - slopes @ mean


frame = pd.read_csv(data / "default.csv")
labels = (frame["default"] == "Yes").to_numpy().astype(int)
columns = {
    "student": (frame["student"] == "Yes").to_numpy().astype(float),
    "balance": frame["balance"].to_numpy(),
    "income": frame["income"].to_numpy(),
}
fits = {}
for names in (["balance"], ["student"], ["student", "balance", "income"]):
    table = np.array([columns[name] for name in names]).T
    slopes, intercept = fit(table, labels)
    scores = 1 / (1 + np.exp(-(table @ slopes + intercept)))
    fits[" ".join(names)] = {
        "intercept": intercept,
        "slopes": list(slopes),
        "roc_auc": roc_auc_score(labels, scores),
        "half": confusion_matrix(labels, scores >= 0.5).tolist(),
        "fifth": confusion_matrix(labels, scores >= 0.2).tolist(),
    }
path = pathlib.Path(__file__).parent.parent / "Oracle/published_tables.json"
path.write_text(json.dumps(fits, indent=1) + "\n")
print(path.read_text())

# The second table's digits are printed in the book; this shows that the optimum gives them.
frame = pd.read_csv(data / "caravan.csv")
labels = (frame.pop("Purchase") == "Yes").to_numpy().astype(int)
table = frame.to_numpy().astype(float)
slopes, intercept = fit(table[1000:], labels[1000:])
scores = 1 / (1 + np.exp(-(table[:1000] @ slopes + intercept)))
for cut in (0.5, 0.25):
    called = scores >= cut
    print(cut, called.sum(), (called & (labels[:1000] == 1)).sum(), np.sort(abs(scores - cut))[:3])
