/// What the command line asks for.
struct Arguments {
  /// The workloads to run.
  var workloads: [String] = []

  /// Rounds in which the contestants take turns.
  var rounds = 5

  /// Points of each order.
  var points = 1_000_000

  /// Leaves the peers out.
  var isOursOnly = false

  /// Tiny inputs, and failure where ours and GEOS differ.
  var isSmoke = false

  /// Threads that share ours, if that is to be measured.
  var threads: Int?

  /// Where to write workloads for other programs, instead of measuring.
  var exportFolder: String?

  /// All that can be run.
  private static let names = Workload.names + [Population.name, Changes.name]

  /// How to call the command.
  static let usage = """
    ZoneLookup [W1 W2 W2spikes W3 W4 W5 changes] [--rounds N] [--points N] [--threads N] [--ours-only] [--smoke]
    ZoneLookup export FOLDER [W1 …] [--points N]
    """

  /// Reads the words after the command's name; nil if one is not understood.
  init?(_ words: some Sequence<String>) {
    var words = Array(words)[...]
    func number() -> Int? { words.popFirst().flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
    while let word = words.popFirst() {
      switch word {
      case "--rounds":
        guard let rounds = number() else { return nil }
        self.rounds = rounds
      case "--points":
        guard let points = number() else { return nil }
        self.points = points
      case "--threads":
        guard let threads = number() else { return nil }
        self.threads = threads
      case "--ours-only": isOursOnly = true
      case "--smoke":
        isSmoke = true
        (rounds, points, threads) = (1, 20_000, 2)
      case "export":
        guard let folder = words.popFirst() else { return nil }
        exportFolder = folder
      case let name where Self.names.contains(name): workloads.append(name)
      default: return nil
      }
    }
    if workloads.isEmpty { workloads = Self.names }
  }
}
