/// The mean over classes of each one's G-mean against the rest.
///
/// imbalanced-learn's `average="macro"` is another number: `g_mean_pooled`.
public enum GMeanMacro: MatrixMetric {
  public static let name = "g_mean_macro"
  public static let title = "G-mean (macro)"
  public static let summary =
    "The mean over classes of the G-mean of each against the rest; kinder than g_mean to a class that is never found."
  public static let definition =
    "mean over the classes of sqrt(recall x specificity), each class against the rest"
  public static let isOnDemand = true

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    guard let rates = ClassRates(matrix) else { return .undefined("only one class has rows") }
    var sum = 0.0
    for (recall, specificity) in rates.pairs { sum += (recall * specificity).squareRoot() }
    return .defined(sum / Double(rates.pairs.count))
  }
}

/// The G-mean of mean recall and mean specificity.
///
/// imbalanced-learn's `geometric_mean_score(average="macro")`, under a name that says what it is.
public enum GMeanPooled: MatrixMetric {
  public static let name = "g_mean_pooled"
  public static let title = "G-mean (of mean rates)"
  public static let summary =
    "The geometric mean of macro recall and macro specificity: imbalanced-learn's macro G-mean."
  public static let definition = "sqrt(mean recall x mean specificity) over the classes"
  public static let isOnDemand = true

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    guard let rates = ClassRates(matrix) else { return .undefined("only one class has rows") }
    var recall = 0.0
    var specificity = 0.0
    for pair in rates.pairs {
      recall += pair.recall
      specificity += pair.specificity
    }
    let count = Double(rates.pairs.count)
    return .defined((recall / count * (specificity / count)).squareRoot())
  }
}

/// Recall and specificity of each class that has rows; `nil` for fewer than two such classes.
private struct ClassRates {
  let pairs: [(recall: Double, specificity: Double)]

  init?(_ matrix: ConfusionMatrix) {
    pairs = matrix.counts.indices.compactMap { code in
      let counts = matrix.oneVersusRest(code)
      guard counts.positives > 0, counts.negatives > 0 else { return nil }
      return (
        Double(counts.tp) / Double(counts.positives), Double(counts.tn) / Double(counts.negatives)
      )
    }
    if pairs.count < 2 { return nil }
  }
}
