import Glibc
import Imbalance

func cpu() -> Double {
  var t = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)
  return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9
}
func doubles(_ path: String) -> [Double] {
  let f = fopen(path, "rb")!
  fseek(f, 0, SEEK_END)
  let n = ftell(f) / 8
  rewind(f)
  var a = [Double](repeating: 0, count: n)
  fread(&a, 8, n, f)
  fclose(f)
  return a
}
func averagePrecision(_ s: [Double], _ y: [Int32]) -> Double {
  let o = s.indices.sorted { s[$0] > s[$1] }
  var tp = 0.0, ap = 0.0, seen = 0.0, last = 0.0
  let p = Double(y.reduce(0, +))
  for (i, r) in o.enumerated() {
    seen += 1
    tp += Double(y[r])
    if i + 1 == o.count || s[o[i + 1]] != s[r] {
      ap += (tp - last) / p * tp / seen
      last = tp
    }
  }
  return ap
}
func median(_ k: Int, _ name: String, _ body: () throws -> Void) rethrows {
  var t: [Double] = []
  for _ in 0..<k {
    let s = cpu()
    try body()
    t.append(cpu() - s)
  }
  t.sort()
  print(name, t[t.count / 2], "min", t[0])
}
func run() throws {
  let a = doubles(CommandLine.arguments[1])
  let only = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : ""
  let n = Int(a[0]), m = Int(a[1]), d = Int(a[2])
  var at = 3
  var cols: [[Double]] = []
  for _ in 0..<d { cols.append(Array(a[at..<at + n])); at += n }
  var y = a[at..<at + n].map { Int32($0) }
  at += n
  for j in 0..<d { cols[j] += a[at..<at + m]; at += m }
  y += a[at..<at + m].map { Int32($0) }
  let names = (0..<d).map { "x\($0)" }
  let data = Dataset(
    table: Table(names: names, columns: cols.map { .numeric($0) }, count: n + m),
    labels: Labels(target: Target(name: "y", classes: ["0", "1"], positive: 1), codes: y),
    source: .init(name: "", sha256: "", unlabelledRows: 0, notes: []))
  let split = data.split(training: Array(0..<n), validation: nil, test: Array(n..<n + m))
  let options = PreparationOptions()
  let prep = try fitPreparation(split.training, needs: .standardizedNumbers, options: options)
  let std = split.training.prepared(by: prep)
  func want(_ s: String) -> Bool { only == "" || only.contains(s) }
  if want("logistic") {
    let lr = try LogisticRegression.withDefaults()
    var f: (any FittedClassifier)?
    try median(7, "logistic") { f = try lr.fit(std, weights: nil, seed: Seed(root: 1), threads: 1) }
    print(f!.fit.counts, f!.fit.notes, f!.fit.intercepts, f!.fit.coefficients[0].prefix(3))
    let r = Recipe(classifier: lr, seed: Seed(root: 1))
    let p = try r.fit(split.training, threads: 1).predictions(on: split.test, threads: 1)
    print("AP", averagePrecision(p.probabilities[1], p.labels.codes))
    let w = try ClassWeight.balanced.weights(for: split.training.labels)!
    let ww = std.labels.codes.map { w[Int($0)] }
    try median(7, "logistic balanced") { f = try lr.fit(std, weights: ww, seed: Seed(root: 1), threads: 1) }
    print(f!.fit.counts, f!.fit.intercepts)
  }
  for (name, s) in [("smote", try SMOTE.withDefaults() as any Sampler), ("tomek", try TomekLinks.withDefaults()), ("enn", try EditedNearestNeighbours.withDefaults()), ("under", try RandomUnder.withDefaults()), ("over", try RandomOver.withDefaults())] where want(name) {
    var out = 0
    try median(3, name) { out = try s.resample(std, space: std.table, seed: Seed(randomState: 0), threads: 1).count }
    print(out)
  }
  if want("tree") {
    var f: (any FittedClassifier)?
    try median(1, "tree") { f = try DecisionTree.withDefaults().fit(split.training, weights: nil, seed: Seed(root: 1), threads: 1) }
    print(f!.fit.counts)
  }
  if want("forest") {
    for seed in 1...3 {
      let r = Recipe(classifier: try RandomForest.withDefaults(), seed: Seed(root: UInt64(seed)))
      var f: FittedModel?
      try median(1, "forest") { f = try r.fit(split.training, threads: 1) }
      var p: Predictions<TestRole>?
      median(1, "predict") { p = f!.predictions(on: split.test, threads: 1) }
      print(f!.fit.counts, "AP", averagePrecision(p!.probabilities[1], p!.labels.codes))
    }
  }
}
try run()
