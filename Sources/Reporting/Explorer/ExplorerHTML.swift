internal import Charts
internal import Imbalance
internal import Markup

extension Explorer {
  /// The explorer on a page: what was evaluated as tables and sentences, and controls that stay
  /// hidden until the script shows that it runs.
  func html(anchor: String, language: Language) -> Node {
    let texts = ExplorerTexts(self, start, language)
    func live(_ key: String, _ element: String = "span", _ classes: String? = nil) -> Node {
      .tag(element, ["class": classes, "data-k": key], texts[key])
    }
    return .tag(
      "div", ["class": "explorer"],
      [
        .tag("p", ["class": "fig-title"], language.say("What a threshold leads to")),
        controls(anchor, texts, language),
        live("state", "p", "note-line"), live("say", "p", "spoken"),
        .tag(
          "div", ["class": "beside"],
          [
            .tag("div", ["class": "scroll", "tabindex": "0"], [matrix(live, language)]),
            minis(language),
          ]),
        .tag("div", ["class": "scroll", "tabindex": "0"], [rates(live, language)]),
        live("cheap", "p", "note-line"),
        .tag(
          "p", ["class": "note-line"],
          language.say(
            "Counts and intervals are those of the test set. For another share of “\(positive)” the rest follows from recall and specificity, without an interval, as long as the cases differ in nothing else. A threshold that is best on these rows is a little too good to be true: choose it on others."
          )),
        .tag("p", ["class": "visually-hidden", "aria-live": "polite"], []),
        .tag(
          "script", ["type": "application/json"],
          [.raw(RawText(json: data(language).text()))]),
      ])
  }

  private func controls(_ anchor: String, _ texts: ExplorerTexts, _ language: Language) -> Node {
    func label(_ id: String, _ text: String) -> Node {
      .tag("label", ["for": "\(anchor)-\(id)"], text)
    }
    func number(_ id: String, _ text: String, value: String, low: String?, high: String) -> Node {
      .tag(
        "div", [:],
        [
          label(id, text),
          .tag(
            "input",
            [
              "type": "number", "id": "\(anchor)-\(id)", "min": low, "max": high, "step": "any",
              "inputmode": "decimal", "value": value,
            ], []),
        ])
    }
    func cost(_ id: String, _ text: String, _ value: Double) -> Node {
      number(
        id, text, value: JSONNumber.text(value), low: value < 0 ? nil : "0", high: "1000000000")
    }
    return .tag(
      "div",
      ["class": "dials", "hidden": "", "role": "group", "aria-label": language.say("Try it")],
      [
        .tag(
          "div", ["class": "whole"],
          [
            .tag(
              "label", ["for": "\(anchor)-th"],
              [
                .text(language.say("Threshold") + " "),
                .tag("output", ["for": "\(anchor)-th", "data-k": "th"], texts["th"]),
              ]),
            .tag(
              "input",
              [
                "type": "range", "id": "\(anchor)-th", "min": "0", "max": "\(points.count - 1)",
                "step": "1", "value": "\(start.place)",
                "aria-valuetext": language.say("threshold \(texts["th"])"),
              ], []),
          ]),
        cost("miss", language.say("Cost of a miss"), start.missCost),
        cost("alarm", language.say("Cost of a false alarm"), start.alarmCost),
        number(
          "share", language.say("Share of “\(positive)” where you use it, in %"),
          value: startPercent, low: "0.0001", high: "99.9999"),
        costs.truePositive == 0
          ? .empty : cost("hit", language.say("Cost of a hit"), costs.truePositive),
        .tag(
          "div", ["class": "whole"],
          [
            .tag("button", ["type": "button"], language.say("As evaluated")), .text(" "),
            .tag("button", ["type": "button"], language.say("Cheapest threshold")),
          ]),
      ])
  }

  private func minis(_ language: Language) -> Node {
    .tag(
      "div", ["class": "minis", "hidden": ""],
      [
        mini(
          language.say("ROC curve"), across: language.say("false alarms among the others"),
          up: language.say("found"), language),
        mini(
          language.say("Precision-recall curve"), across: language.say("found"),
          up: language.say("alarms that are right"), language),
      ])
  }

  /// A small curve that the script draws.
  private func mini(_ title: String, across: String, up: String, _ language: Language) -> Node {
    let style = SeriesSlot.style(of: look)
    return .tag(
      "figure", [:],
      [
        .tag("figcaption", [:], [.tag("strong", [:], title)]),
        .tag(
          "svg",
          [
            "class": "chart mini", "viewBox": "0 0 136 136", "role": "img",
            "aria-label": language.say("\(title) with the chosen threshold as a point"),
          ],
          [
            .tag(
              "rect", ["class": "h0", "x": "8", "y": "8", "width": "120", "height": "120"], []),
            .tag("path", ["class": "s0", "fill": "none", "stroke-dasharray": "2 3"], []),
            .tag(
              "path", ["class": style.strokeClass, "fill": "none", "stroke-width": "2"], []),
            .tag("circle", ["class": "\(style.fillClass) ps", "r": "5"], []),
          ]),
        .tag("figcaption", [:], language.say("up: \(up); across: \(across)")),
      ])
  }

  private typealias Live = (_ key: String, _ element: String, _ classes: String?) -> Node

  private func matrix(_ live: Live, _ language: Language) -> Node {
    func cell(_ key: String, _ word: String) -> Node {
      .tag(
        "td", [:],
        [
          live(key, "span", nil), .text(" "),
          .tag("span", ["class": "detail"], language.term(word)),
          live(key + "-k", "span", "detail"),
        ])
    }
    func head(_ text: String, _ scope: String? = nil) -> Node {
      .tag("th", ["scope": scope], text)
    }
    let total = language.fixed(Double(positives + negatives), 0)
    let words = ConfusionChart.alarmWords
    return .tag(
      "table", ["class": "data"],
      [
        .tag("caption", [:], language.say("The \(total) rows of the test set at this threshold")),
        .tag(
          "thead", [:],
          [
            .tag(
              "tr", [:],
              [
                head(language.say("Actual"), "col"), head(language.say("flagged"), "col"),
                head(language.say("not flagged"), "col"),
              ])
          ]),
        .tag(
          "tbody", [:],
          [
            .tag(
              "tr", [:],
              [head(positive), cell("tp", words[0][0]), cell("fn", words[0][1])]),
            .tag(
              "tr", [:],
              [head(negative), cell("fp", words[1][0]), cell("tn", words[1][1])]),
          ]),
      ])
  }

  private func rates(_ live: Live, _ language: Language) -> Node {
    func row(_ key: String, _ title: String, _ detail: String, isRate: Bool = true) -> Node {
      .tag(
        "tr", [:],
        [
          .tag(
            "th", [:], [.text(title), .tag("span", ["class": "detail"], detail)]),
          live(key, "td", nil),
          isRate ? live(key + "-ci", "td", nil) : .tag("td", [:], []),
          isRate ? live(key + "-of", "td", nil) : .tag("td", [:], []),
        ])
    }
    let heads = [
      language.say("Value"), language.say("\(language.percent(confidence, 0)) interval"),
      language.say("Rows"),
    ]
    return .tag(
      "table", ["class": "data"],
      [
        .tag("caption", [:], language.say("What that means")),
        .tag(
          "thead", [:],
          [
            .tag(
              "tr", [:],
              [.tag("th", ["scope": "col"], language.say("Measure"))]
                + heads.map { .tag("th", ["scope": "col"], $0) })
          ]),
        .tag(
          "tbody", [:],
          [
            row("rec", language.term("Recall"), language.say("of “\(positive)”, flagged")),
            row(
              "spe", language.term("Specificity"), language.say("of “\(negative)”, not flagged")),
            row("pre", language.term("Precision"), language.say("of the flagged, “\(positive)”")),
            row("alr", language.term("Alert rate"), language.say("of all cases, flagged")),
            row("acc", language.term("Accuracy"), language.say("of all cases, judged rightly")),
            row(
              "maj", language.say("Accuracy without looking"),
              language.say("always giving the commoner answer")),
            row(
              "cost", language.say("Expected cost"),
              language.say("per \(language.fixed(1000, 0)) cases"), isRate: false),
          ]),
      ])
  }

  /// What the script needs, as short as it goes.
  private func data(_ language: Language) -> JSON {
    func losses(_ counts: [Int], from total: Int) -> JSON {
      let before = [total] + counts
      return .string(zip(before, counts).map { String($0 - $1) }.joined(separator: " "))
    }
    return .object([
      "l": .string(positive),
      "t": .string(points.map(\.text).joined(separator: " ")),
      "a": losses(points.map(\.tp), from: positives),
      "b": losses(points.map(\.fp), from: negatives),
      "p": .int(positives), "n": .int(negatives), "i": .int(start.place),
      "c": .array([.number(costs.truePositive), .number(costs.trueNegative)]),
      "z": .number(NormalDistribution.criticalValue(confidence: confidence)),
      "f": .array(
        [language.decimalPoint, language.groupSeparator, language.percentSign].map(JSON.string)),
      "w": .object(
        ExplorerWords(language).patterns.filter { $0.key != "hit" || costs.truePositive != 0 }
          .mapValues(JSON.string)),
    ])
  }
}
