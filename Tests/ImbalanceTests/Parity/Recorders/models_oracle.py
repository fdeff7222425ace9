"""Records what scikit-learn learns from small data sets: models.json, mixed.json and forest.json.

usage: python models_oracle.py HYPOTHYROID_CSV  (scikit-learn 1.9.1, numpy 2.4.6)

mixed.json holds every sixth row of the UCI Thyroid Disease data, hypothyroid part (Garavan Institute, R. Quinlan;
CC BY 4.0), some of its columns.
"""
import json, pathlib, sys, warnings
import numpy as np, pandas as pd, sklearn
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

assert (sklearn.__version__, np.__version__) == ("1.9.1", "2.4.6")
warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent.parent / "Oracle"
r = np.random.RandomState(11)


def logistic(X, y, **o):
    o = dict(o)
    if o.pop("penalty", "l2") == "none":
        o["C"] = np.inf
    m = LogisticRegression(solver="newton-cg", tol=1e-13, max_iter=100000, **o).fit(X, y)
    return {"coefficients": m.coef_.tolist(), "intercepts": np.atleast_1d(m.intercept_).tolist()}


def columns(X):
    return np.asarray(X).T.tolist()


X = np.round(r.normal(size=(220, 4)) * [1, 5, .2, 1] + [0, 10, 0, 1], 3)
y = (r.uniform(size=220) < 1 / (1 + np.exp(-(X[:, 0] - .3 * (X[:, 1] - 10) + 4 * X[:, 2] - 2)))).astype(int)
y3 = np.where(X[:, 3] + r.normal(size=220) > 2.2, 2, y)
S = StandardScaler().fit_transform(X)
binary = [{}, {"C": 0.05}, {"C": 100.0}, {"penalty": "none"}, {"class_weight": "balanced"}, {"class_weight": {0: 1.0, 1: 7.5}},
          {"fit_intercept": False}, {"class_weight": "balanced", "penalty": "none"}]
three = [{}, {"C": 0.05}, {"penalty": "none"}, {"class_weight": "balanced"}, {"fit_intercept": False}]
text = lambda o: {k: ({str(a): b for a, b in v.items()} if isinstance(v, dict) else v) for k, v in o.items()}
out = {"columns": columns(X), "labels": y.tolist(), "labels3": y3.tolist(), "standardised": columns(S),
       "binary": [{"options": text(o), **logistic(S, y, **o)} for o in binary],
       "multinomial": [{"options": text(o), **logistic(S, y3, **o)} for o in three]}

# Trees: values that are exact in single precision and different from one another; cases whose answer does not
# depend on scikit-learn's random order of columns.
n = 300
T = np.stack([r.permutation(4096)[:n] / 64 for _ in range(4)], axis=1)
Q = np.stack([r.permutation(4096)[:150] / 64 + 1 / 128 for _ in range(4)], axis=1)
t = ((T[:, 0] > 30) ^ (T[:, 1] + 8 * r.normal(size=n) > 45)).astype(int)
t3 = np.where(T[:, 2] + 4 * r.normal(size=n) > 50, 2, t)
M = T.copy()
M[r.uniform(size=M.shape) < .15] = np.nan
W = Q.copy()
W[r.uniform(size=W.shape) < .15] = np.nan
trees = []
for name, A, b, P in (("binary", T, t, Q), ("three", T, t3, Q), ("missing", M, t, W)):
    for o in ({"max_depth": 3}, {"max_depth": 5}, {"max_depth": 4, "criterion": "entropy"}, {"min_samples_leaf": 12},
              {"max_leaf_nodes": 9}, {"min_samples_split": 40}, {"max_depth": 4, "class_weight": "balanced"}):
        got = [DecisionTreeClassifier(random_state=s, **o).fit(A, b) for s in range(6)]
        same = all(np.array_equal(got[0].predict_proba(P), m.predict_proba(P)) for m in got)
        if same:
            trees.append({"data": name, "options": o, "probabilities": columns(got[0].predict_proba(P)),
                          "importances": got[0].feature_importances_.tolist(), "leaves": int(got[0].get_n_leaves())})
print(len(trees), "trees of 21 do not depend on the order of columns")
nan = lambda X: [[None if np.isnan(v) else v for v in c] for c in columns(X)]
out |= {"trees": {"train": {"binary": columns(T), "missing": nan(M)}, "query": {"binary": columns(Q), "missing": nan(W)},
                  "labels": t.tolist(), "labels3": t3.tolist(), "cases": trees}}
json.dump(out, open(here / "models.json", "w"), separators=(",", ":"))

# Real rows with gaps and words.
df = pd.read_csv(sys.argv[1], dtype=str).iloc[::6].reset_index(drop=True)
numbers = ["age", "TSH", "T3", "TT4"]
numbers = [c for c in numbers if c in df]
words = ["sex", "on_thyroxine", "pregnant", "goitre"]
N = df[numbers].astype(float)
pre = ColumnTransformer([("n", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
                         ("w", make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(sparse_output=False)), words)])
Z = pre.fit_transform(pd.concat([N, df[words]], axis=1))
yy = (df["class"] == "hypothyroid").astype(int)
json.dump({"numbers": {c: [None if np.isnan(v) else v for v in N[c]] for c in numbers},
           "words": {c: [None if pd.isna(v) else v for v in df[c]] for c in words}, "word_names": words, "labels": yy.tolist(),
           "prepared": [[round(v, 12) for v in c] for c in columns(Z[:60])], **logistic(Z, yy)},
          open(here / "mixed.json", "w"), separators=(",", ":"))

# Forests: scores over seeds.
F = np.round(r.normal(size=(1100, 6)), 3)
f = (F[:, 0] + F[:, 1] * F[:, 2] + r.normal(size=1100) > 2.0).astype(int)
a, b = slice(0, 600), slice(600, None)
rows = []
for s in range(30):
    p = RandomForestClassifier(100, random_state=s).fit(F[a], f[a]).predict_proba(F[b])[:, 1]
    rows.append([average_precision_score(f[b], p), roc_auc_score(f[b], p), brier_score_loss(f[b], p)])
rows = np.array(rows)
print(rows.mean(0), rows.std(0, ddof=1))
json.dump({"columns": columns(F), "labels": f.tolist(), "training": 600, "average_precision": rows[:, 0].tolist(),
           "roc_auc": rows[:, 1].tolist(), "brier": rows[:, 2].tolist()}, open(here / "forest.json", "w"), separators=(",", ":"))
