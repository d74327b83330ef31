import Simulation

/// Tables in Markdown.
enum Report {
  private static let head = """
    | rule | false a person-day | precision | recall | delay p50 | p95 | excess mean | p95 | by the 1st fix | 2nd |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    """

  /// The rules of the table, and each kind with a parameter at the setting that has at most as many
  /// false alerts as ours.
  static func print(_ tallies: [Tally]) {
    Swift.print(head)
    for index in Field.fixed.indices { row(Field.all[index].name, tallies[index]) }
    for (number, family) in Field.families.enumerated() {
      guard let best = setting(ofFamily: number, tallies) else {
        Swift.print("| \(family.name), as few false alerts: no setting | | | | | | | | | |")
        continue
      }
      row("as few false alerts: " + Field.all[best].name, tallies[best])
    }
    Swift.print()
  }

  /// The setting of a family that finds most, and earliest, among those with at most our false alerts.
  static func setting(ofFamily number: Int, _ tallies: [Tally]) -> Int? {
    Field.range(ofFamily: number).filter { tallies[$0].falseAlerts <= tallies[0].falseAlerts }
      .min { a, b in
        (-tallies[a].found, tallies[a].delays.mean) < (-tallies[b].found, tallies[b].delays.mean)
      }
  }

  private static func row(_ name: String, _ tally: Tally) {
    let seconds = { (value: Int?) in value.map { "\($0) s" } ?? "–" }
    let cells = [
      name, digits(tally.falsePerDay, 5), percent(tally.precision), percent(tally.recall),
      seconds(tally.delays.quantile(0.5)), seconds(tally.delays.quantile(0.95)),
      digits(tally.excesses.mean, 1) + " s", seconds(tally.excesses.quantile(0.95)),
      percent(Double(tally.byFirst) / Double(max(1, tally.due))),
      percent(Double(tally.bySecond) / Double(max(1, tally.due))),
    ]
    Swift.print("| " + cells.joined(separator: " | ") + " |")
  }

  static func percent(_ share: Double) -> String { digits(100 * share, 2) + " %" }

  /// A number that is not negative, with so many digits after the point.
  static func digits(_ value: Double, _ count: Int) -> String {
    let scale = (0..<count).reduce(1) { scale, _ in scale * 10 }
    let units = Int((value * Double(scale)).rounded())
    let fraction = String(units % scale)
    return "\(units / scale)." + String(repeating: "0", count: count - fraction.count) + fraction
  }
}
