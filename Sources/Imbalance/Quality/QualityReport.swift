/// What all checks together say of some rows.
public struct QualityReport: Sendable {
  /// What was found and is not muted, the most severe first, then in the order of the checks.
  public let findings: [Finding]
  /// The same with muted findings among them.
  public let all: [Finding]
  /// How badly the classes are out of balance; `nil` where that check was not asked for.
  public let grade: ImbalanceGrade?
  /// The rows that were described, and what is known of them.
  public let context: QualityContext
  /// Checks that could not be made, each with the reason.
  public let skipped: [(check: String, reason: String)]

  /// Runs the checks that the context's options ask for.
  ///
  /// - Parameters:
  ///   - context: The rows and what is known of them.
  ///   - muted: Names of checks whose findings are not shown.
  public init(_ context: QualityContext, muted: [String] = []) {
    var found: [(place: Int, finding: Finding)] = []
    var skipped: [(check: String, reason: String)] = []
    for type in context.options.chosen {
      if type.name == LabelErrors.name, let reason = context.noDoubts {
        skipped.append((type.name, reason))
        continue
      }
      do throws(ModellingError) {
        for finding in try Self.check(type).findings(context) {
          found.append((found.count, finding))
        }
      } catch {
        skipped.append((type.name, error.message))
      }
    }
    found.sort {
      $0.finding.severity != $1.finding.severity
        ? $0.finding.severity > $1.finding.severity : $0.place < $1.place
    }
    all = found.map(\.finding)
    findings = all.filter { !muted.contains($0.code) }
    grade =
      context.options.includes(ImbalanceDegree.name) ? ImbalanceGrade(context) : nil
    self.context = context
    self.skipped = skipped
  }

  private static func check(
    _ type: any QualityCheck.Type
  ) throws(ModellingError) -> any QualityCheck {
    do {
      return try type.withDefaults()
    } catch {
      throw ModellingError(error.code, error.message, hint: error.hint)
    }
  }

  /// The findings of one check, muted or not.
  public func findings(of check: String) -> [Finding] { all.filter { $0.code == check } }
}
