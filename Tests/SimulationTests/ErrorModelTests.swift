// The parts of which receivers' errors are made. Oracles: libm, and the moments that theory gives.

import Foundation
import GeoCore
import Testing

@testable import Simulation

@Suite("Receivers' errors")
struct ErrorModelTests {
  @Test("Powers and logarithms are those of libm")
  func elementary() {
    for step in 0..<4_000 {
      let x = Double(step) / 100
      #expect(abs(Elementary.decay(x) - exp(-x)) <= 1e-12 * exp(-x))
      let y = exp(x / 2 - 10)
      #expect(abs(Elementary.logarithm(y) - log(y)) <= 1e-12 * max(1, abs(log(y))))
    }
    #expect(Elementary.decay(10_000) == 0)
  }

  @Test("Normal numbers have the normal tails")
  func normalTails() {
    var random = SplitMix64(seed: 1)
    let numbers = (0..<200_000).flatMap { _ in
      let pair = random.normal()
      return [pair.east, pair.north]
    }
    let count = Double(numbers.count)
    #expect(abs(numbers.reduce(0, +) / count) < 0.01)
    #expect(abs(numbers.reduce(0) { $0 + $1 * $1 } / count - 1) < 0.01)
    for (limit, share) in [(1.0, 0.3173), (2, 0.0455), (3, 0.0027), (4, 6.33e-5)] {
      let beyond = Double(numbers.count { abs($0) > limit })
      #expect(abs(beyond - share * count) < 4 * (share * count).squareRoot())
    }
  }

  @Test("The slow error keeps e^(−Δ/τ) of itself over Δ", arguments: [20.0, 60, 180, 600])
  func slowError(lag: Double) {
    var random = SplitMix64(seed: 2)
    var slow = SlowError(&random)
    var (square, product, last) = (0.0, 0.0, slow.at(0, correlation: 180, &random).north)
    let count = 100_000
    for step in 1...count {
      let error = slow.at(lag * Double(step), correlation: 180, &random).north
      square += error * error
      product += error * last
      last = error
    }
    #expect(abs(square / Double(count) - 1) < 0.05)
    #expect(abs(product / square - exp(-lag / 180)) < 0.02)
  }

  @Test("Spells come as often and last as long as asked")
  func spells() {
    var random = SplitMix64(seed: 3)
    var course = SpellCourse(Spells(perDay: 12, meanLength: 600), from: 0, &random)
    var held = 0
    for second in stride(from: 0.0, to: 86_400 * 400, by: 60)
    where course.holds(at: second, &random) {
      held += 1
    }
    // Free for 7,200 s in the mean, then held for 600.
    #expect(abs(Double(held) / (1_440 * 400) - 600 / 7_800) < 0.005)
    #expect(abs(Double(course.count) / 400 - 86_400 / 7_800) < 0.5)
  }

  @Test(
    "Reflections have a heavy tail, freezes repeat to the bit, towers are far and say so or lie"
  )
  func spoiled() {
    var random = SplitMix64(seed: 4)
    var model = ReceiverModel(slow: 5, white: 1, statement: .accuracy(ratio: 1.51))
    model.bursts = .init(Spells(perDay: 100, meanLength: 200), scale: 50)
    #expect(share(of: model, beyond: 100, &random) > 0.02)
    model.bursts = nil
    #expect(share(of: model, beyond: 100, &random) == 0)
    model.freezes = Spells(perDay: 20, meanLength: 600)
    let frozen = positions(of: model, &random)
    #expect(zip(frozen, frozen.dropFirst()).count { $0.place == $1.place } > 100)
    model.freezes = nil
    model.fallback = .init(Spells(perDay: 20, meanLength: 600), distance: 500...2_000, lie: 20...80)
    let cells = positions(of: model, &random).filter { $0.source == .cell }
    #expect(cells.count > 100)
    #expect(cells.allSatisfy { $0.place.length > 300 && (20...80).contains($0.accuracy ?? 0) })
  }

  private func positions(
    of model: ReceiverModel,
    _ random: inout SplitMix64
  ) -> [NoisyReceiver.Seen] {
    var receiver = NoisyReceiver(model, from: 0, &random)
    return (0..<14_400).map { minute in
      let place = PlanePoint(east: 0, north: 0)
      return receiver.see(place, at: Double(60 * minute), isAtRest: false, &random)
    }
  }

  private func share(
    of model: ReceiverModel,
    beyond limit: Double,
    _ random: inout SplitMix64
  ) -> Double {
    Double(positions(of: model, &random).count { $0.place.length > limit }) / 14_400
  }
}
