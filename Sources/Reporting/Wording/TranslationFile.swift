/// Reads translations in gettext's PO format: `msgid` with the English key, `msgstr` with the
/// translation, each a quoted string that may go on over several lines.
package enum TranslationFile {
  /// Translations by their English keys; entries without a translation are left out.
  package static func entries(of bytes: [UInt8]) -> [String: String] {
    var entries: [String: String] = [:]
    for (key, translation) in pairs(of: bytes) where !key.isEmpty && !translation.isEmpty {
      entries[key] = translation
    }
    return entries
  }

  /// All entries in the order of the file.
  package static func pairs(of bytes: [UInt8]) -> [(key: String, translation: String)] {
    var pairs: [(key: String, translation: String)] = []
    var isTranslation = false
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let text: Substring
      if line.hasPrefix("msgid ") {
        pairs.append(("", ""))
        isTranslation = false
        text = line.dropFirst(6)
      } else if line.hasPrefix("msgstr ") {
        isTranslation = true
        text = line.dropFirst(7)
      } else if line.hasPrefix("\"") {
        text = line
      } else {
        continue
      }
      guard !pairs.isEmpty else { continue }
      let value = unquoted(text)
      if isTranslation {
        pairs[pairs.count - 1].translation += value
      } else {
        pairs[pairs.count - 1].key += value
      }
    }
    return pairs
  }

  private static func unquoted(_ text: Substring) -> String {
    var out = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if isEscaped {
        out.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return out
  }
}
