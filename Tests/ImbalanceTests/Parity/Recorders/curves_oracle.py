"""Records what scikit-learn and imbalanced-learn say of curves, calibration maps and rarer metrics.

Pins: scikit-learn 1.9.1, imbalanced-learn 0.14.2, numpy 2.4.6, scipy as installed with them.
Run from this folder: python curves_oracle.py; writes Oracle/curves.json. What is undefined is null.
"""

import json
import warnings
from pathlib import Path

import numpy as np
from imblearn import metrics as im
from scipy.optimize import brentq
from scipy.special import expit, logit
from sklearn import metrics as sk
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV, _SigmoidCalibration, _TemperatureScaling
from sklearn.frozen import FrozenEstimator
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")
OUT = Path(__file__).parent.parent / "Oracle"


def clean(value):
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [clean(v) for v in value]
    if isinstance(value, (int, np.integer)):
        return int(value)
    value = float(value)
    return value if np.isfinite(value) else None


def binary(y, s, t):
    hat = (s >= t).astype(int)
    tn, fp, fn, tp = sk.confusion_matrix(y, hat, labels=[0, 1]).ravel()
    precision, recall, _ = sk.precision_recall_curve(y, s)
    plus, minus = sk.class_likelihood_ratios(y, hat, replace_undefined_by=np.nan)
    metrics = {
        "fpr": 1 - sk.recall_score(y, hat, pos_label=0),
        "fnr": 1 - sk.recall_score(y, hat),
        "lr_plus": plus,
        "lr_minus": minus,
        "jaccard": sk.jaccard_score(y, hat),
        "markedness": sk.precision_score(y, hat) + sk.precision_score(y, hat, pos_label=0) - 1,
        "balanced_accuracy_adjusted": sk.balanced_accuracy_score(y, hat, adjusted=True),
        "partial_auc": sk.roc_auc_score(y, s, max_fpr=0.1),
        "partial_auc(0.37)": sk.roc_auc_score(y, s, max_fpr=0.37),
        "partial_auc(1)": sk.roc_auc_score(y, s),
        "pr_auc_trapezoid": sk.auc(recall, precision),
        "d2_brier": sk.d2_brier_score(y, s),
        "d2_log_loss": sk.d2_log_loss_score(y, np.column_stack([1 - s, s])),
        "mean_probability_ratio": s.mean() / y.mean(),
    }
    fpr, tpr, _ = sk.roc_curve(y, s)
    metrics["ks"] = (tpr - fpr).max()
    edges = np.linspace(0, 1, 11)
    error = 0.0
    true, pred = sk_curve(y, s)
    for share, mean, count in zip(true, pred, counts(s, edges)):
        error += count / len(y) * abs(share - mean)
    metrics["ece_equal_width"] = error
    z = logit(np.clip(s, 2.0**-52, 1 - 2.0**-52))
    line = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-13, max_iter=1000)
    metrics["calibration_slope"] = line.fit(z[:, None], y).coef_[0, 0]
    metrics["calibration_in_the_large"] = brentq(
        lambda a: expit(z + a).sum() - y.sum(), -30, 30, xtol=1e-14, rtol=1e-14)
    grid = np.unique(np.concatenate([s, np.linspace(0, 1, 41)]))
    platt = {}
    for name, x, at in (("log_odds", z, logit(np.clip(grid, 2.0**-52, 1 - 2.0**-52))),
                        ("probability", s, grid)):
        model = _SigmoidCalibration().fit(x, y)
        platt[name] = {"a": model.a_, "b": model.b_, "at": model.predict(at)}
    isotonic = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(s, y).predict(grid)
    heat = _TemperatureScaling().fit(np.column_stack([1 - s, s]), y)
    return {
        "truth": y, "scores": s, "threshold": t, "metrics": metrics, "grid": grid, "platt": platt,
        "isotonic": isotonic, "temperature": 1 / heat.beta_,
        "heated": heat.predict(np.column_stack([1 - grid, grid]))[:, 1],
    }


def sk_curve(y, s):
    from sklearn.calibration import calibration_curve

    return calibration_curve(y, s, n_bins=10)


def counts(s, edges):
    place = np.searchsorted(edges[1:-1], s)
    n = np.bincount(place, minlength=10)
    return n[n > 0]


class Given(ClassifierMixin, BaseEstimator):
    """Says of each row what the row itself holds."""

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, X):
        return X

    def predict(self, X):
        return X.argmax(axis=1)


def many(y, p):
    k = p.shape[1]
    hat = p.argmax(1)
    given = FrozenEstimator(Given().fit(p, y))
    maps = {
        ours: CalibratedClassifierCV(given, method=theirs, ensemble=False).fit(p, y).predict_proba(p)
        for ours, theirs in (("platt", "sigmoid"), ("isotonic", "isotonic"), ("temperature", "temperature"))
    }
    per_class = im.geometric_mean_score(y, hat, average=None)
    metrics = {
        "g_mean_macro": np.mean(per_class),
        "g_mean_pooled": im.geometric_mean_score(y, hat, average="macro"),
        "balanced_accuracy_adjusted": sk.balanced_accuracy_score(y, hat, adjusted=True),
        "jaccard_macro": sk.jaccard_score(y, hat, average="macro"),
        "jaccard_micro": sk.jaccard_score(y, hat, average="micro"),
        "jaccard_weighted": sk.jaccard_score(y, hat, average="weighted"),
        "fpr_macro": 1 - im.specificity_score(y, hat, average="macro"),
        "fnr_macro": 1 - sk.recall_score(y, hat, average="macro"),
        "npv_macro": np.mean([sk.precision_score(y == c, hat == c, pos_label=False) for c in range(k)]),
        "roc_auc_ovo": sk.roc_auc_score(y, p, multi_class="ovo"),
        "roc_auc_macro": sk.roc_auc_score(y, p, multi_class="ovr"),
        "roc_auc_weighted": sk.roc_auc_score(y, p, multi_class="ovr", average="weighted"),
        "partial_auc_macro": np.mean([sk.roc_auc_score(y == c, p[:, c], max_fpr=0.1) for c in range(k)]),
        "d2_brier": sk.d2_brier_score(y, p, labels=list(range(k))),
        "d2_log_loss": sk.d2_log_loss_score(y, p, labels=list(range(k))),
    }
    return {"truth": y, "scores": p, "maps": maps, "metrics": metrics}


def cases():
    r = np.random.default_rng(20241122)
    two = []
    for n, share, noise, digits, t in (
        (40, 0.4, 1.0, 6, 0.5), (120, 0.2, 1.0, 2, 0.3), (250, 0.1, 0.7, 6, 0.2),
        (150, 0.3, 2.0, 1, 0.5),
    ):
        y = (r.random(n) < share).astype(int)
        y[:2] = [0, 1]
        z = r.normal(2 * y, 1) * noise - 1.5
        two.append(binary(y, np.round(expit(z), digits), t))
    three = []
    for k, n in ((3, 60), (4, 120)):
        y = np.concatenate([np.arange(k), r.choice(k, n - k, p=np.arange(k, 0, -1) / (k * (k + 1) / 2))])
        z = r.normal(0, 1, (n, k))
        z[np.arange(n), y] += 1.5
        p = np.round(np.exp(z) / np.exp(z).sum(1, keepdims=True), 5)
        p[:, 0] = np.round(1 - p[:, 1:].sum(1), 5)
        three.append(many(y, p))
    return {"binary": two, "multiclass": three}


if __name__ == "__main__":
    (OUT / "curves.json").write_text(json.dumps(clean(cases()), separators=(",", ":")) + "\n")
