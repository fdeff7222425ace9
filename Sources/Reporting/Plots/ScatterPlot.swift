internal import Charts
package import Imbalance

/// Where the rows of each class lie, before and after resampling.
package enum ScatterPlot: Plot {
  package static let name = "scatter"
  package static let summary =
    "Where the rows of each class lie, over two features or the first two principal components; before and after, with copied, invented and discarded rows marked, where rows were resampled."
  package static let shows: Set<Kind> = [.dataset, .trainingSet, .validationSet, .testSet]
  package static let parameters: [Parameter] = [
    Parameter(
      "features", .list(.text),
      "The two numeric columns to draw; by default the first two principal components of all of them, standardised on the rows before resampling."
    )
  ]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let rows = source.rows.first else {
      throw ModellingError("empty-plot", "there are no rows to show")
    }
    let features = values.words("features")
    guard features.isEmpty || (features.count == 2 && features[0] != features[1]) else {
      throw ModellingError(
        "scatter-feature", "'features' names two different columns; it names \(features.count)",
        hint: "write 'features: [a, b]', or leave it out for the principal components")
    }
    let found = try ScatterRows(rows, features: features)
    guard !found.before.points.rows.isEmpty else {
      throw ModellingError(
        "scatter-columns", "no row of '\(rows.name)' has a value in each of these columns",
        hint: "name two columns with fewer gaps in 'features'")
    }
    let plane = Plane(found, features, language)
    let words = ScatterWords(rows: rows, found: found, plane: plane, language: language)
    let text = ChartText(
      title: words.title, deck: words.deck, description: words.description,
      words: language.chartWords)
    let panels = [found.before] + (found.after.map { [$0] } ?? [])
    let chart = ScatterChart(
      text: text, xAxis: plane.axes[0], yAxis: plane.axes[1],
      panels: panels.enumerated().map { place, panel in
        ScatterChart.Panel(
          title: words.panelTitle(place),
          clouds: Self.clouds(panel, plane.places(panel), words))
      }, limit: ScatterRows.mostMarks)
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: [{ chart.svg(id: $0) }], data: [words.table], notes: words.notes,
      isSquare: panels.count == 1)
  }

  /// The larger groups first, so that the rare ones lie on top.
  private static func clouds(
    _ panel: ScatterRows.Panel, _ places: [(x: Double, y: Double)], _ words: ScatterWords
  ) -> [ScatterChart.Cloud] {
    panel.groups.sorted {
      // What a sampler made lies under the observed rows of its class, copies on top of them.
      func layer(_ group: ScatterRows.Group) -> Int {
        switch group.origin {
        case .discarded: 0
        case .synthetic: 1
        case .observed: 2
        case .copied: 3
        }
      }
      let one = words.order.firstIndex(of: $0.code) ?? 0
      let two = words.order.firstIndex(of: $1.code) ?? 0
      return (one, layer($0)) < (two, layer($1))
    }.map { group in
      ScatterChart.Cloud(
        name: words.name(group), slot: panel.labels.target.look(group.code, words.order),
        points: group.places.prefix(group.shown).map { places[$0] }, origin: group.origin)
    }
  }

  /// The two axes, and where points lie on them.
  struct Plane {
    let axes: [Axis]
    /// What the components are made of; empty for plain features.
    let parts: [String]
    private let components: PrincipalComponents?
    private let columns: [String]

    init(_ found: ScatterRows, _ features: [String], _ language: Language) {
      columns = features
      guard features.isEmpty else {
        components = nil
        axes = features.map { Axis($0) }
        parts = []
        return
      }
      let components = PrincipalComponents(found.before.points)
      self.components = components
      axes = (0..<2).map { direction in
        let share = language.percent(components.shares[direction], 0)
        return Axis(
          direction == 0
            ? language.say("1st component (\(share) of the spread)")
            : language.say("2nd component (\(share) of the spread)"))
      }
      parts = (0..<2).map { direction in
        let weights = components.weights[direction]
        let most = weights.indices.sorted {
          (abs(weights[$1]), $0) < (abs(weights[$0]), $1)
        }.prefix(3)
        return Phrases.list(
          most.map { (weights[$0] < 0 ? "−" : "") + found.space.names[$0] }, language)
      }
    }

    func places(_ panel: ScatterRows.Panel) -> [(x: Double, y: Double)] {
      if let components {
        return Array(
          zip(
            components.scores(of: panel.points, along: 0),
            components.scores(of: panel.points, along: 1))
        ).map { ($0, $1) }
      }
      let values = columns.map { name -> [Double] in
        guard let place = panel.table.names.firstIndex(of: name),
          case .numeric(let values) = panel.table.columns[place]
        else { return [Double](repeating: .nan, count: panel.table.count) }
        return values
      }
      return panel.points.rows.map { (values[0][$0], values[1][$0]) }
    }
  }
}
