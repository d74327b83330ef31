internal import GeoCore

extension ConfigurationKey {
  /// The keys of the assessment.
  static let scores =
    [
      whole(
        .points,
        ["scores", "start"],
        0...10_000,
        \.scores.start,
        Sentence("What everyone begins with.", "起始分。")
      )
    ] + AlertKind.allCases.map(points) + [
      whole(
        .points,
        ["scores", "escape"],
        0...10_000,
        \.scores.escapePoints,
        Sentence(
          "For each silence that becomes an escape, beside the points of the silence.",
          "每次失联转为脱管，在失联扣分之外另扣。"
        )
      ),
      whole(
        .points,
        ["scores", "absence"],
        0...10_000,
        \.scores.absencePoints,
        Sentence(
          "For each full absence step without leave, beside the points of the alert.",
          "不假外出每满一个计时单位，在告警扣分之外另扣。"
        )
      ),
      time(
        ["scores", "absence step"],
        "h",
        .minutes(1) ... .days(30),
        \.scores.absenceStep,
        Sentence("How long an absence without leave is counted by.", "不假外出的计时单位。")
      ),
      whole(
        .share,
        ["scores", "online due"],
        0...100,
        \.scores.onlineDue,
        Sentence(
          "The share of the time with a device in which it has to be online.",
          "佩戴期间应达到的在线率。"
        )
      ),
      whole(
        .points,
        ["scores", "online"],
        0...10_000,
        \.scores.onlinePoints,
        Sentence(
          "For each full online step by which the share lies below what is due.",
          "在线率每低一个计量单位所扣的分。"
        )
      ),
      whole(
        .share,
        ["scores", "online step"],
        1...100,
        \.scores.onlineStep,
        Sentence("By how much the share is counted.", "在线率的计量单位。")
      ),
    ]

  /// The points for alerts of one kind.
  private static func points(for kind: AlertKind) -> ConfigurationKey {
    ConfigurationKey(
      path: ["scores", words(of: kind).english],
      quantity: .points,
      unit: "",
      range: 0...10_000,
      meaning: Sentence(
        "For each alert of this kind.",
        "每条“\(words(of: kind).chinese)”告警所扣的分。"
      ),
      get: { Double($0.scores.points[kind] ?? 0) },
      set: { configuration, value in
        // What costs nothing need not stand in the table.
        guard Int(value) != configuration.scores.points[kind] ?? 0 else { return }
        configuration.scores.points[kind] = Int(value)
      }
    )
  }

  private static func words(of kind: AlertKind) -> Sentence {
    switch kind {
    case .outOfZone: Sentence("out of zone", "越界")
    case .prohibitedZone: Sentence("prohibited zone", "进入禁止区域")
    case .curfew: Sentence("curfew", "宵禁违规")
    case .leaveOverstay: Sentence("leave overstay", "请假超时")
    case .reportBackMissing: Sentence("report back missing", "未按期销假")
    case .silent: Sentence("silent", "失联")
    case .implausible: Sentence("implausible", "轨迹异常")
    }
  }
}
