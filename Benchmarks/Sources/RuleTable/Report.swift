import Simulation

/// Tables in Markdown.
enum Report {
  private static let head = """
    | rule | false a person-day | precision | recall | delay p50 | p95 | by the 1st fix | 2nd | excess mean | p95 |
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
  private static func setting(ofFamily number: Int, _ tallies: [Tally]) -> Int? {
    best(of: Field.range(ofFamily: number), tallies)
  }

  private static func best(of rules: some Sequence<Int>, _ tallies: [Tally]) -> Int? {
    rules.filter { tallies[$0].falseAlerts <= tallies[0].falseAlerts }
      .min { a, b in
        (-tallies[a].found, tallies[a].excesses.mean, a)
          < (-tallies[b].found, tallies[b].excesses.mean, b)
      }
  }

  /// One row for each scenario: ours, and the best of the others that has at most as many false alerts.
  static func summary(_ measured: [(name: String, tallies: [Tally])]) {
    Swift.print(
      """
      | scenario | false a person-day | last point ÷ ours | precision | recall | delay p50 | p95 | by the 1st fix | 2nd | best of the others | its recall | excess mean, ours and its |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      """
    )
    for (name, tallies) in measured {
      let ours = tallies[0]
      var cells = [name, digits(ours.falsePerDay, 5)]
      let ratio = Double(tallies[1].falseAlerts) / Double(max(1, ours.falseAlerts))
      cells += [(ours.falseAlerts == 0 ? "> " : "") + digits(ratio, 1)] + figures(ours)
      if let best = best(of: tallies.indices.dropFirst(), tallies) {
        cells += [Field.all[best].name, percent(tallies[best].recall)]
        cells.append(
          "\(digits(ours.excesses.mean, 1)) s, \(digits(tallies[best].excesses.mean, 1)) s"
        )
      } else {
        cells += ["none", "", ""]
      }
      Swift.print("| " + cells.joined(separator: " | ") + " |")
    }
    Swift.print()
  }

  /// Precision, recall, delays, and the shares decided by the first fix and by the second.
  private static func figures(_ tally: Tally) -> [String] {
    [
      percent(tally.precision), percent(tally.recall), seconds(tally.delays.quantile(0.5)),
      seconds(tally.delays.quantile(0.95)),
      percent(Double(tally.byFirst) / Double(max(1, tally.due))),
      percent(Double(tally.bySecond) / Double(max(1, tally.due))),
    ]
  }

  private static func row(_ name: String, _ tally: Tally) {
    var cells = [name, digits(tally.falsePerDay, 5)] + figures(tally)
    cells.append(digits(tally.excesses.mean, 1) + " s")
    cells.append(seconds(tally.excesses.quantile(0.95)))
    Swift.print("| " + cells.joined(separator: " | ") + " |")
  }

  private static func seconds(_ value: Int?) -> String { value.map { "\($0) s" } ?? "–" }

  static func percent(_ share: Double) -> String { digits(100 * share, 2) + " %" }

  /// A number that is not negative, with so many digits after the point.
  static func digits(_ value: Double, _ count: Int) -> String {
    let scale = (0..<count).reduce(1) { scale, _ in scale * 10 }
    let units = Int((value * Double(scale)).rounded())
    let fraction = String(units % scale)
    return "\(units / scale)." + String(repeating: "0", count: count - fraction.count) + fraction
  }
}
