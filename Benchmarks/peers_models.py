"""peers_models.py FILE TARGET [NAME...]: every sampler and model beside scikit-learn, imbalanced-learn and LightGBM.

Both sides use one thread and the same rows (train_test_split, stratified, random_state 0), and both prepare their
columns inside the time (standardised where the method needs it). CPU seconds, the best of the runs: five below a
second, one above five. With each model stand PR-AUC and ROC-AUC on the held-out quarter, with each sampler the rows.
The bench program must have been built: swift build -c release. SKIP_ABOVE=60 leaves out peers known to take longer.
"""
import os, pathlib, subprocess, sys, tempfile
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import re, time, warnings
warnings.filterwarnings("ignore")
import numpy as np
import pandas
from imblearn.combine import SMOTEENN, SMOTETomek
from imblearn.ensemble import (BalancedBaggingClassifier, BalancedRandomForestClassifier, EasyEnsembleClassifier,
                               RUSBoostClassifier)
from imblearn.over_sampling import (ADASYN, SMOTE, SMOTEN, SMOTENC, SVMSMOTE, BorderlineSMOTE, KMeansSMOTE, RandomOverSampler)
from imblearn.under_sampling import (AllKNN, ClusterCentroids, CondensedNearestNeighbour, EditedNearestNeighbours,
                                     InstanceHardnessThreshold, NearMiss, NeighbourhoodCleaningRule,
                                     OneSidedSelection, RandomUnderSampler, RepeatedEditedNearestNeighbours, TomekLinks)
from imblearn.pipeline import make_pipeline
from lightgbm import LGBMClassifier
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import (AdaBoostClassifier, ExtraTreesClassifier, HistGradientBoostingClassifier,
                              RandomForestClassifier)
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

path, target = sys.argv[1], sys.argv[2]
table = pandas.read_csv(path)
y_all = table.pop(target).to_numpy()
X_all = table.to_numpy(float)
X, X_test, y, y_test = train_test_split(X_all, y_all, test_size=0.25, stratify=y_all, random_state=0)

# For smote_nc and smoten columns become words by the fifths they lie in: the first two, or all of them.
fifths = lambda column: np.searchsorted(np.quantile(column, (.2, .4, .6, .8)), column)
with_words = {"smote_nc": 2, "smoten": X_all.shape[1]}
codes = {name: np.column_stack([fifths(column) if place < count else column for place, column in enumerate(X_all.T)])
         for name, count in with_words.items() if name in sys.argv[3:] or not sys.argv[3:]}
words_train = {name: train_test_split(table, y_all, test_size=0.25, stratify=y_all, random_state=0)[0]
               for name, table in codes.items()}


def words_file(name):
    """The table of a sampler of categories, as a file that ours reads as words."""
    file = tempfile.NamedTemporaryFile(suffix=".csv")
    made = pandas.DataFrame(codes[name], columns=table.columns)
    for column in made.columns[:with_words[name]]:
        made[column] = made[column].astype(int).map("fifth {}".format)
    made.assign(**{target: y_all}).to_csv(file.name, index=False)
    return file


# name: (is the peer fed standardised columns, what makes it, ours where the name or an option differs)
samplers = {
    "random_over": (0, lambda: RandomOverSampler(random_state=0)),
    "random_over,shrinkage=1": (1, lambda: RandomOverSampler(random_state=0, shrinkage=1)),
    "smote": (1, lambda: SMOTE(random_state=0)),
    "borderline_smote": (1, lambda: BorderlineSMOTE(random_state=0)),
    "adasyn": (1, lambda: ADASYN(random_state=0)),
    "smote_nc": (1, lambda: SMOTENC([0, 1], random_state=0)),
    "smoten": (0, lambda: SMOTEN(random_state=0)),
    "svm_smote": (1, lambda: SVMSMOTE(random_state=0)),
    "kmeans_smote,cluster_balance_threshold=0": (1, lambda: KMeansSMOTE(random_state=0, cluster_balance_threshold=0)),
    "random_under": (0, lambda: RandomUnderSampler(random_state=0)),
    "near_miss": (1, lambda: NearMiss(version=1)),
    "near_miss,version=2": (1, lambda: NearMiss(version=2)),
    "near_miss,version=3": (1, lambda: NearMiss(version=3)),
    "cluster_centroids": (1, lambda: ClusterCentroids(random_state=0)),
    "instance_hardness_threshold": (1, lambda: InstanceHardnessThreshold(random_state=0)),
    "condensed_nearest_neighbour": (1, lambda: CondensedNearestNeighbour(random_state=0)),
    "one_sided_selection": (1, lambda: OneSidedSelection(random_state=0)),
    "tomek_links": (1, lambda: TomekLinks()),
    "edited_nearest_neighbours": (1, lambda: EditedNearestNeighbours()),
    "repeated_edited_nearest_neighbours": (1, lambda: RepeatedEditedNearestNeighbours()),
    "all_knn": (1, lambda: AllKNN()),
    "neighbourhood_cleaning_rule": (1, lambda: NeighbourhoodCleaningRule()),
    "smote_tomek": (1, lambda: SMOTETomek(random_state=0)),
    "smote_enn": (1, lambda: SMOTEENN(random_state=0)),
}
hgb = lambda **kw: HistGradientBoostingClassifier(max_iter=100, early_stopping=False, random_state=0, **kw)
lgbm = lambda **kw: LGBMClassifier(n_estimators=100, num_leaves=31, n_jobs=1, random_state=0, verbose=-1, **kw)
booster = "hist_gradient_boosting,early_stopping=false"
models = {
    "logistic_regression": (1, lambda: LogisticRegression()),
    "logistic_regression,class_weight=balanced": (1, lambda: LogisticRegression(class_weight="balanced")),
    "logistic_regression,penalty=l1": (1, lambda: LogisticRegression(l1_ratio=1, solver="liblinear")),
    "linear_svm": (1, lambda: LinearSVC()),
    "lda": (1, lambda: LinearDiscriminantAnalysis()),
    "qda": (1, lambda: QuadraticDiscriminantAnalysis()),
    "gaussian_naive_bayes": (0, lambda: GaussianNB()),
    "nearest_neighbours": (1, lambda: KNeighborsClassifier(5, n_jobs=1)),
    "decision_tree": (0, lambda: DecisionTreeClassifier(random_state=0)),
    "random_forest": (0, lambda: RandomForestClassifier(100, random_state=0)),
    "extra_trees": (0, lambda: ExtraTreesClassifier(100, random_state=0)),
    "ada_boost": (0, lambda: AdaBoostClassifier(n_estimators=50, random_state=0)),
    booster + " (peer: scikit-learn)": (0, lambda: hgb()),
    booster + " (peer: LightGBM)": (0, lambda: lgbm()),
    booster + " (peer: LightGBM, hessian 1)": (0, lambda: lgbm(min_child_weight=1)),
    booster + ",min_hessian=0.001 (peer: LightGBM)": (0, lambda: lgbm()),
    booster + ",class_weight=balanced (peer: LightGBM)": (0, lambda: lgbm(class_weight="balanced")),
    "balanced_bagging": (0, lambda: BalancedBaggingClassifier(n_estimators=10, random_state=0)),
    "balanced_random_forest": (0, lambda: BalancedRandomForestClassifier(100, random_state=0)),
    "easy_ensemble": (0, lambda: EasyEnsembleClassifier(10, random_state=0)),
    "rus_boost": (0, lambda: RUSBoostClassifier(n_estimators=50, random_state=0)),
    "mlp,max_iter=20": (1, lambda: MLPClassifier((64,), max_iter=20, random_state=0)),
}
# name: what the peer does
whole = {
    "standard_scaler": lambda: StandardScaler().fit_transform(X),
    "cross_validate": lambda: cross_val_score(
        make_pipeline(StandardScaler(), SMOTE(random_state=0), LogisticRegression(max_iter=1000)), X, y,
        cv=StratifiedKFold(5, shuffle=True, random_state=0), scoring="average_precision").mean(),
}
# CPU seconds of peers that take minutes, by rows: measured once on this kind of machine, only to know what to leave out.
slow = {100000: {"condensed_nearest_neighbour": 900, "smote_tomek": 120, "smote_enn": 120, "repeated_edited_nearest_neighbours": 90,
                 "all_knn": 90, "neighbourhood_cleaning_rule": 60, "svm_smote": 60, "instance_hardness_threshold": 150, "one_sided_selection": 15},
        284807: {"tomek_links": 209, "edited_nearest_neighbours": 210, "repeated_edited_nearest_neighbours": 800, "all_knn": 800,
                 "neighbourhood_cleaning_rule": 500, "one_sided_selection": 300, "condensed_nearest_neighbour": 9000, "smote_tomek": 900, "smote_enn": 900,
                 "random_forest": 278, "ada_boost": 90, "nearest_neighbours": 73, "svm_smote": 600, "instance_hardness_threshold": 1000}}
limit = float(os.environ.get("SKIP_ABOVE", "1e9"))
bench = os.environ.get("BENCH", pathlib.Path(__file__).parent / ".build/release/bench")


def cpu(work):
    """The best of a few runs, and what the last gave."""
    best, runs = None, 5
    while runs:
        before = time.process_time()
        said = work()
        spent = time.process_time() - before
        best = spent if best is None else min(best, spent)
        runs = 0 if spent > 5 else runs - (2 if spent > 1 else 1)
        runs = max(runs, 0)
    return best, said


def ours(name, runs):
    file = words_file(name) if name in with_words else None
    said = subprocess.run([bench, "models", file.name if file else path, target, str(runs), name.split(" (")[0]], capture_output=True, text=True).stdout
    best = {}
    for line in said.splitlines():
        if found := re.search(r" (resample|fit|predict) run \d+ cpu ([\d.e-]+)", line):
            best[found[1]] = min(float(found[2]), best.get(found[1], 1e9))
    last = [line for line in said.splitlines() if " quality " in line or " rows " in line or "failed" in line or "is no method" in line]
    return best, (re.sub(r"^\S+ (quality |rows )?", "", last[-1]) if last else "")


def row(name, what, mine, peer, left, right):
    ratio = f"{peer / max(mine, 1e-5):8.1f}x" if mine is not None and peer is not None else "       –"
    mine = f"{mine:10.4f}" if mine is not None else "         –"
    peer = f"{peer:10.4f}" if peer is not None else "         –"
    print(f"{name + ' ' + what:66}{mine}{peer}{ratio}   {left} | {right}", flush=True)


def words(name):
    """The training rows with words as whole numbers; numbers are standardised, which the time includes."""
    made = words_train[name].copy()
    if with_words[name] < made.shape[1]:
        made[:, with_words[name]:] = StandardScaler().fit_transform(made[:, with_words[name]:])
    return made


def prepared(scaled, scaler=None):
    """The training rows as the peer wants them; the test rows where a fitted scaler is given."""
    if not scaled:
        return X if scaler is None else X_test
    return StandardScaler().fit_transform(X) if scaler is None else scaler.transform(X_test)


wanted = sys.argv[3:] or [*whole, *samplers, *models]
print(f"{'operation':66}{'ours':>10}{'peer':>10}{'ratio':>9}   ours | peer")
for name in wanted:
    if name in whole:
        mine, left = ours(name, 5)
        peer, right = cpu(whole[name])
        row(name, "", mine.get("fit"), peer, left, right if np.isscalar(right) else "")
        continue
    if name in samplers:
        scaled, make = samplers[name]
        mine, left = ours(name, 3)
        peer, right = None, "not run"
        if slow.get(len(table), {}).get(name, 0) <= limit:
            try:
                given = (lambda: words(name)) if name in with_words else (lambda: prepared(scaled))
                peer, made = cpu(lambda: make().fit_resample(given(), y))
                right = str(np.bincount(made[1]).tolist())
            except Exception as error:
                right = f"{type(error).__name__}: {error}"[:60]
        row(name, "resample", mine.get("resample"), peer, left, right)
        continue
    scaled, make = models[name]
    mine, left = ours(name, 3)
    fit = predict = None
    right = "not run"
    if slow.get(len(table), {}).get(name, 0) <= limit:
        try:
            fit, model = cpu(lambda: make().fit(prepared(scaled), y))
            scaler = StandardScaler().fit(X)
            score = (lambda x: model.predict_proba(x)[:, 1]) if hasattr(model, "predict_proba") else model.decision_function
            predict, p = cpu(lambda: score(prepared(scaled, scaler)))
            right = f"pr_auc {average_precision_score(y_test, p):.4f} roc_auc {roc_auc_score(y_test, p):.4f}"
        except Exception as error:
            right = f"{type(error).__name__}: {error}"[:60]
    left = re.sub(r"(\d\.\d{4})\d+", r"\1", left)
    row(name, "fit", mine.get("fit"), fit, left, right)
    row(name, "predict", mine.get("predict"), predict, "", "")
