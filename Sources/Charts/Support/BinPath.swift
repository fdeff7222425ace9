/// Upright bars of equal width as one path.
enum BinPath {
  /// The bars of counts in a box, the fullest as tall as the box; none below a pixel and a half,
  /// because something is never drawn as nothing.
  static func text(_ counts: [Int], in box: Box, gap: Double) -> String {
    let most = Double(max(counts.max() ?? 0, 1))
    let step = box.width / Double(max(counts.count, 1))
    let width = max(step - gap, 0.6)
    var path = PathText()
    for (index, count) in counts.enumerated() where count > 0 {
      let top = box.bottom - max(box.height * Double(count) / most, 1.5)
      let x = box.x + Double(index) * step
      path.move(x, box.bottom)
      path.line(x, top)
      path.line(x + width, top)
      path.line(x + width, box.bottom)
      path.close()
    }
    return path.text
  }
}
