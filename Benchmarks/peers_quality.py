"""peers_quality.py FILE TARGET [MODEL...]: equal quality, on a split that needs no random generator.

Within each class, in file order, the rows numbered 3 modulo 4 are the test. logistic_regression: the largest
difference of a coefficient from scikit-learn's (lbfgs to 1e-10). random_forest (100 trees): average precision of
three seeds each, and ours with its interval. Neither side is timed here.
"""
import os, pathlib, subprocess, sys, tempfile
import numpy as np, pandas
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

bench = pathlib.Path(__file__).parent / ".build/release/bench"
path, target = sys.argv[1], sys.argv[2]
frame = pandas.read_csv(path)
y = frame[target].to_numpy()
X = frame.drop(columns=target).to_numpy(float)
test = np.zeros(len(y), bool)
for code in (0, 1):
    rows = np.flatnonzero(y == code)
    test[rows[np.arange(len(rows)) % 4 == 3]] = True


def ours(model, seeds):
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        frame.assign(part=np.where(test, "test", "train")).to_csv(file.name, index=False)
        said = subprocess.run([bench, "quality", file.name, target, "part", model, str(seeds)], capture_output=True,
                              text=True, check=True).stdout
    return [line.split() for line in said.splitlines()]


for model in sys.argv[3:] or ["logistic_regression", "random_forest"]:
    if model == "logistic_regression":
        scaler = StandardScaler().fit(X[~test])
        peer = LogisticRegression(tol=1e-10, max_iter=100_000).fit(scaler.transform(X[~test]), y[~test])
        said = ours(model, 1)
        own = np.array(next(line for line in said if line[0] == "coefficients")[1:], float)
        them = np.concatenate([peer.intercept_, peer.coef_[0]])
        print("logistic_regression: largest difference of a coefficient", np.abs(own - them).max(),
              "largest coefficient", np.abs(them).max())
        p = peer.predict_proba(scaler.transform(X[test]))[:, 1]
        print("  average precision: ours", *next(line for line in said if line[0] == "pr_auc")[1:],
              "scikit-learn", average_precision_score(y[test], p))
    else:
        for line in ours(model, 3):
            if line[0] == "pr_auc": print(model, "ours: average precision, interval", *line[1:], flush=True)
        for seed in range(3):
            peer = RandomForestClassifier(100, random_state=seed).fit(X[~test], y[~test])
            print(model, "scikit-learn:", average_precision_score(y[test], peer.predict_proba(X[test])[:, 1]), flush=True)
