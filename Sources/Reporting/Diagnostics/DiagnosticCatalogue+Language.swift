extension DiagnosticCatalogue {
  /// What is written wrongly: Markdown, YAML, formulas.
  package static let language: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "bad-fence",
      meaning: """
        The line that opens a directive has one form, ```yaml {verb subtype} name: one pair of \
        braces, at most one word before them and one name after them. The program reads nothing \
        else into it, so that every editor shows the block in the same way.
        """,
      remedy: """
        Write the line in that form and move everything else into the block, one option a line.
        """,
      wrong: """
        ```yaml {train} my model
        model: majority
        data: parts.train
        ```
        """,
      right: """
        ```yaml {train} my_model
        model: majority
        data: parts.train
        ```
        """),
    DiagnosticEntry(
      code: "bad-id",
      meaning: """
        The identifier of a heading is a letter followed by letters, digits, '-' and '_'. It \
        becomes the address of the heading in the page.
        """,
      remedy: "Begin it with a letter and replace every other sign by '-'.",
      wrong: "# Results {#1st}",
      right: "# Results {#sec-first}"),
    DiagnosticEntry(
      code: "bad-name",
      meaning: """
        A name is a letter or '_' followed by letters, digits, '_' and '-'. A dot parts the \
        levels of a path such as parts.test, so a name has none.
        """,
      remedy: "Write '_' in place of dots and spaces.",
      wrong: """
        ```yaml {split} my.parts
        data: d
        ```
        """,
      right: """
        ```yaml {split} my_parts
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "bad-parameter",
      meaning: """
        In a block, a value that begins with '$' takes the value of a parameter, and is written \
        $params.NAME.
        """,
      remedy: "Write $params.NAME, or quote the value if it is meant as text.",
      wrong: """
        ---
        title: $params.
        ---
        """,
      right: """
        ---
        title: "$params."
        ---
        """),
    DiagnosticEntry(
      code: "duplicate-footnote",
      meaning: """
        A footnote is defined once. Of two definitions a reader would see only one, and could \
        not know which.
        """,
      remedy: "Leave one of them out, or give it another label.",
      wrong: """
        Rare[^a].

        [^a]: One in five.

        [^a]: One in six.
        """,
      right: """
        Rare[^a].

        [^a]: One in five.
        """),
    DiagnosticEntry(
      code: "duplicate-id",
      meaning: "An identifier stands once in a template, since a link can lead to one place only.",
      remedy: "Give one of the headings another identifier.",
      wrong: """
        # Data {#sec-a}

        # Models {#sec-a}
        """,
      right: """
        # Data {#sec-a}

        # Models {#sec-b}
        """),
    DiagnosticEntry(
      code: "duplicate-key",
      meaning: "A key stands once in a block. Of two values one would be silently lost.",
      remedy: "Leave one of the lines out.",
      wrong: """
        ```yaml {split} p
        data: d
        test: 20%
        test: 30%
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        test: 30%
        ```
        """),
    DiagnosticEntry(
      code: "expression-syntax",
      meaning: """
        A formula is made of names, numbers, texts in quotes, + - * / and comparisons, 'and', \
        'or' and 'not', and filters after '|'. There are no calls and no loops, which is why a \
        stranger's template is safe to render.
        """,
      remedy: "Correct the formula at the caret.",
      wrong: "`{= s.m.recall + }`",
      right: "`{= s.m.recall + 0.1}`"),
    DiagnosticEntry(
      code: "expression-too-deep",
      meaning: """
        A formula has a limit of levels and of operators, so that no template can exhaust the \
        program.
        """,
      remedy: "Split it into several inline values, or leave brackets out."),
    DiagnosticEntry(
      code: "expression-too-long",
      meaning: "A formula has a limit of characters, so that no template can exhaust the program.",
      remedy: "Split it into several inline values."),
    DiagnosticEntry(
      code: "invalid-utf8",
      meaning: "A template is UTF-8 text. A byte that is not would be shown as a wrong letter.",
      remedy: "Save the file with the encoding UTF-8."),
    DiagnosticEntry(
      code: "raw-html",
      meaning: """
        A report is made from Markdown alone. Raw HTML is left out, since a stranger's template \
        could hide a program in it.
        """,
      remedy: "Write Markdown, or put the HTML into a code span to show it.",
      wrong: "<div>Rare</div>",
      right: "**Rare**"),
    DiagnosticEntry(
      code: "remote-image",
      meaning: """
        A report is one file that loads nothing from the network. It looks the same in ten \
        years, and nobody learns that it was read.
        """,
      remedy: "Save the picture beside the template and name the file.",
      wrong: "![Logo](https://example.org/logo.png)",
      right: "![Logo](logo.svg)"),
    DiagnosticEntry(
      code: "template-too-large",
      meaning: """
        A template has a limit of size. It holds words and directives; data belongs into files.
        """,
      remedy: "Move data into a file of its own, and name it in a {load} directive."),
    DiagnosticEntry(
      code: "too-deep",
      meaning: """
        Quotes, lists, links and emphasis nest up to a limit, so that no template can exhaust \
        the program.
        """,
      remedy: "Make the nesting flatter."),
    DiagnosticEntry(
      code: "unclosed-fence",
      meaning: """
        A block that opens with ``` or ~~~ has to close with the same signs on a line of their \
        own. Otherwise the rest of the file would vanish into it.
        """,
      remedy: "Add the closing line.",
      wrong: """
        ```yaml {split} p
        data: d
        """,
      right: """
        ```yaml {split} p
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "unclosed-front-matter",
      meaning: "Front matter begins with '---' on the first line and ends with a line '---'.",
      remedy: """
        Add the closing line; or begin the file with an empty line if '---' is meant as a rule.
        """,
      wrong: """
        ---
        title: Fraud
        """,
      right: """
        ---
        title: Fraud
        ---
        """),
    DiagnosticEntry(
      code: "unclosed-value",
      meaning: "An inline value begins with '{=' and ends with '}', inside one pair of backticks.",
      remedy: "Add the brace; or double the backticks to show the syntax itself.",
      wrong: "`{= s.m.recall`",
      right: "`{= s.m.recall}`"),
    DiagnosticEntry(
      code: "undefined-footnote",
      meaning: """
        A footnote mark leads to a footnote, and there is none with this label. The mark is \
        printed as it stands.
        """,
      remedy: "Define the footnote in a line of its own.",
      wrong: "Rare[^a].",
      right: """
        Rare[^a].

        [^a]: One in five.
        """),
    DiagnosticEntry(
      code: "unknown-callout",
      meaning: """
        A callout is one of a few kinds, each with its colour and its word. Any other is printed \
        as an ordinary quote.
        """,
      remedy: "Choose one of the kinds in the message.",
      wrong: """
        > [!WARN]
        > There are few rows.
        """,
      right: """
        > [!WARNING]
        > There are few rows.
        """),
    DiagnosticEntry(
      code: "unsafe-link",
      meaning: """
        A link leads to a web page, a mail address, a place in the report or a relative path. \
        Other kinds of link can run programs.
        """,
      remedy: "Link to a page or to a file beside the report.",
      wrong: "[Open](javascript:open)",
      right: "[Open](https://example.org)"),
    DiagnosticEntry(
      code: "unused-footnote",
      meaning: """
        A footnote is shown where it is referred to, and nothing refers to this one, so nobody \
        would read it.
        """,
      remedy: "Write its mark where it belongs, or leave the footnote out.",
      wrong: "[^a]: One in five.",
      right: """
        Rare[^a].

        [^a]: One in five.
        """),
    DiagnosticEntry(
      code: "yaml-anchor",
      meaning: """
        Anchors (&), aliases (*) and merge keys are not used in templates: what a directive says \
        stands in the directive.
        """,
      remedy: "Write the value out, or quote a text that begins with '&' or '*'.",
      wrong: """
        ```yaml {split} p
        data: &source d
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "yaml-documents",
      meaning: """
        A block holds one YAML document, without the marks '---' and '...' between documents.
        """,
      remedy: "Remove the line.",
      wrong: """
        ```yaml {split} p
        ---
        data: d
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "yaml-key",
      meaning: """
        The key of a line is text, the name of an option. A list, a mapping or nothing at all \
        names no option.
        """,
      remedy: "Write the option's name, and quote it if it is an unusual text.",
      wrong: """
        ```yaml {split} p
        [data]: d
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "yaml-not-mapping",
      meaning: "A directive's body and the front matter are lines of 'option: value'.",
      remedy: "Put the name of an option before each value.",
      wrong: """
        ```yaml {split} p
        - d
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "yaml-number",
      meaning: """
        A number is finite. With infinity or "not a number" no option would mean anything.
        """,
      remedy: "Write a number, or quote the value if it is meant as text.",
      wrong: """
        ```yaml {split} p
        data: d
        test: .inf
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        test: 25%
        ```
        """),
    DiagnosticEntry(
      code: "yaml-syntax",
      meaning: """
        The block is not YAML. Often a quote or a bracket is not closed, lines are indented \
        differently, or a text with ': ' in it is not quoted.
        """,
      remedy: "Correct the line, and quote a text with signs that mean something in YAML.",
      wrong: """
        ```yaml {table} tbl-a
        from: s
        caption: [Scores
        ```
        """,
      right: """
        ```yaml {table} tbl-a
        from: s
        caption: Scores
        ```
        """),
    DiagnosticEntry(
      code: "yaml-tag",
      meaning: "Tags such as !!str are not used in templates: quotes alone make a value text.",
      remedy: "Leave the tag out, and quote the value if it is meant as text.",
      wrong: """
        ```yaml {split} p
        data: !!str d
        ```
        """,
      right: """
        ```yaml {split} p
        data: d
        ```
        """),
    DiagnosticEntry(
      code: "yaml-too-large",
      meaning: """
        A block has a limit of bytes, of values and of levels, so that no template can exhaust \
        the program.
        """,
      remedy: "Make the block smaller, or move data into a file of its own."),
  ]
}
