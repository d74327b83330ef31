import GeoCore
import Glibc

/// What the evaluator takes for a fix, beside the zone lookups of the same fixes:
/// `EvaluationCost [SUBJECTS] [--inside] [--minutes N]`.
///
/// One core, by the thread's processor time; batches of 1,000 fixes, each device once a minute, in a new
/// order of devices each minute. `--inside` takes only people who are far from every edge.
@main
struct EvaluationCost {
  /// Minutes in which what is kept of each subject grows to its size, and positions of wireless networks
  /// are confirmed.
  private static let warmUp = 12

  static func main() throws {
    var words = CommandLine.arguments.dropFirst()
    var (subjects, isInside, minutes) = (10_000, false, 0)
    while let word = words.popFirst() {
      if word == "--inside" {
        isInside = true
      } else if word == "--minutes" {
        minutes = words.popFirst().flatMap { Int($0) } ?? 0
      } else {
        subjects = Int(word) ?? subjects
      }
    }
    if minutes <= 0 { minutes = max(4, 2_000_000 / subjects) }
    var population = try Population(count: subjects, isInside: isInside)
    var (measured, output, hits) = (Measured(), Evaluation(), ZoneHits())
    let resident = residentKilobytes("VmRSS:")
    var evaluator = Evaluator()
    var input = Input.registry(population.takeRegistry(), at: Population.start)
    var past = NoPast()
    evaluator.evaluate(&input, into: &output, past: &past)
    input = .clock(Population.start)
    for minute in 1...(warmUp + minutes) {
      let (persons, fixes) = population.minute(minute)
      var round = Measured()
      round.evaluate(fixes, by: &evaluator, into: &output)
      round.lookUp(persons, fixes, of: population, reusing: &hits)
      if minute > warmUp { measured += round }
    }
    let growth = (residentKilobytes("VmRSS:") - resident) * 1_024
    report(measured, of: evaluator, subjects, growth, isInside, output)
  }

  private static func report(
    _ measured: Measured,
    of evaluator: Evaluator,
    _ subjects: Int,
    _ growth: Int,
    _ isInside: Bool,
    _ output: Evaluation
  ) {
    let peak = residentKilobytes("VmHWM:")
    let snapshot = evaluator.snapshot
    let hash = snapshot.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    let fixes = Double(measured.fixes)
    func perFix(_ seconds: Double) -> Double { (seconds / fixes * 1e10).rounded() / 10 }
    let (whole, shared, own) = (
      perFix(measured.evaluation), perFix(measured.sharedLookups), perFix(measured.ownLookups)
    )
    let ratio = (measured.evaluation / measured.lookups * 100).rounded() / 100
    print(
      """
      \(subjects) subjects\(isInside ? ", none near an edge" : ""), \(measured.fixes) fixes
        evaluation \(whole) ns a fix; lookups: shared zones \(shared) ns, own zones \(own) ns
        ratio \(ratio)
        allocations \(measured.allocations), checkpoints kept \(measured.checkpoints)
        bytes a subject: snapshot \(snapshot.count / subjects), resident with the registry \
      \(growth / subjects); peak resident \(peak / 1_000) MB
        steps of alerts \(output.transitions.count), found \(measured.found), hash \(hash)
      """
    )
  }

  /// A line of what the kernel knows of the process's memory, in units of 1,024 bytes.
  private static func residentKilobytes(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
        as: UTF8.self
      )
      .split { $0.isWhitespace }
      if words.first == name[...] { return Int(words[1]) ?? 0 }
    }
    return 0
  }
}

/// The past of devices that report in order: nobody asks for it.
struct NoPast: Past {
  func fixes(of device: DeviceNumber, in period: Period) -> [Fix] { [] }
  func checkpoint(of subject: SubjectID, notAfter instant: Instant) -> Checkpoint? { nil }
  func take(over input: Input, _ checkpoints: ArraySlice<Checkpoint>) {}
}
