// The receivers of the simulation beside real ones on a way that is known. Oracle: the tracks of
// shared/data/tracks (robjordan/gps-accuracy) and the planned route, read with a regular expression.

import Foundation
import Testing

@testable import Simulation

@Suite(
  "Receivers as they were measured",
  .enabled(if: FileManager.default.fileExists(atPath: tracks.path), "the shared data is not here")
)
struct CalibrationTests {
  @Test("The model's cross-track errors are those of the track", arguments: Measured.all)
  func crossTrackErrors(measured: Measured) throws {
    let errors = try measured.errors()
    let real = Figures(errors)
    let times = errors.map(\.second)
    let runs = (0..<40).map { Figures(measured.simulated(at: times, seed: $0)) }
    let model = Figures(middleOf: runs)
    let both: Comment = "\(measured.file): \(real); the model: \(model)"
    #expect(isNear(model.middle, real.middle, within: 1.25), both)
    #expect(isNear(model.high, real.high, within: 1.25), both)
    #expect(isNear(model.highest, real.highest, within: 1.5), both)
    #expect(isNear(model.highStep, real.highStep, within: 1.25), both)
    #expect(isNear(model.highestStep, real.highestStep, within: 2), both)
    for (ours, theirs) in zip(model.kept, real.kept) { #expect(abs(ours - theirs) < 0.25, both) }
  }

  private func isNear(_ a: Double, _ b: Double, within factor: Double) -> Bool {
    max(a, b) <= factor * min(a, b)
  }
}

/// A real track and the model of its receiver.
struct Measured: CustomTestStringConvertible {
  var file: String
  var model: ReceiverModel
  var testDescription: String { file }

  static let all = [
    Measured(file: "gpsacc_routeA_MotoG3.gpx", model: .phoneOnBicycle(.nothing)),
    Measured(file: "gpsacc_routeA_openlog.gpx", model: .trackerInPocket(.nothing)),
  ]

  /// Seconds and metres to the left of the route.
  func errors() throws -> [(second: Double, error: Double)] {
    let route = try points("gpsacc_routeA_TRUTH.gpx").map(\.place)
    return try points(file).map { ($0.second, Self.left(of: route, $0.place)) }
  }

  /// The same of the model, at some times.
  func simulated(at times: [Double], seed: UInt64) -> [(second: Double, error: Double)] {
    var random = SplitMix64(seed: seed)
    var receiver = NoisyReceiver(model, from: times[0], &random)
    return times.map { second in
      let place = PlanePoint(east: 0, north: 0)
      let seen = receiver.see(place, at: second, isAtRest: false, &random)
      return (second, seen.place.north)
    }
  }

  private func points(_ name: String) throws -> [(second: Double, place: PlanePoint)] {
    let text = try String(contentsOf: tracks.appending(path: name), encoding: .utf8)
    let point = /<trkpt ([^>]*)>(.*?)<\/trkpt>/.dotMatchesNewlines()
    return try text.matches(of: point).map { match in
      let latitude = try #require(
        match.1.firstMatch(of: /lat="([-0-9.]+)"/).flatMap { Double($0.1) }
      )
      let longitude = try #require(
        match.1.firstMatch(of: /lon="([-0-9.]+)"/).flatMap { Double($0.1) }
      )
      let time = match.2.firstMatch(of: /<time>([^<.Z]+)/)
      let date = try time.map { try Date("\($0.1)Z", strategy: .iso8601) }
      // Metres per degree at 51.15° N.
      let place = PlanePoint(east: longitude * 69_971, north: latitude * 111_251)
      return (date?.timeIntervalSince1970 ?? 0, place)
    }
  }

  private static func left(of route: [PlanePoint], _ place: PlanePoint) -> Double {
    var best = (distance: Double.infinity, sign: 1.0)
    for (a, b) in zip(route, route.dropFirst()) where a != b {
      let (way, off) = (b - a, place - a)
      let along = (way.east * off.east + way.north * off.north) / (way.length * way.length)
      let distance = place.distance(to: a + min(1, max(0, along)) * way)
      let cross = way.east * off.north - way.north * off.east
      if distance < best.distance { best = (distance, cross < 0 ? -1 : 1) }
    }
    return best.sign * best.distance
  }
}

/// What is compared: metres, and the shares of the error that are kept over 10 s, 30 s, 1 min and 2 min.
private struct Figures: CustomStringConvertible {
  var middle, high, highest, highStep, highestStep: Double
  var kept: [Double]

  init(_ errors: [(second: Double, error: Double)]) {
    let sizes = errors.map { abs($0.error) }.sorted()
    let steps = zip(errors, errors.dropFirst()).filter { $1.second - $0.second <= 15 }
      .map { abs($1.error - $0.error) }.sorted()
    middle = sizes[sizes.count / 2]
    high = sizes[sizes.count * 95 / 100]
    highest = sizes[sizes.count - 1]
    highStep = steps[steps.count * 95 / 100]
    highestStep = steps[steps.count - 1]
    let mean = errors.map(\.error).reduce(0, +) / Double(errors.count)
    kept = [10, 30, 60, 120].map {
      Self.kept(errors.map { ($0.second, $0.error - mean) }, over: $0)
    }
  }

  private static func kept(_ errors: [(second: Double, error: Double)], over lag: Double) -> Double
  {
    var (product, square, count, later) = (0.0, 0.0, 0.0, 0)
    for (second, error) in errors {
      while later < errors.count, errors[later].second < second + lag - 1.5 { later += 1 }
      guard later < errors.count, errors[later].second <= second + lag + 1.5 else { continue }
      product += error * errors[later].error
      square += error * error
      count += 1
    }
    return product / square
  }

  /// The middle of every figure of some runs.
  init(middleOf runs: [Figures]) {
    func middle(_ figure: (Figures) -> Double) -> Double {
      runs.map(figure).sorted()[runs.count / 2]
    }
    (self.middle, high, highest) = (middle(\.middle), middle(\.high), middle(\.highest))
    (highStep, highestStep) = (middle(\.highStep), middle(\.highestStep))
    kept = runs[0].kept.indices.map { index in middle { $0.kept[index] } }
  }

  var description: String {
    let text = { (value: Double) in String(format: "%.2f", value) }
    return
      "p50 \(text(middle)), p95 \(text(high)), max \(text(highest)), steps p95 \(text(highStep)), "
      + "max \(text(highestStep)), kept \(kept.map(text))"
  }
}

private let tracks = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/data/tracks")
