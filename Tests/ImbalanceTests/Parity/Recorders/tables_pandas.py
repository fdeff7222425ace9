"""Records what pandas reads from the developers' data sets; writes Oracle/tables_pandas.json.

pandas 3.1.1. Only summaries are recorded; the files stay where
they are, and the test is skipped where they are not.
"""
import json, math, os, pathlib, struct
import pandas as pd

# The data lie beside the checkout; IMBALREPORT_SHARED names another folder `shared`.
SHARED = pathlib.Path(
    os.environ.get("IMBALREPORT_SHARED")
    or pathlib.Path(__file__).resolve().parents[5] / "shared") / "data"
assert pd.__version__ == "3.1.1"
out = []
for path in sorted(SHARED.glob("*.csv")):
    df = pd.read_csv(path, keep_default_na=False, na_values=[""], low_memory=False)
    columns = []
    for name in df.columns:
        s = df[name]
        if s.dtype.kind in "if":
            values = s.astype(float)
            present = values.dropna()
            columns.append({"name": name, "missing": int(values.isna().sum()), "sum": math.fsum(present),
                            "low": float(present.min()), "high": float(present.max())})
        else:
            text = s[s.notna()].astype(str)
            text = text[text.str.strip(" \t") != ""]
            columns.append({"name": name, "missing": int(len(s) - len(text)), "levels": int(text.nunique()),
                            "bytes": int(sum(len(t.encode()) for t in text)),
                            "first": min(text.unique(), key=lambda t: t.encode())})
    out.append({"file": path.name, "rows": len(df), "columns": columns})
target = pathlib.Path(__file__).parent.parent / "Oracle" / "tables_pandas.json"
target.write_text(json.dumps(out, separators=(",", ":")))
print(target.stat().st_size)
