internal import Glibc

/// One reading of all rows, in chunks, into buffers of its own.
///
/// A chunk's rows go behind those of the chunks before it as if every line feed ended a row;
/// where fewer rows came, a gap stays, which the assembly of the columns leaves out.
final class ScanPass: @unchecked Sendable {
  private let scan: DelimitedScan
  private let uses: [ColumnUse]
  private let threads: Int
  private let source: FileBytes
  /// Where each chunk begins in the file, and the end of the last.
  private let starts: [Int]
  /// Where each chunk's rows begin in the buffers.
  private(set) var rowStarts: [Int] = []
  private(set) var reports: [ChunkReport] = []

  private var numbers: [UnsafeMutablePointer<Double>] = []
  private var codes: [UnsafeMutablePointer<Int32>] = []
  private var words: UnsafeMutablePointer<WordTable>
  private let unused = UnsafeMutablePointer<Double>.allocate(capacity: 1)

  init(
    _ source: FileBytes, scan: DelimitedScan, start: Int, uses: [ColumnUse], threads: Int,
    smallestPiece: Int
  ) {
    self.source = source
    self.scan = scan
    self.uses = uses
    self.threads = max(1, threads)
    let length = scan.count - start
    // Large files are cut even for one thread, so that pages can be given back on the way.
    let most = max(threads <= 1 ? 1 : threads * 8, length >> 24)
    let pieces = max(1, min(most, length / smallestPiece))
    var starts = [start]
    for piece in 1..<max(2, pieces) where pieces > 1 {
      let near = start + length / pieces * piece
      guard near > starts[starts.count - 1],
        let found = memchr(scan.base + near, 0x0A, scan.count - near)
      else { continue }
      let next = UnsafeRawPointer(found) - UnsafeRawPointer(scan.base) + 1
      if next < scan.count, next > starts[starts.count - 1] { starts.append(next) }
    }
    self.starts = starts + [scan.count]
    words = .allocate(capacity: max(1, starts.count * uses.count))
    for place in 0..<(starts.count * uses.count) where uses[place % uses.count].isWords {
      (words + place).initialize(to: WordTable())
    }
  }

  deinit {
    for column in uses.indices {
      if column < numbers.count, numbers[column] != unused { numbers[column].deallocate() }
      if column < codes.count, uses[column].isWords { codes[column].deallocate() }
    }
    for place in 0..<(chunks * uses.count) where uses[place % uses.count].isWords {
      words[place].deallocate()
    }
    words.deallocate()
    unused.deallocate()
  }

  /// How many chunks there are.
  var chunks: Int { starts.count - 1 }
  /// How many rows there are.
  var rows: Int { reports.reduce(0) { $0 + $1.rows } }
  /// The first fault in the file.
  var fault: ScanFault? { reports.lazy.compactMap(\.fault).first }
  /// For each column the missing fields.
  var missing: [Int] {
    uses.indices.map { column in reports.reduce(0) { $0 + $1.missing[column] } }
  }
  /// For each column the fields that should be numbers and are not.
  var misfits: [Int] {
    uses.indices.map { column in reports.reduce(0) { $0 + $1.misfits[column] } }
  }
  /// For each column where the first of those is.
  var firstMisfit: [Int] {
    uses.indices.map { column in
      reports.first { $0.misfits[column] > 0 }?.firstMisfit[column] ?? 0
    }
  }

  /// Reads all chunks, and meanwhile hashes the file if one is given.
  func run(hashing file: FileBytes?) -> String {
    let capacities = parallelMap(count: chunks, threads: threads) { [self] in lineCount($0) }
    var total = 0
    rowStarts = capacities.map { capacity in
      defer { total += capacity }
      return total
    }
    allocate(total)
    var digest = ""
    var results = [ChunkReport](repeating: ChunkReport(columns: 0), count: chunks)
    withUnsafeMutablePointer(to: &digest) { digest in
      results.withUnsafeMutableBufferPointer { results in
        guard let base = results.baseAddress else { return }
        let (digest, reports) = (SharedPointer(digest), SharedPointer(base))
        let first = file == nil ? 0 : 1
        drain(count: chunks + first, threads: threads) { [self] piece in
          if piece < first {
            digest.base.pointee = file?.sha256() ?? ""
          } else {
            let chunk = piece - first
            reports.base[chunk] = read(chunk, from: starts[chunk])
            source.forget(starts[chunk]..<starts[chunk + 1])
          }
        }
      }
    }
    reports = results
    confirm()
    return digest
  }

  /// Reads again what was cut inside a field, and forgets what lies behind the first fault.
  private func confirm() {
    var end = starts[0]
    for chunk in 0..<chunks {
      if end != starts[chunk] {
        for column in uses.indices where uses[column].isWords {
          words[chunk * uses.count + column].deallocate()
          words[chunk * uses.count + column] = WordTable()
        }
        reports[chunk] = read(chunk, from: max(end, starts[chunk]))
      }
      if reports[chunk].fault != nil {
        for later in (chunk + 1)..<max(chunk + 1, chunks) {
          reports[later] = ChunkReport(columns: uses.count)
        }
        return
      }
      end = max(end, reports[chunk].end)
    }
  }

  private func read(_ chunk: Int, from start: Int) -> ChunkReport {
    let end = starts[chunk + 1]
    guard start < end else {
      var report = ChunkReport(columns: uses.count)
      report.end = start
      return report
    }
    let offset = rowStarts[chunk]
    var numbers = numbers
    var codes = codes
    for column in uses.indices {
      if uses[column] == .number { numbers[column] += offset }
      if uses[column].isWords { codes[column] += offset }
    }
    return numbers.withUnsafeMutableBufferPointer { numbers in
      codes.withUnsafeMutableBufferPointer { codes in
        guard let numbers = numbers.baseAddress, let codes = codes.baseAddress else {
          return ChunkReport(columns: uses.count)
        }
        return scan.read(
          from: start, to: end, uses: uses,
          into: ChunkSinks(numbers: numbers, codes: codes, words: words + chunk * uses.count))
      }
    }
  }

  /// The most rows that can begin in a chunk: one for each line feed, and one at the file's end;
  /// and no more than there are bytes for their delimiters.
  private func lineCount(_ chunk: Int) -> Int {
    var place = starts[chunk]
    let end = starts[chunk + 1]
    var lines = 0
    while place < end, let found = memchr(scan.base + place, 0x0A, end - place) {
      lines += 1
      place = UnsafeRawPointer(found) - UnsafeRawPointer(scan.base) + 1
    }
    return min(lines + 1, (end - starts[chunk]) / max(1, uses.count) + 2)
  }

  private func allocate(_ rows: Int) {
    for use in uses {
      var values = unused
      var places = UnsafeMutableRawPointer(unused).assumingMemoryBound(to: Int32.self)
      if use == .number {
        values = UnsafeMutablePointer.allocate(capacity: rows)
      }
      if use.isWords {
        places = UnsafeMutablePointer.allocate(capacity: rows)
      }
      numbers.append(values)
      codes.append(places)
    }
  }

  /// The numbers of a column, once; their buffer is given back.
  func takeNumbers(_ column: Int) -> [Double] {
    let source = numbers[column]
    numbers[column] = unused
    defer { source.deallocate() }
    return [Double](unsafeUninitializedCapacity: rows) { target, count in
      for chunk in 0..<chunks {
        guard let base = target.baseAddress else { return }
        let length = reports[chunk].rows
        memcpy(base + count, source + rowStarts[chunk], length * 8)
        count += length
      }
    }
  }

  /// The words of a column in each chunk, and each row's number into its chunk's words.
  func words(_ column: Int, chunk: Int) -> WordTable { words[chunk * uses.count + column] }

  /// The rows' numbers into their chunk's words.
  func codes(_ column: Int, chunk: Int) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: codes[column] + rowStarts[chunk], count: reports[chunk].rows)
  }
}

extension ColumnUse {
  /// Whether the column is taken in as words.
  var isWords: Bool { self == .text || self == .label }
}
