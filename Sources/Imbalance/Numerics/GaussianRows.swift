/// Rows of a Gaussian kernel matrix, computed when asked for and kept as long as there is room.
///
/// Only the columns of the rows that still matter are computed: `narrow` drops the others, in the
/// rows that are kept too.
struct GaussianRows {
  /// The coordinates of the rows that matter, column by column.
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
    var all: [Double] = []
    all.reserveCapacity(space.count * rows.count)
    for column in space { for row in rows { all.append(column[row]) } }
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
    let old = active
    var narrowed: [Double] = []
    narrowed.reserveCapacity(places.count * width)
    for dimension in 0..<width {
      for place in places { narrowed.append(columns[dimension * old + place]) }
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

  /// The kernel of a row with every row, not kept.
  func kernel(_ row: Int) -> [Float] {
    let query = (0..<width).map { all[$0 * count + row] }
    let block = 2048
    let (columns, active, width, gamma) = (columns, active, width, gamma)
    return [Float](unsafeUninitializedCapacity: active) { out, filled in
      filled = active
      guard let base = out.baseAddress else { return }
      let shared = SharedPointer(base)
      _ = parallelMap(
        count: (active + block - 1) / block, threads: active > 16_384 ? threads : 1
      ) { part in
        let start = part * block
        let size = min(block, active - start)
        columns.withUnsafeBufferPointer { columns in
          query.withUnsafeBufferPointer { query in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: block + 8) { scratch in
              guard let columns = columns.baseAddress, let query = query.baseAddress,
                let scratch = scratch.baseAddress
              else { return }
              DistanceKernel.squared(
                columns: columns + start, apart: active, size: size, dimensions: width,
                query: query, out: scratch)
              for rest in size..<((size + 7) & ~7) { scratch[rest] = 0 }
              var place = 0
              while place < size {
                var power = GramKernel.load(scratch + place) * -gamma
                power.replace(with: -700, where: power .< -700)
                let value = Exponential.exp(power)
                for lane in 0..<min(8, size &- place) {
                  shared.base[start &+ place &+ lane] = Float(value[lane])
                }
                place &+= 8
              }
            }
          }
        }
      }
    }
  }
}
