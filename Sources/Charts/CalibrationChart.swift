public import Markup

/// Predicted against observed shares: the whole range, the rare class' corner, and where the rows are.
public struct CalibrationChart: Sendable {
  /// One bin of predictions.
  public struct Bin: Sendable, Hashable {
    /// The mean prediction, 0 to 1.
    public var predicted: Double
    /// The observed share of positives; `nil` is undefined and left out.
    public var observed: Double?
    /// The interval of the observed share.
    public var low: Double?
    /// The upper end of its interval.
    public var high: Double?
    /// How many rows are in it; the dot's area.
    public var count: Int

    /// Describes a bin.
    public init(predicted: Double, observed: Double?, low: Double?, high: Double?, count: Int) {
      self.predicted = predicted
      self.observed = observed
      self.low = low
      self.high = high
      self.count = count
    }
  }

  /// One model's bins.
  public struct Series: Sendable, Hashable {
    /// What the reader calls it.
    public var name: String
    /// Its look, the same in every figure.
    public var slot: SeriesSlot
    /// The bins by ascending prediction.
    public var bins: [Bin]
    /// What to say beside the name, such as "Brier 0.012, skill +31%".
    public var label: String
    /// Whether it is only what a model was like before: a pale line without intervals.
    public var isBefore: Bool

    /// Describes a model's calibration.
    public init(
      name: String, slot: SeriesSlot, bins: [Bin], label: String = "", isBefore: Bool = false
    ) {
      self.name = name
      self.slot = slot
      self.bins = bins
      self.label = label
      self.isBefore = isBefore
    }
  }

  /// Where the rows of one class have their scores.
  public struct Strip: Sendable, Hashable {
    /// The class' name, with its n.
    public var name: String
    /// The strip's look.
    public var slot: SeriesSlot
    /// Counts in equal bins from 0 to 1.
    public var counts: [Int]

    /// Describes a strip.
    public init(name: String, slot: SeriesSlot, counts: [Int]) {
      self.name = name
      self.slot = slot
      self.counts = counts
    }
  }

  /// Title and description.
  public var text: ChartText
  /// The models.
  public var series: [Series]
  /// The share of positives, 0 to 1: the zoom ends at three times of it.
  public var prevalence: Double
  /// Score histograms, one for each class.
  public var strips: [Strip]

  /// Describes a calibration chart.
  public init(text: ChartText, series: [Series], prevalence: Double, strips: [Strip] = []) {
    self.text = text
    self.series = series
    self.prevalence = prevalence
    self.strips = strips
  }

  /// The end of the zoom; `nil` when there is no corner to look into.
  private var zoom: Double? {
    guard prevalence.isFinite, prevalence > 0, prevalence * 3 <= 0.7 else { return nil }
    return prevalence * 3
  }

  /// The drawing; `id` must be unique on its page.
  public func svg(id: String) -> Element {
    let side = 252.0
    let top = 50.0
    let key = Key(
      entries: series.filter { !$0.isBefore }.map {
        Key.Entry(slot: $0.slot, name: $0.name, value: $0.label)
      })
    var nodes = panel(
      Box(x: 46, y: top, width: side, height: side), to: 1, text.words.allPredictions)
    if let zoom {
      nodes += panel(
        Box(x: 380, y: top, width: 244, height: side), to: zoom,
        text.words.corner)
    }
    var height = top + side + 44
    if zoom == nil {
      nodes += key.draw(x: 380, y: top, width: 256)
    } else {
      nodes += key.draw(x: 46, y: height, width: 594)
      height += key.height(in: 594) + 6
    }
    for strip in strips {
      nodes += draw(strip, y: height)
      height += 62
    }
    if !strips.isEmpty {
      let axis = Axis(text.words.probabilityAxis, domain: 0...1, format: .percent)
      let scale = axis.scale(for: [], from: 46, to: 624)
      nodes += AxisDrawing(axis, scale, horizontal: true, most: 5, words: text.words)
        .drawHorizontal(
          Box(x: 46, y: height - 10, width: 578, height: 0), grid: false, canvas: 640)
      height += 32
    }
    return Canvas.svg(id: id, text: text, width: 640, height: height, kind: "wide", nodes)
  }

  private func panel(_ box: Box, to high: Double, _ title: String) -> [Node] {
    let axis = Axis(text.words.predictedAxis, domain: 0...high, format: .percent)
    let frame = Frame(
      x: axis.scale(for: [], from: box.x, to: box.right),
      y: axis.scale(for: [], from: box.bottom, to: box.y))
    var nodes = AxisDrawing(
      Axis("", domain: 0...high, format: .percent), frame.y,
      horizontal: false, most: 5, words: text.words
    ).drawVertical(box, name: false, room: 300)
    nodes += AxisDrawing(axis, frame.x, horizontal: true, most: 5, words: text.words)
      .drawHorizontal(box, grid: true, canvas: 640)
    let title = TextMetrics.fit(title, width: box.width + 16, size: 13, bold: true)
    nodes.append(Drawing.text(title, x: box.x - 34, y: box.y - 30, size: 13, bold: true))
    nodes.append(
      Drawing.text(text.words.observedAxis, x: box.x - 34, y: box.y - 12, bold: true))
    nodes.append(AxisDrawing.baseline(box))
    nodes += RuleMark(.diagonal).draw(in: frame)
    let most = Double(series.flatMap(\.bins).map(\.count).max() ?? 1)
    for item in series where item.isBefore {
      let corners = item.bins.compactMap { bin -> Point? in
        guard let observed = bin.observed, frame.x.contains(bin.predicted),
          frame.y.contains(observed)
        else { return nil }
        return frame.point(bin.predicted, observed)
      }
      let style = item.slot.style
      if corners.count > 1 {
        nodes.append(
          Drawing.path(
            PathText.polyline(corners), style: style.strokeClass, width: 1.4, dash: "2 3",
            opacity: ".6"))
      }
      for corner in corners {
        nodes.append(
          .tag(
            "circle",
            [
              "class": "pf \(style.strokeClass)", "cx": NumberText.coordinate(corner.x, 1),
              "cy": NumberText.coordinate(corner.y, 1), "r": "2.5", "opacity": ".6",
            ], []))
      }
    }
    let series = series.filter { !$0.isBefore }
    for (index, item) in series.enumerated() {
      // Series stand a little apart, so that no interval hides another.
      let shift = (Double(index) - Double(series.count - 1) / 2) * 4
      let frame = Frame(
        x: axis.scale(for: [], from: box.x + shift, to: box.right + shift), y: frame.y)
      let inside = item.bins.filter {
        guard let observed = $0.observed else { return false }
        return $0.predicted.isFinite && observed.isFinite && frame.x.contains($0.predicted)
          && frame.y.contains(observed)
      }
      let line = inside.map { (x: $0.predicted, y: $0.observed ?? 0) }
      let style = item.slot.style
      for bin in inside {
        if let low = bin.low, let high = bin.high {
          nodes += WhiskerMark(
            at: bin.predicted, low: low, high: high, direction: .vertical, slot: item.slot
          ).draw(in: frame)
        }
      }
      let corners = line.compactMap { frame.point($0.x, $0.y) }
      if corners.count > 1 {
        nodes.append(
          Drawing.path(
            PathText.polyline(corners), style: style.strokeClass, width: 1.4, dash: style.dash))
      }
      for bin in inside {
        guard let at = frame.point(bin.predicted, bin.observed ?? 0) else { continue }
        // The area tells the count.
        let share = Double(max(bin.count, 0)) / max(most, 1)
        nodes.append(Drawing.marker(style, at: at, radius: 2.5 + 4 * share.squareRoot()))
      }
    }
    return nodes
  }

  private func draw(_ strip: Strip, y: Double) -> [Node] {
    let box = Box(x: 46, y: y + 20, width: 578, height: 30)
    let most = max(strip.counts.max() ?? 0, 0)
    let words =
      "\(strip.name) · \(text.words.fullestBar) \(text.words.number(NumberText.count(most)))"
    var nodes = [
      Drawing.text(
        TextMetrics.fit(words, width: 590, size: Drawing.small), x: box.x, y: y + 13,
        style: strip.slot.style.textClass)
    ]
    let data = BinPath.text(strip.counts, in: box, gap: 0.6)
    if !data.isEmpty {
      nodes.append(Drawing.area(data, style: strip.slot.style.fillClass, opacity: ".85"))
    }
    nodes.append(AxisDrawing.baseline(box))
    return nodes
  }
}
