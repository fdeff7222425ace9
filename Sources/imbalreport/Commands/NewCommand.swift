import ArgumentParser
import Glibc
import Literate
import Reporting

/// `imbalreport new`: starts from a built-in template.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Starts from a built-in template, with its data.",
    discussion: """
      Writes the template to PATH (by default NAME.md here) and its data to the folder 'data' \
      beside it. Files that are already there are never overwritten.
      """)

  @Argument(help: "The template; see --list.")
  var template: String?

  @Argument(help: "Where it is written.")
  var path: String?

  @Flag(help: "Lists the built-in templates.")
  var list = false

  func run() throws {
    if list {
      for lesson in BuiltInTemplates.all {
        Terminal.print("\(lesson.name)\n    \(lesson.summary)")
      }
      return
    }
    let name = template ?? BuiltInTemplates.all[0].name
    guard let lesson = BuiltInTemplates.all.first(where: { $0.name == name }) else {
      let names = BuiltInTemplates.all.map(\.name)
      let near = suggestion(for: name, among: names)
      throw ValidationError(
        "There is no built-in template '\(name)'. "
          + (near.map { "Did you mean '\($0)'?" }
            ?? "Templates: " + names.joined(separator: ", ") + "."))
    }
    let place = path ?? "\(lesson.name).md"
    do throws(OutputFile.Failure) {
      if InputFile.exists(place) {
        throw OutputFile.Failure(message: "'\(place)' is already there; name another place")
      }
      let folder = OutputFile.folder(of: place)
      var files: [(path: String, bytes: [UInt8])] = []
      for data in lesson.files {
        let target = folder == "." ? data.path : "\(folder)/\(data.path)"
        if InputFile.exists(target) {
          if try InputFile.bytes(of: target) == data.bytes { continue }
          throw OutputFile.Failure(
            message: "'\(target)' is already there and is another file; name another folder")
        }
        mkdir(OutputFile.folder(of: target), 0o777)
        files.append((target, data.bytes))
      }
      files.append((place, lesson.text))
      try OutputFile.write(files)
      for file in files { Terminal.print("wrote \(file.path)") }
      Terminal.print("next: imbalreport render \(place)")
    } catch {
      throw fail(error.message)
    }
  }
}
