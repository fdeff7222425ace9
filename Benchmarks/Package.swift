// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "imbalreport-benchmarks",
  dependencies: [.package(name: "imbalreport", path: "..")],
  targets: [
    .executableTarget(
      name: "bench", dependencies: [.product(name: "Imbalance", package: "imbalreport")])
  ],
  swiftLanguageModes: [.v6]
)
