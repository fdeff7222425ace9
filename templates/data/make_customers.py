"""Simulated telephone customers for churn.md: no customer behind a row is real.

usage: python3 make_customers.py > customers.csv

Python's standard library only; the seed is fixed. Whether a customer leaves is drawn from the
log-odds written in `odds`: short contracts, falling use, calls for help and late payments raise it.
"""
import math
import random
import sys

ROWS = 6000
draw = random.Random(20240612)


def odds(months, contract, fee, change, calls, late, automatic):
    """The log-odds that a customer leaves."""
    return (-2.9 + {"monthly": 0.9, "one year": -0.4, "two years": -1.2}[contract]
            - 0.016 * min(months, 72) + 0.016 * (fee - 30) - 0.022 * change + 0.42 * min(calls, 6)
            + 0.35 * late - (0.4 if automatic else 0))


out = ["months,contract,plan,monthly_fee,use_change_percent,support_calls,late_payments,"
       "automatic_payment,age,left"]
for _ in range(ROWS):
    months = 1 + int(draw.expovariate(1 / 30))
    contract = draw.choices(["monthly", "one year", "two years"], [50, 30, 20])[0]
    plan, base = draw.choices([("basic", 18), ("standard", 29), ("family", 46)], [35, 45, 20])[0]
    fee = round(max(9, draw.gauss(base, 4)), 2)
    change = round(draw.gauss(0, 22), 1)
    calls = min(9, int(draw.expovariate(1.1)))
    late = min(4, int(draw.expovariate(1.8)))
    automatic = draw.random() < 0.6
    age = min(90, max(18, int(draw.gauss(46, 15))))
    left = draw.random() < 1 / (1 + math.exp(
        -odds(months, contract, fee, change, calls, late, automatic)))
    word = {True: "yes", False: "no"}
    out.append(f"{months},{contract},{plan},{fee:.2f},{change},{calls},{late},{word[automatic]},"
               f"{age},{word[left]}")
sys.stdout.write("\n".join(out) + "\n")
