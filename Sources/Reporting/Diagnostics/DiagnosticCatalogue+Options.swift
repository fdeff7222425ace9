extension DiagnosticCatalogue {
  /// Options, parameters and the front matter.
  package static let options: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "contradicting-options",
      meaning: """
        Two options of a directive exclude each other, or one belongs to something that the \
        directive does not do. To ignore either would be to guess what you meant.
        """,
      remedy: "Leave one of them out.",
      wrong: """
        ```yaml {split} p
        data: d
        group: site
        time: year
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        group: site
        ```
        """),
    DiagnosticEntry(
      code: "expression-type",
      meaning: """
        A formula calculates with numbers, compares things of one kind, and joins what is true \
        or false. A gate needs something that is true or false.
        """,
      remedy: "Compare or calculate with values of the kind that the message names.",
      wrong: """
        ```yaml {assert} gate
        that: s.m.recall
        ```
        """,
      right: """
        ```yaml {assert} gate
        that: s.m.recall >= 0.1
        ```
        """),
    DiagnosticEntry(
      code: "filter-arguments",
      meaning: """
        A filter takes certain arguments: a number of decimals, for example, is from 0 to 9.
        """,
      remedy: "Give it what the message says.",
      wrong: "`{= d.rows | num(12)}`",
      right: "`{= d.rows | num(2)}`"),
    DiagnosticEntry(
      code: "filter-type",
      meaning: "Most filters write numbers, and this value is text.",
      remedy: "Leave the filter out, or take a value that is a number.",
      wrong: "`{= d.positive | pct}`",
      right: "`{= d.prevalence | pct}`"),
    DiagnosticEntry(
      code: "front-matter",
      meaning: "Front matter is a mapping: lines of 'key: value' between two lines '---'.",
      remedy: "Put a key before each value, for example title: My report."),
    DiagnosticEntry(
      code: "language-tag",
      meaning: """
        The language of a report is named by a tag, such as en, de or de-CH. Browsers and screen \
        readers rely on it to pronounce and break words.
        """,
      remedy: "Write the tag of the language, not its name.",
      wrong: """
        ---
        lang: Deutsch!
        ---
        """,
      right: """
        ---
        lang: de
        ---
        """),
    DiagnosticEntry(
      code: "missing-option",
      meaning: """
        An option without which the directive cannot do its work is not given, and there is no \
        default that would suit everybody.
        """,
      remedy: "Add the option. The message says what it is for.",
      wrong: """
        ```yaml {train} a
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
      code: "option-choice",
      meaning: "The option takes one of a few words, and this is another.",
      remedy: "Choose one of the words in the message.",
      wrong: """
        ```yaml {assert} gate
        that: s.m.recall > 0
        severity: fatal
        ```
        """,
      right: """
        ```yaml {assert} gate
        that: s.m.recall > 0
        severity: warn
        ```
        """),
    DiagnosticEntry(
      code: "option-conflict",
      meaning: """
        An option of the model means something only together with another, which is set \
        differently here. It would have no effect, and you would not know.
        """,
      remedy: "Leave the option out, or set the other one as the message says.",
      wrong: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        l1_ratio: 0.5
        ```
        """,
      right: """
        ```yaml {train} a
        model: logistic_regression
        data: parts.train
        penalty: elasticnet
        l1_ratio: 0.5
        ```
        """),
    DiagnosticEntry(
      code: "option-range",
      meaning: """
        The option takes numbers of a certain range. Outside it the method is not defined, or \
        could not be computed in reasonable time.
        """,
      remedy: "Choose a number of the range in the message.",
      wrong: """
        ```yaml {split} p
        data: d
        test: 150%
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        test: 25%
        ```
        """),
    DiagnosticEntry(
      code: "option-type",
      meaning: """
        The option takes another kind of value: a number where there is text, one name where \
        there is a list, or the other way round.
        """,
      remedy: "Write the kind of value that the message names.",
      wrong: """
        ---
        seed: soon
        ---
        """,
      right: """
        ---
        seed: 7
        ---
        """),
    DiagnosticEntry(
      code: "parameter-kind",
      meaning: """
        The default of a parameter is a number, a word, true or false, or a list of words. It tells \
        what kind of value -P may give; a list's words are given with commas between them.
        """,
      remedy: "Give the parameter a value or a list of values as its default.",
      wrong: """
        ---
        params: {least: {recall: 1}}
        ---
        """,
      right: """
        ---
        params: {least: 1}
        ---
        """),
    DiagnosticEntry(
      code: "parameter-path",
      meaning: "A parameter has one level: $params.NAME. There is nothing below a parameter.",
      remedy: "Write $params.NAME with the name of a parameter in the front matter.",
      wrong: """
        ```yaml {load} e
        file: $params.data.file
        target: label
        ```
        """,
      right: """
        ---
        params: {file: data.csv}
        ---

        ```yaml {load} e
        file: $params.file
        target: label
        ```
        """),
    DiagnosticEntry(
      code: "parameter-type",
      meaning: """
        A value given by -P or --params is of the kind of the parameter's default. Otherwise a \
        word could slip in where the report calculates with a number.
        """,
      remedy: "Give a value like the default in the front matter."),
    DiagnosticEntry(
      code: "same-name",
      meaning: """
        Each row of a table of parameters makes a report of its own, named by the row's first \
        column. Two rows would write the same file.
        """,
      remedy: "Make the values of the first column differ."),
    DiagnosticEntry(
      code: "too-many-rows",
      meaning: """
        One call renders a limited number of reports, one for each row of a table of parameters.
        """,
      remedy: "Split the table."),
    DiagnosticEntry(
      code: "unknown-finding",
      meaning: """
        A list of checks to leave out names each by its code, and none has this one. A misspelt \
        code would leave out nothing, unnoticed.
        """,
      remedy: "See imbalreport list findings.",
      wrong: """
        ---
        report: {mute: [few_positives]}
        ---
        """,
      right: """
        ---
        report: {mute: [IR003]}
        ---
        """),
    DiagnosticEntry(
      code: "unknown-key",
      meaning: """
        The front matter has a fixed set of keys. A misspelt one would do nothing, unnoticed.
        """,
      remedy: "Choose one of the keys in the message.",
      wrong: """
        ---
        titel: Fraud
        ---
        """,
      right: """
        ---
        title: Fraud
        ---
        """),
    DiagnosticEntry(
      code: "unknown-option",
      meaning: """
        The directive, or the method that it uses, has no such option. It would do nothing, \
        unnoticed.
        """,
      remedy: """
        Choose one of the options in the message, or see imbalreport explain with the name of \
        the verb or the method.
        """,
      wrong: """
        ```yaml {table} tbl-a
        from: s
        title: Scores
        ```
        """,
      right: """
        ```yaml {table} tbl-a
        from: s
        caption: Scores
        ```
        """),
    DiagnosticEntry(
      code: "unknown-parameter",
      meaning: """
        The front matter declares no parameter of this name. Only declared parameters can be \
        read or given.
        """,
      remedy: "Declare it under 'params' with a default, or correct the name.",
      wrong: """
        ```yaml {load} e
        file: $params.data
        target: label
        ```
        """,
      right: """
        ---
        params: {data: data.csv}
        ---

        ```yaml {load} e
        file: $params.data
        target: label
        ```
        """),
    DiagnosticEntry(
      code: "unnamed-row",
      meaning: """
        Each row of a table of parameters makes a report of its own, named by the row's first \
        column, and in this row that column is empty.
        """,
      remedy: "Give the row a value in the first column."),
    DiagnosticEntry(
      code: "untranslated-language",
      meaning: """
        The report's own words and the form of its numbers are not translated into this \
        language, so they will be English. Your own words stay as they are.
        """,
      remedy: """
        Choose one of the languages in the message, or leave it so if English words beside yours \
        do no harm.
        """,
      wrong: """
        ---
        lang: fi
        ---
        """,
      right: """
        ---
        lang: de
        ---
        """),
  ]
}
