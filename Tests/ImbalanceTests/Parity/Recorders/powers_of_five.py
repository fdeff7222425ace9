"""Writes Sources/Imbalance/Numerics/PowersOfFive.swift: 5^q to 128 bits for q in -64...64.

Powers that fit are exact or cut off, reciprocals are rounded up, as the method of Eisel and
Lemire needs them (Lemire, "Number parsing at a gigabyte per second", 2021).
"""
import pathlib

def word(q):
    if q >= 0:
        p = 5 ** q
        return p << (128 - p.bit_length()) if p.bit_length() <= 128 else p >> (p.bit_length() - 128)
    p = 5 ** -q
    r = (1 << (2 * p.bit_length() + 256)) // p
    return (r >> (r.bit_length() - 128)) + 1

lines = []
for q in range(-64, 65):
    w = word(q)
    lines.append(f"    0x{w >> 64:016x}, 0x{w & (2**64 - 1):016x},")
text = "\n".join(lines[i] + lines[i + 1].replace("    ", " ") if i + 1 < len(lines) else lines[i] for i in range(0, len(lines), 2))
out = pathlib.Path(__file__).parents[4] / "Sources/Imbalance/Numerics/PowersOfFive.swift"
out.write_text(f"""/// Powers of five to 128 bits, for exact reading of decimal numbers.
///
/// Written by `Tests/ImbalanceTests/Parity/powers_of_five.py`.
enum PowersOfFive {{
  /// The powers that are stored; numbers beyond them are rare and read more slowly.
  static let exponents = -64...64
  /// For each exponent the high and the low word of the power, its top bit set.
  static let words: [UInt64] = [
{text}
  ]
}}
""")
