"""Records what scikit-learn's linear, probabilistic and neighbour models learn from small data sets: linear.json.

usage: python linear_oracle.py  (scikit-learn 1.9.1, numpy 2.4.6, scipy for the losses that scikit-learn does not have)
"""
import json, pathlib, warnings
import numpy as np, sklearn
from scipy.optimize import minimize
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

assert (sklearn.__version__, np.__version__) == ("1.9.1", "2.4.6")
warnings.filterwarnings("ignore")
r = np.random.RandomState(5)
n, m, d = 160, 60, 6
X = r.normal(size=(n + m, d))
X[:, 4] = X[:, 0] * .8 + .6 * X[:, 4]
X = np.round((X - X.mean(0)) / X.std(0), 6)
z = 1.5 * X[:, 0] - X[:, 1] + .4 * X[:, 4] - 1.2 + r.logistic(size=n + m)
y = (z > 0).astype(int)
y3 = np.where(X[:, 3] + .8 * r.normal(size=n + m) > .9, 2, y)
A, Q, b, b3 = X[:n], X[n:], y[:n], y3[:n]
# A column that repeats the sum of two others, and one that does not vary.
D, DQ = [np.column_stack([M, M[:, 0] + M[:, 1], np.full(len(M), 3.0)]) for M in (A, Q)]
columns = lambda M: np.asarray(M).T.tolist()
text = lambda o: {k: ({str(a): c for a, c in v.items()} if isinstance(v, dict) else v) for k, v in o.items()}
data = {"binary": (A, b, Q), "three": (A, b3, Q), "dependent": (D, b3, DQ)}


def weights(o, t):
    w = o.get("class_weight")
    if w == "balanced":
        return len(t) / (len(set(t)) * np.bincount(t)[t])
    return np.array([w.get(c, 1.0) for c in t.tolist()]) if w else None


chances = []
def chance(model, name, make, *options, on=("binary", "three")):
    for o in options:
        for which in on:
            M, t, P = data[which]
            if isinstance(o.get("priors"), list) and len(o["priors"]) != len(set(t)):
                continue
            rest = {k: v for k, v in o.items() if k != "class_weight"}
            w = weights(o, t)
            fit = make(**rest).fit(M, t) if w is None else make(**rest).fit(M, t, sample_weight=w)
            chances.append({"model": model, "data": which, "options": text(o), "probabilities": columns(fit.predict_proba(P))})


def lda(shrinkage=None, **o):
    return LinearDiscriminantAnalysis(**o) if shrinkage is None else LinearDiscriminantAnalysis(solver="lsqr", shrinkage=shrinkage, **o)


chance("lda", "lda", lda, {}, {"priors": [.9, .1]}, {"priors": [.2, .3, .5]}, on=("binary", "three", "dependent"))
chance("lda", "lda", lda, {"shrinkage": "auto"}, {"shrinkage": .3}, {"shrinkage": 1.0}, {"shrinkage": "auto", "priors": [.7, .3]})
chance("qda", "qda", QuadraticDiscriminantAnalysis, {}, {"reg_param": .2}, {"priors": [.9, .1]}, {"reg_param": 1.0})
chance("gaussian_naive_bayes", "nb", GaussianNB, {}, {"var_smoothing": .1}, {"priors": [.9, .1]}, {"class_weight": "balanced"},
       {"class_weight": {1: 7.5}}, on=("binary", "three", "dependent"))
# kd_tree: distances as they are; Q gets some training rows, at no distance.
data = {k: (M, t, np.vstack([P, M[:5]])) for k, (M, t, P) in data.items()}
knn = lambda **o: KNeighborsClassifier(algorithm="kd_tree", **o)
chance("nearest_neighbours", "knn", knn, {}, {"n_neighbors": 1}, {"n_neighbors": 12}, {"weights": "distance"}, {"weights": "distance", "n_neighbors": 30})
data = {k: (M, t, P[:-5]) for k, (M, t, P) in data.items()}

# Penalised logistic regression. liblinear penalises the intercept, so it is asked without one.
lasso = []
for which in ("binary", "three"):
    M, t, _ = data[which]
    for o in ({"penalty": "l1"}, {"penalty": "l1", "C": .08}, {"penalty": "l1", "C": .1, "class_weight": "balanced"}, {"penalty": "l1", "C": 30.0},
              {"penalty": "elasticnet", "l1_ratio": .5, "C": .2}, {"penalty": "elasticnet", "l1_ratio": .2}, {"penalty": "elasticnet", "l1_ratio": 1.0, "C": .1},
              {"penalty": "l1", "C": .1, "fit_intercept": False}):
        rest = {k: v for k, v in o.items() if k != "penalty"}
        ratio = rest.pop("l1_ratio", 1.0)
        if which == "binary" and o.get("fit_intercept") is False:
            fit = LogisticRegression(solver="liblinear", l1_ratio=1, tol=1e-14, max_iter=10**6, **rest).fit(M, t)
        else:
            fit = LogisticRegression(solver="saga", l1_ratio=ratio, tol=1e-15, max_iter=200_000, **rest).fit(M, t)
        B, c = fit.coef_, np.atleast_1d(fit.intercept_)
        w = weights(o, t)
        w = np.ones(n) if w is None else w
        Z = M @ B.T + c
        if which == "binary":
            loss = np.logaddexp(0, -(2 * t - 1) * Z[:, 0])
        else:
            loss = np.logaddexp.reduce(Z, axis=1) - Z[np.arange(n), t]
        C = o.get("C", 1.0)
        objective = C * (w * loss).sum() + ratio * abs(B).sum() + (1 - ratio) / 2 * (B ** 2).sum()
        lasso.append({"data": which, "options": text(o), "objective": objective, "coefficients": B.tolist(), "intercepts": c.tolist()})
        print("logistic", which, o, fit.n_iter_, objective, (B == 0).sum())

# liblinear stops far from some of these optima (and weighs the rest of several classes by C alone), so that scipy finishes
# the work on LinearSVC's own objective. The constant column is penalised.
def machine(M, t, w, C=1.0, loss="squared_hinge", fit_intercept=True, intercept_scaling=1.0):
    s = 2 * t - 1
    fit = LinearSVC(dual=True, tol=1e-10, max_iter=10**5, random_state=0, C=C, loss=loss, fit_intercept=fit_intercept,
                    intercept_scaling=intercept_scaling).fit(M, t, sample_weight=w)
    p = fit.coef_[0]
    if fit_intercept:
        M, p = np.column_stack([M, np.full(len(M), intercept_scaling)]), np.append(p, fit.intercept_ / intercept_scaling)
    if loss == "squared_hinge":
        f = lambda p: .5 * p @ p + C * (w * np.maximum(0, 1 - s * (M @ p)) ** 2).sum()
        g = lambda p: p - 2 * C * M.T @ (w * s * np.maximum(0, 1 - s * (M @ p)))
        for _ in range(3):
            p = minimize(f, p, jac=g, method="BFGS", options={"gtol": 1e-13}).x
    else:
        k = len(p)
        R = np.hstack([s[:, None] * M, np.eye(len(M))])
        x = np.append(p, np.maximum(0, 1 - s * (M @ p)))
        for _ in range(2):
            x = minimize(lambda x: .5 * x[:k] @ x[:k] + C * w @ x[k:], x, jac=lambda x: np.append(x[:k], C * w), method="SLSQP",
                         bounds=[(None, None)] * k + [(0, None)] * len(M), options={"ftol": 1e-16, "maxiter": 3000},
                         constraints={"type": "ineq", "fun": lambda x: R @ x - 1, "jac": lambda x: R}).x
        p = x[:k]
    objective = .5 * p @ p + C * (w * np.maximum(0, 1 - s * (M @ p)) ** (2 if loss == "squared_hinge" else 1)).sum()
    return (p[:-1], p[-1] * intercept_scaling, objective) if fit_intercept else (p, 0.0, objective)


machines = []
for which in ("binary", "three"):
    M, t, _ = data[which]
    for o in ({}, {"C": .05}, {"C": 40.0}, {"loss": "hinge"}, {"loss": "hinge", "C": .02}, {"loss": "hinge", "C": 10.0}, {"class_weight": "balanced"},
              {"loss": "hinge", "class_weight": {1: 5.0}}, {"fit_intercept": False}, {"intercept_scaling": 20.0}):
        w = weights(o, t)
        w = np.ones(n) if w is None else w
        rest = {k: v for k, v in o.items() if k != "class_weight"}
        found = [machine(M, (t == k).astype(int), w, **rest) for k in ([1] if which == "binary" else [0, 1, 2])]
        machines.append({"data": which, "options": text(o), "coefficients": [f[0].tolist() for f in found], "intercepts": [float(f[1]) for f in found]})
        print("svm", which, o, [f[2] for f in found], flush=True)

guesses = []
for seed in (0, 7, 123456789):
    for which, count in (("binary", 60), ("three", 60)):
        M, t, P = data[which]
        guesses.append({"seed": seed, "data": which, "guesses": DummyClassifier(strategy="stratified", random_state=seed).fit(M, t).predict_proba(P).argmax(1).tolist()})
prior = {which: DummyClassifier(strategy="prior").fit(M, t).predict_proba(P[:1])[0].tolist() for which, (M, t, P) in data.items()}

# Losses that scikit-learn does not have, minimised by scipy. C = 1.
M, t, _ = data["binary"]
def polished(f, x):
    for _ in range(4):
        x = minimize(f, x, method="BFGS", options={"gtol": 1e-12, "maxiter": 10_000}).x
    return x
start = LogisticRegression(tol=1e-12).fit(M, t)
def focal(p, gamma=2.0, alpha=.25):
    u = (2 * t - 1) * (M @ p[:-1] + p[-1])
    share = np.where(t == 1, alpha, 1 - alpha)
    return (share * np.exp(-gamma * np.logaddexp(0, u)) * np.logaddexp(0, -u)).sum() + .5 * (p[:-1] ** 2).sum()
def pairs(p, surrogate):
    s = M @ p
    gap = s[t == 1][:, None] - s[t == 0][None, :]
    loss = np.maximum(0, 1 - gap) ** 2 if surrogate == "squared_hinge" else np.logaddexp(0, -gap)
    return n * loss.mean() + .5 * (p ** 2).sum()
losses = []
for o, f, x in (({"loss": "focal"}, focal, np.append(start.coef_[0], start.intercept_)),
                ({"loss": "focal", "gamma": .5, "alpha": .9}, lambda p: focal(p, .5, .9), np.append(start.coef_[0], start.intercept_)),
                ({"loss": "auc"}, lambda p: pairs(p, "squared_hinge"), start.coef_[0]),
                ({"loss": "auc", "auc_surrogate": "logistic"}, lambda p: pairs(p, "logistic"), start.coef_[0])):
    p = polished(f, x)
    losses.append({"options": o, "objective": f(p), "coefficients": p[:d].tolist(), "intercept": p[d] if len(p) > d else None})
    print(o, f(p))

out = {"columns": columns(A), "query": columns(Q), "dependent": columns(D), "dependent_query": columns(DQ), "labels": b.tolist(), "labels3": b3.tolist(),
       "chances": chances, "logistic": lasso, "machines": machines, "guesses": guesses, "prior": prior, "losses": losses}
rounded = lambda v: float(f"{v:.13g}") if isinstance(v, float) else [rounded(x) for x in v] if isinstance(v, list) else {k: rounded(x) for k, x in v.items()} if isinstance(v, dict) else v
path = pathlib.Path(__file__).parent.parent / "Oracle/linear.json"
path.write_text(json.dumps(rounded(out), separators=(",", ":")) + "\n")
print(path.stat().st_size, "bytes")
