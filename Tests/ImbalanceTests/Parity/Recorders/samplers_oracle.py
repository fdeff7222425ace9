"""Records what imbalanced-learn makes of small data sets: samplers.json.

usage: python samplers_oracle.py  (imbalanced-learn 0.14.2, scikit-learn 1.9.1, numpy 2.4.6)

Neighbours come from an object with the project's tie rule (distance, then row; a row is never its own
neighbour), because imbalanced-learn leaves the order of ties open.
"""
import json, pathlib
import imblearn, numpy, sklearn
import numpy as np
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.under_sampling import EditedNearestNeighbours, RandomUnderSampler, TomekLinks
from imblearn.under_sampling._prototype_selection import _tomek_links
from sklearn.datasets import make_classification
from sklearn.neighbors import NearestNeighbors

assert (imblearn.__version__, sklearn.__version__, numpy.__version__) == ("0.14.2", "1.9.1", "2.4.6")
here = pathlib.Path(__file__).parent.parent / "Oracle"
LABELS = None


class ByDistanceThenRow(NearestNeighbors):
    def fit(self, X, y=None):
        self.X_ = np.asarray(X, float)
        return self

    def kneighbors(self, X=None, n_neighbors=None, return_distance=True):
        k = n_neighbors or self.n_neighbors
        X = np.asarray(X, float)
        if len(X) == len(self.X_) and np.array_equal(X, self.X_):
            own = np.arange(len(X))
        else:
            own = next(np.flatnonzero(LABELS == c) for c in np.unique(LABELS)
                       if (LABELS == c).sum() == len(X) and np.array_equal(self.X_[LABELS == c], X))
        out = np.empty((len(X), k), int)
        for i, row in enumerate(X):
            d = np.zeros(len(self.X_))
            for f in range(X.shape[1]):
                d += (self.X_[:, f] - row[f]) ** 2
            order = [j for j in np.lexsort((np.arange(len(d)), d)) if j != own[i]]
            out[i] = [own[i]] + order[:k - 1]
        return (None, out) if return_distance else out


_tomek_links.NearestNeighbors = ByDistanceThenRow
r = np.random.RandomState(7)


def blobs(sizes, d, spread):
    X = np.vstack([r.normal(loc=r.normal(size=d) * spread, size=(n, d)) for n in sizes])
    y = np.repeat(np.arange(len(sizes)), sizes)
    p = r.permutation(len(y))
    return np.round(X[p], 3), y[p]


data = {"binary": blobs([170, 40], 3, 1.0), "three": blobs([90, 25, 55], 4, 0.7), "wide": blobs([60, 24], 11, 0.3)}
g = r.randint(0, 5, size=(120, 2)).astype(float)
data["ties"] = (g, (r.uniform(size=120) < 0.3).astype(int))
near = lambda k: ByDistanceThenRow(n_neighbors=k + 1)
over = [{}, {"sampling_strategy": 0.8}, {"sampling_strategy": {0: 170, 1: 61}}, {"sampling_strategy": "minority"}]
under = [{}, {"sampling_strategy": 0.7}, {"sampling_strategy": {0: 50, 1: 33}}, {"sampling_strategy": "all"},
         {"sampling_strategy": "majority", "replacement": True}]
clean = [{}, {"sampling_strategy": "all"}, {"sampling_strategy": [1]}, {"sampling_strategy": "majority"}]
many = {"over": [{}, {"sampling_strategy": {1: 40, 2: 70}}, {"sampling_strategy": "not minority"}],
        "under": [{}, {"sampling_strategy": {0: 30, 2: 20}}, {"sampling_strategy": "not majority"}]}
cases = []
for name, (X, y) in data.items():
    LABELS = y
    three = name == "three"
    fits = lambda o: "0: 170" not in str(o) or name == "binary"
    small = lambda o: "0: 50" not in str(o) or name == "binary"
    for seed in (0, 42, 123456789):
        for o in many["over"] if three else filter(fits, over):
            s = RandomOverSampler(random_state=seed, **o).fit(X, y)
            s.fit_resample(X, y)
            cases.append((name, "random_over", o, seed, s.sample_indices_.tolist(), None))
            for k in (5, 3):
                Z, z = SMOTE(random_state=seed, k_neighbors=near(k), **o).fit_resample(X, y)
                cases.append((name, "smote", {**o, "k_neighbors": k}, seed, z[len(y):].tolist(), Z[len(y):].T.tolist()))
        for o in many["under"] if three else filter(small, under):
            s = RandomUnderSampler(random_state=seed, **o)
            s.fit_resample(X, y)
            cases.append((name, "random_under", o, seed, s.sample_indices_.tolist(), None))
    for o in clean:
        s = TomekLinks(**o)
        s.fit_resample(X, y)
        cases.append((name, "tomek_links", o, 0, s.sample_indices_.tolist(), None))
        for kind in ("all", "mode"):
            for k in (3, 5):
                s = EditedNearestNeighbours(n_neighbors=near(k), kind_sel=kind, **o)
                s.fit_resample(X, y)
                cases.append((name, "edited_nearest_neighbours", {**o, "n_neighbors": k, "kind_sel": kind}, 0,
                              s.sample_indices_.tolist(), None))
key = lambda o: {k: ({str(a): b for a, b in v.items()} if isinstance(v, dict) else [str(a) for a in v] if isinstance(v, list) else v)
                 for k, v in o.items()}
# Synthetic rows are long: whole for some cases, the ends for the rest.
out = []
for i, (name, method, o, seed, rows, new) in enumerate(cases):
    case = {"data": name, "method": method, "options": key(o), "seed": seed, "rows": rows}
    if new is not None:
        case["columns"] = new if i % 13 == 0 else [c[:4] + c[-2:] for c in new]
    out.append(case)
json.dump({"data": {n: {"columns": X.T.tolist(), "labels": y.tolist()} for n, (X, y) in data.items()}, "cases": out},
          open(here / "samplers.json", "w"), separators=(",", ":"))

# The counts of imbalanced-learn's user guide.
X, y = make_classification(n_samples=5000, n_features=2, n_informative=2, n_redundant=0, n_repeated=0, n_classes=3,
                           n_clusters_per_class=1, weights=[0.01, 0.05, 0.94], class_sep=0.8, random_state=0)
X = np.round(X, 5)
count = lambda y: np.bincount(y).tolist()
LABELS = y
guide = {"columns": X.T.tolist(), "labels": y.tolist(),
         "edited_nearest_neighbours": count(EditedNearestNeighbours(n_neighbors=near(3)).fit_resample(X, y)[1]),
         "mode": count(EditedNearestNeighbours(n_neighbors=near(3), kind_sel="mode").fit_resample(X, y)[1]),
         "random_under": count(RandomUnderSampler(random_state=0).fit_resample(X, y)[1]),
         "smote": count(SMOTE(random_state=0).fit_resample(X, y)[1]),
         "tomek_links": count(TomekLinks().fit_resample(X, y)[1])}
print({k: v for k, v in guide.items() if k not in ("columns", "labels")})
json.dump(guide, open(here / "user_guide.json", "w"), separators=(",", ":"))
