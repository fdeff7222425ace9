"""peers_scores.py: judging scores, by numpy and scikit-learn beside ours; CPU seconds on one thread, best of the runs.

1,000,000 scores: ROC and precision-recall curves with their areas (ours: these, and every other metric, the sweep of
thresholds and the calibration). 50,000 scores: 1,000 bootstrap replicates of both areas, the fast way in numpy (one
sort, counts drawn; ours: stratified, of every metric) and the plain loop over scikit-learn, which runs 20 times and
is scaled up.
"""
import os, pathlib, subprocess, sys, tempfile, time
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np, pandas
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve

bench = pathlib.Path(__file__).parent / ".build/release/bench"


def timed(work, runs):
    best = np.inf
    for _ in range(runs):
        before = time.process_time()
        result = work()
        best = min(best, time.process_time() - before)
    return best, result


def ours(y, p, replicates):
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        pandas.DataFrame({"label": y, "score": p}).to_csv(file.name, index=False)
        said = subprocess.run([bench, "scores", file.name, str(replicates)], capture_output=True, text=True, check=True).stdout
    return min(float(line.split(" cpu ")[1].split()[0]) for line in said.splitlines() if " cpu " in line), \
        {line.split()[0]: [float(x) for x in line.split()[1:]] for line in said.splitlines() if " cpu " not in line}


def show(label, own, peer):
    print(f"{label:44}{own:10.3f}{peer:10.3f}{peer / own:8.1f}x", flush=True)


print(f"{'operation':44}{'ours':>10}{'peer':>10}{'ratio':>9}")
random = np.random.default_rng(0)
y = (random.random(1_000_000) < 0.00172).astype(np.int64)
p = random.random(1_000_000) * 0.7 + 0.3 * y * random.random(1_000_000)
peer, areas = timed(lambda: (roc_curve(y, p), precision_recall_curve(y, p), roc_auc_score(y, p), average_precision_score(y, p)), 3)
own, said = ours(y, p, 0)
show("1,000,000 scores: curves and areas", own, peer)
assert abs(said["roc_auc"][0] / areas[2] - 1) < 1e-12 and abs(said["pr_auc"][0] / areas[3] - 1) < 1e-12

y = np.zeros(50_000, np.int64)
y[:500] = 1
p = 1 / (1 + np.exp(3 - random.normal(size=50_000) - 2 * y))


def sort_once():
    generator, n, out = np.random.default_rng(1), len(y), []
    labels = y[np.argsort(-p, kind="stable")]
    for _ in range(1000):
        w = np.bincount(generator.integers(0, n, n), minlength=n)
        hits, called = np.cumsum(w * labels), np.cumsum(w)
        positives, own_weights = hits[-1], w * labels
        negatives, false = called[-1] - positives, called - hits
        out.append((((negatives - false) * own_weights).sum() / (positives * negatives),
                    (hits / np.maximum(called, 1) * own_weights).sum() / positives))
    return np.percentile(out, (2.5, 97.5), axis=0)


def loop():
    generator, n = np.random.default_rng(1), len(y)
    for _ in range(20):
        rows = generator.integers(0, n, n)
        roc_auc_score(y[rows], p[rows]), average_precision_score(y[rows], p[rows])


own, said = ours(y, p, 1000)
peer, ends = timed(sort_once, 3)
show("50,000 scores, 1,000 replicates, numpy", own, peer)
show("50,000 scores, 1,000 replicates, scikit-learn", own, timed(loop, 1)[0] * 50)
print("interval of average precision: ours", said["pr_auc"][1:], "numpy", ends[:, 1].tolist())
