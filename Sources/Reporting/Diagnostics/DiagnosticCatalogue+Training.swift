extension DiagnosticCatalogue {
  /// Resampling, preparing columns and training.
  package static let training: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "categorical-columns",
      meaning: "The method takes numbers only, and some columns hold words.",
      remedy: "Write encode: one_hot, or drop the columns."),
    DiagnosticEntry(
      code: "class-weight",
      meaning: """
        A class weight says how heavily the rows of a class count. Weights are not negative, \
        some class with rows has one above 0, and weights by cost need the costs of two kinds of \
        mistake.
        """,
      remedy: "Write class_weight: balanced, or give the numbers that the message asks for.",
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        class_weight: {"yes": 0, "no": 0}
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        class_weight: balanced
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """),
    DiagnosticEntry(
      code: "diverged",
      meaning: "The weights of the network grew without bound, so its predictions mean nothing.",
      remedy: "Lower learning_rate_init, or standardize the columns."),
    DiagnosticEntry(
      code: "huge-values",
      meaning: """
        The method squares the numbers it works with, and the squares of these would be beyond \
        what the computer can hold.
        """,
      remedy: """
        Divide the column in the file, drop it, or use a method of trees, which needs the order \
        alone.
        """),
    DiagnosticEntry(
      code: "impute-constant",
      meaning: "A missing number is filled with a number, and a missing word with a word.",
      remedy: """
        Give a constant of the column's kind, or list the column under 'categorical' when \
        loading.
        """),
    DiagnosticEntry(
      code: "missing-values",
      meaning: "The method needs complete rows, and 'impute: none' leaves values missing.",
      remedy: "Write impute: median, mean, most_frequent or a constant, or drop the columns."),
    DiagnosticEntry(
      code: "too-many-words",
      meaning: """
        A column of words becomes a column of 0 and 1 for each different word. Names, identifiers \
        and free text have thousands: they would teach the model nothing and take hours.
        """,
      remedy: "Leave the column out with drop, or group its words in the file."),
    DiagnosticEntry(
      code: "no-border",
      meaning: """
        The sampler makes rows where the classes meet, and no row of this class has rows near it \
        that the method needs for that.
        """,
      remedy: "Use smote or random_over instead."),
    DiagnosticEntry(
      code: "no-categories",
      meaning: """
        smote_nc takes columns of numbers and columns of words together, and the training set \
        has no words.
        """,
      remedy: "Use smote, or list columns under 'categorical' when loading."),
    DiagnosticEntry(
      code: "no-cluster",
      meaning: """
        kmeans_smote makes rows inside clusters in which the class is common enough, and there \
        is no such cluster.
        """,
      remedy: "Lower 'cluster_balance_threshold', change 'n_clusters', or use smote."),
    DiagnosticEntry(
      code: "no-numbers",
      meaning: "The sampler makes new numbers, and the training set has columns of words alone.",
      remedy: "Use smoten, which takes words."),
    DiagnosticEntry(
      code: "no-rows",
      meaning: "There are no rows to learn from or to judge by. Rows without a label are left out.",
      remedy: "Check the split, the resampling and the missing labels."),
    DiagnosticEntry(
      code: "no-values",
      meaning: """
        A missing value is filled from the values of the training rows, and this column has none \
        there.
        """,
      remedy: "Drop the column, or impute a constant."),
    DiagnosticEntry(
      code: "not-probabilities",
      meaning: """
        Label errors are rows whose label the model holds for improbable, and this model gives \
        scores that are no probabilities.
        """,
      remedy: "Choose logistic_regression or random_forest."),
    DiagnosticEntry(
      code: "numeric-columns",
      meaning: "smoten takes columns of words only, and some columns hold numbers.",
      remedy: "Use smote or smote_nc, or list the columns under 'categorical' when loading."),
    DiagnosticEntry(
      code: "priors",
      meaning: "'priors' gives one share to each class of the target.",
      remedy: "Name each class once, as it is written in the file.",
      wrong: """
        ```yaml {train} a
        model: gaussian_naive_bayes
        data: parts.train
        priors: {maybe: 0.2, "no": 0.8}
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """,
      right: """
        ```yaml {train} a
        model: gaussian_naive_bayes
        data: parts.train
        priors: {"yes": 0.2, "no": 0.8}
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """),
    DiagnosticEntry(
      code: "priors-sum",
      meaning: "The shares of all classes sum to 1, since every row belongs to one of them.",
      remedy: "Change the numbers so that they sum to 1.",
      wrong: """
        ```yaml {train} a
        model: gaussian_naive_bayes
        data: parts.train
        priors: {"yes": 0.5, "no": 0.8}
        ```
        """,
      right: """
        ```yaml {train} a
        model: gaussian_naive_bayes
        data: parts.train
        priors: {"yes": 0.2, "no": 0.8}
        ```
        """),
    DiagnosticEntry(
      code: "resample-before-split",
      meaning: """
        Resampling comes after the split. Done before, copies of a row, or rows made from it, \
        would stand on both sides, and the test would ask for what was learnt by heart.
        """,
      remedy: "Split the data first, then resample the training set.",
      wrong: """
        ```yaml {resample} r
        data: d
        method: smote
        ```
        """,
      right: """
        ```yaml {resample} r
        data: parts.train
        method: smote
        ```
        """),
    DiagnosticEntry(
      code: "sampling-strategy",
      meaning: """
        'sampling_strategy' says how many rows each class has afterwards. The method cannot keep \
        to the numbers that it gives or leads to: it may only add rows, or only take rows away, \
        and no class may be left without any.
        """,
      remedy: "Ask for numbers that the method can reach, as the message says."),
    DiagnosticEntry(
      code: "single-class",
      meaning: """
        To tell classes apart there must be rows of at least two, and here there are rows of one \
        only.
        """,
      remedy: "Check 'target' and the split, or take more rows."),
    DiagnosticEntry(
      code: "too-few-neighbours",
      meaning: """
        The method looks for neighbours of a row among the rows of its class, and the class has \
        fewer rows than that.
        """,
      remedy: "Ask for fewer neighbours, or use the method in the message."),
    DiagnosticEntry(
      code: "too-few-rows",
      meaning: """
        A step of the method divides or groups the rows of each class, and some class has too \
        few for it.
        """,
      remedy: """
        Use a validation set, leave the class out, or change the option that the message names.
        """),
    DiagnosticEntry(
      code: "too-many-classes",
      meaning: """
        The method tells apart fewer classes than the target has. Hundreds of classes mostly \
        mean that the target is an identifier or a number.
        """,
      remedy: """
        Check 'target', choose a method for several classes, or give 'positive' to tell one \
        class from the rest.
        """),
    DiagnosticEntry(
      code: "two-classes-only",
      meaning: """
        The option speaks of a positive class, and the training set has more than two classes.
        """,
      remedy: "Use class_weight or another loss, as the message says."),
  ]
}
