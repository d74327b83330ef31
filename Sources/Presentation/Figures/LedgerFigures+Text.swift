internal import GeoCore

extension LedgerFigures {
  /// The ledger for a screen, heading first, each line ended by a line feed.
  ///
  /// One line for each case where that fits into `width` cells, else two: what it is about, then what is
  /// done about it.
  public func text(
    in language: Language,
    width: Int? = nil,
    isColored: Bool = false
  ) -> String {
    let wide = wideTable(language)
    let natural = wide.text(in: language).split(separator: "\n").map { String($0).cellCount }.max()
    guard let width, let natural, natural > width else {
      return wide.text(in: language, isColored: isColored)
    }
    let narrow = narrowTable(language).text(in: language, width: width, isColored: isColored)
    let lines = narrow.split(separator: "\n")
    let details = [""] + rows.map { detail(of: $0, language) }
    return zip(lines, details).reduce(into: "") { text, pair in
      text += pair.0 + "\n"
      if !pair.1.isEmpty {
        text += "  " + pair.1.onOneLine.shortened(toCells: width - 2) + "\n"
      }
    }
  }

  /// Everything in columns.
  private func wideTable(_ language: Language) -> Table {
    var table = Table(
      Self.about + [
        Table.Column(Sentence("OFFICE", "司法所")),
        Table.Column(Sentence("MEASURE", "处置措施")),
        Table.Column(Sentence("RESPONSIBLE", "责任人")),
        Table.Column(Sentence("DUE", "期限")),
      ] + Self.ages
    )
    for row in rows {
      let due = row.entry.assignment.map { minuteText($0.due, table: .china) }
      table.append(
        about(row, language) + [
          Table.Cell(row.context.office), Table.Cell(row.entry.assignment?.measure ?? "—"),
          Table.Cell(row.responsible ?? "—"), Table.Cell(due ?? "—", late(row)),
        ] + ages(row, language)
      )
    }
    return table
  }

  /// What the cases are about.
  private func narrowTable(_ language: Language) -> Table {
    var table = Table(Self.about + Self.ages)
    for row in rows { table.append(about(row, language) + ages(row, language)) }
    return table
  }

  private static var about: [Table.Column] {
    [
      Table.Column(Sentence("ALERT", "编号"), isKeptWhole: true),
      Table.Column(Sentence("KIND", "类型")),
      Table.Column(Sentence("SUBJECT", "对象"), isKeptWhole: true),
      Table.Column(Sentence("NAME", "姓名")),
      Table.Column(Sentence("STATE", "处置")),
    ]
  }

  private func about(_ row: Row, _ language: Language) -> [Table.Cell] {
    let alert = row.entry.alert
    let severity = Severity(of: alert, isKeySubject: row.context.isKeySubject)
    return [
      Table.Cell(alert.name),
      Table.Cell(alert.key.kind.words.in(language), severity.style),
      Table.Cell(alert.key.subject.text), Table.Cell(row.context.name),
      Table.Cell(alert.state.words.in(language)),
    ]
  }

  private static var ages: [Table.Column] {
    [
      Table.Column(Sentence("AGE", "历时"), .right),
      Table.Column(Sentence("OVERDUE", "逾期"), .right),
    ]
  }

  private func ages(_ row: Row, _ language: Language) -> [Table.Cell] {
    [
      Table.Cell(durationText(row.entry.age, in: language)),
      Table.Cell(durationText(row.entry.overdue, in: language), late(row)),
    ]
  }

  private func late(_ row: Row) -> Style? { row.entry.overdue == nil ? nil : .boldRed }

  /// What is done about a case, in a line; empty where nobody has seen to it.
  private func detail(of row: Row, _ language: Language) -> String {
    guard let responsible = row.responsible else { return "" }
    guard let assignment = row.entry.assignment else {
      return Sentence("responsible: \(responsible)", "责任人\(responsible)").in(language)
    }
    let due = minuteText(assignment.due, table: .china)
    return Sentence(
      "responsible: \(responsible), due \(due): \(assignment.measure)",
      "责任人\(responsible)，\(due)前办结：\(assignment.measure)"
    ).in(language)
  }
}

extension LedgerFigures.Row {
  /// Who is responsible, by the full name where it is known.
  fileprivate var responsible: String? { responsibleName ?? entry.responsible }
}
