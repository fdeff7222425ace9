package import Imbalance
package import Literate

/// Puts another template's text where the directive stands.
package enum IncludeVerb: Verb {
  package static let name = "include"
  package static let summary =
    "Puts another template's text where the directive stands: prose, directives and inline values share the report's names; its front matter counts for its params alone."
  package static let defines = "nothing itself; the included directives define their names"
  package static let example = """
    ```yaml {include}
    file: parts/quality.md
    ```
    """
  package static let parameters: [Parameter] = [
    Parameter(
      "file", .text, required: true,
      "The text, as seen from the file with this directive; its own paths start at its own folder."),
    Parameter(
      "with", .anything,
      "Values for the parameters that the text declares in its front matter; $params.x passes one on."
    ),
  ]

  package static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])? { nil }

  /// The text was put in place when the template was read, so that nothing is left to run.
  package static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)? {
    if case .parameter? = directive.node["file"]?.value {
      scope.report(
        "include-file", "which text is included is known before any parameter",
        at: directive.span(of: "file"), hint: "write the file's name; pass parameters by 'with'")
    }
    return nil
  }
}
