"""The analysis of a template as a plain scikit-learn + imbalanced-learn + matplotlib script.

usage: peer_report.py accuracy-paradox|choosing-a-strategy|fraud DATA.csv OUT.html [--metrics OUT.json]

The same data, split, preparation, models, thresholds (tuned on out-of-fold training predictions), metrics, intervals
and kinds of figures as templates/NAME.md (fraud: fraud.md beside this file), written the fast way: no notebook, one thread, lbfgs with its defaults,
rows sorted once for all bootstrap replicates, replicates of a confusion matrix drawn as counts, DeLong by ranks.

Left out, in the script's favour: the data table behind each figure, the checks of the template, the digest of the
data, the results as JSON unless asked for, narrow layouts, dark colours, paired notes on ties and boundaries.
"""
import argparse, html, io, json, os
parser = argparse.ArgumentParser()
parser.add_argument("template"); parser.add_argument("csv"); parser.add_argument("out")
parser.add_argument("--metrics")
given = parser.parse_args()
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import matplotlib
matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from imblearn.metrics import geometric_mean_score, make_index_balanced_accuracy
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.pipeline import make_pipeline
from imblearn.under_sampling import RandomUnderSampler, TomekLinks
from scipy.stats import norm, rankdata
from sklearn.compose import make_column_transformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (accuracy_score, average_precision_score, balanced_accuracy_score, brier_score_loss,
                             cohen_kappa_score, confusion_matrix, f1_score, fbeta_score, log_loss, matthews_corrcoef,
                             precision_recall_curve, precision_score, recall_score, roc_auc_score, roc_curve)
from sklearn.model_selection import StratifiedKFold, cross_val_predict, train_test_split
from sklearn.pipeline import make_pipeline as plain_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SEED, REPLICATES, Z = 20240611, 1000, norm.ppf(0.975)
MISS, ALARM = 500, 20

frame = pd.read_csv(given.csv)
if given.template == "fraud":
    y = frame.pop("Class").to_numpy()
else:
    y = (frame.pop("class") == "hypothyroid").to_numpy().astype(int)
    frame = frame.drop(columns=["TBG", "TBG_measured"])
X_train, X_test, y_train, y_test = train_test_split(frame, y, test_size=0.25, stratify=y, random_state=SEED)


def prepared(scale=True):
    if given.template == "fraud": return StandardScaler()
    words = [name for name in frame if not pd.api.types.is_numeric_dtype(frame[name])]
    numbers = [name for name in frame if name not in words]
    steps = [SimpleImputer(strategy="median")] + ([StandardScaler()] if scale else [])
    return make_column_transformer(
        (plain_pipeline(*steps), numbers),
        (plain_pipeline(SimpleImputer(strategy="most_frequent"),
                        OneHotEncoder(handle_unknown="ignore", sparse_output=False)), words))


def logistic(*steps, **options):
    return make_pipeline(prepared(), *steps, LogisticRegression(max_iter=1000, **options))


def tuned(model, rule):
    """The threshold that a rule chooses on out-of-fold training predictions."""
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    p = cross_val_predict(model, X_train, y_train, cv=folds, method="predict_proba")[:, 1]
    fpr, tpr, thresholds = roc_curve(y_train, p, drop_intermediate=False)
    return rule(fpr, tpr, thresholds)


def recall_90(fpr, tpr, thresholds):
    return thresholds[np.flatnonzero(tpr >= 0.9)[0]]


def cheapest(fpr, tpr, thresholds):
    positives = y_train.sum()
    cost = MISS * (1 - tpr) * positives + ALARM * fpr * (len(y_train) - positives)
    return thresholds[1 + np.argmin(cost[1:])]


# ---- the models of the templates
if given.template == "accuracy-paradox":
    title = "95% accurate, and useless"
    plan = {"always_healthy": (DummyClassifier(strategy="prior"), None), "plain": (logistic(), None),
            "weighted": (logistic(class_weight="balanced"), None), "moved": (logistic(), recall_90)}
    shown = ["accuracy", "balanced_accuracy", "recall", "precision", "mcc", "pr_auc"]
elif given.template == "fraud":
    title = "Six models of a rare class"
    plan = {"always_no": (DummyClassifier(strategy="prior"), None), "plain": (logistic(), None),
            "weights": (logistic(class_weight="balanced"), None),
            "smote": (logistic(SMOTE(random_state=SEED)), None),
            "under": (logistic(RandomUnderSampler(random_state=SEED)), None),
            "forest": (RandomForestClassifier(100, random_state=SEED), None)}
    shown = ["accuracy", "balanced_accuracy", "recall", "precision", "mcc", "pr_auc"]
else:
    title = "Which imbalance strategy should we ship?"
    forest = make_pipeline(prepared(scale=False), RandomForestClassifier(100, random_state=SEED))
    plan = {"always_healthy": (DummyClassifier(strategy="prior"), None), "nothing": (logistic(), None),
            "moved": (logistic(), cheapest), "weights": (logistic(class_weight="balanced"), None),
            "over": (logistic(RandomOverSampler(random_state=SEED)), None),
            "under": (logistic(RandomUnderSampler(random_state=SEED)), None),
            "smote": (logistic(SMOTE(random_state=SEED)), None),
            "smote_tomek": (logistic(SMOTE(random_state=SEED), TomekLinks(sampling_strategy="all")), None),
            "forest": (forest, cheapest)}
    shown = ["cost", "recall", "precision", "mcc", "pr_auc", "brier", "accuracy"]


# ---- metrics and intervals
def wilson(hits, total):
    p, z2 = hits / total, Z * Z / total
    middle = (p + z2 / 2) / (1 + z2)
    half = Z / (1 + z2) * np.sqrt(p * (1 - p) / total + z2 / 4 / total)
    return middle - half, middle + half


def delong(y, p):
    """DeLong's interval by mid-ranks (Sun and Xu 2014)."""
    a, b = p[y == 1], p[y == 0]
    m, n = len(a), len(b)
    ranks = rankdata(np.concatenate([a, b]))
    of_a, of_b = (ranks[:m] - rankdata(a)) / n, 1 - (ranks[m:] - rankdata(b)) / m
    half = Z * np.sqrt(of_a.var(ddof=1) / m + of_b.var(ddof=1) / n)
    return max(0, of_a.mean() - half), min(1, of_a.mean() + half)


def calibration_error(y, p, bins=10):
    order = np.argsort(p, kind="stable")
    return sum(abs((y[part] - p[part]).sum()) for part in np.array_split(order, bins)) / len(y)


def from_counts(tp, fp, tn, fn):
    """Every metric of a confusion matrix that has no closed interval, for arrays of counts."""
    with np.errstate(divide="ignore", invalid="ignore"):
        n = tp + fp + tn + fn
        recall, specificity, precision = tp / (tp + fn), tn / (tn + fp), tp / (tp + fp)
        chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / n / n
        return {
            "balanced_accuracy": (recall + specificity) / 2,
            "f1": 2 * tp / (2 * tp + fp + fn), "f2": 5 * tp / (5 * tp + 4 * fn + fp),
            "g_mean": np.sqrt(recall * specificity),
            "mcc": (tp * tn - fp * fn) / np.sqrt(1.0 * (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)),
            "kappa": ((tp + tn) / n - chance) / (1 - chance), "youden_j": recall + specificity - 1,
            "iba": (1 + 0.1 * (recall - specificity)) * recall * specificity,
            "cost": 1.0 * MISS * fn + ALARM * fp}


def score_replicates(y, p, generator):
    """Average precision, Brier score, log loss and calibration error in stratified replicates."""
    order = np.argsort(-p, kind="stable")
    y, p = y[order], p[order]
    ends = np.append(np.flatnonzero(np.diff(p)), len(p) - 1)
    brier = (y - p) ** 2
    clipped = np.clip(p, 2.2e-16, 1 - 2.2e-16)
    loss = -np.where(y == 1, np.log(clipped), np.log1p(-clipped))
    bins = np.array_split(np.arange(len(p)), 10)
    starts = [part[0] for part in bins]
    places = [np.flatnonzero(y == 0), np.flatnonzero(y == 1)]
    positives, out = len(places[1]), []
    for _ in range(REPLICATES):
        w = np.zeros(len(p))
        for own in places:
            w[own] = np.bincount(generator.integers(0, len(own), len(own)), minlength=len(own))
        hits = np.cumsum(w * y)[ends]
        called = np.cumsum(w)[ends]
        gains = np.diff(hits, prepend=0)
        ap = (gains * hits / np.maximum(called, 1)).sum() / positives
        out.append((ap, (w * brier).sum() / len(p), (w * loss).sum() / len(p),
                    np.abs(np.add.reduceat(w * (y - p), starts)).sum() / len(p)))
    return np.percentile(out, (2.5, 97.5), axis=0)


def evaluated(p, threshold, generator):
    called = (p >= threshold).astype(int)
    (tn, fp), (fn, tp) = matrix = confusion_matrix(y_test, called)
    undefined = {"zero_division": 0}
    values = {
        "accuracy": accuracy_score(y_test, called), "balanced_accuracy": balanced_accuracy_score(y_test, called),
        "precision": precision_score(y_test, called, **undefined), "recall": recall_score(y_test, called),
        "specificity": recall_score(y_test, called, pos_label=0),
        "npv": precision_score(y_test, called, pos_label=0, **undefined), "f1": f1_score(y_test, called),
        "f2": fbeta_score(y_test, called, beta=2), "g_mean": geometric_mean_score(y_test, called),
        "mcc": matthews_corrcoef(y_test, called), "kappa": cohen_kappa_score(y_test, called),
        "youden_j": 2 * balanced_accuracy_score(y_test, called) - 1,
        "iba": make_index_balanced_accuracy(alpha=0.1, squared=True)(geometric_mean_score)(y_test, called),
        "roc_auc": roc_auc_score(y_test, p), "pr_auc": average_precision_score(y_test, p),
        "brier": brier_score_loss(y_test, p), "log_loss": log_loss(y_test, p),
        "ece": calibration_error(y_test, p), "alert_rate": called.mean(), "cost": MISS * fn + ALARM * fp}
    n = tn + fp + fn + tp
    ends = {"accuracy": wilson(tp + tn, n), "recall": wilson(tp, tp + fn), "specificity": wilson(tn, tn + fp),
            "alert_rate": wilson(tp + fp, n), "roc_auc": delong(y_test, p)}
    if tp + fp: ends["precision"] = wilson(tp, tp + fp)
    if tn + fn: ends["npv"] = wilson(tn, tn + fn)
    drawn = generator.binomial(tp + fn, tp / (tp + fn), REPLICATES), generator.binomial(tn + fp, fp / (tn + fp), REPLICATES)
    for name, replicates in from_counts(drawn[0], drawn[1], tn + fp - drawn[1], tp + fn - drawn[0]).items():
        ends[name] = tuple(np.nanpercentile(replicates, (2.5, 97.5)) if np.isfinite(replicates).any() else (np.nan,) * 2)
    low, high = score_replicates(y_test, p, generator)
    for place, name in enumerate(("pr_auc", "brier", "log_loss", "ece")):
        ends[name] = low[place], high[place]
    return values, ends, matrix


models, scores, thresholds, results = {}, {}, {}, {}
generator = np.random.default_rng(SEED)
for name, (model, rule) in plan.items():
    models[name] = model.fit(X_train, y_train)
    thresholds[name] = tuned(model, rule) if rule else 0.5
    scores[name] = model.predict_proba(X_test)[:, 1]
    results[name] = evaluated(scores[name], thresholds[name], generator)


# ---- figures
def svg(figure):
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg")
    plt.close(figure)
    text = buffer.getvalue()
    return text[text.index("<svg"):]


def class_balance(counts):
    figure, axes = plt.subplots(figsize=(6, 1.8))
    axes.barh(["negative", "hypothyroid"], counts)
    for place, count in enumerate(counts):
        axes.text(count, place, f" {count:,} ({count / sum(counts):.1%})", va="center")
    figure.tight_layout()
    return svg(figure)


def paradox(metrics):
    figure, panes = plt.subplots(1, len(metrics), figsize=(6.4 * len(metrics), 4), squeeze=False)
    for axes, metric in zip(panes[0], metrics):
        for name, (values, _, _) in results.items():
            axes.plot([0, 1], [values["accuracy"], values[metric]], marker="o")
            axes.text(1.02, values[metric], f"{name} {values[metric]:.1%}", va="center", fontsize=8)
        axes.set(xticks=[0, 1], xticklabels=["accuracy", metric], xlim=(-0.2, 1.8))
    figure.tight_layout()
    return svg(figure)


def confusion(name):
    matrix = results[name][2]
    figure, axes = plt.subplots(figsize=(3.4, 3))
    axes.imshow(matrix / matrix.sum(1, keepdims=True), cmap="Blues", vmin=0, vmax=1)
    for (i, j), n in np.ndenumerate(matrix):
        axes.text(j, i, f"{n:,}\n{n / matrix[i].sum():.1%}", ha="center", va="center")
    axes.set(title=name, xlabel="predicted", ylabel="actual", xticks=[0, 1], yticks=[0, 1])
    figure.tight_layout()
    return svg(figure)


def curves(kind):
    figure, axes = plt.subplots(figsize=(6.4, 4.8))
    for name, p in scores.items():
        if kind == "roc":
            x, shown, _ = roc_curve(y_test, p)
        else:
            shown, x, _ = precision_recall_curve(y_test, p)
        axes.plot(x, shown, label=name, drawstyle="default" if kind == "roc" else "steps-post")
    if kind == "pr": axes.axhline(y_test.mean(), ls="--", c="grey")
    else: axes.plot([0, 1], [0, 1], ls="--", c="grey")
    axes.legend(fontsize=7)
    return svg(figure)


def threshold_sweep(name):
    fpr, tpr, cuts = roc_curve(y_test, scores[name], drop_intermediate=False)
    positives, negatives = y_test.sum(), (1 - y_test).sum()
    tp, fp, cuts = tpr[1:] * positives, fpr[1:] * negatives, cuts[1:]
    figure, axes = plt.subplots(figsize=(6.4, 4))
    axes.plot(cuts, tp / positives, label="recall")
    axes.plot(cuts, tp / (tp + fp), label="precision")
    axes.plot(cuts, 2 * tp / (tp + fp + positives), label="F1")
    axes.plot(cuts, (tp + fp) / len(y_test), label="alerts")
    axes.axvline(thresholds[name], ls="--", c="grey")
    axes.set(xlabel="threshold"); axes.legend(fontsize=7)
    return svg(figure)


def calibration(names):
    figure, panes = plt.subplots(2, len(names), figsize=(3 * len(names), 4.6), height_ratios=[3, 1])
    for (axes, below), name in zip(panes.T, names):
        p = scores[name]
        parts = np.array_split(np.argsort(p, kind="stable"), 10)
        mean, share = [p[part].mean() for part in parts], [y_test[part].mean() for part in parts]
        bars = np.abs(np.array([wilson(y_test[part].sum(), len(part)) for part in parts]).T - share)
        axes.errorbar(mean, share, yerr=bars, fmt="o"); axes.plot([0, 1], [0, 1], ls="--", c="grey")
        axes.set(title=name); below.hist(p, bins=20)
    figure.tight_layout()
    return svg(figure)


if given.template == "accuracy-paradox":
    figures = [class_balance([int((1 - y).sum()), int(y.sum())]), paradox(["recall"]), confusion("plain"),
               confusion("moved"), curves("pr"), curves("roc"), threshold_sweep("plain")]
elif given.template == "fraud":
    figures = [confusion(name) for name in plan] + [curves("pr"), curves("roc")]
else:
    _, balanced = SMOTE(random_state=SEED).fit_resample(prepared().fit_transform(X_train), y_train)
    figures = [class_balance([int((1 - balanced).sum()), int(balanced.sum())]), paradox(["recall", "mcc"]),
               curves("pr"), calibration(["nothing", "weights", "smote", "forest"]), threshold_sweep("moved")]


# ---- the page
def cell(name, metric):
    values, ends, _ = results[name]
    low, high = ends.get(metric, (np.nan, np.nan))
    return f"{values[metric]:.4g} [{low:.4g}, {high:.4g}]"


def table(metrics):
    rows = "".join(
        f"<tr><td>{html.escape(name)}" + "".join(f"<td>{cell(name, metric)}" for metric in metrics) for name in results)
    return "<table><tr><th>model" + "".join(f"<th>{metric}" for metric in metrics) + rows + "</table>"


with open(given.out, "w") as page:
    page.write(
        f"<!doctype html><meta charset=utf-8><title>{title}</title><style>body{{font:15px sans-serif;max-width:70em;"
        f"margin:auto}}td,th{{padding:2px 8px;text-align:right}}</style><h1>{title}</h1><p>{len(y):,} rows, "
        f"{len(y_train):,} train, {len(y_test):,} test, {y_test.mean():.1%} positive.</p>" + table(shown)
        + "".join(figures) + "<h2>All metrics</h2>" + table(list(next(iter(results.values()))[0])))
if given.metrics:
    json.dump({name: {"threshold": float(thresholds[name]), "values": {k: float(v) for k, v in values.items()},
                      "ends": {k: [float(a), float(b)] for k, (a, b) in ends.items()}}
               for name, (values, ends, _) in results.items()}, open(given.metrics, "w"), indent=1)
