extension DiagnosticCatalogue {
  /// Reading files.
  package static let files: [DiagnosticEntry] = [
    DiagnosticEntry(
      code: "duplicate-column",
      meaning: "Columns are named, so their names differ from each other.",
      remedy: "Give each column of the file a name of its own."),
    DiagnosticEntry(
      code: "empty-column-name",
      meaning: "Every column has a name in the first line of the file, even one that is dropped.",
      remedy: "Write the name into the first line."),
    DiagnosticEntry(
      code: "empty-file",
      meaning: "A data file has a first line with names, and rows below it.",
      remedy: "Write the file again, or name another one."),
    DiagnosticEntry(
      code: "field-too-long",
      meaning: """
        A field has a limit of length. A longer one nearly always means that a quote is missing \
        and the rest of the file was read as one field.
        """,
      remedy: "Look for the quote that is missing."),
    DiagnosticEntry(
      code: "file-not-found",
      meaning: "A file that the template names must exist. Paths start at the template's folder.",
      remedy: "Correct the path, or put the file there.",
      wrong: """
        ```yaml {load} e
        file: nothing.csv
        target: label
        ```
        """,
      right: """
        ```yaml {load} e
        file: data.csv
        target: label
        ```
        """),
    DiagnosticEntry(
      code: "file-unreadable",
      meaning: "The file is there, and the system does not let the program read it.",
      remedy: "See the system's reason in the message; often it is a missing permission."),
    DiagnosticEntry(
      code: "gzip-bomb",
      meaning: """
        A packed file grows to a limited size. A small file that grows without end would fill \
        the memory of whoever renders the template.
        """,
      remedy: "Unpack it first if it is what it should be."),
    DiagnosticEntry(
      code: "gzip-corrupt",
      meaning: """
        The file begins like a gzip file and cannot be unpacked to its end. Reading what is left \
        would be to judge by some of the rows.
        """,
      remedy: "Copy or compress it again."),
    DiagnosticEntry(
      code: "lone-carriage-return",
      meaning: """
        Lines of a data file end with LF or CR LF. A CR alone may be a line end or a part of a \
        field, and the two give different tables.
        """,
      remedy: "Save the file with LF line ends, or put the field between quotes."),
    DiagnosticEntry(
      code: "not-a-file",
      meaning: """
        Data is read from a regular file. A folder has no rows, and a pipe or a device could \
        keep the program waiting for ever.
        """,
      remedy: "Name a file.",
      wrong: """
        ```yaml {load} e
        file: sub
        target: label
        ```
        """,
      right: """
        ```yaml {load} e
        file: data.csv
        target: label
        ```
        """),
    DiagnosticEntry(
      code: "not-utf8",
      meaning: """
        A data file is UTF-8 text. In another encoding the names of classes and columns would be \
        read as other letters.
        """,
      remedy: "Save the file with the encoding UTF-8."),
    DiagnosticEntry(
      code: "nul-byte",
      meaning: """
        Text holds no NUL bytes. A file with them is often a binary one, or text of 16-bit \
        letters.
        """,
      remedy: "Save the file as UTF-8 text, or name the file that was meant."),
    DiagnosticEntry(
      code: "number-overflow",
      meaning: "A number is too large for the computer to tell from infinity.",
      remedy: "Correct it, or list the word under 'missing' if it stands for a missing value."),
    DiagnosticEntry(
      code: "outside-root",
      meaning: """
        Files are read from the template's folder and below only, also by way of links. So a \
        stranger's template cannot put other files of yours into a report.
        """,
      remedy: "Move the file into the folder, or give --root a folder that holds both.",
      wrong: """
        ```yaml {load} e
        file: /etc/passwd
        target: label
        ```
        """,
      right: """
        ```yaml {load} e
        file: data.csv
        target: label
        ```
        """),
    DiagnosticEntry(
      code: "ragged-row",
      meaning: """
        Every row has as many fields as the first line. In a row with more or fewer, values \
        would stand under the wrong names.
        """,
      remedy: "Put a field that holds the delimiter between quotes, or complete the row."),
    DiagnosticEntry(
      code: "text-after-quote",
      meaning: """
        A quoted field ends at its closing quote. What follows must be a delimiter or a line \
        end.
        """,
      remedy: "Write a quote inside a quoted field twice."),
    DiagnosticEntry(
      code: "text-in-numeric-column",
      meaning: """
        A column holds numbers throughout, or words. A word among numbers is often a mark for a \
        missing value, and guessing would change the data; many values such as 1.234,50 or $1,200 \
        are numbers that are written for people.
        """,
      remedy:
        "List the word under 'missing', or the column under 'categorical'; write plain numbers into the file."
    ),
    DiagnosticEntry(
      code: "unclosed-quote",
      meaning: """
        A quoted field ends with a quote. The one opened here never does, so the rest of the \
        file was read into it.
        """,
      remedy: "Close the field, and write a quote inside a quoted field twice."),
  ]
}
