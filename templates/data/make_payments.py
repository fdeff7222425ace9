"""Simulated card payments for fraud.md: no payment, card or person behind a row is real.

usage: python3 make_payments.py > payments.csv

Python's standard library only; the seed is fixed. A fraud is drawn from the log-odds written in
`odds`, so the truth is known: an amount of its own size, odd hours, a foreign country, a new device
and many payments in a day raise it, and a part of all fraud looks like any other payment.
"""
import math
import random
import sys

ROWS = 8000
KINDS = [("groceries", 30), ("fuel", 14), ("online shop", 26), ("travel", 10), ("electronics", 12),
         ("gift cards", 8)]
RISK = {"groceries": -0.6, "fuel": -0.3, "online shop": 0.3, "travel": 0.2, "electronics": 0.7,
        "gift cards": 1.2}
HOURS = [1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 11, 12, 12, 11, 11, 11, 12, 13, 12, 10, 8, 6, 4, 2]
draw = random.Random(20240611)


def odds(amount, hour, kind, abroad, device, present, today, months):
    """The log-odds of fraud of one payment."""
    return (-5.6 + 0.95 * (math.log(amount) - 3.3) + (1.7 if hour < 6 else 0) + 1.3 * RISK[kind]
            + (2.8 if abroad else 0) + (2.4 if device else 0) - (1.0 if present else 0)
            + 0.55 * min(today, 8) - 0.022 * min(months, 96))


out = ["amount,hour,weekday,merchant,country_mismatch,new_device,card_present,payments_24h,"
       "account_months,fraud"]
for _ in range(ROWS):
    kind = draw.choices([name for name, _ in KINDS], [weight for _, weight in KINDS])[0]
    amount = round(math.exp(draw.gauss(3.3, 1.0)), 2)
    hour = draw.choices(range(24), HOURS)[0]
    weekday = draw.choice(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    present = kind in ("groceries", "fuel") or draw.random() < 0.35
    abroad = draw.random() < 0.05
    device = draw.random() < 0.09
    today = min(12, int(draw.expovariate(0.8)))
    months = 1 + int(draw.expovariate(1 / 40))
    fraud = draw.random() < 1 / (1 + math.exp(
        -odds(max(amount, 1), hour, kind, abroad, device, present, today, months)))
    word = {True: "yes", False: "no"}
    out.append(f"{amount:.2f},{hour},{weekday},{kind},{word[abroad]},{word[device]},"
               f"{word[present]},{today},{months},{word[fraud]}")
sys.stdout.write("\n".join(out) + "\n")
