// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "fenceline", path: "..")],
  targets: [
    .executableTarget(
      name: "EvaluationCost",
      dependencies: [.product(name: "GeoCore", package: "fenceline")]
    ),
    .executableTarget(
      name: "IngestLoad",
      dependencies: [
        .product(name: "GeoCore", package: "fenceline"),
        .product(name: "Ingest", package: "fenceline"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
