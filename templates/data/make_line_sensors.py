"""Sensors of a moulding line, for defect-detection.md: SIMULATED, no real plant and no real part.

usage: python make_line_sensors.py > line_sensors.csv

Python's standard library alone, with a fixed seed. A row is a part. A part may be bad for one of
three reasons, and the first two leave a trace in the sensors:

- a worn tool that shakes: wear and vibration together, neither alone;
- a cold mould filled too fast: a short shot, seen as a low cushion;
- bad material: nothing that a sensor sees, so no model can find these parts.

One sensor, the vibration pickup, drops out now and then, whatever the part is like.
"""
import csv
import math
import random
import sys

PARTS = 4000
COLUMNS = ["machine", "shift", "mould_temperature", "melt_temperature", "injection_pressure",
           "fill_time", "cushion", "clamp_force", "vibration", "tool_wear", "humidity", "verdict"]


def logistic(x):
    return 1 / (1 + math.exp(-x))


def part(random):
    machine = random.choice(["M1", "M2", "M3"])
    shift = random.choices(["early", "late", "night"], [4, 4, 3])[0]
    wear = random.random()
    mould = random.gauss(62, 2.2) - (1.0 if shift == "night" else 0.0)
    melt = random.gauss(231, 3)
    fill = random.gauss(1.85, 0.12) - (0.05 if machine == "M3" else 0.0)
    pressure = 820 - 160 * (fill - 1.85) - 2.5 * (melt - 231) + random.gauss(0, 18)
    vibration = math.exp(random.gauss(0.35, 0.28) + 0.35 * wear)
    humidity = random.betavariate(4, 5) * 60 + 20
    clamp = random.gauss(1500, 12)

    shaking = logistic(14 * (wear * vibration - 2.75))
    short = logistic(3.2 * ((62 - mould) / 2.2 + (1.85 - fill) / 0.12 - 3.9))
    cushion = random.gauss(6.0, 0.35) - 1.1 * short
    unseen = 0.004
    bad = random.random() < 1 - (1 - shaking) * (1 - short) * (1 - unseen)

    lost = random.random() < 0.03
    return [machine, shift, f"{mould:.1f}", f"{melt:.1f}", f"{pressure:.0f}", f"{fill:.2f}",
            f"{cushion:.2f}", f"{clamp:.0f}", "" if lost else f"{vibration:.2f}", f"{wear:.2f}",
            f"{humidity:.0f}", "defect" if bad else "good"]


stream = random.Random(20240611)
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(COLUMNS)
out.writerows(part(stream) for _ in range(PARTS))
