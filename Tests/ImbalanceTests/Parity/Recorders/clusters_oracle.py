"""Records what clusterings and methods built on them give over 40 seeds: clusters.json.

usage: python clusters_oracle.py  (imbalanced-learn 0.14.2, scikit-learn 1.9.1, numpy 2.4.6)

Their random streams cannot be repeated, so distributions over seeds are compared. KMeans-SMOTE is run with full
k-means, as ours, and with its own default of mini-batches.
"""
import json, pathlib, warnings
import imblearn, numpy, sklearn
import numpy as np
from imblearn.over_sampling import KMeansSMOTE
from imblearn.under_sampling import ClusterCentroids
from sklearn.cluster import KMeans

assert (imblearn.__version__, sklearn.__version__, numpy.__version__) == ("0.14.2", "1.9.1", "2.4.6")
warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent.parent / "Oracle"
r = np.random.RandomState(3)
centres = r.normal(size=(6, 3)) * 2.5
X = np.vstack([r.normal(size=(70, 3)) + c for c in centres] + [r.normal(size=(n, 3)) * s + centres[c] + 0.8 for n, s, c in ((40, 0.5, 1), (30, 1.2, 4))])
y = np.repeat([0, 1], [420, 70])
p = r.permutation(len(y))
X, y = np.round(X[p], 3), y[p]
SEEDS = range(40)


def shape(Z):
    return [len(Z), *Z.mean(axis=0).tolist(), *Z.std(axis=0).tolist()]


def smote(seed, estimator):
    return shape(KMeansSMOTE(random_state=seed, kmeans_estimator=estimator, cluster_balance_threshold=0.1).fit_resample(X, y)[0][len(y):])


def centroids(seed, voting):
    Z, z = ClusterCentroids(random_state=seed, voting=voting).fit_resample(X, y)
    return shape(Z[z == 0])


round_all = lambda rows: [[round(v, 9) for v in row] for row in rows]
json.dump({"columns": X.T.tolist(), "labels": y.tolist(),
           "inertia8": round_all([[KMeans(8, random_state=s).fit(X).inertia_] for s in SEEDS]),
           "inertia40": round_all([[KMeans(40, random_state=s).fit(X).inertia_] for s in SEEDS]),
           "smote": round_all([smote(s, KMeans(8, random_state=s)) for s in SEEDS]),
           "smote_batches": round_all([smote(s, None) for s in SEEDS]),
           "soft": round_all([centroids(s, "soft") for s in SEEDS]),
           "hard": round_all([centroids(s, "hard") for s in SEEDS])},
          open(here / "clusters.json", "w"), separators=(",", ":"))
