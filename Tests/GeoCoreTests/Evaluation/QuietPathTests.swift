import CAllocations
import Testing

@testable import GeoCore

/// The quiet path: fixes of subjects who are where they may be.
///
/// Oracle: a counting allocator before the C library's.
@Suite struct `Quiet path` {
  @Test(.optimizedOnly) func `twenty thousand quiet fixes allocate nothing`() {
    let subjects = 500
    var scene = Scene()
    let port = zone("port", square(8_000, 0, 500), .prohibited, for: .everyone)
    scene.record([.zone(port)], at: "06:00")
    for device in 2...subjects {
      scene.enrol(SubjectID("S\(device)"), device: UInt64(device), grade: "lenient", at: "06:00")
    }
    let fixes = (1...subjects).map { device in
      Fix(
        device: DeviceNumber(UInt64(device)),
        time: at("07:00"),
        coordinate: location(Double(device % 60) * 50, 0),
        source: .gnss
      )
    }
    var input = Input.fixes(scene.batch(fixes, at("07:00")))
    var (evaluator, output) = (scene.evaluator, Evaluation())
    for _ in 0..<20 { next(&input, &evaluator, &output) }
    var quiet = 0
    for _ in 0..<40 {
      let before = fl_allocations_of_this_thread()
      next(&input, &evaluator, &output)
      // Every six hours somebody's course is written down.
      guard output.checkpoints.isEmpty else { continue }
      #expect(fl_allocations_of_this_thread() - before == 0)
      quiet += 1
    }
    #expect(quiet > 15)
    #expect(output.transitions.isEmpty)
    guard case .fixes(let batch) = input else { return }
    #expect(batch.outcomes.allSatisfy { $0 == .kept })
  }

  /// Evaluates a batch and moves all of it on by 20 seconds.
  private func next(_ input: inout Input, _ evaluator: inout Evaluator, _ output: inout Evaluation)
  {
    output.removeAll()
    var past = NoPast()
    evaluator.evaluate(&input, into: &output, past: &past)
    guard case .fixes(var batch) = input else { return }
    input = .clock(.distantPast)
    batch.receivedAt = batch.receivedAt + .seconds(20)
    for index in batch.fixes.indices {
      batch.fixes[index].time = batch.fixes[index].time + .seconds(20)
    }
    input = .fixes(batch)
  }
}

/// The past of devices that report in order: nobody asks for it.
private struct NoPast: Past {
  func fixes(of device: DeviceNumber, in period: Period) -> [Fix] { [] }
  func checkpoint(of subject: SubjectID, notAfter instant: Instant) -> Checkpoint? { nil }
  func take(over input: Input, _ checkpoints: ArraySlice<Checkpoint>) {}
}
