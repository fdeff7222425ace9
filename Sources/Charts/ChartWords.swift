/// The words and the number signs that drawings add on their own, in the language of their reader.
public struct ChartWords: Sendable, Hashable {
  /// What stands between whole and decimals.
  public var decimalPoint = "."
  /// What stands between groups of three digits.
  public var groupSeparator = ","
  /// What follows a percentage.
  public var percentSign = "%"
  /// What stands where there is no number.
  public var undefined = "n/a"
  /// The heads of a confusion matrix.
  public var actual = "Actual"
  /// The head of its columns.
  public var predicted = "Predicted"
  /// The head of its sums.
  public var total = "Total"
  /// What follows a share of a row.
  public var ofRow = "of row"
  /// The words of a two-class matrix whose first class is the positive one.
  public var alarms = [["Caught", "Missed"], ["False alarm", "Correctly quiet"]]
  /// The panel of a calibration chart that shows all.
  public var allPredictions = "All predictions"
  /// The panel that looks closer.
  public var corner = "The corner up to 3 × prevalence"
  /// The axis of predictions.
  public var predictedAxis = "predicted"
  /// The axis of observed shares.
  public var observedAxis = "observed"
  /// The axis below histograms of predictions.
  public var probabilityAxis = "predicted probability"
  /// What precedes the count of the fullest bar.
  public var fullestBar = "fullest bar"
  /// The axis of mean ranks.
  public var meanRank = "mean rank, 1 is best"
  /// What precedes the width of a critical difference.
  public var criticalDifference = "critical difference"
  /// The axis of counted rows.
  public var rows = "rows"
  /// The same, where it is logarithmic.
  public var rowsLogarithmic = "rows, logarithmic scale"
  /// What follows a count from before resampling.
  public var before = "before"
  /// What follows the name of invented rows.
  public var synthetic = "(synthetic)"

  /// English.
  public init() {}

  /// A number of `NumberText` with this language's signs.
  func number(_ english: String) -> String {
    guard english != NumberText.undefined else { return undefined }
    var text = ""
    for character in english {
      switch character {
      case ".": text += decimalPoint
      case ",": text += groupSeparator
      case "%": text += percentSign
      default: text.append(character)
      }
    }
    return text
  }
}
