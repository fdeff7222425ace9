extension DiagnosticCatalogue {
  /// Data sets, splits and predictions made elsewhere.
  package static let data: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "all-missing-column",
      meaning: """
        A feature needs a value in some labelled row. From a column without any, nothing can be \
        learnt.
        """,
      remedy: "List the column under 'drop', or look why it is empty."),
    DiagnosticEntry(
      code: "class-too-small",
      meaning: """
        Every part of a stratified split gets rows of every class, and a class of one row cannot \
        be divided.
        """,
      remedy: """
        Merge the class with another, give 'positive' to tell one class from the rest, or leave \
        its row out.
        """),
    DiagnosticEntry(
      code: "empty-part",
      meaning: """
        A split needs rows to train on and rows to test on, and one of these parts would have \
        none. By time, rows of one time stay together, which can leave too few times for every \
        part.
        """,
      remedy: """
        Choose larger shares, write train and test into the split column, or split in another \
        way.
        """),
    DiagnosticEntry(
      code: "missing-group",
      meaning: """
        A split by groups keeps the rows of one group together, so every row needs a group.
        """,
      remedy: "Give these rows a group, or split by another column."),
    DiagnosticEntry(
      code: "missing-score",
      meaning: """
        Predictions made elsewhere need a score in every row that has a label. A row left out of \
        one model's scores would make the models look at different rows.
        """,
      remedy: "Give the row a score, or leave it out of the file."),
    DiagnosticEntry(
      code: "missing-target",
      meaning: "A data set has a target, the column with the class of each row.",
      remedy: "Name the column with 'target'."),
    DiagnosticEntry(
      code: "missing-time",
      meaning: "A split by time tests on the latest rows, so every row needs a time.",
      remedy: "Give these rows a time, or split in another way."),
    DiagnosticEntry(
      code: "needs-positive",
      meaning: """
        A score speaks of one class against the rest, and this target has more than two classes, \
        so it must be known which one.
        """,
      remedy: "Name that class with 'positive'."),
    DiagnosticEntry(
      code: "no-features",
      meaning: "A data set needs a column beside the target from which something can be learnt.",
      remedy: """
        Leave a column out of 'drop', or check that the file's columns are separated by commas, \
        tabs or semicolons.
        """),
    DiagnosticEntry(
      code: "no-validation",
      meaning: """
        A split column makes a validation set from the rows that say 'validation', and none \
        does.
        """,
      remedy: "Write 'validation' into some rows, or do without the validation set."),
    DiagnosticEntry(
      code: "part-too-small",
      meaning: """
        A stratified split puts rows of every class into every part, and the share asked for is \
        smaller than one row of each class, or leaves less than that.
        """,
      remedy: "Choose another share.",
      wrong: """
        ```yaml {split} p
        data: d
        test: 1%
        ```

        ```yaml {table} tbl-p
        from: p
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        test: 25%
        ```

        ```yaml {table} tbl-p
        from: p
        ```
        """),
    DiagnosticEntry(
      code: "score-not-number",
      meaning: "A score made elsewhere is a number in every row.",
      remedy: "Correct the field, or name the column that holds the scores.",
      wrong: """
        ```yaml {predictions} p
        file: data.csv
        target: label
        models: {old: city}
        ```

        ```yaml {evaluate} e
        models: p
        ```

        ```yaml {table} tbl-e
        from: e
        ```
        """,
      right: """
        ```yaml {predictions} p
        file: data.csv
        target: label
        models: {old: x}
        ```

        ```yaml {evaluate} e
        models: p
        ```

        ```yaml {table} tbl-e
        from: e
        ```
        """),
    DiagnosticEntry(
      code: "split-column",
      meaning: """
        A split column says in every row to which part the row belongs: train, test or, if \
        wanted, validation.
        """,
      remedy: "Name a column that holds these words and no others, or leave 'column' out.",
      wrong: """
        ```yaml {split} p
        data: d
        column: city
        ```

        ```yaml {table} tbl-p
        from: p
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        test: 25%
        ```

        ```yaml {table} tbl-p
        from: p
        ```
        """),
    DiagnosticEntry(
      code: "split-share",
      meaning: """
        A share of a split lies between 0 and 1, and together the shares leave rows to train on.
        """,
      remedy: "Choose smaller shares. 25% and 0.25 mean the same."),
    DiagnosticEntry(
      code: "synthetic-classes",
      meaning: """
        A generated data set has at least two classes, since there is nothing to tell apart in \
        one.
        """,
      remedy: "Name another class with its number of rows.",
      wrong: """
        ```yaml {load} e
        synthetic: {classes: {sick: 50}}
        ```
        """,
      right: """
        ```yaml {load} e
        synthetic: {classes: {sick: 50, healthy: 950}}
        ```
        """),
    DiagnosticEntry(
      code: "synthetic-features",
      meaning: """
        The generator sets each class apart along a feature of its own, so it needs as many \
        features as classes.
        """,
      remedy: "Ask for more features or fewer classes.",
      wrong: """
        ```yaml {load} e
        synthetic: {classes: {a: 50, b: 50, c: 50}, features: 2}
        ```
        """,
      right: """
        ```yaml {load} e
        synthetic: {classes: {a: 50, b: 50, c: 50}, features: 3}
        ```
        """),
    DiagnosticEntry(
      code: "synthetic-size",
      meaning: """
        A generator draws a limited number of values, so that a stranger's template cannot fill \
        the memory.
        """,
      remedy: "Ask for fewer rows or columns.",
      wrong: """
        ```yaml {load} e
        synthetic: {classes: {a: 9000000, b: 50}, features: 900}
        ```
        """,
      right: """
        ```yaml {load} e
        synthetic: {classes: {a: 900, b: 50}, features: 9}
        ```
        """),
    DiagnosticEntry(
      code: "target-is-feature",
      meaning: """
        The target is never a feature: a model that may look at the answer learns nothing else.
        """,
      remedy: "Take the target out of the option that the message names.",
      wrong: """
        ```yaml {load} e
        file: data.csv
        target: label
        features: [x, label]
        ```
        """,
      right: """
        ```yaml {load} e
        file: data.csv
        target: label
        features: [x, y]
        ```
        """),
    DiagnosticEntry(
      code: "time-format",
      meaning: """
        Times are numbers, or texts that sort by time, the year first. Other forms, such as \
        31.5.2024, sort wrongly, and rows of the future would be trained on.
        """,
      remedy: "Write times like 2024-05-31 or 2024-05-31T08:30:00, or as numbers.",
      wrong: """
        ```yaml {split} p
        data: d
        time: city
        ```

        ```yaml {table} tbl-p
        from: p
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        time: year
        ```

        ```yaml {table} tbl-p
        from: p
        ```
        """),
    DiagnosticEntry(
      code: "too-few-groups",
      meaning: """
        A group stays on one side of a split, and there are too few groups to give each part its \
        share.
        """,
      remedy: "Choose larger shares, or a column with more groups."),
    DiagnosticEntry(
      code: "unknown-class",
      meaning: """
        An option names a class that the target does not have. Classes are named as they are \
        written in the file.
        """,
      remedy: "Choose one of the classes in the message.",
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        class_weight: {maybe: 2}
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        class_weight: {"yes": 2}
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """),
    DiagnosticEntry(
      code: "unknown-column",
      meaning: """
        An option names a column that the data does not have, or that is no longer a feature.
        """,
      remedy: "Choose one of the columns in the message.",
      wrong: """
        ```yaml {split} p
        data: d
        group: region
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        group: site
        ```
        """),
  ]
}
