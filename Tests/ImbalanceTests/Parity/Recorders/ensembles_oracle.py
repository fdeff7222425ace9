"""Records what ensembles and a small network say: ensembles.json.

usage: python ensembles_oracle.py HYPOTHYROID_CSV ECOLI_CSV
(scikit-learn 1.9.1, imbalanced-learn 0.14.2, numpy 2.4.6)

Holds every third row of the UCI Thyroid Disease data, hypothyroid part (Garavan Institute, R. Quinlan; CC BY 4.0), four of its
columns, and the UCI Ecoli data (K. Nakai; CC BY 4.0) without its smallest classes.
"""
import json, pathlib, sys, warnings
import imblearn, numpy as np, pandas as pd, sklearn
from imblearn.ensemble import (BalancedBaggingClassifier, BalancedRandomForestClassifier, EasyEnsembleClassifier,
                               RUSBoostClassifier)
from sklearn.ensemble import AdaBoostClassifier, ExtraTreesClassifier
from sklearn.metrics import average_precision_score, balanced_accuracy_score
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

assert (sklearn.__version__, imblearn.__version__, np.__version__) == ("1.9.1", "0.14.2", "2.4.6")
warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent.parent / "Oracle"
r = np.random.RandomState(23)
columns = lambda X: np.asarray(X).T.tolist()

# AdaBoost: values that are exact in single precision and different from one another; cases whose answer does not depend on
# scikit-learn's random order of columns.
n = 300
T = np.stack([r.permutation(4096)[:n] / 64 for _ in range(4)], axis=1)
Q = np.stack([r.permutation(4096)[:150] / 64 + 1 / 128 for _ in range(4)], axis=1)
t = ((T[:, 0] > 40) & (T[:, 1] + 8 * r.normal(size=n) > 25)).astype(int)
t3 = np.where(T[:, 2] + 4 * r.normal(size=n) > 50, 2, t)
M = T.copy()
M[r.uniform(size=M.shape) < .15] = np.nan
W = Q.copy()
W[r.uniform(size=W.shape) < .15] = np.nan
boosts = []
for name, A, b, P in (("binary", T, t, Q), ("three", T, t3, Q)):
    for o in ({}, {"n_estimators": 12, "learning_rate": .5}, {"n_estimators": 20, "max_depth": 2}, {"n_estimators": 8, "max_depth": 4},
              {"n_estimators": 25, "class_weight": {"0": 1, "1": 6, "2": 2}}):
        w = np.array([o.get("class_weight", {}).get(str(c), 1) for c in b], float)
        got = [AdaBoostClassifier(DecisionTreeClassifier(max_depth=o.get("max_depth", 1)), n_estimators=o.get("n_estimators", 50),
                                  learning_rate=o.get("learning_rate", 1.0), random_state=s).fit(A, b, sample_weight=w) for s in range(6)]
        if all(np.array_equal(got[0].predict_proba(P), m.predict_proba(P)) for m in got):
            m = got[0]
            k = len(m.estimators_)
            boosts.append({"data": name, "options": o, "probabilities": columns(m.predict_proba(P)), "weights": m.estimator_weights_[:k].tolist(),
                           "errors": m.estimator_errors_[:k].tolist(), "importances": m.feature_importances_.tolist()})
print(len(boosts), "boosts of 10 do not depend on the order of columns")

# Scores over seeds.
S = np.round(r.normal(size=(1400, 6)), 3)
s = (S[:, 0] + S[:, 1] * S[:, 2] + r.normal(size=1400) > 2.7).astype(int)
h = pd.read_csv(sys.argv[1]).iloc[::3]
H = h[["age", "TSH", "T3", "TT4"]].astype(float)
H = H.fillna(H.median()).to_numpy()
e = pd.read_csv(sys.argv[2])
e = e[e["class"].isin(["cp", "im", "pp", "imU", "om"])]
data = {"synthetic": (S, s), "hypothyroid": (H, (h["class"] == "hypothyroid").astype(int).to_numpy()),
        "ecoli": (e.drop(columns="class").to_numpy(float), pd.factorize(e["class"], sort=True)[0])}
models = {
    "extra_trees": lambda s: ExtraTreesClassifier(100, random_state=s),
    "balanced_bagging": lambda s: BalancedBaggingClassifier(n_estimators=10, random_state=s),
    "balanced_random_forest": lambda s: BalancedRandomForestClassifier(100, random_state=s),
    "easy_ensemble": lambda s: EasyEnsembleClassifier(10, random_state=s),
    "rus_boost": lambda s: RUSBoostClassifier(n_estimators=50, random_state=s),
    "mlp": lambda s: MLPClassifier((64,), random_state=s),
}
seeds = 40
sets, scores = {}, []
for name, (X, y) in data.items():
    test = np.arange(len(y)) % 2 == 1
    sets[name] = {"columns": columns(X), "labels": y.tolist()}
    Z = StandardScaler().fit(X[~test]).transform(X)
    for model, make in models.items():
        V = Z if model == "mlp" else X
        rows = []
        for seed in range(seeds):
            p = make(seed).fit(V[~test], y[~test]).predict_proba(V[test])
            K = p.shape[1]
            ap = np.mean([average_precision_score(y[test] == k, p[:, k]) for k in range(1 if K == 2 else 0, K)])
            rows.append([round(float(v), 5) for v in (ap, balanced_accuracy_score(y[test], p.argmax(1)))])
        scores.append({"data": name, "model": model, "average_precision": [v[0] for v in rows], "balanced_accuracy": [v[1] for v in rows]})
        print(name, model, np.mean(rows, 0), np.std(rows, 0, ddof=1), flush=True)
json.dump({"train": columns(T), "query": columns(Q), "labels": t.tolist(), "labels3": t3.tolist(), "boosts": boosts, "sets": sets,
           "scores": scores}, open(here / "ensembles.json", "w"), separators=(",", ":"))
