import Charts
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
  @Test("Coordinates are short and have two decimals at most")
  func coordinates() {
    let expected: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (0.5, ".5"), (-0.5, "-.5"), (12.3456, "12.35"), (-3, "-3"),
      (100, "100"), (0.001, "0"), (-0.001, "0"), (.nan, "0"), (.infinity, "0"), (1.10, "1.1"),
    ]
    for (value, text) in expected { #expect(NumberText.coordinate(value) == text) }
  }

  @Test("A share that is not zero or whole is never printed as such")
  func percents() {
    let expected: [(Double?, String)] = [
      (nil, "n/a"), (.nan, "n/a"), (0, "0%"), (1, "100.0%"), (0.5, "50.0%"), (0.0017, "0.17%"),
      (0.00001, "0.001%"), (0.000_001, "<0.001%"), (0.9996, "99.96%"), (0.99999, ">99.99%"),
    ]
    for (value, text) in expected { #expect(NumberText.percent(value) == text) }
  }

  @Test("Counts have commas, and short counts three digits")
  func counts() {
    #expect(NumberText.count(284_315) == "284,315")
    #expect(NumberText.count(-1_000) == "\u{2212}1,000")
    #expect(NumberText.count(999) == "999")
    #expect(NumberText.compactCount(999) == "999")
    #expect(NumberText.compactCount(1_079) == "1.1k")
    #expect(NumberText.compactCount(284_315) == "284k")
    #expect(NumberText.compactCount(999_999) == "1.0M")
  }

  @Test("Fixed decimals round half away from zero and carry")
  func fixed() {
    #expect(NumberText.fixed(0.125, 2) == "0.13")
    #expect(NumberText.fixed(9.995, 1) == "10.0")
    #expect(NumberText.fixed(-0.5, 1) == "\u{2212}0.5")
    #expect(NumberText.fixed(1e300, 2).count < 20)
  }
}

@Suite("Scales")
struct ScaleTests {
  @Test("Ticks are round, inside, ascending and at most as many as asked for")
  func ticks() {
    for (low, high) in [(0.0, 1.0), (0, 0.002), (-3, 7), (0, 284_315), (0.93, 0.98), (5, 5)] {
      let scale = Scale(kind: .linear, low: low, high: high, start: 0, end: 100)
      for count in 2...8 {
        let ticks = scale.ticks(count)
        #expect(ticks.count >= 1 && ticks.count <= count + 1)
        #expect(ticks == ticks.sorted() && Set(ticks).count == ticks.count)
        #expect(ticks.allSatisfy { scale.contains($0) })
      }
    }
    #expect(
      Scale(kind: .linear, low: 0, high: 1, start: 0, end: 1).ticks(5) == [
        0, 0.2, 0.4, 0.6, 0.8, 1,
      ])
  }

  @Test("Logarithmic ticks are 1, 2, 3 or 5 times a power of ten")
  func logarithmic() {
    let scale = Scale(kind: .logarithmic, low: 500, high: 80_000, start: 0, end: 300)
    #expect(scale.ticks(8) == [500, 1000, 2000, 5000, 10_000, 20_000, 50_000])
    #expect(scale.pixel(0) == 0 && scale.pixel(-5) == 0)
  }

  @Test("A pixel is always finite and inside, or there is none")
  func pixels() {
    for low in RobustnessTests.odd {
      for high in RobustnessTests.odd {
        for kind in [Scale.Kind.linear, .logarithmic] {
          let scale = Scale(kind: kind, low: low, high: high, start: 10, end: 90)
          #expect(scale.low < scale.high)
          for value in RobustnessTests.odd {
            let pixel = scale.pixel(value)
            #expect((pixel == nil) == !value.isFinite)
            if let pixel { #expect(pixel >= 10 && pixel <= 90) }
          }
          #expect(!scale.ticks(6).contains { !$0.isFinite })
        }
      }
    }
  }
}

@Suite("Paths")
struct PathTextTests {
  @Test("A path says what was drawn, in few characters")
  func short() {
    let square = [Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)]
    #expect(PathText.polyline(square, closed: true) == "M0 0H10V10H0Z")
    #expect(PathText.polyline([Point(300, 200), Point(301.5, 199.5)]) == "M300 200l1.5-.5")
    #expect(PathText.polyline([Point(1, 1), Point(1, 1)]) == "M1 1")
  }

  @Test("Reading a path back gives its points to a tenth of a pixel")
  func roundTrip() {
    let points = (0..<200).map {
      Point(600 * Gallery.noise($0, 1), $0 % 7 == 0 ? 100 : 300 * Gallery.noise($0, 2))
    }
    let read = Self.read(PathText.polyline(points))
    #expect(read.count == points.count)
    for (a, b) in zip(points, read) {
      #expect(abs(a.x - b.x) <= 0.0501 && abs(a.y - b.y) <= 0.0501)
    }
  }

  /// A small reader of the path language, written from its grammar.
  static func read(_ text: String) -> [Point] {
    var points: [Point] = []
    var numbers: [Double] = []
    var token = ""
    var command: Character = "M"
    func emit() {
      let last = points.last ?? Point(0, 0)
      switch (command, numbers.count) {
      case ("M", 2), ("L", 2): points.append(Point(numbers[0], numbers[1]))
      case ("l", 2): points.append(Point(last.x + numbers[0], last.y + numbers[1]))
      case ("H", 1): points.append(Point(numbers[0], last.y))
      case ("h", 1): points.append(Point(last.x + numbers[0], last.y))
      case ("V", 1): points.append(Point(last.x, numbers[0]))
      case ("v", 1): points.append(Point(last.x, last.y + numbers[0]))
      default: return
      }
      numbers = []
    }
    func flush() {
      if let number = Double(
        token.hasPrefix(".") ? "0" + token : token.replacing("-.", with: "-0."))
      {
        numbers.append(number)
        emit()
      }
      token = ""
    }
    for character in text {
      if character.isLetter {
        flush()
        command = character
        numbers = []
      } else if character == " " {
        flush()
      } else if character == "-" || (character == "." && token.contains(".")) {
        flush()
        token = String(character)
      } else {
        token.append(character)
      }
    }
    flush()
    return points
  }
}

@Suite("Decimation")
struct DecimationTests {
  @Test("A curve keeps its ends, its extremes and the given points, and at most the limit")
  func keeps() {
    let points = (0..<5000).map { (x: Double($0), y: Gallery.noise($0, 3)) }
    let kept = [points[1234], points[4000]]
    let few = decimated(points, limit: 400, keeping: kept)
    #expect(few.count == 400)
    #expect(few.first?.x == 0 && few.last?.x == 4999)
    #expect(few.map(\.y).max() == points.map(\.y).max())
    #expect(few.map(\.y).min() == points.map(\.y).min())
    for point in kept { #expect(few.contains { $0.x == point.x && $0.y == point.y }) }
    #expect(zip(few, few.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  @Test("A smooth curve hardly moves")
  func faithful() {
    let points = (0...20_000).map { step -> (x: Double, y: Double) in
      let x = Double(step) / 20_000
      return (x, x * x * x)
    }
    let few = decimated(points, limit: 100)
    #expect(few.count == 100)
    for (a, b) in zip(few, few.dropFirst()) {
      let middle = (a.x + b.x) / 2
      #expect(abs((a.y + b.y) / 2 - middle * middle * middle) < 0.001)
    }
  }

  @Test("Short curves and odd points pass through")
  func short() {
    #expect(decimated([(0, 0), (.nan, 1), (1, 1)]).count == 2)
    #expect(decimated([]).isEmpty)
    let flat = (0..<1000).map { _ in (x: 1.0, y: 1.0) }
    #expect(decimated(flat, limit: 10).count == 10)
  }
}

@Suite("Label placement")
struct LabelPlacementTests {
  @Test("Labels end up apart, inside and in order, and stay put when there is room")
  func spread() {
    #expect(LabelPlacement.spread([10, 50, 90], gap: 20, within: 0...100) == [10, 50, 90])
    #expect(LabelPlacement.spread([50, 50], gap: 20, within: 0...100) == [40, 60])
    for round in 0..<200 {
      let count = 1 + round % 9
      let wanted = (0..<count).map { Gallery.noise(round * 10 + $0, 9) * 140 - 20 }
      let placed = LabelPlacement.spread(wanted, gap: 12, within: 0...100)
      #expect(placed.allSatisfy { $0 >= -1e-9 && $0 <= 100 + 1e-9 })
      let sorted = placed.sorted()
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 12 - 1e-9 })
      for a in 0..<count {
        for b in 0..<count where wanted[a] < wanted[b] { #expect(placed[a] < placed[b]) }
      }
    }
  }
}

@Suite("Text metrics")
struct TextMetricsTests {
  @Test("A cut text fits, and a name keeps its end")
  func fit() {
    let name = "a model with a rather long name 7"
    for width in stride(from: 12.0, through: 300, by: 7) {
      #expect(TextMetrics.width(TextMetrics.fit(name, width: width, size: 12), size: 12) <= width)
      #expect(
        TextMetrics.width(TextMetrics.fitName(name, width: width, size: 12), size: 12) <= width)
    }
    #expect(TextMetrics.fitName(name, width: 120, size: 12).hasSuffix("7"))
    #expect(TextMetrics.fit("short", width: 100, size: 12) == "short")
  }
}
