import Dispatch
import GeoCore

/// What the evaluator takes for a fix of somebody who is where they may be: `EvaluationCost [SUBJECTS]`.
///
/// One county of 350 vertices; every subject reports once a minute, in batches of 1,000.
@main
struct EvaluationCost {
  static func main() throws {
    let subjects = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
    var evaluator = Evaluator()
    var output = Evaluation()
    var past = NoPast()
    let start = Instant(milliseconds: 1_772_409_600_000)
    let change = RegistryChange(revision: 1, superseded: [], recorded: try registry(subjects))
    var input = Input.registry(change, at: start)
    evaluator.evaluate(&input, into: &output, past: &past)

    let rounds = max(6, 2_000_000 / subjects)
    var nanoseconds: UInt64 = 0
    var judged = 0
    for round in 1...rounds {
      let time = start + .minutes(Int64(round))
      for first in stride(from: 0, to: subjects, by: 1_000) {
        input = .fixes(batch(first..<min(first + 1_000, subjects), at: time))
        let began = DispatchTime.now().uptimeNanoseconds
        evaluator.evaluate(&input, into: &output, past: &past)
        // The first rounds grow what is kept for each subject.
        guard round > 4 else { continue }
        nanoseconds += DispatchTime.now().uptimeNanoseconds - began
        judged += min(1_000, subjects - first)
      }
    }
    let snapshot = evaluator.snapshot
    let hash = snapshot.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    print("subjects \(subjects), fixes \(judged): \(nanoseconds / UInt64(judged)) ns a fix")
    print("transitions \(output.transitions.count), state \(snapshot.count) bytes, hash \(hash)")
  }

  static func batch(_ subjects: Range<Int>, at time: Instant) -> FixBatch {
    var batch = FixBatch(receivedAt: time)
    for subject in subjects {
      let place = GeographicPosition(
        latitude: 25.5 + Double(subject % 97) * 0.001,
        longitude: 112.3 + Double(subject % 89) * 0.001
      )
      batch.fixes.append(
        Fix(
          device: DeviceNumber(UInt64(subject)),
          time: time,
          coordinate: Coordinate(place),
          source: .gnss
        )
      )
      batch.outcomes.append(.kept)
    }
    batch.datagrams = [
      DatagramReceipt(
        sender: SenderNumber(1),
        salt: 0,
        counter: 0,
        sentAt: time,
        firstFix: 0,
        fixCount: Int32(subjects.count)
      )
    ]
    return batch
  }

  static func registry(_ subjects: Int) throws -> [RegistryRow] {
    var facts: [RegistryFact] = [
      .jurisdiction(Jurisdiction(id: "C", name: "County", level: .county, parent: nil)),
      .zone(
        Zone(
          id: "county",
          name: "County",
          role: .permitted,
          assignee: .jurisdiction("C"),
          area: .polygons([Polygon(shell: try county())])
        )
      ),
    ]
    for number in 0..<subjects {
      let id = SubjectID("S\(number)")
      facts.append(.subject(Subject(id: id, name: "", jurisdiction: "C", grade: "standard")))
      let device = DeviceNumber(UInt64(number))
      facts.append(.device(DeviceAssignment(device: device, kind: .wristband, subject: id)))
    }
    return facts.enumerated().map { index, fact in
      RegistryRow(number: Int64(index + 1), effective: .always, fact: fact)
    }
  }

  /// A square of 350 vertices, its sides notched.
  static func county() throws -> Ring {
    var vertices: [WrittenVertex] = []
    for index in 0..<350 {
      let (side, step) = (index * 4 / 350, Int32(index % 88) * 45_000)
      let notch: Int32 = index % 2 == 0 ? 0 : 20_000
      let (west, south): (Int32, Int32) = (1_122_000_000, 254_000_000)
      let (x, y): (Int32, Int32) =
        switch side {
        case 0: (west + step, south + notch)
        case 1: (west + 4_000_000 + notch, south + step)
        case 2: (west + 4_000_000 - step, south + 4_000_000 - notch)
        default: (west - notch, south + 4_000_000 - step)
        }
      vertices.append(WrittenVertex(longitudeE7: x, latitudeE7: y))
    }
    return try Ring(vertices)
  }
}

/// The past of devices that report in order: nobody asks for it.
struct NoPast: Past {
  func fixes(of device: DeviceNumber, in period: Period) -> [Fix] { [] }
  func checkpoint(of subject: SubjectID, notAfter instant: Instant) -> Checkpoint? { nil }
  func take(over input: Input, _ checkpoints: ArraySlice<Checkpoint>) {}
}
