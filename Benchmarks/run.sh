#!/bin/bash
# Measures imbalreport beside its peers: whole reports, reading, models, scores.
#
# usage: Benchmarks/run.sh PYTHON [FRAUD.csv...]
#
# PYTHON is a Python with scikit-learn, imbalanced-learn, matplotlib, pandas and polars (versions in
# docs/benchmarks.md). FRAUD.csv: tables of numbers with a column Class of 0 and 1. Needs /usr/bin/time.
# PARTS="check reports fraud scores reading models" chooses what is measured; all of it without.
# SKIP_BUILD=1 takes the programs as they were built last.
# Runs alternate, so that a busy minute hits both sides; medians are printed. One thread on both sides.
set -euo pipefail
python=$(command -v "$1")
shift
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
tool=$root/.build/release/imbalreport
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

parts=" ${PARTS:-check reports fraud scores reading models} "
wants() { [[ $parts == *" $1 "* ]]; }

[ -n "${SKIP_BUILD:-}" ] || (cd "$root" && swift build -c release --product imbalreport >"$work/build.log")
[ -n "${SKIP_BUILD:-}" ] || (cd "$here" && swift build -c release >"$work/build.log")

# CPU seconds, wall seconds and peak memory of a command, one line for each run.
timed() { # NAME COMMAND...
  local name=$1
  shift
  /usr/bin/time -a -o "$work/times.$name" -f '%U %S %e %M' "$@" >"$work/said.$name" 2>&1 || [ $? -eq 3 ]
}

# Medians of both sides and their ratios.
compare() { # LABEL OURS PEER
  "$python" - "$1" "$work/times.$2" "$work/times.$3" <<'PY'
import statistics, sys
def medians(path):
    rows = [[float(x) for x in line.split()] for line in open(path) if line[0].isdigit()]
    return [statistics.median(x) for x in ([r[0] + r[1] for r in rows], [r[2] for r in rows], [r[3] / 1024 for r in rows])]
ours, peer = medians(sys.argv[2]), medians(sys.argv[3])
print(f"{sys.argv[1]:34} CPU {ours[0]:8.3f} s {peer[0]:8.3f} s {peer[0] / ours[0]:6.1f}x   "
      f"wall {ours[1]:7.2f} s {peer[1]:7.2f} s   peak {ours[2]:6.0f} MiB {peer[2]:6.0f} MiB {peer[2] / ours[2]:5.1f}x", flush=True)
PY
}

if wants check; then
  echo "== checking a template, 20 runs"
  "$python" - "$tool" "$root/templates" <<'PY'
import resource, statistics, subprocess, sys, time
for arguments in (["--version"], ["check", "accuracy-paradox.md"], ["check", "choosing-a-strategy.md"]):
    wall, before = [], resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(20):
        start = time.perf_counter()
        subprocess.run([sys.argv[1], *arguments], cwd=sys.argv[2], stdout=subprocess.DEVNULL, check=True)
        wall.append(time.perf_counter() - start)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 20
    print(f"{' '.join(arguments):34} wall median {statistics.median(wall) * 1e3:6.1f} ms, worst {max(wall) * 1e3:6.1f} ms, CPU {cpu * 1e3:6.1f} ms")
PY
fi

echo "== whole reports: ours, the script, ratio"
for name in accuracy-paradox choosing-a-strategy; do
  wants reports || continue
  for _ in 1 2 3 4 5; do
    timed "ours-$name" "$tool" render "$root/templates/$name.md" -o "$work/ours.html" --threads 1
    timed "peer-$name" "$python" "$here/report/peer_report.py" "$name" "$root/templates/data/hypothyroid.csv" "$work/peer.html"
  done
  compare "$name" "ours-$name" "peer-$name"
done

cp "$here/report/fraud.md" "$work/"
for file in "${files[@]}"; do
  wants fraud || continue
  name=$(basename "$file" .csv)
  cp "$file" "$work/"
  runs="1 2 3"
  if [ "$(stat -c %s "$file")" -gt 10000000 ]; then runs=1; fi
  for _ in $runs; do
    timed "ours-$name" "$tool" render "$work/fraud.md" -P "data=$name.csv" -o "$work/ours.html" --threads 1
    timed "peer-$name" "$python" "$here/report/peer_report.py" fraud "$file" "$work/peer.html"
  done
  compare "fraud.md on $name" "ours-$name" "peer-$name"
done

if wants scores; then
  echo "== judging scores, CPU seconds"
  "$python" "$here/peers_scores.py"
fi

for file in "${files[@]}"; do
  if wants reading; then
    echo "== reading $(basename "$file"), the best of five"
    for threads in 1 2; do
      echo "-- $threads thread(s)"
      for reader in polars pandas; do
        "$python" "$here/peers_csv.py" "$file" "$threads" "$reader" | sort -t' ' -k6 -n | head -n 1
      done
      "$here/.build/release/bench" csv "$file" "$threads" | sort -t' ' -k5 -n | head -n 1
      "$here/.build/release/bench" csv "$file" "$threads" Class | grep SHA | sort -t' ' -k10 -n | head -n 1
    done
  fi
  if wants models; then
    echo "== models and samplers on $(basename "$file"), CPU seconds"
    SKIP_ABOVE=${SKIP_ABOVE:-60} "$python" "$here/peers_models.py" "$file" Class
  fi
done
