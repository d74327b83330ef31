import GeoCore
import Presentation
import Simulation

/// What came of a population's days, for a screen and for programs.
enum PopulationTable {
  /// The figures as a table: of all, and of those who carry a wristband and a phone.
  static func table(of run: PopulationRun, _ population: Population) -> Table {
    let (wristbands, phones) = (run.tallies[.wristband] ?? Tally(), run.tallies[.phone] ?? Tally())
    var table = Table([
      Table.Column(Sentence("WHAT", "项目")), Table.Column(Sentence("ALL", "全部"), .right),
      Table.Column(Sentence("WRISTBANDS", "腕带"), .right),
      Table.Column(Sentence("PHONES", "手机"), .right),
    ])
    func add(_ english: String, _ chinese: String, _ value: String) {
      table.append([Table.Cell(say(english, chinese)), Table.Cell(value), "", ""])
    }
    let tallies = [run.tally, wristbands, phones]
    func add(_ english: String, _ chinese: String, _ value: (Tally) -> String) {
      let cells = tallies.map { Table.Cell(value($0)) }
      table.append([Table.Cell(say(english, chinese))] + cells)
    }
    add("persons", "人数") { "\($0.days / population.days)" }
    add("person-days", "人日") { "\($0.days)" }
    add("reports", "上报", "\(reports(run))")
    for (outcome, count) in outcomes(run) {
      add("  \(outcome.words.english)", "  \(outcome.words.chinese)", "\(count)")
    }
    add("true excursions beyond 50 m", "真实越界（超过 50 米）") { "\($0.excursions)" }
    add("  10 min or more beyond 200 m", "  200 米以外停留 10 分钟以上") { "\($0.due)" }
    add("  of these no fix meanwhile", "  其中期间没有定位点") { "\($0.unseen)" }
    for kind in AlertKind.allCases {
      guard let count = run.alertsByKind[kind] else { continue }
      add("alerts: \(kind.words.english)", "告警：\(kind.words.chinese)", "\(count)")
    }
    add("out of zone: precision", "越界告警：准确率") { percentText(share($0.precision)) }
    add("  recall", "  发现率") { percentText(share($0.recall)) }
    add("  delay, p50", "  延迟，中位数") { seconds($0.delays.quantile(0.5)) }
    add("  delay, p95", "  延迟，95 分位") { seconds($0.delays.quantile(0.95)) }
    add("  false alerts a person-day", "  每人日误报") { decimalText($0.falsePerDay, decimals: 5) }
    return table
  }

  /// The figures as a JSON object.
  static func line(of run: PopulationRun, _ population: Population) -> JSONLine {
    var line = JSONLine()
    line.add("seed", population.seed)
    line.add("subjects", population.count)
    line.add("days", population.days)
    line.add("reports", reports(run))
    for (outcome, count) in outcomes(run) { line.add("reports.\(outcome)", count) }
    for kind in AlertKind.allCases {
      line.add("alerts.\(kind.rawValue)", run.alertsByKind[kind] ?? 0)
    }
    add(run.tally, to: &line)
    for kind in DeviceAssignment.Kind.allCases {
      var own = JSONLine()
      add(run.tallies[kind] ?? Tally(), to: &own)
      line.add(kind.rawValue, own)
    }
    return line
  }

  private static func add(_ tally: Tally, to line: inout JSONLine) {
    line.add("personDays", tally.days)
    line.add("excursions", tally.excursions)
    line.add("excursionsToFind", tally.due)
    line.add("excursionsWithoutFix", tally.unseen)
    line.add("excursionsFound", tally.found)
    line.add("falseAlerts", tally.falseAlerts)
    line.add("precisionPercent", scaled: share(tally.precision), decimals: 2)
    line.add("recallPercent", scaled: share(tally.recall), decimals: 2)
    line.add("delayP50Seconds", tally.delays.quantile(0.5))
    line.add("delayP95Seconds", tally.delays.quantile(0.95))
    line.add("falseAlertsPerPersonDay", tally.falsePerDay, decimals: 5)
  }

  private static func reports(_ run: PopulationRun) -> Int { run.outcomes.values.reduce(0, +) }

  /// What became of reports that were not simply kept.
  private static func outcomes(_ run: PopulationRun) -> [(FixOutcome, Int)] {
    FixOutcome.allCases.compactMap { outcome in
      outcome == .kept ? nil : run.outcomes[outcome].map { (outcome, $0) }
    }
  }

  private static func share(_ share: Double) -> Int64 { Int64((share * 10_000).rounded()) }

  private static func seconds(_ value: Int?) -> String {
    value.map { say("\($0) s", "\($0) 秒") } ?? "—"
  }
}
