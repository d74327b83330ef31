internal import GeoCore

extension ConfigurationKey {
  /// The section of error rates.
  static let evidence = "evidence"

  /// The name that stands for every grade without a section of its own.
  static let otherGrades = "other"

  /// The two error rates of a grade; without one, of all other grades.
  static func errorRates(of grade: GradeID?) -> [ConfigurationKey] {
    let falseAlarm = Sentence(
      "How often somebody who is where they may be is taken for being elsewhere, at one decision.",
      "对象实际合规却被判为违规的概率（每次判定）。"
    )
    let miss = Sentence(
      "How often somebody who is where they may not be is taken for back, at one decision.",
      "对象实际违规却被判为已返回的概率（每次判定）。"
    )
    return [
      chance("false alarm", of: grade, \.falseAlarm, falseAlarm),
      chance("miss", of: grade, \.miss, miss),
    ]
  }

  private static func chance(
    _ name: String,
    of grade: GradeID?,
    _ member: any WritableKeyPath<ErrorRates, Double> & Sendable,
    _ meaning: Sentence
  ) -> ConfigurationKey {
    ConfigurationKey(
      path: [evidence, grade?.text ?? otherGrades, name],
      quantity: .chance,
      unit: "",
      range: 1e-9...0.49,
      meaning: meaning,
      get: { configuration in
        let rules = configuration.rules
        return (grade.map { rules.errorRates(of: $0) } ?? rules.otherErrorRates)[keyPath: member]
      },
      set: { configuration, value in
        guard let grade else {
          configuration.rules.otherErrorRates[keyPath: member] = value
          return
        }
        let others = configuration.rules.otherErrorRates
        configuration.rules.errorRates[grade, default: others][keyPath: member] = value
      }
    )
  }

  /// The keys of one source of positions.
  static func worth(
    of source: String,
    _ member: any WritableKeyPath<Configuration, ReceiverRules.Worth> & Sendable
  ) -> [ConfigurationKey] {
    [
      ConfigurationKey(
        path: ["receivers", source, "floor"],
        quantity: .length,
        unit: "m",
        range: 0.1...10_000,
        meaning: Sentence(
          "The least error that is believed, whatever a device states.",
          "误差下限：装置所报精度再高，也按此值计。"
        ),
        get: { $0[keyPath: member].floor.value },
        set: { $0[keyPath: member].floor = Meters($1) }
      ),
      ConfigurationKey(
        path: ["receivers", source, "usual"],
        quantity: .length,
        unit: "m",
        range: 0.1...50_000,
        meaning: Sentence(
          "The error where the device states nothing.",
          "装置未报精度时采用的误差。"
        ),
        get: { $0[keyPath: member].usual.value },
        set: { $0[keyPath: member].usual = Meters($1) }
      ),
      ConfigurationKey(
        path: ["receivers", source, "correlation"],
        quantity: .time,
        unit: "min",
        range: 1_000...86_400_000,
        meaning: Sentence(
          "How long an error stays: positions closer in time count for less than one each.",
          "误差持续时间：间隔更短的定位点，每个不足以计为一个独立证据。"
        ),
        get: { Double($0[keyPath: member].correlation.count) },
        set: { $0[keyPath: member].correlation = Milliseconds(Int64($1)) }
      ),
      ConfigurationKey(
        path: ["receivers", source, "outliers"],
        quantity: .rarity,
        unit: "in 100000",
        range: 0.001...50_000,
        meaning: Sentence(
          "How many positions are somewhere else altogether, in spite of what they state.",
          "与所报精度不符、完全偏离的定位点所占比例（每十万个）。"
        ),
        get: { $0[keyPath: member].outliersPerHundredThousand },
        set: { $0[keyPath: member].outliersPerHundredThousand = $1 }
      ),
    ]
  }
}
