public import GeoCore

extension ScoreSheet.Item {
  /// The word that programs read.
  var word: String {
    switch self {
    case .alert(let kind): kind.rawValue
    case .escape: "escape"
    case .absence: "absence"
    case .offline: "offline"
    }
  }

  /// What operators call it, with what the points are counted from.
  public var words: Sentence {
    switch self {
    case .alert(let kind): kind.words
    case .escape: Sentence("escape from supervision", "脱管")
    case .absence(let span):
      Sentence(
        "outside without leave for \(durationText(span, in: .english))",
        "不假外出\(durationText(span, in: .chinese))"
      )
    case .offline(let share):
      Sentence(
        "online \(percentText(share)) of the time with a device",
        "佩戴期间在线率\(percentText(share))"
      )
    }
  }
}

extension ScoreSheet {
  /// The alerts in a line: `silent 2, curfew breach 1`; "—" for none.
  func alertsText(in language: Language) -> String {
    let parts = AlertKind.allCases.compactMap { kind -> String? in
      guard let count = alertsByKind[kind] else { return nil }
      return Sentence("\(kind.words.english) \(count)", "\(kind.words.chinese)\(count)").in(
        language
      )
    }
    return parts.isEmpty ? "—" : parts.joined(separator: Sentence(", ", "，").in(language))
  }

  /// The sheet's head, line by line: whom it is about and what is counted.
  public func head(office: String, in period: Period, _ language: Language) -> [String] {
    let key = subject.isKeySubject ? Sentence(" [key]", "【重点】").in(language) : ""
    let (start, end) = (period.start, period.end)
    let span = "\(minuteText(start, table: .china)) – \(minuteText(end, table: .china))"
    return [
      "\(subject.name) \(subject.id)\(key) · \(office) · \(subject.grade.words.in(language))"
        .onOneLine,
      field("period", "统计期", span, language),
      field("score", "得分", "\(score) = \(sum)", language),
      field("located", "定位监管率", percentText(time.locatedShare), language),
      field("online", "在线率", percentText(time.onlineShare), language),
      field("time due", "应监管时长", durationText(time.due, in: language), language),
      field("with device", "佩戴时长", durationText(time.worn, in: language), language),
      field("outside", "不假外出", durationText(timeOutside, in: language), language),
      field("escapes", "脱管次数", "\(escapes)", language),
      field("alerts", "告警", alertsText(in: language), language),
    ]
  }

  /// How the score comes about.
  private var sum: String {
    pointsOff > start ? "max(0, \(start) − \(pointsOff))" : "\(start) − \(pointsOff)"
  }

  private func field(
    _ english: String,
    _ chinese: String,
    _ value: String,
    _ language: Language
  ) -> String {
    let name = Sentence(english, chinese).in(language)
    return "  " + name + String(repeating: " ", count: max(1, 13 - name.cellCount)) + value
  }

  /// Every deduction for a screen.
  public func table(in language: Language) -> Table {
    var table = Table([
      Table.Column(Sentence("POINTS", "扣分"), .right),
      Table.Column(Sentence("WHAT", "扣分项目")),
      Table.Column(Sentence("WHEN", "时间"), isKeptWhole: true),
      Table.Column(Sentence("ALERT", "告警编号"), isKeptWhole: true),
    ])
    for deduction in deductions {
      table.append([
        Table.Cell("\(deduction.points)"), Table.Cell(deduction.item.words.in(language)),
        Table.Cell(deduction.at.map { minuteText($0, table: .china) } ?? "—"),
        Table.Cell(deduction.alert ?? "—"),
      ])
    }
    return table
  }
}
