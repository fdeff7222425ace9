/// A YAML value with its place.
public struct Setting: Sendable, Hashable {
  /// The value.
  public let value: SettingValue
  /// Where it was written; a block mapping's from its first key to the end of its last value.
  public let span: SourceSpan
  /// A plain scalar as it was written (`1.0`, `007`), so that a class label keeps its spelling.
  public let written: String?

  /// A value at a place.
  public init(_ value: SettingValue, span: SourceSpan, written: String? = nil) {
    self.value = value
    self.span = span
    self.written = written
  }

  /// A mapping's value under a key; `nil` for other values and unknown keys.
  public subscript(key: String) -> Setting? {
    guard case .mapping(let entries) = value else { return nil }
    return entries.first { $0.key.value == key }?.value
  }
}

/// A key and its value, each with its place.
public struct Option: Sendable, Hashable {
  /// The key.
  public let key: Located<String>
  /// Its value.
  public let value: Setting

  /// A key and its value.
  public init(key: Located<String>, value: Setting) {
    self.key = key
    self.value = value
  }
}

/// What a YAML node means: the scalars of YAML 1.2's core schema, percentages and parameters.
///
/// Only `true` and `false` (also `True`, `TRUE`) are booleans: `no`, `off`, `yes`, `1_000`,
/// `12:30:00` and dates are text. A quoted scalar is always text.
public indirect enum SettingValue: Sendable, Hashable {
  /// `null`, `~`, or nothing at all.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number that fits 64 bits: decimal, `0x`, `0o`.
  case integer(Int)
  /// A finite number; `25%` is 0.25 and keeps that it was a percentage.
  case number(Double, isPercent: Bool)
  /// Text; whether it was quoted (or a block scalar).
  case text(String, quoted: Bool)
  /// A sequence.
  case list([Setting])
  /// A mapping in the order written; its keys are text and differ.
  case mapping([Option])
  /// A plain `$params.x`: the dotted path, here `["params", "x"]`.
  case parameter([String])
}
