extension DiagnosticCatalogue {
  /// Thresholds, calibration, evaluations and comparisons.
  package static let evaluation: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "calibration-classes",
      meaning: "This method of calibration is defined for two classes, and the target has more.",
      remedy: "Choose one of the methods in the message."),
    DiagnosticEntry(
      code: "calibration-on-test",
      meaning: """
        A calibration is learnt from training or validation rows. Learnt from the test rows, it \
        would make every score on them look better than it will be on new rows.
        """,
      remedy: """
        Leave 'on' out to learn from held-out parts of the training rows, or name the validation \
        set.
        """,
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        calibrate: {method: platt, on: parts.test}
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        calibrate: {method: platt, on: parts.validation}
        ```
        """),
    DiagnosticEntry(
      code: "calibration-rows",
      meaning: """
        A calibration is learnt from rows of every class that the model has not seen, and there \
        are none of some class.
        """,
      remedy: "Hold out more rows, or leave 'calibrate' out."),
    DiagnosticEntry(
      code: "calibration-scores",
      meaning: """
        This method of calibration corrects probabilities. The model gives scores of another \
        kind, or scores that say nothing true about the classes.
        """,
      remedy: "Use platt, which turns any score into a probability."),
    DiagnosticEntry(
      code: "constant-scores",
      meaning: """
        A threshold divides rows by their scores. Where every row has the same score, no \
        threshold divides anything.
        """,
      remedy: """
        Give the model informative features or fewer restrictions, or leave the threshold out.
        """,
      wrong: """
        ```yaml {train} a
        model: majority
        data: parts.train
        threshold: f1
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: f1
        ```

        ```yaml {table} tbl-a
        from: a
        ```
        """),
    DiagnosticEntry(
      code: "cost-order",
      meaning: """
        A mistake costs more than being right, for either class. Otherwise the cheapest rule \
        would be to be wrong on purpose.
        """,
      remedy: "Name the costs of mistakes, as in cost: {fn: 100, fp: 1}.",
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: cost
        cost: {fn: 0, fp: 0}
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: cost
        cost: {fn: 100, fp: 1}
        ```
        """),
    DiagnosticEntry(
      code: "evaluation-options",
      meaning: """
        An evaluation needs a confidence between 0 and 1, at least one thread, and a number of \
        replicates that is not negative.
        """,
      remedy: "Choose values within these ranges."),
    DiagnosticEntry(
      code: "fold-count",
      meaning: """
        Folds divide the rows into parts that are each tested once. There can be no more of them \
        than rows of the largest class, or than groups.
        """,
      remedy: "Ask for fewer folds."),
    DiagnosticEntry(
      code: "importance-options",
      meaning: """
        Importances need at least one repeat and one thread, and a confidence between 0 and 1.
        """,
      remedy: "Choose values within these ranges."),
    DiagnosticEntry(
      code: "leakage",
      meaning: """
        The model learnt from another split of the same rows, so it may have seen rows that are \
        to judge it. A score from rows already seen promises more than the model keeps.
        """,
      remedy: "Judge it on the test set of the split that it was trained on.",
      wrong: """
        ```yaml {split} again
        data: d
        ```

        ```yaml {evaluate} e
        models: [m]
        on: again.test
        ```
        """,
      right: """
        ```yaml {evaluate} e
        models: [m]
        on: parts.test
        ```
        """),
    DiagnosticEntry(
      code: "metric-classes",
      meaning: """
        The metric is not defined for this number of classes, needs the costs of mistakes, or \
        was not computed there.
        """,
      remedy: """
        Choose another metric, such as balanced_accuracy or f1_macro with more than two classes, \
        or add what the message names.
        """),
    DiagnosticEntry(
      code: "missing-cost",
      meaning: """
        The rule weighs mistakes by what they cost, and no costs are given. Only you know them.
        """,
      remedy: "Say what a miss (fn) and a false alarm (fp) cost.",
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: cost
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: cost
        cost: {fn: 100, fp: 1}
        ```
        """),
    DiagnosticEntry(
      code: "mixed-rows",
      meaning: """
        Predictions made elsewhere bring their own rows. Models are compared on the same rows \
        only, since some rows are harder than others.
        """,
      remedy: "Judge the predictions in an evaluation of their own.",
      wrong: """
        ```yaml {predictions} p
        file: scores.csv
        target: truth
        models: {old: old}
        ```

        ```yaml {evaluate} e
        models: [m, p]
        on: parts.test
        ```
        """,
      right: """
        ```yaml {predictions} p
        file: scores.csv
        target: truth
        models: {old: old}
        ```

        ```yaml {evaluate} e
        models: p
        ```
        """),
    DiagnosticEntry(
      code: "neutral-metric",
      meaning: """
        To rank models or columns, a metric has to have a better end. Some, such as the \
        prevalence, describe the rows and not the model.
        """,
      remedy: "Choose a metric such as pr_auc or mcc.",
      wrong: """
        ```yaml {importance} i
        model: m
        on: parts.test
        metric: prevalence
        ```
        """,
      right: """
        ```yaml {importance} i
        model: m
        on: parts.test
        metric: pr_auc
        ```
        """),
    DiagnosticEntry(
      code: "no-models",
      meaning: "An evaluation needs at least one model to judge.",
      remedy: "Name a model under 'models'."),
    DiagnosticEntry(
      code: "not-binary",
      meaning: "A threshold divides two classes, and the target has another number of them.",
      remedy: "Give 'positive' to tell one class from the rest, or leave the threshold out."),
    DiagnosticEntry(
      code: "one-model",
      meaning: "A comparison needs at least two models.",
      remedy: "Add to the evaluation the model that the other is to be compared with.",
      wrong: """
        ```yaml {compare} c
        from: s
        ```
        """,
      right: """
        ```yaml {train} b
        model: majority
        data: parts.train
        ```

        ```yaml {evaluate} e
        models: [m, b]
        on: parts.test
        ```

        ```yaml {compare} c
        from: e
        ```
        """),
    DiagnosticEntry(
      code: "other-columns",
      meaning: """
        A model reads the columns and knows the classes it learnt from, and these rows have \
        others.
        """,
      remedy: "Judge a model on a test set of the data it learnt from."),
    DiagnosticEntry(
      code: "other-data",
      meaning: """
        All models of a cross-validation share their folds, so that they meet the same rows. \
        This one was trained on rows of another split.
        """,
      remedy: "Cross-validate it on its own training set, in a directive of its own.",
      wrong: """
        ```yaml {split} p
        data: d
        ```

        ```yaml {cross_validate} v
        models: [m]
        data: p.train
        ```
        """,
      right: """
        ```yaml {cross_validate} v
        models: [m]
        data: parts.train
        ```
        """),
    DiagnosticEntry(
      code: "other-models",
      meaning: """
        A comparison over several data sets ranks the same strategies on each, so each result \
        has the same number of models.
        """,
      remedy: "List the models in the same order everywhere, and give 'names' for them.",
      wrong: """
        ```yaml {train} b
        model: majority
        data: parts.train
        ```

        ```yaml {evaluate} e
        models: [m, b]
        on: parts.test
        ```

        ```yaml {compare} c
        from: [e, s]
        ```
        """,
      right: """
        ```yaml {train} b
        model: majority
        data: parts.train
        ```

        ```yaml {evaluate} e
        models: [m, b]
        on: parts.test
        ```

        ```yaml {compare} c
        from: e
        ```
        """),
    DiagnosticEntry(
      code: "score-not-finite",
      meaning: """
        Every score is a finite number. With infinity or "not a number" no threshold and no \
        metric means anything.
        """,
      remedy: "Look for missing or far too large values in what the model was given."),
    DiagnosticEntry(
      code: "threshold-classes",
      meaning: """
        A threshold divides two classes, and this target has more. There the most probable class \
        is predicted.
        """,
      remedy: "Leave 'threshold' out."),
    DiagnosticEntry(
      code: "threshold-not-a-number",
      meaning: "A threshold is a number, or a score could be neither above it nor below it.",
      remedy: "Give a number, or leave the threshold out."),
    DiagnosticEntry(
      code: "threshold-on-test",
      meaning: """
        A threshold is tuned on training or validation rows. Chosen on the test rows, it would \
        fit their accidents, and every score on them would look better than it will be on new \
        rows.
        """,
      remedy: """
        Leave 'on' out to tune on held-out parts of the training rows, or name the validation \
        set.
        """,
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: {rule: f1, on: parts.test}
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: {rule: f1, on: parts.validation}
        ```
        """),
    DiagnosticEntry(
      code: "threshold-rule",
      meaning: """
        A threshold is a number, or one of the rules by which one is found, in the form that the \
        rule has.
        """,
      remedy: "Write a number such as 0.3, or a rule such as f1, recall >= 90% or alerts <= 200.",
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: best
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        threshold: f1
        ```
        """),
    DiagnosticEntry(
      code: "threshold-scores",
      meaning: """
        The rule gives a probability as the threshold, and the scores of this model are no \
        probabilities.
        """,
      remedy: "Add calibrate: platt, or choose a rule that is tuned, such as f1 or cost."),
    DiagnosticEntry(
      code: "threshold-unreachable",
      meaning: """
        No threshold reaches what the rule asks for on the rows it is tuned on. To take the \
        nearest instead would be to break a promise unnoticed.
        """,
      remedy: "Ask for less, or choose another rule."),
    DiagnosticEntry(
      code: "undefined-value",
      meaning: """
        Mean ranks need the metric of every model on every data set, and one of these is \
        undefined. To put in a zero would be to invent a result.
        """,
      remedy: "Compare by a metric that is defined for all, such as balanced_accuracy."),
  ]
}
