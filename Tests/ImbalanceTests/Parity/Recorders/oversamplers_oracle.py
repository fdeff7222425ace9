"""Records what imbalanced-learn's over-samplers make of small data sets: oversamplers.json.

usage: python oversamplers_oracle.py  (imbalanced-learn 0.14.2, scikit-learn 1.9.1, numpy 2.4.6)

Neighbours come from an object with the project's tie rule (distance, then row; a row is never its own neighbour),
because imbalanced-learn leaves the order of ties open. For SMOTE-NC it sums the numbers first and then adds the
penalty once per category that differs, which is what the one-hot columns amount to.
"""
import functools, json, pathlib
import imblearn, numpy, sklearn
import numpy as np
from imblearn.over_sampling import (ADASYN, SMOTE, SMOTEN, SMOTENC, SVMSMOTE, BorderlineSMOTE, RandomOverSampler)
from imblearn.over_sampling._smote.base import BaseSMOTE
from scipy import sparse
from sklearn.datasets import make_classification
from sklearn.neighbors import NearestNeighbors
from sklearn.svm import SVC

assert (imblearn.__version__, sklearn.__version__, numpy.__version__) == ("0.14.2", "1.9.1", "2.4.6")
here = pathlib.Path(__file__).parent.parent / "Oracle"


class ByDistanceThenRow(NearestNeighbors):
    numbers = None  # how many leading columns are numbers; the rest is one-hot

    def fit(self, X, y=None):
        self.X_ = X.toarray() if sparse.issparse(X) else np.asarray(X, float)
        return self

    def own(self, X):
        """The row of X_ that each query is: queries are rows of one class in their order."""
        rows = np.arange(len(self.X_))
        if len(self.X_) == len(LABELS):
            whole = [c for c in np.unique(LABELS) if np.array_equal(self.X_[LABELS == c], X)]
            rows = rows[LABELS == (whole[0] if whole else CLASS)]
        out, start = [], 0
        for row in X:
            same = rows[(self.X_[rows] == row).all(axis=1)]
            later = same[same >= start]
            out.append(later[0] if len(later) else same[0])
            start = out[-1] + 1
        return out

    def distances(self, row):
        d = np.zeros(len(self.X_))
        n = self.numbers or self.X_.shape[1]
        for f in range(n):
            d += (self.X_[:, f] - row[f]) ** 2
        if self.numbers:
            differing = (self.X_[:, n:] != row[n:]).sum(axis=1) / 2
            d += differing * (row[n:].max() * np.sqrt(2)) ** 2
        return d

    def kneighbors(self, X=None, n_neighbors=None, return_distance=True):
        k = n_neighbors or self.n_neighbors
        X = X.toarray() if sparse.issparse(X) else np.asarray(X, float)
        own, out = self.own(X), np.empty((len(X), k), int)
        for i, row in enumerate(X):
            d = self.X_[own[i]] if self.metric == "precomputed" else self.distances(row)
            order = [j for j in np.lexsort((np.arange(len(d)), d)) if j != own[i]]
            out[i] = [own[i]] + order[:k - 1]
        return (None, out) if return_distance else out


class Mixed(ByDistanceThenRow):
    pass


LABELS = CLASS = None
ask = BaseSMOTE._in_danger_noise


def told(self, nn_estimator, samples, target_class, y, kind="danger"):
    global CLASS
    CLASS = target_class
    return ask(self, nn_estimator, samples, target_class, y, kind)


BaseSMOTE._in_danger_noise = told
near = lambda k, kind=ByDistanceThenRow: kind(n_neighbors=k + 1)
r = np.random.RandomState(11)


def blobs(sizes, d, spread, whole=False):
    X = np.vstack([r.normal(loc=r.normal(size=d) * spread, size=(n, d)) for n in sizes])
    y = np.repeat(np.arange(len(sizes)), sizes)
    p = r.permutation(len(y))
    return np.round(X[p], 0 if whole else 3), y[p]


data = {"binary": blobs([150, 40], 3, 0.8), "three": blobs([80, 25, 50], 4, 0.5), "wide": blobs([60, 24], 11, 0.2),
        "ties": blobs([90, 40], 2, 0.6, whole=True), "single": blobs([50, 18], 1, 0.5)}
# Rows that occur more than once: the ties must not depend on their order.
X, y = data["binary"]
data["twins"] = (np.vstack([X[:60], X[:30], X[20:50]]), np.concatenate([y[:60], y[:30], y[20:50]]))


def words(rows, levels, y, pull):
    """Categories that lean a little on the class."""
    return np.column_stack([(r.randint(0, m, rows) + (r.uniform(size=rows) < pull) * y) % m for m in levels])


mixed, nominal = {}, {}
for name, (sizes, numbers, levels, whole) in {"two": ([110, 30], 3, [3, 5], False), "three": ([70, 20, 45], 2, [2, 4, 7], False),
                                              "grid": ([90, 26], 2, [3, 2], True), "flat": ([60, 16], 3, [4], False)}.items():
    X, y = blobs(sizes, numbers, 0.5, whole)
    if name == "flat":  # most numbers never change: the penalty is zero
        X[:, 1:] = 2.0
    mixed[name] = (X, words(len(y), levels, y, 0.4), y)
for name, (sizes, levels) in {"two": ([100, 28], [3, 4, 2]), "three": ([60, 22, 40], [5, 3]), "many": ([70, 30], [9, 12, 4, 3])}.items():
    y = r.permutation(np.repeat(np.arange(len(sizes)), sizes))
    nominal[name] = (words(len(y), levels, y, 0.5), y)

cases = []


def record(kind, name, method, options, seed, sampler, X, y):
    global LABELS
    LABELS = y
    Z, z = sampler.fit_resample(X, y)
    new = Z[len(y):]
    cases.append([kind, name, method, options, seed, z[len(y):].tolist(), np.asarray(new).T.tolist()])


def strategies(y):
    counts = np.bincount(y)
    if len(counts) == 2:
        return [{}, {"sampling_strategy": 0.8}, {"sampling_strategy": {0: int(counts[0]), 1: int(counts[1]) + 21}}]
    return [{}, {"sampling_strategy": {1: 60, 2: 70}}, {"sampling_strategy": "minority"}]


for name, (X, y) in data.items():
    for n, seed in enumerate((0, 42, 123456789)):
        for o in strategies(y) if n == 0 else strategies(y)[:1]:
            for s in (1, 0.35) if n == 0 else (1,):
                record("numbers", name, "random_over", {**o, "shrinkage": s}, seed,
                       RandomOverSampler(random_state=seed, shrinkage=s, **o), X, y)
            for kind in ("borderline-1", "borderline-2"):
                for k, m in ((5, 10), (3, 7)) if n == 0 else ((5, 10),):
                    record("numbers", name, "borderline_smote", {**o, "kind": kind, "k_neighbors": k, "m_neighbors": m}, seed,
                           BorderlineSMOTE(random_state=seed, kind=kind, k_neighbors=near(k), m_neighbors=near(m), **o), X, y)
            for k in (5, 3) if n == 0 else (5,):
                record("numbers", name, "adasyn", {**o, "n_neighbors": k}, seed,
                       ADASYN(random_state=seed, n_neighbors=near(k), **o), X, y)
            # libsvm's own support vectors: the rest of the method is exact.
            record("numbers", name, "svm_smote", {**o, "out_step": 0.5 if n else 0.3}, seed,
                   SVMSMOTE(random_state=seed, out_step=0.5 if n else 0.3, k_neighbors=near(5), m_neighbors=near(10), **o), X, y)
for name, (X, W, y) in mixed.items():
    Mixed.numbers = X.shape[1]
    for seed in (0, 42, 123456789):
        for o in strategies(y) if seed == 0 else strategies(y)[:1]:
            for k in (5, 4):
                record("mixed", name, "smote_nc", {**o, "k_neighbors": k}, seed,
                       SMOTENC(list(range(X.shape[1], X.shape[1] + W.shape[1])), random_state=seed, k_neighbors=near(k, Mixed), **o),
                       np.hstack([X, W]), y)
for name, (W, y) in nominal.items():
    for seed in (0, 42, 123456789):
        for o in strategies(y) if seed == 0 else strategies(y)[:1]:
            for k in (5, 4):
                record("nominal", name, "smoten", {**o, "k_neighbors": k}, seed,
                       SMOTEN(random_state=seed, k_neighbors=near(k), **o), W, y)

key = lambda o: {k: ({str(a): b for a, b in v.items()} if isinstance(v, dict) else v) for k, v in o.items()}
out = []
# Some cases whole, of the others the ends and a weighted sum of each column, added up from the first row on.
for i, (kind, name, method, o, seed, labels, columns) in enumerate(cases):
    whole = i % 29 == 0
    out.append({"kind": kind, "data": name, "method": method, "options": key(o), "seed": seed,
                "classes": np.bincount(labels).tolist() if labels else [], "labels_sorted": labels == sorted(labels),
                "weighted": [functools.reduce(lambda a, b: a + b, ((p % 97 + 1.0) * v for p, v in enumerate(c)), 0.0) for c in columns],
                "columns": columns if whole else [c[:1] + c[-1:] for c in columns]})
count = lambda s, X, y: np.bincount(s.fit_resample(X, y)[1]).tolist()
# The counts of imbalanced-learn's user guide.
G, g = make_classification(n_samples=5000, n_features=2, n_informative=2, n_redundant=0, n_repeated=0, n_classes=3,
                           n_clusters_per_class=1, weights=[0.01, 0.05, 0.94], class_sep=0.8, random_state=0)
G = np.round(G, 5)
guide = {"adasyn": count(ADASYN(random_state=0), G, g), "borderline_smote": count(BorderlineSMOTE(random_state=0), G, g),
         "svm_smote": count(SVMSMOTE(random_state=0), G, g)}
print(guide)
# Support-vector machines at their optimum.
machines = []
for name in ("binary", "twins", "ties", "wide"):
    X, y = data[name]
    gamma = 1 / (X.shape[1] * X.var())
    tight = SVC(gamma=gamma, tol=1e-9).fit(X, y)
    loose = SVC(gamma="scale").fit(X, y)
    machines.append({"data": name, "gamma": gamma, "support": loose.support_.tolist(),
                     "decisions": (-tight.decision_function(X)).tolist()})
ints = lambda c: [int(v) for v in c]
json.dump({"numbers": {n: {"columns": X.T.tolist(), "labels": y.tolist()} for n, (X, y) in data.items()},
           "mixed": {n: {"columns": X.T.tolist(), "words": [ints(c) for c in W.T], "labels": y.tolist()} for n, (X, W, y) in mixed.items()},
           "nominal": {n: {"words": [ints(c) for c in W.T], "labels": y.tolist()} for n, (W, y) in nominal.items()},
           "cases": out, "guide": guide, "machines": machines},
          open(here / "oversamplers.json", "w"), separators=(",", ":"))
print(len(out), (here / "oversamplers.json").stat().st_size)
