// What: GCJ-02 and BD-09 against WGS-84. Oracle: shared/data/crs/gcj_bd_consensus.csv, on which two
// or three independent code bases agree to 10⁻⁶ m; the inverse against the forward conversion.

import Foundation
import GeoCore
import Testing

@Suite struct ChineseDatumTests {
  /// One row of the consensus: its name, and the same place in three datums.
  struct Row {
    var name: String
    var wgs84, gcj02, bd09: GeographicPosition
  }

  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data/crs/gcj_bd_consensus.csv").path

  static let isPresent = FileManager.default.fileExists(atPath: path)

  /// The rows; a name in quotes may hold commas, so numbers are counted from the first one.
  func rows() throws -> [Row] {
    let text = try String(contentsOfFile: Self.path, encoding: .utf8)
    return try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let quoted = line.split(separator: "\"").count > 1
      let tail = quoted ? line.split(separator: "\"", maxSplits: 1)[1] : line
      let fields = tail.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
      let numbers = try fields.prefix(6).map { try #require(Double($0), "\(line)") }
      let places = stride(from: 0, to: 6, by: 2).map {
        GeographicPosition(latitude: numbers[$0 + 1], longitude: numbers[$0])
      }
      return Row(name: String(line.prefix(40)), wgs84: places[0], gcj02: places[1], bd09: places[2])
    }
  }

  /// The distance in metres by the lengths of a degree, good for centimetres.
  func meters(_ a: GeographicPosition, _ b: GeographicPosition) -> Double {
    let north = (a.latitude - b.latitude) * 111_000
    let east = (a.longitude - b.longitude) * 111_320 * cos(a.latitude * .pi / 180)
    return (north * north + east * east).squareRoot()
  }

  @Test(.enabled(if: isPresent))
  func `the forward conversion agrees with the consensus to a micrometre`() throws {
    let rows = try rows()
    #expect(rows.count > 40)
    for row in rows {
      let gcj02 = meters(ChineseDatum.gcj02.fromWGS84(row.wgs84), row.gcj02)
      let bd09 = meters(ChineseDatum.bd09.fromWGS84(row.wgs84), row.bd09)
      #expect(gcj02 < 1e-6 && bd09 < 1e-6, "\(row.name): \(gcj02), \(bd09)")
    }
  }

  @Test(.enabled(if: isPresent))
  func `the inverse closes to a micrometre`() throws {
    for row in try rows() {
      for (datum, position) in [(ChineseDatum.gcj02, row.gcj02), (.bd09, row.bd09)] {
        let back = datum.fromWGS84(datum.toWGS84(position))
        #expect(meters(back, position) < 1e-6, "\(row.name), \(datum)")
      }
    }
  }

  @Test func `the inverse ends on the border of the box, where the datum jumps`() {
    for longitude in stride(from: 71.99, through: 72.02, by: 0.0001) {
      let position = GeographicPosition(latitude: 40, longitude: longitude)
      let place = ChineseDatum.gcj02.toWGS84(position)
      #expect(meters(place, position) < 1_000, "\(longitude)")
    }
  }

  @Test func `WGS-84 and places far from China stay as they are`() {
    let monaco = GeographicPosition(latitude: 43.7, longitude: 7.4)
    #expect(ChineseDatum.wgs84.toWGS84(monaco) == monaco)
    #expect(ChineseDatum.gcj02.toWGS84(monaco) == monaco)
    let east = GeographicPosition(latitude: -16.5, longitude: 180)
    #expect(ChineseDatum.gcj02.toWGS84(east) == east)
  }
}
