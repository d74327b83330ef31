import Simulation

/// The rules that are compared.
enum Field {
  /// The rules that the table always shows.
  static let fixed: [any DecisionRule] =
    [Fenceline(), LastPoint(), LastPoint(limit: 50)] + (2...5).map { InARow(count: $0) }
    + [Hysteresis(buffer: 50), Hysteresis(buffer: 100)]

  /// Each kind of rule with a parameter, at every setting that is tried for as few false alerts as
  /// ours has.
  static let families: [(name: String, rules: [any DecisionRule])] = [
    (
      "accuracy filter",
      [5, 8, 10, 12, 15, 20, 25, 30, 40, 60, 80, 120, 200, 500].map { LastPoint(limit: $0) }
    ),
    ("n in a row", (2...40).map { InARow(count: $0) }),
    (
      "hysteresis",
      (stride(from: 10.0, to: 200, by: 10).map { $0 }
        + [200, 250, 300, 400, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000])
        .map { Hysteresis(buffer: $0) }
    ),
  ]

  /// All of them, in one row.
  static let all: [any DecisionRule] = fixed + families.flatMap(\.rules)

  /// Where in ``all`` the rules of a family stand.
  static func range(ofFamily index: Int) -> Range<Int> {
    let start = fixed.count + families[..<index].reduce(0) { $0 + $1.rules.count }
    return start..<start + families[index].rules.count
  }
}
