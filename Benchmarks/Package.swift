// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "fenceline", path: "..")],
  targets: [
    .target(name: "CAllocations"),
    .executableTarget(
      name: "EvaluationCost",
      dependencies: [.product(name: "GeoCore", package: "fenceline"), "CAllocations"]
    ),
    .target(
      name: "ZonePeers",
      cxxSettings: [.unsafeFlags(["-O3"])],
      linkerSettings: ["geos_c", "s2", "ssl", "crypto"].map { .linkedLibrary($0) }
    ),
    .executableTarget(
      name: "ZoneLookup",
      dependencies: [.product(name: "GeoCore", package: "fenceline"), "ZonePeers"]
    ),
    .executableTarget(
      name: "RuleTable",
      dependencies: [
        .product(name: "GeoCore", package: "fenceline"),
        .product(name: "Simulation", package: "fenceline"),
      ]
    ),
    .executableTarget(
      name: "IngestLoad",
      dependencies: [
        .product(name: "GeoCore", package: "fenceline"),
        .product(name: "Ingest", package: "fenceline"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
