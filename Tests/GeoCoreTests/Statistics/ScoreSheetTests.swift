import Testing

@testable import GeoCore

/// Score sheets of the morning that was counted by hand, by the table of points in `docs/figures.md`.
struct ScoreSheetTests {
  private let morning = CountedMorning()

  private func sheet(_ id: SubjectID) throws -> ScoreSheet {
    try #require(ScoreSheet(morning.account(of: id)))
  }

  @Test func `every deduction says what it is for, when, and which alert it comes from`() throws {
    let sheet = try sheet("B")
    // 10 of the 60 minutes with a device are 16.66 %: 78.34 below 95, fifteen full steps of five.
    #expect(
      sheet.deductions.map(\.item) == [
        .alert(.outOfZone), .absence(.hours(1)), .alert(.curfew), .offline(share: 1_666),
      ]
    )
    #expect(sheet.deductions.map(\.points) == [5, 1, 3, 15])
    #expect(sheet.deductions.map(\.at) == [at("09:30"), at("09:30"), at("10:05"), nil])
    let names = morning.alerts.filter { $0.alert.key.subject == "B" }.map(\.alert.name)
    #expect(sheet.deductions.map(\.alert) == [names[0], names[0], names[1], nil])
    #expect(sheet.score == 100 - 24)
    #expect(sheet.timeOutside == .hours(1))
    #expect(sheet.subject.jurisdiction == "O2")
  }

  @Test
  func `an escape is taken off beside its silence; what was withdrawn or raised before is not`()
    throws
  {
    let sheet = try sheet("A")
    // 40 of 240 minutes are 16.66 %: 78.34 below, fifteen steps.
    #expect(sheet.deductions.map(\.item) == [.alert(.silent), .escape, .offline(share: 1_666)])
    #expect(sheet.deductions.map(\.points) == [3, 20, 15])
    #expect(sheet.deductions[1].at == at("11:00"))
    #expect(sheet.escapes == 1 && sheet.alertsByKind == [.silent: 1])
    #expect(sheet.score == 62 && sheet.timeOutside == .zero)
  }

  @Test func `overstay and missing report back are counted`() throws {
    let sheet = try sheet("E")
    // 15 of 120 minutes are 12.5 %: 82.5 below, sixteen steps.
    #expect(sheet.deductions.map(\.points) == [10, 5, 16])
    #expect(sheet.score == 69)
  }

  @Test func `an absence counts by its part within the period, by full hours`() throws {
    var account = morning.account(of: "B")
    account.alerts = account.alerts.filter { $0.alert.key.kind == .outOfZone }
    func hours(_ began: String, ended: String?) throws -> (Milliseconds, Int) {
      account.alerts[0].alert.key.began = at(began)
      account.alerts[0].alert.ended = ended.map(at)
      let sheet = try #require(ScoreSheet(account))
      let points = sheet.deductions.filter { if case .absence = $0.item { true } else { false } }
      return (sheet.timeOutside, points.reduce(0) { $0 + $1.points })
    }
    #expect(try hours("06:00", ended: "09:30") == (.minutes(90), 1))
    #expect(try hours("09:00", ended: nil) == (.hours(3), 3))
    #expect(try hours("11:30", ended: "15:00") == (.minutes(30), 0))
    #expect(try hours("06:00", ended: "08:00") == (.zero, 0))
    // Off the destination of a leave is not without leave.
    account.alerts[0].alert.reason = .offDestination
    #expect(try hours("09:00", ended: nil) == (.zero, 0))
  }

  @Test func `a score does not go below nothing, and a table of one's own is followed`() throws {
    var rules = ScoreRules()
    rules.escapePoints = 90
    let low = try #require(ScoreSheet(morning.account(of: "A"), rules))
    #expect(low.pointsOff == 108 && low.score == 0)
    rules = ScoreRules()
    (rules.start, rules.onlineDue) = (50, 15)
    // 16.66 % is not below 15 %.
    let own = try #require(ScoreSheet(morning.account(of: "A"), rules))
    #expect(own.score == 50 - 23)
  }

  @Test func `who has no device loses nothing for being offline`() throws {
    let later = Period(start: at("10:00"), end: at("12:00"))
    let sheet = try #require(ScoreSheet(morning.account(of: "B", in: later)))
    #expect(sheet.time.onlineShare == 0 && sheet.time.worn == .zero)
    #expect(sheet.deductions.map(\.item) == [.alert(.curfew)])
  }

  @Test func `who was not under supervision has no sheet`() {
    let night = Period(start: at("01:00"), end: at("02:00"))
    #expect(ScoreSheet(morning.account(of: "E", in: night)) == nil)
    let later = Period(start: at("11:00"), end: at("12:00"))
    #expect(ScoreSheet(morning.account(of: "E", in: later)) == nil)
  }
}
