"""peers_csv.py FILE THREADS: the same reading by polars and pandas; CPU seconds from getrusage."""
import os, sys

path, threads = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1"
os.environ["POLARS_MAX_THREADS"] = threads
import resource, time
import pandas, polars

def show(label, work):
    for run in range(1, 6):
        before, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        work()
        after = resource.getrusage(resource.RUSAGE_SELF)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(label, "run", run, "cpu", round(cpu, 3), "wall", round(time.perf_counter() - wall, 3),
              "peak MB", after.ru_maxrss // 1024)

if len(sys.argv) <= 3 or sys.argv[3] == "polars":
    show("polars " + polars.__version__, lambda: polars.read_csv(path))
if len(sys.argv) <= 3 or sys.argv[3] == "pandas":
    show("pandas " + pandas.__version__, lambda: pandas.read_csv(path))
