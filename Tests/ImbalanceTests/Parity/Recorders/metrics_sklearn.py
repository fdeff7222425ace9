"""Records what scikit-learn and imbalanced-learn say about many score lists.

Pins: scikit-learn 1.9.1, imbalanced-learn 0.14.2, numpy 2.4.6, scipy as installed with them.
Run from this folder: python metrics_sklearn.py; writes Oracle/metrics_sklearn.json and
Oracle/metrics_intervals.json. NaN, and what we leave undefined on purpose, is recorded as null.

python metrics_sklearn.py two_class FILE turns modeldata's two_class_example (MIT licence,
https://modeldata.tidymodels.org) into Oracle/metrics_two_class.json.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
from imblearn import metrics as im
from scipy import stats
from sklearn import metrics as sk

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


def binary(name, y, s, threshold=0.5):
    y, s = np.asarray(y), np.asarray(s, float)
    hat = (s >= threshold).astype(int)
    labels = [0, 1]
    nan = dict(labels=labels, zero_division=np.nan)
    both = len(set(y)) == 2
    probabilities = bool(s.min() >= 0 and s.max() <= 1)
    tn, fp, fn, tp = sk.confusion_matrix(y, hat, labels=labels).ravel()
    m = {
        "tp": tp, "fp": fp, "tn": tn, "fn": fn, "n": len(y),
        "accuracy": sk.accuracy_score(y, hat),
        "balanced_accuracy": sk.balanced_accuracy_score(y, hat) if both else np.nan,
        "precision": sk.precision_score(y, hat, **nan),
        "recall": sk.recall_score(y, hat, **nan),
        "specificity": sk.recall_score(y, hat, pos_label=0, **nan),
        "npv": sk.precision_score(y, hat, pos_label=0, **nan),
        "f1": sk.f1_score(y, hat, **nan),
        "f2": sk.fbeta_score(y, hat, beta=2, **nan),
        "f_beta(0.5)": sk.fbeta_score(y, hat, beta=0.5, **nan),
        # scikit-learn says 0 where a factor is 0; we say undefined.
        "mcc": sk.matthews_corrcoef(y, hat) if both and len(set(hat)) == 2 else np.nan,
        "kappa": sk.cohen_kappa_score(y, hat, labels=labels),
        "g_mean": im.geometric_mean_score(y, hat, labels=labels) if both else np.nan,
        "roc_auc": sk.roc_auc_score(y, s) if both else np.nan,
        "pr_auc": sk.average_precision_score(y, s) if both else np.nan,
        "f1_macro": sk.f1_score(y, hat, average="macro") if both else np.nan,
        "f1_weighted": sk.f1_score(y, hat, average="weighted") if both else np.nan,
        "recall_micro": sk.recall_score(y, hat, average="micro"),
    }
    if both:
        iba = im.make_index_balanced_accuracy(alpha=0.1, squared=True)(im.geometric_mean_score)
        m["iba"] = iba(y, hat, average="binary")
        m["youden_j"] = sk.balanced_accuracy_score(y, hat, adjusted=True)
    if probabilities:
        m["brier"] = sk.brier_score_loss(y, s, labels=labels, pos_label=1)
        m["log_loss"] = sk.log_loss(y, np.column_stack([1 - s, s]), labels=labels)
    case = {
        "name": name, "threshold": threshold, "probabilities": probabilities,
        "truth": y.tolist(), "scores": s.tolist(), "metrics": m,
    }
    if both:
        for key, drop in (("roc", False), ("reduced", True)):
            fpr, tpr, cut = sk.roc_curve(y, s, drop_intermediate=drop)
            case[key] = {"fpr": fpr, "tpr": tpr, "thresholds": cut}
        precision, recall, cut = sk.precision_recall_curve(y, s)
        case["pr"] = {"precision": precision, "recall": recall, "thresholds": cut}
    return clean({k: v for k, v in case.items() if k != "name"}) | {"name": name}


def multiclass(name, y, p, labels, full=True):
    """`full`: every class occurs in the truth, so that averages agree where defined."""
    y, p = np.asarray(y), np.asarray(p, float)
    hat = p.argmax(axis=1)
    k = len(labels)
    codes = list(range(k))
    m = {
        "accuracy": sk.accuracy_score(y, hat),
        "balanced_accuracy": sk.balanced_accuracy_score(y, hat),
        "mcc": sk.matthews_corrcoef(y, hat) if len(set(hat)) > 1 else np.nan,
        "kappa": sk.cohen_kappa_score(y, hat),
        "brier": sk.brier_score_loss(y, p, labels=codes),
        "log_loss": sk.log_loss(y, p, labels=codes),
    }
    every = full and set(hat) == set(codes)
    if full:
        m["g_mean"] = im.geometric_mean_score(y, hat, average="multiclass")
        for average in ("macro", "micro", "weighted"):
            m["recall_" + average] = sk.recall_score(y, hat, average=average)
            m["f1_" + average] = sk.f1_score(y, hat, average=average)
            m["f2_" + average] = sk.fbeta_score(y, hat, beta=2, average=average)
            m["precision_" + average] = (
                sk.precision_score(y, hat, average=average)
                if every or average == "micro" else np.nan)
        m["specificity_macro"] = im.specificity_score(y, hat, average="macro")
        m["specificity_weighted"] = im.specificity_score(y, hat, average="weighted")
        for average in ("macro", "weighted"):
            m["roc_auc_" + average] = sk.roc_auc_score(
                y, p, multi_class="ovr", average=average, labels=codes)
            m["pr_auc_" + average] = sk.average_precision_score(
                np.eye(k, dtype=int)[y], p, average=average)
        m["roc_auc_ovo"] = sk.roc_auc_score(
            y, p, multi_class="ovo", average="macro", labels=codes)
    return clean({
        "truth": y, "scores": p.tolist(), "metrics": m,
        "confusion": sk.confusion_matrix(y, hat, labels=codes).tolist(),
    }) | {"name": name, "labels": labels}


def cases():
    r = np.random.default_rng(20240611)
    two = []
    for n in (8, 40, 150):
        y = (r.random(n) < 0.3).astype(int)
        y[:2] = [0, 1]
        two.append(binary(f"random {n}", y, np.round(r.random(n), 6)))
        two.append(binary(f"useful {n}", y, np.round(1 / (1 + np.exp(-(r.normal(2 * y, 1) - 1))), 6)))
        two.append(binary(f"ties {n}", y, np.round(np.clip(r.normal(0.3 + 0.2 * y, 0.2), 0, 1), 1)))
    y = np.zeros(2000, int)
    y[[700, 1500]] = 1
    s = np.round(r.beta(1, 20, 2000), 3)
    s[700] = 0.31
    two.append(binary("one in a thousand", y, s, 0.2))
    y = np.array([0, 1, 0, 1, 1, 0, 0, 0])
    flat = np.full(8, 0.4)
    two += [
        binary("constant, none called", y, flat),
        binary("constant, all called", y, flat, 0.4),
        binary("perfect", y, y * 0.8 + 0.1),
        binary("inverted", y, 0.9 - y * 0.8),
        binary("certain", y, y.astype(float)),
        binary("certain and wrong", y, 1.0 - y),
        binary("one row wrong for certain", [0, 1], [0.0, 0.0]),
        binary("all positive", np.ones(6, int), [0.1, 0.9, 0.6, 0.3, 0.5, 0.5]),
        binary("all negative", np.zeros(6, int), [0.1, 0.9, 0.6, 0.3, 0.5, 0.5]),
        binary("all positive, none called", np.ones(6, int), np.full(6, 0.1)),
        binary("all negative, none called", np.zeros(6, int), np.full(6, 0.1)),
        binary("all positive, all called", np.ones(6, int), np.full(6, 0.7)),
        binary("scikit-learn's example", [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]),
        binary("decision values", y, [-2.5, 0.0, 0.3, 4.0, -0.0, -1e300, 1e-300, 2.0], 0.0),
        binary("single pair", [1, 0], [0.2, 0.2]),
    ]
    n = 600
    y = (r.random(n) < 0.5).astype(int)
    two.append(binary("radix sorted", y, np.round(r.normal(y, 1), 2), 0.5))
    many = []
    for k, n in ((3, 30), (4, 80), (7, 150)):
        y = np.concatenate([np.arange(k), r.choice(k, n - k, p=np.arange(k, 0, -1) / (k * (k + 1) / 2))])
        z = r.normal(0, 1, (n, k))
        z[np.arange(n), y] += 1.5
        p = np.round(np.exp(z) / np.exp(z).sum(1, keepdims=True), 3)
        p[:, 0] = np.round(1 - p[:, 1:].sum(1), 3)
        many.append(multiclass(f"{k} classes", y, p, [f"c{i}" for i in range(k)]))
        q = p.copy()
        q[:, 1], q[:, 0] = 0.0, np.round(p[:, 0] + p[:, 1], 3)
        many.append(multiclass(f"{k} classes, one never called", y, q, [f"c{i}" for i in range(k)]))
    y = np.array([0, 0, 2, 2, 2, 3, 3, 0])
    p = np.round(r.dirichlet(np.ones(4), 8), 2)
    p[:, 0] = np.round(1 - p[:, 1:].sum(1), 2)
    many.append(multiclass("a class without rows", y, p, ["a", "b", "c", "d"], full=False))
    return {"binary": two, "multiclass": many}


def intervals():
    wilson = []
    for hits, total in ((0, 1), (1, 1), (0, 20), (20, 20), (7, 20), (492, 284807), (123, 123), (3, 71079)):
        for level in (0.9, 0.95, 0.99):
            ci = stats.binomtest(hits, total).proportion_ci(level, method="wilson")
            wilson.append([hits, total, level, ci.low, ci.high])
    mcnemar = [[a, b, stats.binomtest(min(a, b), a + b).pvalue if a + b else 1.0]
               for a, b in ((0, 0), (0, 1), (5, 0), (12, 3), (7, 7), (40, 61), (900, 1100), (3, 5000))]
    normal = [[z, stats.norm.sf(z)] for z in (0, 1e-3, 0.5, 1.0, 1.959963984540054, 2.4999, 2.5, 3.0, 6.0, 10.0, 30.0, -1.5)]
    quantile = [[p, stats.norm.ppf(p)] for p in (0.5, 0.55, 0.9, 0.95, 0.975, 0.995, 0.9995, 0.025, 1e-6)]
    return clean({"wilson": wilson, "mcnemar": mcnemar, "normal": normal, "quantile": quantile})


def write(name, value):
    (OUT / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["two_class"]:
        import pandas as pd

        frame = pd.read_pickle(sys.argv[2])
        write("metrics_two_class.json", {
            "source": "two_class_example of the R package modeldata (MIT licence)",
            "truth": [int(t == "Class1") for t in frame.truth],
            "scores": [float(v) for v in frame.Class1],
        })
    else:
        write("metrics_sklearn.json", cases())
        write("metrics_intervals.json", intervals())
