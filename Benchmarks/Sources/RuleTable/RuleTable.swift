import Glibc
import Simulation

/// Our rule and others on the same days: see ``usage``.
@main
struct RuleTable {
  static let usage = """
    RuleTable [--scenario NAME]… [--days N] [--seed S] [--threads N]
    RuleTable --optimum [--days N] [--seed S]
    RuleTable --list

    Each scenario has a table; without --scenario, all of them and their mix.
    """

  private var scenarios: [Scenario] = []
  private var days = 10_000
  private var seed: UInt64 = 7
  private var threads = 2
  private var isList = false
  private var isOptimum = false

  static func main() async {
    guard let table = RuleTable(CommandLine.arguments.dropFirst()) else {
      print(usage)
      exit(64)
    }
    if table.isList {
      for scenario in Scenario.all {
        print("\(scenario.name)\t\(scenario.share) %\t\(scenario.title)")
      }
    } else if table.isOptimum {
      Optimum.print(days: table.days, seed: table.seed)
    } else {
      await table.run()
    }
  }

  private init?(_ words: some Sequence<String>) {
    var words = Array(words)[...]
    while let word = words.popFirst() {
      switch (word, words.first) {
      case ("--list", _): isList = true
      case ("--optimum", _): isOptimum = true
      case ("--scenario", let name?):
        guard let scenario = Scenario.named(name) else { return nil }
        scenarios.append(scenario)
      case ("--days", let text?):
        guard let count = Int(text), count > 0 else { return nil }
        days = count
      case ("--seed", let text?):
        guard let number = UInt64(text) else { return nil }
        seed = number
      case ("--threads", let text?):
        guard let count = Int(text), count > 0 else { return nil }
        threads = count
      default: return nil
      }
      if !["--list", "--optimum"].contains(word) { words.removeFirst() }
    }
  }

  private func run() async {
    var measured: [(name: String, tallies: [Tally])] = []
    var mix = [Tally](repeating: Tally(), count: Field.all.count)
    for scenario in scenarios.isEmpty ? Scenario.all : scenarios {
      let tallies = await Measuring.tallies(scenario, days: days, seed: seed, threads: threads)
      print("### \(scenario.name): \(scenario.title)\n")
      print("\(tallies[0].days) person-days, \(tallies[0].due) excursions, seed \(seed).\n")
      Report.print(tallies)
      measured.append((scenario.name, tallies))
      for (index, tally) in tallies.enumerated() { mix[index].add(tally, weight: scenario.share) }
    }
    if scenarios.isEmpty {
      print("### The mix\n")
      let shares = Scenario.all.filter { $0.share > 0 }.map { "\($0.name) \($0.share) %" }
      print(shares.joined(separator: ", ") + ".\n")
      Report.print(mix)
      measured.append(("**the mix**", mix))
    }
    print("### All in one\n")
    Report.summary(measured)
  }
}
