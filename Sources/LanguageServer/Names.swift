internal import Literate
internal import Reporting

/// What the names of a template stand for, for whoever writes the next one.
struct Names {
  let analysis: Analysis

  var declarations: [Scope.Declaration] { analysis.checked.declarations }

  subscript(name: String) -> Scope.Declaration? { declarations.first { $0.name == name } }

  /// The dotted names of things of some kinds.
  func named(_ kinds: [String]) -> [(path: String, kind: Kind, declaration: Scope.Declaration)] {
    declarations.flatMap { declaration in
      ([(declaration.name, declaration.kind)]
        + declaration.members.map { ("\(declaration.name).\($0.name)", $0.kind) })
        .filter { kinds.contains($0.1.rawValue) }
        .map { ($0.0, $0.1, declaration) }
    }
  }

  /// The thing a dotted name stands for.
  func resolve(_ path: String) -> (kind: Kind, declaration: Scope.Declaration)? {
    let parts = path.split(separator: ".").map(String.init)
    guard let root = parts.first, let declaration = self[root] else { return nil }
    if parts.count == 1 { return (declaration.kind, declaration) }
    guard parts.count == 2 else { return nil }
    return declaration.members.first { $0.name == parts[1] }.map { ($0.kind, declaration) }
  }

  /// The shape of the value behind a dotted path.
  func shape(_ path: [String]) -> Shape? {
    guard let root = path.first, let declaration = self[root] else { return nil }
    var shape = declaration.shape
    for part in path.dropFirst() {
      guard let inner = shape.part(part) else { return nil }
      shape = inner
    }
    return shape
  }

  /// The models that a directive's thing holds: those it lists, or those of what it is made from;
  /// each with the directive that trains it, where one does.
  func models(of name: String, depth: Int = 0) -> [(key: String, trainedBy: String?)] {
    // A chain of directives cannot be longer than their number.
    guard depth <= declarations.count,
      let node = analysis.document.directives.first(where: { $0.name?.value == name })
    else { return [] }
    var found: [(key: String, trainedBy: String?)] = []
    func add(_ key: String, _ model: String?) {
      if !found.contains(where: { $0.key == key }) { found.append((key, model)) }
    }
    if let from = node["from"] {
      for word in from.words {
        let root = word.split(separator: ".").first.map(String.init) ?? word
        for model in models(of: root, depth: depth + 1) { add(model.key, model.trainedBy) }
      }
      return found
    }
    for word in node["models"]?.words ?? [] {
      if let declaration = self[word], declaration.kind == .predictions {
        for member in declaration.members { add(member.name, nil) }
      } else {
        let parts = word.split(separator: ".").map(String.init)
        add(parts.last ?? word, parts.count == 1 && self[word]?.kind == .model ? word : nil)
      }
    }
    if let model = node["model"]?.words.first, self[model]?.kind == .model { add(model, model) }
    return found
  }

  /// The columns of the data set that a directive's thing comes from.
  func columns(of name: String?) -> [String] {
    guard let (node, columns) = origin(of: name) else { return [] }
    if let columns { return columns }
    guard let file = text("file", of: node) else { return [] }
    return (try? analysis.files.columns(of: file)) ?? []
  }

  /// The classes of the data set that a directive's thing comes from, where its file is small.
  func labels(of name: String?) -> [String] {
    guard let (node, _) = origin(of: name, passingColumns: true),
      let file = text("file", of: node), let target = text("target", of: node)
    else { return [] }
    return analysis.files.labels(of: file, in: target)
  }

  private func text(_ option: String, of node: DirectiveNode) -> String? {
    node[option].flatMap { analysis.checked.parameters.text(of: $0) }
  }

  /// The directive that reads the data behind a name, or the first on the way whose columns are known.
  private func origin(
    of name: String?, passingColumns: Bool = false
  ) -> (node: DirectiveNode, columns: [String]?)? {
    var current = name
    // A chain of directives cannot be longer than their number.
    for _ in 0...declarations.count {
      guard let path = current else { return nil }
      let root = path.split(separator: ".").first.map(String.init) ?? path
      guard
        let node = analysis.checked.document.directives.first(where: { $0.name?.value == root })
      else { return nil }
      if !passingColumns, let columns = self[root]?.columns { return (node, columns) }
      if node["file"] != nil { return (node, nil) }
      current = (node["data"] ?? node["on"])?.words.first
    }
    return nil
  }
}

extension Setting {
  /// A word, or a list's words.
  var words: [String] {
    switch value {
    case .text(let word, _): [word]
    case .list(let items): items.flatMap(\.words)
    default: []
    }
  }
}
