extension DiagnosticCatalogue {
  /// Figures, tables, pictures and themes.
  package static let pages: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "empty-plot",
      meaning: "A figure needs something to show, and there is none.",
      remedy: "Name models or rows that the figure can show."),
    DiagnosticEntry(
      code: "image-kind",
      meaning: """
        A picture is a PNG, JPEG, GIF, WebP or SVG file. Browsers show no other kind everywhere.
        """,
      remedy: "Convert the picture, or link to the file.",
      wrong: "![Rows](data.csv)",
      right: "[Rows](data.csv)"),
    DiagnosticEntry(
      code: "image-size",
      meaning: "The page carries its pictures in itself, so each has a limit of size.",
      remedy: "Make the picture smaller."),
    DiagnosticEntry(
      code: "no-importances",
      meaning: """
        The figure shows what a model says of its columns, and this one learns no coefficients \
        and no importances.
        """,
      remedy: "Show a linear model, a tree or a forest, or measure any model with {importance}.",
      wrong: """
        ```yaml {train} b
        model: majority
        data: parts.train
        ```

        ```yaml {plot importance} fig-a
        from: b
        ```
        """,
      right: """
        ```yaml {plot importance} fig-a
        from: m
        ```
        """),
    DiagnosticEntry(
      code: "no-label-errors",
      meaning: """
        The table lists rows whose label is doubtful, and the description did not look for them, \
        or could not.
        """,
      remedy: "Leave 'checks' out, or name 'label-errors' in it.",
      wrong: """
        ```yaml {describe} q
        data: parts
        checks: outliers
        ```

        ```yaml {table} tbl-q
        from: q
        show: label_errors
        ```
        """,
      right: """
        ```yaml {describe} q
        data: parts
        ```

        ```yaml {table} tbl-q
        from: q
        show: label_errors
        ```
        """),
    DiagnosticEntry(
      code: "no-probabilities",
      meaning: """
        Calibration asks whether 20% means one row in five, so it needs probabilities, and these \
        models give scores of another kind.
        """,
      remedy: """
        Add calibrate: platt where the models are trained. Scores made elsewhere count as \
        probabilities when all lie between 0 and 1.
        """),
    DiagnosticEntry(
      code: "plot-classes",
      meaning: "The figure sets one class against another, and the target has more than two.",
      remedy: "Name a positive class in {load} to set it against all others."),
    DiagnosticEntry(
      code: "scatter-columns",
      meaning: """
        A scatter plot needs two columns of numbers that vary, with values in the same rows.
        """,
      remedy: "Name two other columns in 'features', or give the data another column of numbers."),
    DiagnosticEntry(
      code: "scatter-feature",
      meaning: "'features' of a scatter plot names two different columns of numbers.",
      remedy: """
        Choose two of the columns in the message, or leave 'features' out for the principal \
        components.
        """,
      wrong: """
        ```yaml {plot scatter} fig-a
        from: parts.train
        features: [x, city]
        ```
        """,
      right: """
        ```yaml {plot scatter} fig-a
        from: parts.train
        features: [x, y]
        ```
        """),
    DiagnosticEntry(
      code: "theme-contrast",
      meaning: """
        A colour stands out too little from the page. People with weak sight, and everybody in \
        the sun, would not read the words or see the lines.
        """,
      remedy: "Take a darker or a lighter colour, as the message says.",
      wrong: """
        ---
        theme: {accent: "#ff0"}
        ---
        """,
      right: """
        ---
        theme: {accent: "#075"}
        ---
        """),
    DiagnosticEntry(
      code: "theme-property",
      meaning: """
        A theme sets a fixed list of properties: colours, fonts and measures. On a dark page \
        only colours differ.
        """,
      remedy: "Choose one of the properties in the message.",
      wrong: """
        ---
        theme: {acent: "#075"}
        ---
        """,
      right: """
        ---
        theme: {accent: "#075"}
        ---
        """),
    DiagnosticEntry(
      code: "theme-syntax",
      meaning: """
        A theme's style sheet only sets properties, in :root and in the rule for dark pages. \
        Other rules could hide a number or load something from the network.
        """,
      remedy: "Leave the rule out, and set properties such as --ir-accent: #075."),
    DiagnosticEntry(
      code: "theme-value",
      meaning: """
        A property of a theme takes a colour, names of fonts or a measure within limits, and \
        this is none of them. In YAML a # begins a remark, so a colour stands in quotes.
        """,
      remedy: "Write a value of the kind in the message.",
      wrong: """
        ---
        theme: {accent: red}
        ---
        """,
      right: """
        ---
        theme: {accent: "#075"}
        ---
        """),
    DiagnosticEntry(
      code: "too-few-datasets",
      meaning: """
        Mean ranks mean something over several data sets only. On one or two, chance decides the \
        order.
        """,
      remedy: "Compare over more data sets, or show the comparison as a table."),
  ]
}
