"""Records what numpy's RandomState gives. Run with numpy 2.4.6; writes Oracle/random_numpy.json."""
import json, pathlib
import numpy as np

assert np.__version__ == "2.4.6"
out = []
for seed in [0, 1, 42, 123456789, 4294967295]:
    r = np.random.RandomState(seed)
    d = {"seed": seed}
    d["words"] = [int(x) for x in r.randint(0, 2**32, size=5, dtype=np.int64)]
    d["uniform"] = list(r.random_sample(5))
    d["bounds"] = [1, 2, 3, 7, 100, 1000, 65536, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 10**15]
    d["bounded"] = [int(r.randint(0, b)) for b in d["bounds"]]
    d["small"] = [int(x) for x in r.randint(0, 10, size=20)]
    d["normal"] = [float(r.normal()) for _ in range(3)]
    d["permutation"] = [int(x) for x in r.permutation(17)]
    d["standard_normal"] = list(r.standard_normal(6))
    a = np.arange(11)
    r.shuffle(a)
    d["shuffled"] = a.tolist()
    d["choice"] = r.choice(30, 8, replace=False).tolist()
    d["choice_replace"] = r.choice(30, 8, replace=True).tolist()
    d["choice_shares"] = r.choice(4, 12, p=[0.1, 0.2, 0.3, 0.4]).tolist()
    d["uniform_range"] = [float(r.uniform(-2.5, 7.0)) for _ in range(3)]
    d["gamma_shapes"] = [0.3, 1.0, 2.5, 40.0]
    d["gamma"] = [float(r.standard_gamma(s)) for s in d["gamma_shapes"]]
    d["beta_shapes"] = [[2.0, 3.0], [0.5, 0.5], [1.0, 1.0], [0.4, 5.0], [1.0, 2.0]]
    d["beta"] = [float(r.beta(a, b)) for a, b in d["beta_shapes"]]
    d["exponential"] = float(r.standard_exponential())
    d["last"] = float(r.random_sample())
    r = np.random.RandomState(seed)
    p = r.permutation(5000)
    d["long_checksum"] = int((p * np.arange(5000)).sum())
    d["after_long"] = float(r.random_sample())
    out.append(d)
path = pathlib.Path(__file__).parent.parent / "Oracle" / "random_numpy.json"
path.write_text(json.dumps(out, separators=(",", ":")))
