internal import Charts

extension Language {
  /// What drawings add on their own, in this language.
  var chartWords: ChartWords {
    var words = ChartWords()
    words.decimalPoint = decimalPoint
    words.groupSeparator = groupSeparator
    words.percentSign = percentSign
    words.undefined = say("n/a")
    words.actual = say("Actual")
    words.predicted = say("Predicted")
    words.total = say("Total")
    words.ofRow = say("of row")
    words.alarms = [
      [say("Caught"), say("Missed")], [say("False alarm"), say("Correctly quiet")],
    ]
    words.allPredictions = say("All predictions")
    words.corner = say("The corner up to 3 × prevalence")
    words.predictedAxis = say("predicted")
    words.observedAxis = say("observed")
    words.probabilityAxis = say("predicted probability")
    words.fullestBar = say("fullest bar")
    words.meanRank = say("mean rank, 1 is best")
    words.criticalDifference = say("critical difference")
    words.rows = say("rows")
    words.rowsLogarithmic = say("rows, logarithmic scale")
    words.before = say("before")
    words.synthetic = say("(synthetic)")
    return words
  }
}
