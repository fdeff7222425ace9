/// How badly the classes of some rows are out of balance, with the reasons.
///
/// The ratio of the largest to the rarest class sets the start; what decides how much a model can
/// learn of the rare class moves it: how many rows it has at all, how many for each column, and how
/// many of them lie among other classes. So 60 to 40 in 50 rows is worse than 90 to 10 in 100,000.
public struct ImbalanceGrade: Sendable, Hashable {
  /// The degrees, mildest first.
  public enum Degree: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// The largest class has less than 1.25 rows for each of the rarest.
    case none
    /// Ordinary methods and metrics do.
    case mild
    /// Accuracy misleads; look at the rare class by itself.
    case moderate
    /// The rare class decides what can be learnt.
    case severe
    /// Every number about the rare class is shaky.
    case extreme

    public static func < (left: Degree, right: Degree) -> Bool { left.rawValue < right.rawValue }

    /// The degree in a word.
    public var word: String {
      switch self {
      case .none: "none"
      case .mild: "mild"
      case .moderate: "moderate"
      case .severe: "severe"
      case .extreme: "extreme"
      }
    }
  }

  /// One reason, with the steps it adds.
  public struct Reason: Sendable, Hashable {
    /// `ratio`, `rows`, `columns` or `overlap`.
    public let name: String
    /// How many degrees it adds; for `ratio`, where the count starts.
    public let steps: Int
    /// The reason in words.
    public let text: FindingText
  }

  /// The degree.
  public let degree: Degree
  /// Why, the ratio first; reasons that change nothing are left out.
  public let reasons: [Reason]
  /// Rows of the largest class for each row of the rarest.
  public let ratio: Double
  /// The rarest class, as a place in the target's classes.
  public let rarest: Int
  /// The share of the rarest class that lies among other classes: rare and outlier rows.
  public let amongOthers: Fraction?

  /// Grades the described rows; `nil` where they have a single class.
  public init?(_ context: QualityContext) {
    let types = context.rows.labels.rarestClass.flatMap { context.neighbours?.types($0) }
    self.init(
      context.rows.labels, columns: context.rows.table.columns.count,
      amongOthers: types.flatMap { $0.total > 0 ? Fraction($0.rare + $0.outlier, $0.total) : nil })
  }

  /// Grades rows with some columns, of whose rarest class a share lies among other classes.
  package init?(_ labels: Labels, columns: Int, amongOthers: Fraction?) {
    let counts = labels.classCounts
    guard let rarest = labels.rarestClass, let largest = labels.largestClass,
      counts.count(where: { $0 > 0 }) > 1
    else { return nil }
    let few = counts[rarest]
    let ratio = Double(counts[largest]) / Double(few)
    let names = (rarest: labels.target.classes[rarest], largest: labels.target.classes[largest])
    let start = Self.start(ratio)
    var reasons = [
      Reason(
        name: "ratio", steps: start.rawValue,
        text:
          "\(count: few) of \(labels.count, "row") \(bracketed: few, of: labels.count) are \(name: names.rarest), 1 for every \(number: ratio) of \(name: names.largest)"
      )
    ]
    if start != .none {
      if few < 100 {
        reasons.append(
          Reason(
            name: "rows", steps: few < 30 ? 2 : 1,
            text:
              "\(name: names.rarest) has only \(few, "row") to learn from, fewer than \(count: few < 30 ? 30 : 100)"
          ))
      } else if few >= 5000 {
        reasons.append(
          Reason(
            name: "rows", steps: -1,
            text: "\(name: names.rarest) has \(few, "row"), which is plenty to learn from"))
      }
      if few < 10 * columns {
        reasons.append(
          Reason(
            name: "columns", steps: 1,
            text: few == columns
              ? "there is only 1 row of \(name: names.rarest) for each of \(columns, "column"), where 10 are the usual minimum"
              : "there are only \(number: Double(few) / Double(columns)) rows of \(name: names.rarest) for each of \(columns, "column"), where 10 are the usual minimum"
          ))
      }
      if let amongOthers {
        let (part, whole) = (amongOthers.numerator, amongOthers.denominator)
        if part * 2 >= whole {
          reasons.append(
            Reason(
              name: "overlap", steps: 1,
              text:
                "\(share: part, of: whole) of the \(name: names.rarest) rows looked at lie among rows of other classes"
            ))
        } else if part * 10 < whole {
          reasons.append(
            Reason(
              name: "overlap", steps: -1,
              text:
                "only \(share: part, of: whole) of the \(name: names.rarest) rows looked at lie among rows of other classes"
            ))
        }
      }
    }
    let sum = reasons.reduce(0) { $0 + $1.steps }
    degree =
      start == .none
      ? .none
      : Degree(rawValue: max(Degree.mild.rawValue, min(Degree.extreme.rawValue, sum))) ?? .extreme
    self.reasons = reasons
    self.ratio = ratio
    self.rarest = rarest
    self.amongOthers = amongOthers
  }

  private static func start(_ ratio: Double) -> Degree {
    switch ratio {
    case ..<1.25: .none
    case ..<4: .mild
    case ..<20: .moderate
    case ..<100: .severe
    default: .extreme
    }
  }
}
