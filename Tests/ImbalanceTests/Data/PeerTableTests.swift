import Foundation
import Imbalance
import Testing

/// What `tables_pandas.py` recorded.
private struct Recorded: Decodable {
  struct Column: Decodable {
    let name: String
    let missing: Int
    let sum: Double?
    let low: Double?
    let high: Double?
    let levels: Int?
    let bytes: Int?
    let first: String?
  }
  let file: String
  let rows: Int
  let columns: [Column]

  static func all() throws -> [Recorded] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../Parity/Oracle/tables_pandas.json")
    return try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: file))
  }
}

@Suite struct PeerTableTests {
  @Test("thirteen published tables read as pandas reads them", .enabled(if: SharedData.isThere))
  func tables() throws {
    let recorded = try Recorded.all()
    #expect(recorded.count == 13)
    for it in recorded {
      let file = try FileBytes.open(path: SharedData.folder + it.file)
      let table = try TableReader.read(file, named: it.file, threads: 2)
      #expect(table.names == it.columns.map(\.name))
      for (column, peer) in zip(table.columns, it.columns) {
        #expect(column.count == it.rows)
        #expect(column.missingCount == peer.missing, "\(it.file) \(peer.name)")
        switch column {
        case .numeric(let values):
          let present = values.filter { !$0.isNaN }
          let sum = present.reduce(0, +)
          let scale = present.reduce(0) { $0 + abs($1) } + 1e-300
          #expect(abs(sum - (peer.sum ?? .nan)) <= 1e-12 * scale, "\(it.file) \(peer.name)")
          #expect(present.min() == peer.low, "\(it.file) \(peer.name)")
          #expect(present.max() == peer.high, "\(it.file) \(peer.name)")
        case .categorical(let words):
          #expect(words.levels.count == peer.levels, "\(it.file) \(peer.name)")
          #expect(words.levels.first == peer.first, "\(it.file) \(peer.name)")
          let bytes = words.codes.reduce(0) {
            $0 + ($1 < 0 ? 0 : words.levels[Int($1)].utf8.count)
          }
          #expect(bytes == peer.bytes, "\(it.file) \(peer.name)")
        }
      }
    }
  }
}
