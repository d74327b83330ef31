internal import GeoCore

extension ConfigurationSection {
  /// What the section at a path is about; `nil` where its name says all.
  static func meaning(of path: [String]) -> Sentence? {
    all.first { $0.path == path }?.meaning
  }

  private static let all = [
    ConfigurationSection(
      path: [ConfigurationKey.evidence],
      meaning: Sentence(
        "How sure a decision has to be, by grade; a section has the name of its grade.",
        "判定须有多大把握，按分级处遇设置；各节以处遇等级命名。"
      )
    ),
    ConfigurationSection(
      path: [ConfigurationKey.evidence, ConfigurationKey.otherGrades],
      meaning: Sentence("Every grade without a section of its own.", "未单独设节的所有等级。")
    ),
    ConfigurationSection(
      path: ["receivers"],
      meaning: Sentence(
        "What positions are worth, by their source. An error is the standard deviation along one axis.",
        "各来源定位点的价值。误差指单一坐标轴上的标准差。"
      )
    ),
    ConfigurationSection(
      path: ["receivers", "gnss"],
      meaning: Sentence(
        "Satellites, where the device states satellites or a dilution of precision.",
        "卫星定位：装置报告了卫星数或精度因子。"
      )
    ),
    ConfigurationSection(
      path: ["receivers", "fused"],
      meaning: Sentence(
        "The phone's own mixture, and what does not say where it comes from.",
        "手机融合定位，以及未注明来源的定位。"
      )
    ),
    ConfigurationSection(
      path: ["receivers", "wifi"],
      meaning: Sentence("Wi-Fi access points.", "Wi-Fi 定位。")
    ),
    ConfigurationSection(
      path: ["receivers", "cell"],
      meaning: Sentence("Cell towers.", "基站定位。")
    ),
    ConfigurationSection(
      path: ["movement"],
      meaning: Sentence("Which movements are believed.", "哪些移动可信。")
    ),
    ConfigurationSection(
      path: ["windows"],
      meaning: Sentence("How long things count.", "各种时限。")
    ),
    ConfigurationSection(
      path: ["leaves"],
      meaning: Sentence(
        "Who may approve a leave of what length (implementing measures of 2020, article 27).",
        "请假审批权限（《社区矫正法实施办法》第二十七条）。"
      )
    ),
    ConfigurationSection(
      path: ["scores"],
      meaning: Sentence(
        "How many points are taken off for what.",
        "考核扣分标准。"
      )
    ),
  ]
}
