extension DiagnosticCatalogue {
  /// Texts that a template includes, and what is kept between renders.
  package static let includes: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "cache",
      meaning: """
        Between renders long work is kept in a folder of your own. This one cannot be made, \
        belongs to somebody else, or could be written to by others, who might then change numbers.
        """,
      remedy: """
        Name another folder in IMBALREPORT_CACHE, or take the others' right to write with \
        'chmod go-w'. Reports are made without it, and take longer.
        """),
    DiagnosticEntry(
      code: "cancelled",
      meaning: """
        A long computation was called off: a preview gives up a step that the newest text no \
        longer asks for, and a program that uses the library may end one.
        """,
      remedy: "Nothing is wrong with the template; what is asked for now is computed."),
    DiagnosticEntry(
      code: "include-cycle",
      meaning: "A text that includes itself, directly or by way of others, would never end.",
      remedy: "Take one of the includes in the circle away."),
    DiagnosticEntry(
      code: "include-file",
      meaning: """
        Which texts a report consists of is known before any parameter has a value, so that \
        everything can be checked.
        """,
      remedy: "Write the file's name, and pass parameters to the text by 'with'."),
    DiagnosticEntry(
      code: "include-limit",
      meaning: """
        A report includes at most 200 texts, 20 deep and 4 MB in all: texts that include each other \
        twice at every level would never end.
        """,
      remedy: "Put some of the texts together."),
    DiagnosticEntry(
      code: "include-nested",
      meaning: """
        An included text has headings and paragraphs of its own, which a list item or a quote has \
        no place for.
        """,
      remedy: "Move the directive to the margin, between paragraphs."),
    DiagnosticEntry(
      code: "include-with",
      meaning: "'with' gives values to the parameters that the included text declares, by name.",
      remedy: "Write a mapping: with: {name: value}."),
  ]
}
