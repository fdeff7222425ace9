extension DiagnosticCatalogue {
  /// Names of directives, values and parts, and what they stand for.
  package static let names: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "bare-value",
      meaning: """
        An inline value stands between backticks. Without them its formula would be printed \
        instead of the number.
        """,
      remedy: "Write a backtick before '{=' and one after '}'.",
      wrong: "Recall is {= s.m.recall | pct}.",
      right: "Recall is `{= s.m.recall | pct}`."),
    DiagnosticEntry(
      code: "cycle",
      meaning: """
        A directive is computed after those that it reads. These read each other in a ring, so \
        none of them can be the first.
        """,
      remedy: "Give one of them another source.",
      wrong: """
        ```yaml {resample} a
        data: a
        method: smote
        ```
        """,
      right: """
        ```yaml {resample} a
        data: parts.train
        method: smote
        ```
        """),
    DiagnosticEntry(
      code: "duplicate-name",
      meaning: """
        A name stands for one thing. Of two, a reader of the template could not tell which is \
        meant.
        """,
      remedy: "Give one of them another name, or list a model once.",
      wrong: """
        ```yaml {split} parts
        data: d
        ```
        """,
      right: """
        ```yaml {split} other
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "missing-name",
      meaning: "A directive that makes something needs a name by which others can read it.",
      remedy: "Write a name after the braces.",
      wrong: """
        ```yaml {split}
        data: d
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "missing-subtype",
      meaning: "This verb comes in several kinds, and none is named.",
      remedy: "Write the kind after the verb.",
      wrong: """
        ```yaml {plot} fig-a
        from: s
        ```
        """,
      right: """
        ```yaml {plot confusion} fig-a
        from: s.m
        ```
        """),
    DiagnosticEntry(
      code: "not-a-value",
      meaning: """
        Only a single number, text or truth can be printed. This name stands for a group of \
        values.
        """,
      remedy: "Add a dot and the part that you want to print.",
      wrong: "`{= s.m}`",
      right: "`{= s.m.recall}`"),
    DiagnosticEntry(
      code: "reserved-name",
      meaning: """
        'params' is the group of the report's parameters. A directive of that name would hide \
        them.
        """,
      remedy: "Choose another name.",
      wrong: """
        ```yaml {split} params
        data: d
        ```
        """,
      right: """
        ```yaml {split} parts_two
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "unknown-filter",
      meaning: "There is no filter with this name. A filter says how a value is written.",
      remedy: "Choose one of the filters in the message.",
      wrong: "`{= s.m.recall | percent}`",
      right: "`{= s.m.recall | pct}`"),
    DiagnosticEntry(
      code: "unknown-method",
      meaning: """
        There is no model, sampler or calibration with this name. Names are those of \
        scikit-learn and imbalanced-learn in snake_case.
        """,
      remedy: "See imbalreport list models or imbalreport list samplers.",
      wrong: """
        ```yaml {train} a
        model: forest
        data: parts.train
        ```
        """,
      right: """
        ```yaml {train} a
        model: random_forest
        data: parts.train
        ```
        """),
    DiagnosticEntry(
      code: "unknown-metric",
      meaning: "There is no metric with this name.",
      remedy: "See imbalreport list metrics.",
      wrong: """
        ```yaml {table} tbl-a
        from: s
        metrics: [auc]
        ```
        """,
      right: """
        ```yaml {table} tbl-a
        from: s
        metrics: [roc_auc]
        ```
        """),
    DiagnosticEntry(
      code: "unknown-model",
      meaning: """
        The evaluation, the cross-validation or the predictions named here hold no model of this \
        name.
        """,
      remedy: "Choose one of the models in the message, or add the model where they are listed.",
      wrong: """
        ```yaml {table} tbl-a
        from: s
        models: [other]
        ```
        """,
      right: """
        ```yaml {table} tbl-a
        from: s
        models: [m]
        ```
        """),
    DiagnosticEntry(
      code: "unknown-name",
      meaning: "No directive defines this name.",
      remedy: "Correct the name, or add the directive that defines it.",
      wrong: """
        ```yaml {table} tbl-a
        from: scores
        ```
        """,
      right: """
        ```yaml {table} tbl-a
        from: s
        ```
        """),
    DiagnosticEntry(
      code: "unknown-part",
      meaning: """
        After the dot stands a part of what the name stands for: a split has train and test, and \
        validation if it was asked for.
        """,
      remedy: "Choose one of the parts in the message.",
      wrong: """
        ```yaml {train} a
        model: majority
        data: parts.training
        ```
        """,
      right: """
        ```yaml {train} a
        model: majority
        data: parts.train
        ```
        """),
    DiagnosticEntry(
      code: "repeated-parameter",
      meaning:
        "The command line sets one parameter twice; only one that takes a list can be given word by word.",
      remedy: "Leave one of the two out."),
    DiagnosticEntry(
      code: "unknown-anchor",
      meaning: """
        A link such as [there](#results) leads to a place in the same page: a heading, by its \
        {#identifier} or by its words in small letters with hyphens, or a figure, table or gate, by \
        its name. Nothing in the page is called so.
        """,
      remedy: "Correct it, or give the heading that identifier.",
      wrong: "See [the scores](#tbl-scores).",
      right: "See [the scores](#tbl-s)."),
    DiagnosticEntry(
      code: "unknown-reference",
      meaning: """
        A reference such as @tbl-scores leads to a figure, a table or a heading, and nothing has \
        this name.
        """,
      remedy: "Correct it, or give the figure, the table or the heading that name.",
      wrong: "See @tbl-scores.",
      right: "See @tbl-s."),
    DiagnosticEntry(
      code: "unknown-subtype",
      meaning: "The verb has no kind of this name, or takes none at all.",
      remedy: "Choose one of the kinds in the message; a name stands after the braces.",
      wrong: """
        ```yaml {plot matrix} fig-a
        from: s.m
        ```
        """,
      right: """
        ```yaml {plot confusion} fig-a
        from: s.m
        ```
        """),
    DiagnosticEntry(
      code: "unknown-value",
      meaning: """
        The path names a value that what stands before the last dot does not have. A value that \
        is not there is never printed as if it were nothing.
        """,
      remedy: """
        Choose one of the values in the message. A class is written as it stands in the file.
        """,
      wrong: "`{= s.m.sensitivity | pct}`",
      right: "`{= s.m.recall | pct}`"),
    DiagnosticEntry(
      code: "unknown-verb",
      meaning: "There is no directive with this verb.",
      remedy: """
        Choose one of the verbs in the message. Leave the braces out if the block is ordinary \
        code.
        """,
      wrong: """
        ```yaml {fit} a
        model: majority
        data: parts.train
        ```
        """,
      right: """
        ```yaml {train} a
        model: majority
        data: parts.train
        ```
        """),
    DiagnosticEntry(
      code: "unused",
      meaning: "Nothing reads what this directive makes, so it appears nowhere in the report.",
      remedy: "Use its name in a directive or in a value, or leave the directive out.",
      wrong: """
        ```yaml {split} spare
        data: d
        ```
        """,
      right: """
        ```yaml {split} spare
        data: d
        ```

        Of these, `{= spare.test.rows}` are for the test.
        """),
    DiagnosticEntry(
      code: "wrong-kind",
      meaning: """
        Each option reads things of a certain kind, and this is another. A sampler may change \
        training rows only, and a model is judged on test rows only: a score from rows that a \
        model has seen, or that were made up, promises more than the model keeps.
        """,
      remedy: "Name something of the kind in the message.",
      wrong: """
        ```yaml {evaluate} e
        models: [m]
        on: parts.train
        ```
        """,
      right: """
        ```yaml {evaluate} e
        models: [m]
        on: parts.test
        ```
        """),
  ]
}
