/// Looks for values far from the middle half of their class.
public struct Outliers: QualityCheck {
  public static let name = "outliers"
  public static let summary =
    "Looks for values more than three times the width of the middle half away from it, class by class."
  public static let needs: Set<QualityNeed> = [.profiles]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    let rows = context.rows
    let columns = context.profiles.filter { !$0.looksLikeIdentifier && !$0.far.rows.isEmpty }
    guard !columns.isEmpty else { return [] }
    var columnsOf = [Int](repeating: 0, count: rows.count)
    for column in columns { for row in column.far.rows { columnsOf[Int(row)] += 1 } }
    let places = columnsOf.indices.filter { columnsOf[$0] > 0 }
    let order = columns.enumerated().sorted {
      ($0.element.far.rows.count, $1.offset) > ($1.element.far.rows.count, $0.offset)
    }.map(\.element)
    let isOne = places.count == 1
    let most: FindingText = "\(name: order[0].name) (\(order[0].far.rows.count, "row"))"
    let far: FindingText =
      isOne
      ? "\(places.count, "row") \(bracketed: places.count, of: rows.count) has a value more than three times the width of the middle half of its class away from it"
      : "\(places.count, "row") \(bracketed: places.count, of: rows.count) have a value more than three times the width of the middle half of their class away from it"
    var what: FindingText =
      columns.count == 1
      ? "\(phrase: far), in \(phrase: most)."
      : "\(phrase: far), in \(columns.count, "column"), most often \(phrase: most)."
    let top = columns.compactMap { column in column.far.farthest.map { (column, $0) } }
      .max { $0.1.widths < $1.1.widths }
    var isWild = false
    if let (column, farthest) = top, farthest.widths >= 20 {
      isWild = true
      what =
        what
        + " The farthest is \(number: farthest.value) in \(name: column.name), \(rows: [rows.numbers[farthest.row]]): \(number: farthest.widths) widths away."
    }
    let labels = rows.labels
    var byClass = [Int](repeating: 0, count: labels.target.classes.count)
    for place in places { byClass[Int(labels.codes[place])] += 1 }
    // Those that are far in most columns come first.
    let ranked = places.sorted {
      columnsOf[$0] != columnsOf[$1]
        ? columnsOf[$0] > columnsOf[$1] : rows.numbers[$0] < rows.numbers[$1]
    }
    return [
      Finding(
        code: Self.name, severity: isWild ? .warning : .note, what: what,
        advice:
          "Look for typing errors, other units, and codes such as 9999 that stand for a missing value; keep values that are real.",
        columns: order.map(\.name), rows: ranked.map { rows.numbers[$0] },
        measures: [.init("rows", share: places.count, of: rows.count)]
          + zip(labels.target.classes, zip(byClass, labels.classCounts)).map {
            .init("rows \($0)", share: $1.0, of: $1.1)
          }
          + order.map { .init($0.name, share: $0.far.rows.count, of: $0.present) })
    ]
  }
}
