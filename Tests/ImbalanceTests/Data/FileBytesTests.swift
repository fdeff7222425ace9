import Foundation
import Imbalance
import Testing

@Suite struct FileBytesTests {
  private func code(_ body: () throws -> FileBytes) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? ModellingError)?.code
    }
  }

  @Test("folders, pipes, devices, gaps and empty files are errors, at once")
  func kinds() throws {
    try withFolder { folder in
      let path = folder.path
      #expect(code { try FileBytes.open(path: path) } == "not-a-file")
      #expect(code { try FileBytes.open(path: path + "/none.csv") } == "file-not-found")
      #expect(mkfifo(path + "/pipe", 0o600) == 0)
      #expect(code { try FileBytes.open(path: path + "/pipe") } == "not-a-file")
      #expect(code { try FileBytes.open(path: "/dev/zero") } == "not-a-file")
      try Data().write(to: folder.appendingPathComponent("empty"))
      #expect(code { try FileBytes.open(path: path + "/empty") } == "empty-file")
      #expect(code { try FileBytes.open(path: "a\0b") } == "file-not-found")
    }
  }

  @Test("no path and no link leads out of the root folder")
  func jail() throws {
    try withFolder { folder in
      let root = folder.appendingPathComponent("root")
      let manager = FileManager.default
      try manager.createDirectory(
        at: root.appendingPathComponent("sub"), withIntermediateDirectories: true)
      try Data("a,y\n".utf8).write(to: root.appendingPathComponent("in.csv"))
      try Data("secret".utf8).write(to: folder.appendingPathComponent("out.csv"))
      try manager.createDirectory(
        at: folder.appendingPathComponent("root2"), withIntermediateDirectories: true)
      try Data("secret".utf8).write(to: folder.appendingPathComponent("root2/out.csv"))
      for (link, target) in [
        ("good", "in.csv"), ("bad", "../out.csv"), ("worse", "/etc/passwd"), ("up", ".."),
      ] {
        try manager.createSymbolicLink(
          atPath: root.path + "/" + link, withDestinationPath: target)
      }
      for path in ["in.csv", "./sub/../in.csv", "good", root.path + "/in.csv"] {
        #expect(code { try FileBytes.open(path: path, insideRoot: root.path) } == nil)
      }
      for path in [
        "../out.csv", "bad", "worse", "up/out.csv", "/etc/passwd", "sub/../../out.csv",
        folder.path + "/root2/out.csv",
      ] {
        #expect(code { try FileBytes.open(path: path, insideRoot: root.path) } == "outside-root")
      }
    }
  }

  @Test("gzip is taken off, in one member or several, and the digest is of the file as it lies")
  func gzip() throws {
    // printf 'a,y\n1,u\n2,v\n3,v\n' | gzip -n9 | base64
    let text = "a,y\n1,u\n2,v\n3,v\n"
    let packed = [UInt8](
      Data(base64Encoded: "H4sIAAAAAAAC/0vUqeQy1CnlMtIp4zIGYgATZ8dcEAAAAA==") ?? Data())
    let file = try FileBytes(packed, named: "x.gz")
    #expect(file.isCompressed)
    #expect(file.withBytes { Array($0) } == Array(text.utf8))
    #expect(file.sha256() == SHA256.hex(of: packed))
    let twice = try FileBytes(packed + packed + [0, 0, 0], named: "x.gz")
    #expect(twice.withBytes { Array($0) } == Array((text + text).utf8))
    for length in 2..<packed.count {
      #expect(code { try FileBytes(Array(packed.prefix(length)), named: "x") } == "gzip-corrupt")
    }
    var damaged = packed
    damaged[packed.count - 6] ^= 1
    #expect(code { try FileBytes(damaged, named: "x") } == "gzip-corrupt")
    #expect(code { try FileBytes(packed + [1, 2, 3], named: "x") } == "gzip-corrupt")
  }

  @Test("a file that inflates a thousandfold beyond 64 MB is refused")
  func bomb() throws {
    // 200 MB of zeros packed once, and the result packed member by member stays below the factor.
    let bytes = [UInt8](
      Data(
        base64Encoded:
          "H4sIAAAAAAAC/+3cPS5EURzG4TNjJBMRH4VKwTI0EhOJlgT1ZBZgBVO4yUSlsQB7UFmAaOzAR2UBolCoxOXeZZz3eapT/8s3J7+d63HpDNuPh8Hg/9Hc/N59jlcKAAAAULnmdbHUjQFlt30+OjkHAAAAajdbXxv1o8DPdHviHAAAAFC9q/29jf6HwNflxcg5AAAAoHpb3+8H/Rbw1N5vnrkHAAAAVO9FMAAAAACiCAYAAABAFsEAAAAAyCIYAAAAAGEEAwAAACCLYAAAAABkEQwAAACALIIBAAAAEEYwAAAAALIIBgAAAEAWwQAAAADIIhgAAAAAYQQDAAAAIItgAAAAAGQRDAAAAIAsggEAAAAQRjAAAAAAsggGAAAAQBbBAAAAAMgiGAAAAABhBAMAAAAgi2AAAAAAZBEMAAAAgCyCAQAAABBGMAAAAACyCAYAAABAFsEAAAAAyCIYAAAAAGEEAwAAACCLYAAAAABkEQwAAACALIIBAAAAEEYwAAAAALIIBgAAAEAWwQAAAADIIhgAAAAAYQQDAAAAIItgAAAAAGQRDAAAAIAsggEAAAAQRjAAAAAAsggGAAAAQBbBAAAAAMgiGAAAAABh3haHw24LmLTT+WMBAKASt8uz8fFpKc3qHzT9XX9UHAMA"
      ) ?? Data())
    #expect(bytes.count < 2000)
    #expect(code { try FileBytes(Self.unpackedOnce(bytes), named: "x") } == "gzip-bomb")
  }

  /// The gzip file that lies in a gzip file.
  private static func unpackedOnce(_ bytes: [UInt8]) throws -> [UInt8] {
    try FileBytes(bytes, named: "outer").withBytes { Array($0) }
  }
}
