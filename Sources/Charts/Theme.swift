/// The chart's part of the style: which class takes which colour, and the light palette.
///
/// The page's style sheet holds the same rules with custom properties, so that a company can set
/// its own colours and a dark page has its own; a test holds the two together.
public enum Theme {
  /// Colours by custom property, light.
  public static let light: [(name: String, value: String)] = [
    ("paper", "#ffffff"), ("ink", "#1a1d21"), ("muted", "#5b6470"), ("grid", "#e4e8ec"),
    ("axis", "#5b6470"),
    ("s0", "#5f6469"), ("s1", "#1c3e81"), ("s2", "#e06d06"), ("s3", "#29a48c"), ("s4", "#b243ba"),
    ("t0", "#5f6469"), ("t1", "#1c3e81"), ("t2", "#a84f00"), ("t3", "#0b7362"), ("t4", "#9a2fa2"),
    ("h1", "#eff5fb"), ("h2", "#d3e4f3"), ("h3", "#a9cce8"), ("h4", "#74aeda"), ("h5", "#3f8ac4"),
    ("h6", "#1e66a8"), ("h7", "#0b447c"), ("k-low", "#1a1d21"), ("k-mid", "#1a1d21"),
    ("k-five", "#1a1d21"), ("k-high", "#ffffff"),
  ]

  /// The same colours for a dark page.
  public static let dark: [(name: String, value: String)] = [
    ("paper", "#14171c"), ("ink", "#e6e9ed"), ("muted", "#b3bcc6"), ("grid", "#2a3038"),
    ("axis", "#b3bcc6"),
    ("s0", "#a5a9af"), ("s1", "#4d84df"), ("s2", "#ea942f"), ("s3", "#78fad1"), ("s4", "#b25785"),
    ("t0", "#a5a9af"), ("t1", "#7fa9f0"), ("t2", "#ea942f"), ("t3", "#78fad1"), ("t4", "#d98ab2"),
    ("h1", "#1b2530"), ("h2", "#20384f"), ("h3", "#25507a"), ("h4", "#2f6da8"), ("h5", "#4c8fcb"),
    ("h6", "#7fb3e2"), ("h7", "#b9d7f2"), ("k-low", "#e6e9ed"), ("k-mid", "#ffffff"),
    ("k-five", "#0d1117"), ("k-high", "#14171c"),
  ]

  /// The rules by which classes take colours; each value is a property of the palette.
  package static let rules: [(selector: String, property: String, colour: String)] = {
    var rules: [(String, String, String)] = [
      (".ink", "fill", "ink"), (".muted", "fill", "muted"), (".grid", "stroke", "grid"),
      (".axis", "stroke", "axis"), (".rule", "stroke", "ink"), (".leader", "stroke", "axis"),
      (".quiet", "stroke", "s0"), (".pf", "fill", "paper"), (".ps", "stroke", "paper"),
      (".halo", "stroke", "paper"), (".h0", "fill", "paper"), (".h0", "stroke", "grid"),
    ]
    for hue in 0...4 {
      rules.append((".s\(hue)", "stroke", "s\(hue)"))
      rules.append((".f\(hue)", "fill", "s\(hue)"))
      rules.append((".t\(hue)", "fill", "t\(hue)"))
    }
    let inks = ["k-low", "k-low", "k-low", "k-mid", "k-five", "k-high", "k-high"]
    for step in 1...7 {
      rules.append((".h\(step)", "fill", "h\(step)"))
      rules.append((".k\(step)", "fill", inks[step - 1]))
    }
    return rules
  }()

  /// Rules that are the same in every theme.
  package static let fixed = """
    .chart{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
    font-variant-numeric:tabular-nums lining-nums}
    .chart .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
    .chart .pale{fill-opacity:.18}
    .chart .leader{stroke-opacity:.7}
    .chart .quiet{stroke-opacity:.6}
    """

  /// A style for a drawing on its own.
  package static var standalone: String {
    fixed + "\n" + rules(in: light) + ".chart{background:#ffffff}\n"
  }

  /// A style for a drawing on its own that follows the reader's choice of light or dark.
  ///
  /// Colours stand in the rules themselves: not everything that draws SVG knows custom properties.
  package static func adaptive(
    light ownLight: [(name: String, value: String)], dark ownDark: [(name: String, value: String)],
    font: String?
  ) -> String {
    let family = font.map { ".chart{font-family:\($0)}\n" } ?? ""
    return fixed + "\n" + family + rules(in: ownLight + light)
      + "@media (prefers-color-scheme:dark){\n" + rules(in: ownDark + dark) + "}\n"
  }

  /// The chart's rules with the colours of a palette; the first of a name counts.
  private static func rules(in palette: [(name: String, value: String)]) -> String {
    var text = ""
    for rule in rules {
      let value = palette.first { $0.name == rule.colour }?.value ?? "#1a1d21"
      text += ".chart \(rule.selector){\(rule.property):\(value)}\n"
    }
    return text
  }

  /// The chart's rules over custom properties, as they stand in the page's style sheet.
  package static var sheet: String {
    var text = ""
    for rule in rules {
      text += ".chart \(rule.selector){\(rule.property):var(--\(rule.colour))}\n"
    }
    return text
  }
}
