public import GeoCore

extension ConfigurationKey {
  /// Every key in the order of the file, with the error rates of `grades` and of all others.
  public static func all(grades: [GradeID]) -> [ConfigurationKey] {
    // All others first: what a grade's own section leaves out is theirs.
    ([nil] + grades.map(Optional.some)).flatMap { errorRates(of: $0) } + fixed
  }

  /// Every key of the default file.
  public static var all: [ConfigurationKey] {
    all(grades: Configuration().rules.errorRates.keys.sorted())
  }

  /// The keys that every file has.
  private static let fixed = receivers + movement + windows + leaves + scores

  private static let receivers =
    worth(of: "gnss", \.rules.receivers.gnss) + worth(of: "fused", \.rules.receivers.fused)
    + worth(of: "wifi", \.rules.receivers.wifi) + worth(of: "cell", \.rules.receivers.cell) + [
      length(
        ["receivers", "per dilution"],
        0.1...1_000,
        \.rules.receivers.perDilution,
        Sentence(
          "The error that one unit of horizontal dilution of precision (HDOP) stands for.",
          "水平精度因子（HDOP）每 1 单位对应的误差。"
        )
      )
    ]

  private static let movement = [
    speed(
      ["movement", "drive speed"],
      1...1_000,
      \.rules.movement.driveSpeed,
      Sentence(
        "The average speed of a fast drive from one standstill to the next.",
        "从停止到停止的快速行车平均速度。"
      )
    ),
    time(
      ["movement", "drive overhead"],
      "min",
      .zero ... .days(1),
      \.rules.movement.driveOverhead,
      Sentence(
        "How long such a drive takes beside the driving.",
        "此类行车除行驶以外所需的时间。"
      )
    ),
    speed(
      ["movement", "ground speed"],
      1...1_000,
      \.rules.movement.groundSpeed,
      Sentence(
        "The fastest journey on the ground; a little more than a high-speed train.",
        "地面最快速度：略高于高速列车。"
      )
    ),
    speed(
      ["movement", "flight speed"],
      1...1_000,
      \.rules.movement.flightSpeed,
      Sentence("The speed of an airliner over the ground.", "客机的地速。")
    ),
    time(
      ["movement", "flight overhead"],
      "min",
      .zero ... .days(1),
      \.rules.movement.flightOverhead,
      Sentence("How long a flight takes beside the flying.", "一次飞行除飞行本身以外所需的时间。")
    ),
    length(
      ["movement", "leap"],
      1...1_000_000,
      \.rules.movement.leap,
      Sentence(
        "A leap over which any source but satellites has to be confirmed by a second position.",
        "非卫星定位的位移超过此距离时，须由第二个独立定位点证实。"
      )
    ),
    length(
      ["movement", "alarm distance"],
      100...20_000_000,
      \.rules.movement.alarmDistance,
      Sentence(
        "From how far away a journey that no vehicle makes is an alert by itself.",
        "任何交通工具都无法完成的位移，超过此距离即单独告警。"
      )
    ),
  ]

  private static let windows = [
    time(
      ["windows", "late"],
      "h",
      .zero ... .days(30),
      \.rules.windows.late,
      Sentence(
        "How late a fix may arrive and still change what was decided.",
        "迟到的定位点在此时限内仍可改变已作的判定。"
      )
    ),
    time(
      ["windows", "doubt"],
      "min",
      .zero ... .days(1),
      \.rules.windows.doubt,
      Sentence(
        "For how long a place is not believed to which no journey led.",
        "任何行程都无法到达的位置，在此时间内不予采信。"
      )
    ),
    time(
      ["windows", "frozen"],
      "min",
      .minutes(1) ... .days(1),
      \.rules.windows.frozen,
      Sentence(
        "After how long of the very same position a satellite receiver is frozen.",
        "卫星定位位置完全不变超过此时间，即视为装置卡死。"
      )
    ),
    time(
      ["windows", "satellites"],
      "h",
      .zero ... .days(30),
      \.rules.windows.satellites,
      Sentence(
        "For how long after satellites a position without a source counts as a cell tower's.",
        "装置曾报卫星定位后，在此时间内未报来源的定位点按基站定位计。"
      )
    ),
    time(
      ["windows", "leg"],
      "min",
      .seconds(1) ... .hours(1),
      \.rules.windows.leg,
      Sentence(
        "The longest time between two fixes over which the straight way between them is judged.",
        "两个定位点间隔不超过此时间时，判定其间的直线路径。"
      )
    ),
    time(
      ["windows", "clock tolerance"],
      "min",
      .seconds(1) ... .days(1),
      \.rules.windows.clockTolerance,
      Sentence(
        "How far a device's clock may be off before its fixes say nothing of a place.",
        "装置时钟偏差超过此值时，其定位点不作为位置证据。"
      )
    ),
  ]

  private static let leaves = [
    time(
      ["leaves", "office limit"],
      "d",
      .hours(1) ... .days(1_000),
      \.leaves.officeLimit,
      Sentence(
        "The longest leave that a judicial office may approve.",
        "司法所可批准的最长请假时间。"
      )
    ),
    time(
      ["leaves", "county limit"],
      "d",
      .hours(1) ... .days(1_000),
      \.leaves.countyLimit,
      Sentence(
        "The longest leave, or sum of leaves within the sum window, that a county may approve.",
        "县级可批准的最长请假时间，或累计期内的请假合计。"
      )
    ),
    time(
      ["leaves", "sum window"],
      "d",
      .hours(1) ... .days(1_000),
      \.leaves.sumWindow,
      Sentence("The window over which leaves are added up.", "请假累计期。")
    ),
    time(
      ["leaves", "greatest length"],
      "d",
      .hours(1) ... .days(1_000),
      \.leaves.greatestLength,
      Sentence("The longest leave that anyone may approve.", "任何级别可批准的最长请假时间。")
    ),
  ]
}
