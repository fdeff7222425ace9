// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "imbalreport",
  products: [
    .library(name: "Imbalance", targets: ["Imbalance"]),
    .library(name: "Charts", targets: ["Charts"]),
    .executable(name: "imbalreport", targets: ["imbalreport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(
      name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Markup", swiftSettings: strict),
    .target(
      name: "Imbalance",
      dependencies: [
        "CNettle", "CZlib", .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: strict),
    .target(name: "Charts", dependencies: ["Markup"], swiftSettings: strict),
    .target(
      name: "Literate",
      dependencies: [
        "CCmark", .product(name: "Yams", package: "Yams"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Markup", "Imbalance", "Charts", "Literate",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      resources: [
        .embedInCode("Resources/report.css"), .embedInCode("Resources/de.po"),
        .embedInCode("Resources/explorer.js"),
      ],
      swiftSettings: strict),
    .target(
      name: "LanguageServer", dependencies: ["Reporting", "Literate", "Imbalance"],
      swiftSettings: strict),
    .target(name: "Processes", swiftSettings: strict),
    .executableTarget(
      name: "imbalreport",
      dependencies: [
        "LanguageServer", "Reporting", "Literate", "Imbalance", "Markup", "Processes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Resources/accuracy-paradox.md"),
        .embedInCode("Resources/choosing-a-strategy.md"),
        .embedInCode("Resources/churn.md"),
        .embedInCode("Resources/defect-detection.md"),
        .embedInCode("Resources/first-look.md"),
        .embedInCode("Resources/fraud.md"),
        .embedInCode("Resources/genauigkeitsparadox.md"),
        .embedInCode("Resources/medical-screening.md"),
        .embedInCode("Resources/model-monitoring.md"),
        .embedInCode("Resources/strategy-tournament.md"),
        .embedInCode("Resources/your-own-scores.md"),
        .embedInCode("Resources/hypothyroid.csv.gz"),
        .embedInCode("Resources/line_sensors.csv.gz"),
        .embedInCode("Resources/preview.css"),
        .embedInCode("Resources/preview.js"),
        .embedInCode("Resources/credit_scores.csv.gz"),
        .embedInCode("Resources/customers.csv.gz"),
        .embedInCode("Resources/payments.csv.gz"),
        .embedInCode("Resources/scores_after.csv.gz"),
        .embedInCode("Resources/scores_before.csv.gz"),
      ],
      swiftSettings: strict),
    // Not installed: it writes the documentation, `make site`.
    .executableTarget(
      name: "Site",
      dependencies: [
        "Reporting", "Literate", "Imbalance", "Markup", "Processes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Resources/site.css"), .embedInCode("Resources/site.js"),
        .embedInCode("Resources/examples.md"),
      ],
      swiftSettings: strict),
    // Not installed: the program that the library's documentation begins with.
    .executableTarget(
      name: "FirstProgram", dependencies: ["Imbalance"], path: "Examples/FirstProgram"),
    .target(name: "TestSupport", dependencies: [], path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "MarkupTests", dependencies: ["Markup", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ImbalanceTests", dependencies: ["Imbalance", "TestSupport"],
      exclude: ["Parity/Oracle", "Parity/Recorders"], swiftSettings: strict),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "Markup", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "LiterateTests", dependencies: ["Literate", "TestSupport"], exclude: ["Corpus"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "Literate", "Imbalance", "Markup", "TestSupport"],
      exclude: ["Invalid"], swiftSettings: strict),
    .testTarget(
      name: "LanguageServerTests",
      dependencies: ["LanguageServer", "Reporting", "Literate", "Imbalance", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "TestSupport", "imbalreport", "Site", "FirstProgram", "Reporting", "Imbalance",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
