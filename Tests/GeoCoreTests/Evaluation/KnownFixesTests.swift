import Testing

@testable import GeoCore

/// Fixes that are sent again by the thousand.
///
/// Oracle: the outcomes that each fix must have, and a past that counts how often it is read.
@Suite struct `Known fixes` {
  @Test func `a day that is sent again is read by hours, and nothing of it is kept twice`() throws {
    let day = (0..<7_200).map { second in fix(at: at("07:00") + .seconds(Int64(second))) }
    var scene = Scene()
    scene.send(.fixes(scene.batch(day, at("09:00"))))
    var past = CountingPast(recorded: scene.past)
    var evaluator = scene.evaluator
    let late = fix(at: at("07:30:00.500"))
    let again = day + [late, late]
    var input = Input.fixes(scene.batch(again, at("09:01")))
    evaluator.evaluate(&input, into: &scene.output, past: &past)
    guard case .fixes(let batch) = input else { throw CancellationError() }
    #expect(batch.outcomes == day.map { _ in .duplicate } + [.late, .duplicate])
    // Two hours of the one device, and once more its fixes since the last checkpoint.
    #expect(past.reads.count == 3)
  }

  @Test func `hours before 1970 are hours like others`() throws {
    var (scene, known) = (Scene(), KnownFixes())
    let times = [-3_600_001, -3_600_000, -1, 0, 3_599_999, 3_600_000]
    let fixes = times.map { fix(at: Instant(milliseconds: Int64($0))) }
    var past = RecordedPast()
    past.take(over: .fixes(scene.batch(fixes, at("06:30"))), [])
    let batch = scene.batch(fixes + [fix(at: Instant(milliseconds: -2))], at("06:31"))
    let found = batch.fixes.indices.map { index in
      var one = batch
      for other in one.outcomes.indices { one.outcomes[other] = .duplicate }
      return known.contains(index, of: one, past)
    }
    #expect(found == times.map { _ in true } + [false])
  }

  private func fix(at time: Instant) -> Fix {
    Fix(device: DeviceNumber(1), time: time, coordinate: location(0, 0), source: .gnss)
  }
}

/// A past that notes which fixes are asked for.
private struct CountingPast: Past {
  final class Reads: @unchecked Sendable {
    var count = 0
  }

  var recorded: RecordedPast
  let reads = Reads()

  func fixes(of device: DeviceNumber, in period: Period) -> [Fix] {
    reads.count += 1
    return recorded.fixes(of: device, in: period)
  }

  func checkpoint(of subject: SubjectID, notAfter instant: Instant) -> Checkpoint? {
    recorded.checkpoint(of: subject, notAfter: instant)
  }

  mutating func take(over input: Input, _ checkpoints: ArraySlice<Checkpoint>) {}
}
