"""peers_models.py FILE TARGET [OPERATION...]: the same work by scikit-learn and imbalanced-learn, and the ratios.

Both sides use one thread and the same rows (train_test_split, stratified, random_state 0), and both prepare their
columns. CPU seconds, the best of five runs (one of the forest). The bench program must have been built:
swift build -c release
"""
import os, pathlib, subprocess, sys
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
import time, warnings
warnings.filterwarnings("ignore")
import pandas
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.pipeline import make_pipeline
from imblearn.under_sampling import EditedNearestNeighbours, RandomUnderSampler, TomekLinks
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

path, target = sys.argv[1], sys.argv[2]
table = pandas.read_csv(path)
y = table.pop(target).to_numpy()
everything, all_labels = table.to_numpy(float), y
X, _, y, _ = train_test_split(everything, y, test_size=0.25, stratify=y, random_state=0)
scaled = lambda: StandardScaler().fit_transform(X)
work = {
    "logistic_regression": lambda: LogisticRegression().fit(scaled(), y),
    "logistic_balanced": lambda: LogisticRegression(class_weight="balanced").fit(scaled(), y),
    "random_over": lambda: RandomOverSampler(random_state=0).fit_resample(X, y),
    "random_under": lambda: RandomUnderSampler(random_state=0).fit_resample(X, y),
    "smote": lambda: SMOTE(random_state=0).fit_resample(scaled(), y),
    "decision_tree": lambda: DecisionTreeClassifier(random_state=0).fit(X, y),
    "random_forest": lambda: RandomForestClassifier(100, random_state=0).fit(X, y),
    "stratified_split": lambda: train_test_split(everything, all_labels, test_size=0.25, stratify=all_labels, random_state=0),
    "tomek_links": lambda: TomekLinks().fit_resample(scaled(), y),
    "edited_nearest_neighbours": lambda: EditedNearestNeighbours().fit_resample(scaled(), y),
}
bench = pathlib.Path(__file__).parent / ".build/release/bench"
print(f"{'operation':28}{'ours':>10}{'peer':>10}{'ratio':>9}")
for name in sys.argv[3:] or work:
    runs = 1 if name in ("random_forest", "tomek_links", "edited_nearest_neighbours") else 5
    peer = []
    for _ in range(runs):
        before = time.process_time()
        work[name]()
        peer.append(time.process_time() - before)
    call = ["split", path, target] if name == "stratified_split" else ["models", path, target, name]
    said = subprocess.run([bench, *call], capture_output=True, text=True, check=True).stdout
    ours = min(float(line.split(" cpu ")[1].split()[0]) for line in said.splitlines())
    print(f"{name:28}{ours:10.4f}{min(peer):10.4f}{min(peer) / max(ours, 1e-5):8.1f}x", flush=True)
