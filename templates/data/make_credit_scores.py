"""Scores made by another tool, for your-own-scores.md: two scikit-learn models on German credit data.

usage: python make_credit_scores.py credit_g.csv > credit_scores.csv

Pinned: scikit-learn 1.9.1, pandas 3.1.1. Each applicant is scored by models that never saw that
applicant (five stratified folds, shuffled with seed 0), as a vendor would score new ones.
"""
import sys

import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

rows = pd.read_csv(sys.argv[1])
truth = rows.pop("class")
words = [name for name in rows if not pd.api.types.is_numeric_dtype(rows[name])]
numbers = [name for name in rows if name not in words]
scorecard = make_pipeline(
    make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), words), (StandardScaler(), numbers)),
    LogisticRegression(max_iter=2000))
boosted = make_pipeline(
    make_column_transformer(
        (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), words),
        ("passthrough", numbers)),
    HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.05, class_weight="balanced", random_state=0))
folds = StratifiedKFold(5, shuffle=True, random_state=0)
out = pd.DataFrame({"applicant": range(1, len(rows) + 1), "outcome": truth})
for name, model in [("scorecard", scorecard), ("boosted", boosted)]:
    column = list(sorted(set(truth))).index("bad")
    scores = cross_val_predict(model, rows, truth, cv=folds, method="predict_proba")[:, column]
    out[name] = scores.round(6)
out.to_csv(sys.stdout, index=False, lineterminator="\n")
