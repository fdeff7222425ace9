import ArgumentParser
import Reporting

extension Imbalreport {
  /// The whole reference as Markdown; `docs/reference.md` is this text.
  static var reference: String {
    ReferenceText.markdown(
      commands: configuration.subcommands.map { command in
        (
          command.configuration.commandName ?? "",
          // A fixed width, so that the text does not depend on the terminal.
          helpMessage(for: command, columns: 96)
        )
      })
  }
}
