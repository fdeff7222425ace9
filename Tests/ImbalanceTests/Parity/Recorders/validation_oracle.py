"""Cross-validation and statistics as scikit-learn, imbalanced-learn and scipy do them.

scikit-learn 1.9.1, imbalanced-learn 0.14.2, numpy 2.4.6, scipy 1.17.1. Neighbours are given to SMOTE by an object that
breaks ties by the lowest index. Writes Oracle/validation.json and Oracle/statistics.json.
"""

import json
import pathlib

import numpy as np
from imblearn.over_sampling import SMOTE
from imblearn.pipeline import make_pipeline
from scipy import stats
from sklearn.base import BaseEstimator
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold, StratifiedKFold, cross_validate
from sklearn.preprocessing import StandardScaler

HERE = pathlib.Path(__file__).parent.parent / "Oracle"


class Neighbours(BaseEstimator):
    """Brute force; ties go to the row that comes first."""

    def __init__(self, n_neighbors=6):
        self.n_neighbors = n_neighbors

    def fit(self, X, y=None):
        self.rows_ = np.asarray(X)
        return self

    def kneighbors(self, X, return_distance=True):
        d = ((np.asarray(X)[:, None, :] - self.rows_[None, :, :]) ** 2).sum(axis=2)
        order = np.argsort(d, axis=1, kind="stable")[:, : self.n_neighbors]
        return (np.take_along_axis(d, order, 1) ** 0.5, order) if return_distance else order

    def kneighbors_graph(self, X=None, n_neighbors=None, mode="connectivity"):
        raise NotImplementedError("never asked for; its presence is")


def rows():
    state = np.random.RandomState(11)
    n, p = 400, 4
    y = (state.random_sample(n) < 0.12).astype(int)
    X = np.round(state.standard_normal((n, p)) + y[:, None] * np.array([1.2, 0.6, 0.0, 0.3]), 6)
    return X, y


def validation():
    X, y = rows()
    scorers = {
        "accuracy": "accuracy", "balanced_accuracy": "balanced_accuracy", "recall": "recall", "f1": "f1",
        "roc_auc": "roc_auc", "pr_auc": "average_precision", "brier": "neg_brier_score", "log_loss": "neg_log_loss",
    }
    models = {
        "majority": DummyClassifier(strategy="most_frequent"),
        "logistic": make_pipeline(StandardScaler(), LogisticRegression(tol=1e-12, max_iter=10_000)),
        "smote": make_pipeline(
            StandardScaler(), SMOTE(random_state=7, k_neighbors=Neighbours(6)), StandardScaler(),
            LogisticRegression(tol=1e-12, max_iter=10_000)),
    }
    out = {"columns": X.T.tolist(), "labels": y.tolist(), "runs": []}
    for name, cv in {
        "5x1": StratifiedKFold(5, shuffle=True, random_state=3),
        "4x3": RepeatedStratifiedKFold(n_splits=4, n_repeats=3, random_state=3),
    }.items():
        folds = [test.tolist() for _, test in cv.split(X, y)]
        scores = {}
        for model, estimator in models.items():
            found = cross_validate(estimator, X, y, cv=cv, scoring=scorers, return_train_score=True)
            scores[model] = {
                part: {
                    ours: [float(abs(v)) for v in found[f"{part}_{ours}"]] for ours in scorers
                }
                for part in ("test", "train")
            }
        out["runs"].append({"name": name, "held_out": folds, "scores": scores})
    (HERE / "validation.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


def statistics():
    t = [[x, d, float(stats.t.sf(x, d)), float(stats.t.ppf(0.5 + 0.499 * np.tanh(x), d))]
         for d in (1, 2, 4, 9, 29, 99, 1000) for x in (0.01, 0.3, 1.0, 2.5, 6.0)]
    f = [[x, a, b, float(stats.f.sf(x, a, b))] for a in (1, 3, 7) for b in (2, 10, 39, 400) for x in (0.1, 1, 2.7, 9)]
    chi = [[x, d, float(stats.chi2.sf(x, d))] for d in (1, 2, 3, 9, 60) for x in (0.05, 1, 4, 12, 80)]
    beta = [[x, a, b, float(stats.beta.cdf(x, a, b))] for a in (0.5, 2, 40) for b in (0.5, 3, 90) for x in (0.001, 0.2, 0.5, 0.97)]
    tukey = [[k, alpha, float(stats.studentized_range.ppf(1 - alpha, k, np.inf))]
             for k in range(2, 21) for alpha in (0.01, 0.05, 0.1)]
    state = np.random.RandomState(5)
    wilcoxon = []
    for n in (3, 6, 10, 25, 50, 80):
        d = np.round(state.standard_normal(n) + 0.3, 6)
        r = stats.wilcoxon(d, method="exact" if n <= 50 else "asymptotic", correction=False)
        wilcoxon.append({"differences": d.tolist(), "statistic": float(r.statistic), "p_value": float(r.pvalue)})
    for n in (5, 8, 11):  # ties: all signs counted
        d = state.randint(-3, 5, n).astype(float)
        d = d[d != 0]
        r = stats.wilcoxon(d, method=stats.PermutationMethod(n_resamples=np.inf))
        wilcoxon.append({"differences": d.tolist(), "statistic": float(r.statistic), "p_value": float(r.pvalue)})
    sign = []
    for above, below in ((3, 0), (7, 2), (20, 31), (5, 5)):
        sign.append([above, below, float(stats.binomtest(above, above + below).pvalue)])
    p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04]
    order = np.argsort(p, kind="stable")
    holm = np.minimum(1, np.maximum.accumulate((len(p) - np.arange(len(p))) * np.array(p)[order]))
    adjusted = np.empty(len(p))
    adjusted[order] = holm
    friedman = []
    for n, k in ((5, 3), (14, 4), (30, 6)):
        table = state.standard_normal((n, k)) + np.arange(k) * 0.2
        r = stats.friedmanchisquare(*table.T)
        friedman.append({"table": table.tolist(), "statistic": float(r.statistic), "p_value": float(r.pvalue)})
    # Nadeau and Bengio's formula in its own words.
    d = state.standard_normal(10) * 0.02 + 0.01
    se = np.sqrt((1 / 10 + 1 / 4) * d.var(ddof=1))
    half = stats.t.ppf(0.975, 9) * se
    corrected = {
        "differences": d.tolist(), "p_value": float(2 * stats.t.sf(abs(d.mean() / se), 9)),
        "low": float(d.mean() - half), "high": float(d.mean() + half),
    }
    (HERE / "statistics.json").write_text(json.dumps({
        "t": t, "f": f, "chi": chi, "beta": beta, "tukey": tukey, "wilcoxon": wilcoxon, "sign": sign,
        "holm": {"p": p, "adjusted": adjusted.tolist()}, "friedman": friedman, "corrected": corrected,
    }, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    statistics()
    validation()
