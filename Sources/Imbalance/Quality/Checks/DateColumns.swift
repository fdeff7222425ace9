/// Looks for days that a model would learn one by one.
public struct DateColumns: QualityCheck {
  public static let name = "date-column"
  public static let summary =
    "Looks for columns of dates, which a model learns as words without an order."
  public static let needs: Set<QualityNeed> = [.profiles]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    let found = context.profiles.filter(\.holdsDates)
    guard let first = found.first else { return [] }
    let isOne = found.count == 1
    return [
      Finding(
        code: Self.name, severity: .warning,
        what: isOne
          ? "\(name: first.name) holds dates such as \(name: first.topValue). A model takes each of them for a word of its own (\(first.distinct, "different value")): it sees no order in them and has never met those to come."
          : "\(names: found.map(\.name)) hold dates. A model takes each of them for a word of its own: it sees no order in them and has never met those to come.",
        advice: isOne
          ? "Drop it, use it as 'time' of split, or give the file a number in its place, such as the month or the days since an event."
          : "Drop them, use one as 'time' of split, or give the file numbers in their place, such as the month or the days since an event.",
        columns: found.map(\.name),
        measures: found.map { .init($0.name, count: $0.distinct) })
    ]
  }
}
