import Charts
import Markup
import Testing

@Suite("Gallery")
struct GalleryTests {
  @Test("A drawing equals the recorded one", arguments: Gallery.all.indices)
  func golden(index: Int) throws {
    let entry = Gallery.all[index]
    try GoldenSVG.check(StandaloneSVG.wrap(entry.svg), entry.name)
  }

  @Test("Labels are large enough, inside the drawing and clear of each other")
  func labels() {
    for entry in Gallery.all {
      let faults = DrawnText.faults(of: entry.svg)
      #expect(faults.isEmpty, "\(entry.name): \(faults)")
    }
  }

  @Test("A drawing has a name, a description and no style, colour or script of its own")
  func anatomy() {
    for entry in Gallery.all {
      let text = Node.element(entry.svg).rendered
      #expect(!text.contains("style="), "\(entry.name)")
      #expect(!text.contains("#fff") && !text.contains("rgb("), "\(entry.name)")
      #expect(!text.contains("<script") && !text.contains("href"), "\(entry.name)")
      #expect(!text.contains("nan") && !text.contains("inf,"), "\(entry.name)")
      #expect(text.utf8.count < 40_000, "\(entry.name) takes \(text.utf8.count) bytes")
      guard !entry.name.hasPrefix("whisker") else { continue }
      #expect(text.contains("role=\"img\""))
      #expect(text.contains("aria-labelledby=\"\(entry.name)-t \(entry.name)-d\""))
      #expect(text.contains("<title id=\"\(entry.name)-t\">"))
      #expect(text.contains("<desc id=\"\(entry.name)-d\">"))
    }
  }

  @Test("A drawing on its own brings the light palette with it")
  func standalone() {
    for entry in Gallery.all {
      let text = StandaloneSVG.wrap(entry.svg)
      #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(text.contains(".chart .s1{stroke:#1c3e81}"))
      #expect(!text.contains("var(--"))
    }
  }

  @Test("Two series of a chart never look the same")
  func slots() {
    let styles = SeriesSlot.allCases.map { SeriesSlot.style(of: $0) }
    #expect(Set(styles).count == SeriesSlot.allCases.count)
    for (index, one) in styles.enumerated() {
      for other in styles[(index + 1)...] {
        // Without colour, dash or marker must still tell them apart.
        #expect(one.dash != other.dash || one.shape != other.shape || one.isOpen != other.isOpen)
      }
    }
  }
}
