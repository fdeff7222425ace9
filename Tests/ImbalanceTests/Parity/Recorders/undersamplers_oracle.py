"""Records what imbalanced-learn's under-samplers, cleaners and combinations make of small data sets.

usage: python undersamplers_oracle.py  (imbalanced-learn 0.14.2, scikit-learn 1.9.1, numpy 2.4.6)

Writes undersamplers_*.json, combinations.json and hardness.json. imbalanced-learn leaves the order of ties open, so neighbours
come from objects with the project's tie rule: distance, then row; a row asked for its neighbours comes first.
"""
import json, pathlib
import imblearn, numpy, sklearn
import numpy as np
from imblearn.combine import SMOTEENN, SMOTETomek
from imblearn.over_sampling import SMOTE
from imblearn.under_sampling import (AllKNN, CondensedNearestNeighbour, EditedNearestNeighbours,
                                     InstanceHardnessThreshold, NearMiss, NeighbourhoodCleaningRule,
                                     OneSidedSelection, RepeatedEditedNearestNeighbours, TomekLinks)
from imblearn.under_sampling._prototype_selection import (_condensed_nearest_neighbour, _edited_nearest_neighbours,
                                                          _nearmiss, _neighbourhood_cleaning_rule,
                                                          _one_sided_selection, _tomek_links)
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

assert (imblearn.__version__, sklearn.__version__, numpy.__version__) == ("0.14.2", "1.9.1", "2.4.6")
here = pathlib.Path(__file__).parent.parent / "Oracle"


def ordered(row, X):
    d = np.zeros(len(X))
    for f in range(X.shape[1]):
        d += (X[:, f] - row[f]) ** 2
    return np.lexsort((np.arange(len(d)), d)), d


class Tables:
    """Rows are told apart by place, by asking for slices of the fitted array in order."""

    def near(self, X, k):
        out, dist = np.empty((len(X), k), int), np.empty((len(X), k))
        own = self.owners(X)
        for i, row in enumerate(X):
            order, d = ordered(row, self.X_)
            if own is not None:
                order = np.r_[own[i], order[order != own[i]]]
            out[i], dist[i] = order[:k], np.sqrt(d[order[:k]])
        return dist, out

    def owners(self, X):
        """The fitted places of rows of the fitted array, by the order in which equal ones appear; or None."""
        places = {}
        for i, row in enumerate(map(tuple, self.X_)):
            places.setdefault(row, []).append(i)
        own = []
        # A class's rows in order: of equal rows the first of that class.
        for row in map(tuple, X):
            if row not in places:
                return None
            own.append(places[row])
        if all(len(p) == 1 for p in own):
            return [p[0] for p in own]
        if len(X) == len(self.X_) and np.array_equal(X, self.X_):
            return list(range(len(X)))
        for c in np.unique(self.y_) if getattr(self, "y_", None) is not None else np.unique(CURRENT[0]):
            y = self.y_ if getattr(self, "y_", None) is not None else CURRENT[0]
            if len(y) == len(self.X_) and np.array_equal(self.X_[y == c], X):
                return np.flatnonzero(y == c).tolist()
        raise AssertionError("rows of unknown place")


CURRENT = [None]


class ByRow(Tables, NearestNeighbors):
    def fit(self, X, y=None):
        self.X_ = np.asarray(X, float)
        return self

    def kneighbors(self, X=None, n_neighbors=None, return_distance=True):
        dist, out = self.near(np.asarray(X, float), n_neighbors or self.n_neighbors)
        return (dist, out) if return_distance else out


class Plain(ByRow):
    """For NearMiss: no row is its own neighbour's place."""

    def owners(self, X):
        return None


class Vote(Tables, KNeighborsClassifier):
    def fit(self, X, y):
        self.X_, self.y_ = np.asarray(X, float), np.asarray(y)
        return self

    def predict(self, X):
        votes = []
        for row in np.asarray(X, float):
            near = self.y_[ordered(row, self.X_)[0][:self.n_neighbors]]
            votes.append(np.bincount(near).argmax())
        return np.array(votes)

    def kneighbors(self, X, n_neighbors=None, return_distance=True):
        dist, out = self.near(np.asarray(X, float), n_neighbors or self.n_neighbors)
        return (dist, out) if return_distance else out


_tomek_links.NearestNeighbors = ByRow
_edited_nearest_neighbours.check_neighbors_object = lambda name, n, additional_neighbor=0: (
    ByRow(n_neighbors=n + additional_neighbor) if isinstance(n, (int, np.integer)) else ByRow(n_neighbors=n.n_neighbors))
_nearmiss.check_neighbors_object = lambda name, n, additional_neighbor=0: Plain(n_neighbors=n + additional_neighbor)
for module in (_condensed_nearest_neighbour, _neighbourhood_cleaning_rule, _one_sided_selection):
    module.KNeighborsClassifier = Vote
# Editing asks class by class: the labels of the rows at hand tell which rows they are.
plain_edit = EditedNearestNeighbours._fit_resample


def edit(self, X, y):
    before, CURRENT[0] = CURRENT[0], y
    try:
        return plain_edit(self, X, y)
    finally:
        CURRENT[0] = before


EditedNearestNeighbours._fit_resample = edit

r = np.random.RandomState(11)


def blobs(sizes, d, spread, decimals=3):
    X = np.vstack([r.normal(loc=r.normal(size=d) * spread, size=(n, d)) for n in sizes])
    y = np.repeat(np.arange(len(sizes)), sizes)
    p = r.permutation(len(y))
    return np.round(X[p], decimals), y[p]


data = {"binary": blobs([170, 40], 3, 1.0), "three": blobs([90, 25, 55], 4, 0.7), "wide": blobs([60, 24], 11, 0.3),
        "apart": blobs([40, 12], 2, 9.0), "ties": blobs([80, 30, 45], 2, 0.8, 0)}
cases, mistaken = [], {}
for name, (X, y) in data.items():
    some = [{}, {"sampling_strategy": "all"}, {"sampling_strategy": [0]}, {"sampling_strategy": "majority"}]
    def add(method, make, options, seed=0, **extra):
        s = make(**options, **extra)
        s.fit_resample(X, y)
        cases.append((name, method, options, seed, s.sample_indices_.tolist()))
        return s
    for o in some:
        for kind in ("all", "mode"):
            for k in (3, 4):
                k_o = {**o, "n_neighbors": k, "kind_sel": kind}
                s = RepeatedEditedNearestNeighbours(**k_o)
                Z, _ = s.fit_resample(X, y)
                rows = s.sample_indices_
                # sample_indices_ are wrong when the first pass removes nothing: then the rows are class by class.
                if not np.array_equal(X[rows], Z):
                    mistaken[name] = rows.tolist()
                    rows = np.argsort(y, kind="stable")
                    assert np.array_equal(X[rows], Z)
                cases.append((name, "repeated_edited_nearest_neighbours", k_o, 0, rows.tolist()))
                add("all_knn", AllKNN, k_o)
        add("all_knn", AllKNN, {**o, "allow_minority": True})
        for k in (3, 2):
            for t in (0.5, 2.5):
                add("neighbourhood_cleaning_rule", NeighbourhoodCleaningRule,
                    {**o, "n_neighbors": k, "threshold_cleaning": t})
        for seed in (0, 42):
            for k in (1, 2, 3):
                for seeds in (1, 4):
                    if o.get("sampling_strategy") == "all":
                        continue
                    k_o = {**o, "n_neighbors": k, "n_seeds_S": seeds}
                    add("condensed_nearest_neighbour", CondensedNearestNeighbour, k_o, seed, random_state=seed)
                    add("one_sided_selection", OneSidedSelection, k_o, seed, random_state=seed)
    for o in [{}, {"sampling_strategy": "majority"}, {"sampling_strategy": "not majority"}]:
        for v in (1, 2, 3):
            for k, k3 in ((3, 3), (1, 5)):
                add("near_miss", NearMiss, {**o, "version": v, "n_neighbors": k, "n_neighbors_ver3": k3})
key = lambda o: {k: [str(a) for a in v] if isinstance(v, list) else v for k, v in o.items()}
seen, unique = set(), []
for c in cases:
    text = json.dumps([c[0], c[1], key(c[2]), c[3]])
    if text not in seen:
        seen.add(text)
        unique.append({"data": c[0], "method": c[1], "options": key(c[2]), "seed": c[3], "rows": c[4]})

# Combinations: which rows are left, the training rows by place and the invented ones after them.
combined = []
for name, (X, y) in data.items():
    for seed in (0, 42):
        for method, clean in (("smote_enn", EditedNearestNeighbours), ("smote_tomek", TomekLinks)):
            for o in [{}, {"sampling_strategy": "minority"}]:
                if name == "ties":
                    continue
                smote = SMOTE(random_state=seed, k_neighbors=5, **o)
                smoted, _ = smote.fit_resample(X, y)
                whole = {"smote_enn": SMOTEENN, "smote_tomek": SMOTETomek}[method](random_state=seed, **o)
                Z, z = whole.fit_resample(X, y)
                cleaner = clean(sampling_strategy="all")
                cleaner.fit_resample(smoted, SMOTE(random_state=seed, **o).fit_resample(X, y)[1])
                assert np.array_equal(smoted[cleaner.sample_indices_], Z)
                combined.append({"data": name, "method": method, "options": o, "seed": seed, "counts": np.bincount(z).tolist(),
                                 "rows": cleaner.sample_indices_.tolist(), "last": Z[-3:].tolist()})

guide = json.loads((here / "user_guide.json").read_text())
X, y = np.array(guide["columns"]).T, np.array(guide["labels"])
count = lambda s: np.bincount(s.fit_resample(X, y)[1]).tolist()
counts = {"repeated_edited_nearest_neighbours": count(RepeatedEditedNearestNeighbours()), "all_knn": count(AllKNN()),
          "neighbourhood_cleaning_rule": count(NeighbourhoodCleaningRule(n_neighbors=11)),
          "condensed_nearest_neighbour": count(CondensedNearestNeighbour(random_state=0)),
          "one_sided_selection": count(OneSidedSelection(random_state=0)), "near_miss": count(NearMiss()),
          "smote_enn": count(SMOTEENN(random_state=0)), "smote_tomek": count(SMOTETomek(random_state=0))}
print(counts)
columns = {n: {"columns": X.T.tolist(), "labels": y.tolist()} for n, (X, y) in data.items()}
files = {"editing": ("repeated_edited_nearest_neighbours",), "selection": ("all_knn", "neighbourhood_cleaning_rule", "near_miss"),
         "condensing": ("condensed_nearest_neighbour", "one_sided_selection")}
for file, methods in files.items():
    json.dump({"data": columns, "cases": [c for c in unique if c["method"] in methods]},
              open(here / f"undersamplers_{file}.json", "w"), separators=(",", ":"))
json.dump({"data": columns, "combined": combined, "guide": counts, "mistaken": mistaken}, open(here / "combinations.json", "w"), separators=(",", ":"))


class Judge(ClassifierMixin, BaseEstimator):
    """A model without chance and without a random_state, so that the folds' stream is the seed's own."""

    def fit(self, X, y):
        mean, spread = X.mean(0), X.std(0)
        self.prepare_ = lambda Z: (Z - mean) / spread
        self.model_ = LogisticRegression(C=1.0, tol=1e-12, max_iter=10000).fit(self.prepare_(X), y)
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, X):
        return self.model_.predict_proba(self.prepare_(X))


# Hardness: exact with a model without chance, and by how often each row is kept with a forest.
hardness, often = [], {}
for name in ("binary", "three", "wide"):
    X, y = data[name]
    for seed in (0, 42, 7):
        for o in [{}, {"sampling_strategy": "majority"}, {"cv": 3}]:
            s = InstanceHardnessThreshold(estimator=Judge(), random_state=seed, **o)
            s.fit_resample(X, y)
            hardness.append({"data": name, "options": o, "seed": seed, "rows": s.sample_indices_.tolist()})
    kept, sizes = np.zeros(len(y)), []
    for seed in range(30):
        s = InstanceHardnessThreshold(random_state=seed)
        s.fit_resample(X, y)
        kept[s.sample_indices_] += 1
        sizes.append(len(s.sample_indices_))
    often[name] = {"kept": kept.astype(int).tolist(), "sizes": sizes}
json.dump({"cases": hardness, "forest": often}, open(here / "hardness.json", "w"), separators=(",", ":"))
