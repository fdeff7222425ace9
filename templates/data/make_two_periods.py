"""Simulated scores of one model in two periods, for model-monitoring.md: no case is real.

usage: python3 make_two_periods.py FOLDER    writes scores_before.csv and scores_after.csv

Python's standard library only; the seed is fixed. A case has a hidden risk. Before, the model sees
most of it and its scores are the true probabilities of what it sees. After, cases have become more
common for a reason that the model does not see, and what it sees counts for less: its ranking is
weaker and its scores promise too little. Only the part that it sees moves its scores, a little.
"""
import math
import random
import sys

ROWS = 4000
draw = random.Random(20240613)


def logistic(x):
    return 1 / (1 + math.exp(-x))


def period(first, shift, slope, unseen):
    """Rows of one period: the mean of what is seen, its weight in truth, and what is not seen."""
    lines = ["case,score,outcome"]
    for row in range(ROWS):
        seen = draw.gauss(shift, 1)
        score = logistic(-3.4 + 1.35 * seen)
        happens = draw.random() < logistic(-3.4 + unseen + 1.35 * slope * seen)
        lines.append(f"{first + row},{score:.6f},{'yes' if happens else 'no'}")
    return "\n".join(lines) + "\n"


for name, rows in [("before", period(1, 0, 1, 0)), ("after", period(ROWS + 1, 0.15, 0.6, 1.0))]:
    with open(f"{sys.argv[1]}/scores_{name}.csv", "w", newline="") as file:
        file.write(rows)
