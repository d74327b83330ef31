import GeoCore
import Presentation
import Testing

/// Figures for spreadsheets, programs and screens, against texts written by hand.
struct FigureTests {
  /// 2026-03-02 18:30:00 in Shanghai.
  private let deadline = Instant(milliseconds: 1_772_447_400_000)

  @Test func `a spreadsheet gets plain digits and times that it knows, and no formula`() {
    func fields(_ value: FigureValue) -> [String] {
      [value.field(in: .english), value.field(in: .chinese)]
    }
    #expect(fields(.count(1_234_567)) == ["1234567", "1234567"])
    #expect(fields(.percent(5)) == ["0.05", "0.05"])
    #expect(fields(.percent(10_000)) == ["100.00", "100.00"])
    #expect(fields(.span(.hours(2) + Milliseconds(999))) == ["7200", "7200"])
    #expect(fields(.time(deadline)) == ["2026-03-02 18:30:00", "2026-03-02 18:30:00"])
    #expect(fields(.truth(true)) == ["yes", "是"])
    #expect(fields(.word("goesOn", Sentence("goes on", "持续中"))) == ["goes on", "持续中"])
    for nothing in [FigureValue.text(nil), .count(nil), .percent(nil), .span(nil), .time(nil)] {
      #expect(fields(nothing) == ["", ""])
    }
    for text in ["=1+1", "+86 10", "-", "@x", "\ttab"] {
      #expect(fields(.text(text)) == ["'\(text)", "'\(text)"])
    }
    #expect(fields(.text("上门 = 核查")).first == "上门 = 核查")
  }

  /// A statistics of nobody and one of one subject online for an hour of two.
  private func figures() throws -> StatisticsFigures {
    let jurisdictions = [
      Jurisdiction(id: "C", name: "青岚县", level: .county, parent: nil),
      Jurisdiction(id: "O", name: "柳溪司法所", level: .office, parent: "C"),
    ]
    var statistics = try #require(SupervisionStatistics(of: "C", in: jurisdictions))
    let period = Period(start: deadline, end: deadline + .hours(2))
    let time = SupervisedTime(
      due: .hours(2),
      worn: .hours(2),
      online: .hours(1),
      located: .minutes(7)
    )
    statistics.add(
      SubjectAccount(
        subject: "S",
        period: period,
        versions: [(.always, Subject(id: "S", name: "", jurisdiction: "C", grade: "strict"))],
        stretches: [
          (
            SupervisedStretch(period: period, jurisdiction: "C", reportEvery: .minutes(5)), time
          )
        ],
        alerts: [],
        leaves: []
      )
    )
    return StatisticsFigures(statistics, in: period)
  }

  @Test func `statistics have one value under each heading, and the same for programs`() throws {
    let figures = try figures()
    let header = StatisticsFigures.sheet.header(in: .english)
    #expect(Set(header).count == header.count && header.count == 32)
    let chinese = StatisticsFigures.sheet.header(in: .chinese)
    #expect(Set(chinese).count == 32 && chinese.contains("定位监管率（%）"))
    let rows = figures.rows.map { row in
      Dictionary(
        uniqueKeysWithValues: zip(
          header,
          StatisticsFigures.sheet.fields(of: row, in: .english)
        )
      )
    }
    #expect(rows.map { $0["jurisdiction"] } == ["C", "O"])
    #expect(rows[0]["locatedPercent"] == "5.83" && rows[0]["onlinePercent"] == "50.00")
    #expect(rows[0]["dueSeconds"] == "7200" && rows[1]["dueSeconds"] == "0")
    #expect(rows[1]["locatedPercent"] == "" && rows[1]["medianCloseSeconds"] == "")
    #expect(rows[0]["kind.silent"] == "0" && rows[0]["state.open"] == "0")
    let line = StatisticsFigures.sheet.line(of: figures.rows[1]).text
    #expect(
      line.hasPrefix(#"{"jurisdiction":"O","name":"柳溪司法所","from":"2026-03-02T10:30:00.000Z""#)
    )
    #expect(line.contains(#""locatedPercent":null,"#) && line.contains(#""subjects":0,"#))
  }

  @Test(arguments: [Language.english, .chinese])
  func `tables of statistics fit into 80 cells`(language: Language) throws {
    for (title, table) in try figures().tables(in: language) {
      let text = table.text(in: language, width: 80)
      #expect(text.split(separator: "\n").count == 3, "\(title.english)")
      #expect(text.split(separator: "\n").allSatisfy { String($0).cellCount <= 80 }, "\(text)")
      #expect(text.contains("青岚县"))
    }
  }

  private func ledger() throws -> LedgerFigures {
    let key = AlertKey(subject: "S-1", kind: .leaveOverstay, cause: "L-9", began: deadline)
    let alert = AlertRecord(
      name: key.name,
      key: key,
      raisedAt: deadline,
      reason: .leaveOver,
      state: .acknowledged
    )
    let task = AlertAssignment(
      assignee: "wang",
      measure: "电话联系家属\n上门核查",
      due: deadline + .hours(12)
    )
    let step = AlertStep(
      number: 1,
      alert: key.name,
      action: .assigned,
      at: deadline,
      knownAt: deadline,
      operatorID: "li",
      assignment: task
    )
    let context = AlertContext(
      name: "张三",
      office: "仙都司法所",
      grade: "strict",
      isKeySubject: true,
      jurisdictions: []
    )
    let now = deadline + .hours(13)
    let assigned = try #require(LedgerEntry(HandledAlert(alert, AlertHandling([step])), at: now))
    let bare = try #require(LedgerEntry(HandledAlert(alert, AlertHandling([])), at: now))
    return LedgerFigures([
      LedgerFigures.Row(assigned, context, responsibleName: "王芳"),
      LedgerFigures.Row(bare, context, responsibleName: nil),
    ])
  }

  @Test func `the ledger takes one line a case where there is room, else two`() throws {
    let ledger = try ledger()
    let wide = ledger.text(in: .english).split(separator: "\n")
    #expect(wide.count == 3)
    for part in ["acknowledged", "王芳", "2026-03-03 06:30", "上门核查", "13 h 00 min", "1 h 00 min"] {
      #expect(wide[1].contains(part), "\(wide[1])")
    }
    #expect(wide[2].contains("—") && !wide[2].contains("王芳"))
    let narrow = ledger.text(in: .chinese, width: 80).split(separator: "\n")
    #expect(narrow.count == 4)
    #expect(narrow[2].hasPrefix("  责任人王芳，2026-03-03 06:30前办结：电话联系家属"))
    #expect(narrow.allSatisfy { String($0).cellCount <= 80 })
  }

  @Test func `a line of the ledger for programs names what is done and by when`() throws {
    let rows = try ledger().rows
    let line = LedgerFigures.sheet.line(of: rows[0]).text
    for part in [
      #""situation":"goesOn""#, #""responsible":"wang""#, #""responsibleName":"王芳""#,
      #""due":"2026-03-02T22:30:00.000Z""#, #""ageSeconds":46800"#, #""isOverdue":true"#,
      #""overdueSeconds":3600"#, #""isKeySubject":true"#,
    ] {
      #expect(line.contains(part), "\(line)")
    }
    let bare = LedgerFigures.sheet.line(of: rows[1]).text
    #expect(bare.contains(#""measure":null,"responsible":null"#))
    #expect(bare.contains(#""isOverdue":false,"overdueSeconds":null"#))
    // Nothing says where anybody is.
    #expect(!line.contains("atitude") && !line.contains("position"))
  }

  @Test func `an assignment is told in both languages, on one line`() throws {
    let task = AlertAssignment(assignee: "wang", measure: "visit\nagain", due: deadline)
    let words = task.words(table: .china)
    #expect(words.english.hasPrefix("to wang, due 2026-03-02 18:30: visit"))
    #expect(words.chinese.hasPrefix("责任人wang，2026-03-02 18:30前办结：visit"))
    #expect(!words.english.contains("\n") && !words.chinese.contains("\n"))
  }
}
