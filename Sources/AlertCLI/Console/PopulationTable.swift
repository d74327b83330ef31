import GeoCore
import Presentation
import Simulation

/// What came of a population's days, for a screen and for programs.
enum PopulationTable {
  /// The figures as a table.
  static func table(of run: PopulationRun, _ population: Population) -> Table {
    let tally = run.tally
    var table = Table([
      Table.Column(Sentence("WHAT", "项目")), Table.Column(Sentence("FIGURE", "数值"), .right),
    ])
    func add(_ english: String, _ chinese: String, _ value: String) {
      table.append([Table.Cell(say(english, chinese)), Table.Cell(value)])
    }
    add("persons", "人数", "\(population.count)")
    add("person-days", "人日", "\(tally.days)")
    add("fixes", "定位点", "\(fixes(run))")
    for (outcome, count) in outcomes(run) {
      add("  \(outcome.words.english)", "  \(outcome.words.chinese)", "\(count)")
    }
    add("true excursions beyond 50 m", "真实越界（超过 50 米）", "\(tally.excursions)")
    add("  10 min or more beyond 200 m", "  其中 200 米以外停留 10 分钟以上", "\(tally.due)")
    for kind in AlertKind.allCases {
      guard let count = run.alertsByKind[kind] else { continue }
      let words = kind.words
      add("alerts: \(words.english)", "告警：\(words.chinese)", "\(count)")
    }
    add("out of zone, precision", "越界告警准确率", percentText(share(tally.precision)))
    add("out of zone, recall", "越界发现率", percentText(share(tally.recall)))
    add("delay, p50", "发现延迟，中位数", seconds(tally.delays.quantile(0.5)))
    add("delay, p95", "发现延迟，95 分位", seconds(tally.delays.quantile(0.95)))
    let falseAlerts = decimalText(tally.falsePerDay, decimals: 5)
    add("false alerts a person-day", "每人日误报", falseAlerts)
    return table
  }

  /// The figures as a JSON object.
  static func line(of run: PopulationRun, _ population: Population) -> JSONLine {
    let tally = run.tally
    var line = JSONLine()
    line.add("seed", population.seed)
    line.add("subjects", population.count)
    line.add("days", population.days)
    line.add("personDays", tally.days)
    line.add("fixes", fixes(run))
    for (outcome, count) in outcomes(run) { line.add("fixes.\(outcome)", count) }
    line.add("excursions", tally.excursions)
    line.add("excursionsToFind", tally.due)
    line.add("excursionsFound", tally.found)
    for kind in AlertKind.allCases {
      line.add("alerts.\(kind.rawValue)", run.alertsByKind[kind] ?? 0)
    }
    line.add("falseAlerts", tally.falseAlerts)
    line.add("precisionPercent", scaled: share(tally.precision), decimals: 2)
    line.add("recallPercent", scaled: share(tally.recall), decimals: 2)
    line.add("delayP50Seconds", tally.delays.quantile(0.5))
    line.add("delayP95Seconds", tally.delays.quantile(0.95))
    line.add("falseAlertsPerPersonDay", tally.falsePerDay, decimals: 5)
    return line
  }

  private static func fixes(_ run: PopulationRun) -> Int { run.outcomes.values.reduce(0, +) }

  private static func outcomes(_ run: PopulationRun) -> [(FixOutcome, Int)] {
    FixOutcome.allCases.compactMap { outcome in
      outcome == .kept ? nil : run.outcomes[outcome].map { (outcome, $0) }
    }
  }

  private static func share(_ share: Double) -> Int64 { Int64((share * 10_000).rounded()) }

  private static func seconds(_ value: Int?) -> String {
    durationText(value.map { .seconds(Int64($0)) }, in: .current)
  }
}
