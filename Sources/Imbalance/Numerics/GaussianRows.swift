/// Rows of a Gaussian kernel matrix, computed when asked for and kept as long as there is room.
///
/// Only the columns of the rows that still matter are computed: `narrow` drops the others, in the
/// rows that are kept too.
struct GaussianRows {
  /// The coordinates of the rows that matter, eight rows together, column by column in these.
  private var columns: [Double]
  private let all: [Double]
  private let width: Int
  let count: Int
  private(set) var active: Int
  private let gamma: Double
  private let memory: Int
  private let threads: Int
  /// The kept rows, each with the row it belongs to and when it was last used.
  private var kept: [[Float]] = []
  private var owner: [Int] = []
  private var used: [Int] = []
  private var slotOf: [Int]
  private var clock = 0

  init(_ space: [[Double]], rows: [Int], gamma: Double, memory: Int, threads: Int) {
    var all = [Double](repeating: 0, count: space.count * ((rows.count + 7) / 8 * 8))
    for (dimension, column) in space.enumerated() {
      for (place, row) in rows.enumerated() {
        all[Self.place(place, dimension, width: space.count)] = column[row]
      }
    }
    self.all = all
    columns = all
    width = space.count
    count = rows.count
    active = rows.count
    self.gamma = gamma
    self.memory = memory
    self.threads = threads
    slotOf = [Int](repeating: -1, count: rows.count)
  }

  /// The kernel of a row with each row that matters.
  mutating func row(_ row: Int) -> [Float] {
    clock += 1
    let known = slotOf[row]
    if known >= 0 {
      used[known] = clock
      return kept[known]
    }
    // Two rows are in use at a time.
    let room = max(2, memory / max(1, active * 4))
    let slot: Int
    if kept.count < room {
      slot = kept.count
      kept.append([])
      owner.append(row)
      used.append(clock)
    } else {
      slot = used.indices.min { used[$0] < used[$1] } ?? 0
      slotOf[owner[slot]] = -1
      owner[slot] = row
      used[slot] = clock
    }
    kept[slot] = []
    kept[slot] = kernel(row)
    slotOf[row] = slot
    return kept[slot]
  }

  /// Keeps only the columns at some places among those that matter, ascending.
  mutating func narrow(to places: [Int]) {
    var narrowed = [Double](repeating: 0, count: width * ((places.count + 7) / 8 * 8))
    for (new, old) in places.enumerated() {
      for dimension in 0..<width {
        narrowed[Self.place(new, dimension, width: width)] =
          columns[Self.place(old, dimension, width: width)]
      }
    }
    columns = narrowed
    active = places.count
    for slot in kept.indices {
      kept[slot] = kept[slot].withUnsafeBufferPointer { row in places.map { row[$0] } }
    }
  }

  /// Takes all columns back; kept rows are forgotten.
  mutating func widen() {
    guard active < count else { return }
    columns = all
    active = count
    kept = []
    owner = []
    used = []
    slotOf = [Int](repeating: -1, count: count)
  }

  /// Where a coordinate lies.
  @inline(__always)
  private static func place(_ row: Int, _ dimension: Int, width: Int) -> Int {
    (row / 8 &* width &+ dimension) &* 8 &+ row % 8
  }

  /// The kernel of a row with every row, not kept.
  func kernel(_ row: Int) -> [Float] {
    let block = 2048
    let (columns, active, width, gamma) = (columns, active, width, gamma)
    let query = (0..<width).map { all[Self.place(row, $0, width: width)] }
    return [Float](unsafeUninitializedCapacity: active) { out, filled in
      filled = active
      guard let base = out.baseAddress else { return }
      let shared = SharedPointer(base)
      _ = parallelMap(
        count: (active + block - 1) / block, threads: active > 16_384 ? threads : 1
      ) { part in
        columns.withUnsafeBufferPointer { columns in
          query.withUnsafeBufferPointer { query in
            guard let columns = columns.baseAddress, let query = query.baseAddress else { return }
            var place = part &* block
            let end = min(active, place &+ block)
            while place < end {
              let tile = columns + place &* width
              var distance = SIMD8<Double>.zero
              for dimension in 0..<width {
                let difference = GramKernel.load(tile + dimension &* 8) - query[dimension]
                distance += difference * difference
              }
              var power = distance * -gamma
              power.replace(with: -700, where: power .< -700)
              let value = Exponential.exp(power)
              for lane in 0..<min(8, active &- place) {
                shared.base[place &+ lane] = Float(value[lane])
              }
              place &+= 8
            }
          }
        }
      }
    }
  }
}
