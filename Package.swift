// swift-tools-version: 6.3
import PackageDescription

/// Settings shared by every target: a warning is an error, and unsafe code says so where it stands.
let house: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "fenceline",
  products: [
    .executable(name: "fenceline", targets: ["AlertCLI"]),
    .library(name: "GeoCore", targets: ["GeoCore"]),
    .library(name: "Ingest", targets: ["Ingest"]),
    .library(name: "Simulation", targets: ["Simulation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "GeoCore", swiftSettings: house),
    .target(name: "GeoFormats", dependencies: ["GeoCore", "CProj"], swiftSettings: house),
    .target(name: "CLinux"),
    .target(name: "CProj", linkerSettings: [.linkedLibrary("proj")]),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
    .target(
      name: "Ingest",
      dependencies: ["GeoCore", "CLinux", "CCrypto"],
      swiftSettings: house
    ),
    .target(name: "AlertStore", dependencies: ["GeoCore", database], swiftSettings: house),
    .target(
      name: "Monitor",
      dependencies: ["GeoCore", "GeoFormats", "Ingest", "AlertStore", logging, yaml],
      swiftSettings: house
    ),
    .target(
      name: "Simulation",
      dependencies: ["GeoCore", "GeoFormats", "Monitor"],
      swiftSettings: house
    ),
    .target(name: "Presentation", dependencies: ["GeoCore"], swiftSettings: house),
    .executableTarget(
      name: "AlertCLI",
      dependencies: [
        "GeoCore", "GeoFormats", "Ingest", "AlertStore", "Monitor", "Simulation", "Presentation",
        argumentParser, logging,
      ],
      swiftSettings: house
    ),
    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .testTarget(
      name: "GeoCoreTests",
      dependencies: ["GeoCore", "CAllocations"],
      swiftSettings: house
    ),
    .testTarget(
      name: "GeoFormatsTests",
      dependencies: ["GeoCore", "GeoFormats"],
      swiftSettings: house
    ),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["GeoCore", "GeoFormats", "AlertStore", "Monitor", "Simulation"],
      swiftSettings: house
    ),
    .testTarget(
      name: "IngestTests",
      dependencies: ["GeoCore", "Ingest", "CAllocations"],
      swiftSettings: house
    ),
    .testTarget(
      name: "PresentationTests",
      dependencies: ["GeoCore", "Presentation"],
      swiftSettings: house
    ),
    .testTarget(
      name: "AlertStoreTests",
      dependencies: ["AlertStore", "GeoCore", database],
      swiftSettings: house
    ),
    .testTarget(
      name: "MonitorTests",
      dependencies: [
        "Monitor", "AlertStore", "Ingest", "GeoFormats", "GeoCore", database, logging,
      ],
      swiftSettings: house
    ),
    .testTarget(name: "AlertCLITests", dependencies: ["AlertCLI"], swiftSettings: house),
    .testTarget(name: "TidyTests", swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
