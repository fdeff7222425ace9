"""Records what scikit-learn's and LightGBM's histogram boosters learn: boosting.json.

usage: python boosting_oracle.py DATA_FOLDER  (scikit-learn 1.9.1, lightgbm 4.7.0, numpy 2.4.6, pandas 3.1.1; DATA_FOLDER
holds hypothyroid.csv and credit_g.csv)
"""
import json, os, pathlib, sys, warnings
for v in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[v] = "1"
import lightgbm, numpy as np, pandas as pd, sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import train_test_split

assert (sklearn.__version__, np.__version__, lightgbm.__version__) == ("1.9.1", "2.4.6", "4.7.0")
warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent.parent / "Oracle"
r = np.random.RandomState(5)
columns = lambda X: [[None if np.isnan(v) else v for v in c] for c in np.asarray(X, float).T.tolist()]

# Trees: few different values, so that bins are exact; as many rows of each class, so that the first gradients are exact
# in scikit-learn's single precision too.
n = 240
X = np.stack([r.permutation(n) // 2 for _ in range(5)], axis=1).astype(float)
Q = np.stack([r.randint(0, n // 2, 80) for _ in range(5)], axis=1) + .25
s = X[:, 0] + (X[:, 1] > 60) * (X[:, 2] - 60) + 25 * r.normal(size=n)
y = np.zeros(n, int); y[np.argsort(s)[n // 2:]] = 1
y3 = np.zeros(n, int); y3[np.argsort(s)[n // 3:2 * n // 3]] = 1; y3[np.argsort(s)[2 * n // 3:]] = 2
u = (s > np.quantile(s, .85)).astype(int)
# Asked about rows they have seen: where a node has no missing value, scikit-learn sends later ones right, we to the larger side.
M = X.copy(); M[r.uniform(size=M.shape) < .2] = np.nan; W = M[:80]
trees = []


def fitted(A, b, P, o):
    m = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **o).fit(A, b)
    return m.predict_proba(P), int(sum(t.get_n_leaf_nodes() for k in m._predictors for t in k))


def free_of_ties(A, b, P, o, p):
    """Whether the model is the same with columns in other orders and turned round: no two splits were equally good."""
    for turn in range(6):
        order, sign = r.permutation(A.shape[1]), r.choice([-1, 1], A.shape[1])
        if np.abs(fitted((A * sign)[:, order], b, (P * sign)[:, order], o)[0] - p).max() > 1e-5:
            return False
    return True


for data, A, b, P in (("plain", X, y, Q), ("missing", M, y, W), ("three", X, y3, Q), ("rare", X, u, Q), ("missing rare", M, u, W)):
    for o in ({"max_iter": 1, "learning_rate": 1.0, "max_leaf_nodes": 5}, {"max_iter": 1, "learning_rate": 1.0},
              {"max_iter": 1, "learning_rate": 1.0, "max_leaf_nodes": 6, "min_samples_leaf": 9},
              {"max_iter": 1, "l2_regularization": 3.0, "max_depth": 3}, {"max_iter": 1, "max_leaf_nodes": None, "min_samples_leaf": 12},
              {"max_iter": 12, "max_leaf_nodes": 4}, {"max_iter": 5, "max_leaf_nodes": 3, "min_samples_leaf": 7}):
        p, leaves = fitted(A, b, P, o)
        if free_of_ties(A, b, P, o, p):
            trees.append({"data": data, "options": {k: ("none" if v is None else v) for k, v in o.items()},
                          "probabilities": p.T.tolist(), "leaves": leaves})
            print(data, o, leaves)
print(len(trees), "models of 35 are free of ties")

# Scores over thirty splits each. The made data come from RandomState(7), so that a test can make them again.
HG = lambda **o: HistGradientBoostingClassifier(max_iter=60, early_stopping=False, random_state=0, **o)
LG = lambda: lightgbm.LGBMClassifier(n_estimators=60, num_leaves=31, min_child_weight=1.0, n_jobs=1, random_state=0, verbose=-1)


def made(n, d, limit, seed):
    g = np.random.RandomState(seed)
    F = g.standard_normal((n, d)); e = g.standard_normal(n)
    return F, (F[:, 0] + F[:, 1] * F[:, 2] + np.abs(F[:, 3]) + e > limit).astype(int)


def scores(X, y, make):
    out = []
    for s in range(30):
        a, b, c, d = train_test_split(X, y, test_size=.25, stratify=y, random_state=s)
        p = make().fit(a, c).predict_proba(b)[:, 1]
        out.append([round(average_precision_score(d, p), 6), round(roc_auc_score(d, p), 6)])
    print(np.mean(out, 0), np.std(out, 0, ddof=1))
    return np.array(out).T.tolist()


def table(name, target, positive):
    df = pd.read_csv(f"{sys.argv[1]}/{name}.csv")
    y = (df.pop(target) == positive).to_numpy().astype(int)
    for c in df:
        if not pd.api.types.is_numeric_dtype(df[c]):
            df[c] = df[c].astype("category")
    return df, y


F, f = made(2400, 6, 3.2, 7)
hypo, h = table("hypothyroid", "class", "hypothyroid")
credit, k = table("credit_g", "class", "bad")
bands = [{"data": "made", "min_hessian": 1.0, "peer": "lightgbm", "scores": scores(F, f, LG)},
         {"data": "made", "min_hessian": 0.001, "peer": "sklearn", "scores": scores(F, f, HG)},
         {"data": "hypothyroid", "min_hessian": 0.001, "peer": "sklearn", "scores": scores(hypo, h, lambda: HG(categorical_features="from_dtype"))},
         {"data": "credit_g", "min_hessian": 0.001, "peer": "sklearn", "scores": scores(credit, k, lambda: HG(categorical_features="from_dtype"))}]

# About one in 700: the peers' defaults, and with a hessian floor.
F, f = made(80000, 6, 6.8, 9)
a, b, c, d = F[:40000], F[40000:], f[:40000], f[40000:]
rare = {}
for name, m in (("sklearn", HistGradientBoostingClassifier(max_iter=100, early_stopping=False)),
                ("lightgbm", lightgbm.LGBMClassifier(n_estimators=100, n_jobs=1, verbose=-1)),
                ("lightgbm_floor", lightgbm.LGBMClassifier(n_estimators=100, n_jobs=1, verbose=-1, min_child_weight=1.0))):
    rare[name] = average_precision_score(d, m.fit(a, c).predict_proba(b)[:, 1])
print(c.sum(), d.sum(), rare)
json.dump({"train": {"plain": columns(X), "missing": columns(M)}, "query": {"plain": columns(Q), "missing": columns(W)},
           "labels": y.tolist(), "labels3": y3.tolist(), "labels_rare": u.tolist(), "trees": trees, "bands": bands,
           "made_positives": int(made(2400, 6, 3.2, 7)[1].sum()), "rare": rare, "rare_positives": [int(c.sum()), int(d.sum())]},
          open(here / "boosting.json", "w"), separators=(",", ":"))
