import Testing

@testable import GeoCore

/// The figures of a morning that was counted by hand (``CountedMorning``), by the definitions of
/// `docs/figures.md`.
struct SupervisionStatisticsTests {
  private let morning = CountedMorning()

  private func statistics(
    of id: JurisdictionID,
    in period: Period = CountedMorning.period
  ) throws -> [JurisdictionID: JurisdictionFigures] {
    var statistics = try #require(
      SupervisionStatistics(of: id, in: CountedMorning.jurisdictions)
    )
    for id in morning.registry.subjectIDs { statistics.add(morning.account(of: id, in: period)) }
    return Dictionary(
      uniqueKeysWithValues: statistics.rows.map { ($0.jurisdiction.id, $0.figures) }
    )
  }

  @Test func `rows are the jurisdiction and those directly below it, by their identifiers`() throws
  {
    let statistics = SupervisionStatistics(of: "C", in: CountedMorning.jurisdictions)
    #expect(statistics?.rows.map(\.jurisdiction.id) == ["C", "O1", "O2"])
    #expect(statistics?.covers("O2") == true && statistics?.covers("X") == false)
    let office = SupervisionStatistics(of: "O1", in: CountedMorning.jurisdictions)
    #expect(office?.rows.map(\.jurisdiction.id) == ["O1"])
    #expect(SupervisionStatistics(of: "nowhere", in: CountedMorning.jurisdictions) == nil)
  }

  @Test func `subjects count where they belonged, and once in the jurisdiction above`() throws {
    let figures = try statistics(of: "C")
    // A and B belonged to O1, B and E to O2; B is one of three in the county.
    #expect(figures["O1"]?.subjects == 2 && figures["O2"]?.subjects == 2)
    #expect(figures["C"]?.subjects == 3)
    #expect(try statistics(of: "X")["X"]?.subjects == 1)
  }

  @Test func `time due and covered is of the grade, the office and the wearer of each moment`()
    throws
  {
    // A, standard: 07:50 covers to 08:05 (5 minutes of the period), 08:10 and 08:20 to 08:35 (25), 09:58
    // to 10:00 (2): 32 online, of them 08:25–08:35 by a heartbeat alone: 22 located. Strict: 09:58 covers
    // to 10:03 (3), 10:10 to 10:15 (5, a heartbeat). So 240 due, 40 online, 25 located.
    #expect(morning.account(of: "A").time == minutes(240, 240, 40, 25))
    // B: 08:50 covers to 09:00, when the device is E's; without one for 180 of 240 minutes.
    #expect(morning.account(of: "B").time == minutes(240, 60, 10, 10))
    // E: supervised until 11:00; 09:05 covers to 09:20. What device 2 said at 08:50 was not E's.
    #expect(morning.account(of: "E").time == minutes(180, 120, 15, 15))
    let figures = try statistics(of: "C")
    #expect(figures["O1"]?.time == minutes(240 + 120, 240 + 60, 40 + 10, 25 + 10))
    #expect(figures["O2"]?.time == minutes(120 + 180, 120, 15, 15))
    #expect(figures["C"]?.time == minutes(660, 420, 65, 50))
    // 35/360 = 9.7222 %, 50/660 = 7.5757 %, 65/660 = 9.8484 %: cut off, not rounded.
    #expect(figures["O1"]?.time.locatedShare == 972 && figures["C"]?.time.locatedShare == 757)
    #expect(figures["C"]?.time.onlineShare == 984 && figures["O2"]?.time.onlineShare == 500)
  }

  @Test func `alerts count where and when they were raised, withdrawn ones never`() throws {
    let figures = try statistics(of: "C")
    let kinds = figures.mapValues(\.alertsByKind)
    #expect(kinds["O1"] == [.silent: 1, .outOfZone: 1])
    #expect(kinds["O2"] == [.curfew: 1, .leaveOverstay: 1, .reportBackMissing: 1])
    #expect(figures["C"]?.alerts == 5)
    let states = figures.mapValues(\.alertsByState)
    #expect(states["O1"] == [.open: 1, .resolved: 1])
    #expect(states["O2"] == [.cannotResolve: 1, .resolved: 1, .inProgress: 1])
    #expect(states["C"] == [.open: 1, .resolved: 2, .cannotResolve: 1, .inProgress: 1])
  }

  @Test func `the median times are of alerts raised within the period`() throws {
    let figures = try statistics(of: "C")
    // Acknowledged after 10 (B out), 20 (B curfew), 30 (E overstay, closed at once), 24 (E report back).
    #expect(figures["C"]?.acknowledged == 4)
    #expect(figures["C"]?.medianToAcknowledge == .minutes(22))
    #expect(figures["O2"]?.medianToAcknowledge == .minutes(24))
    // Resolved after 60 and 30; the curfew cannot be resolved and counts for none.
    #expect(figures["C"]?.resolved == 2 && figures["C"]?.medianToClose == .minutes(45))
    #expect(figures["O1"]?.medianToClose == .minutes(60))
    #expect(try statistics(of: "X")["X"]?.medianToClose == nil)
  }

  @Test func `leaves count where the subject belonged when they began; escapes when they worsened`()
    throws
  {
    let figures = try statistics(of: "C")
    // L2 begins with the period, L5 when B has come to O2; L1 and L3 begin outside it, L4 never did.
    #expect(figures.mapValues(\.leavesGranted) == ["C": 2, "O1": 1, "O2": 1])
    #expect(figures.mapValues(\.leavesOverstayed) == ["C": 1, "O1": 0, "O2": 1])
    #expect(figures.mapValues(\.leavesNotReportedBack) == ["C": 1, "O1": 0, "O2": 1])
    #expect(figures.mapValues(\.escaped) == ["C": 1, "O1": 1, "O2": 0])
    // The silence was raised before this period; it became an escape in it.
    let late = try statistics(of: "C", in: Period(start: at("10:30"), end: at("11:30")))
    #expect(late["O1"]?.escaped == 1 && late["O1"]?.alerts == 0)
  }

  @Test func `an escape belongs to where the subject was when it became one`() throws {
    var account = morning.account(of: "B")
    account.alerts = morning.account(of: "A").alerts.filter { $0.alert.worsened != nil }
    // Raised at 08:00 in O1, an escape at 11:00 in O2.
    var statistics = try #require(
      SupervisionStatistics(of: "C", in: CountedMorning.jurisdictions)
    )
    statistics.add(account)
    #expect(statistics.rows.map(\.figures.escaped) == [1, 0, 1])
    #expect(statistics.rows.map(\.figures.alerts) == [1, 1, 0])
  }

  @Test func `an empty period and one before all supervision have no share and no median`() throws {
    let none = Period(start: at("09:00"), end: at("09:00"))
    let figures = try statistics(of: "C", in: none)
    #expect(figures["C"]?.subjects == 0 && figures["C"]?.alerts == 0)
    #expect(figures["C"]?.time.locatedShare == nil)
    #expect(figures["C"]?.medianToAcknowledge == nil)
    let early = try statistics(of: "O2", in: Period(start: at("01:00"), end: at("05:00")))
    #expect(early["O2"]?.subjects == 0 && early["O2"]?.time.onlineShare == nil)
  }

  @Test func `a circle in the tree of jurisdictions ends somewhere`() {
    let circle = [
      Jurisdiction(id: "P", name: "", level: .city, parent: "Q"),
      Jurisdiction(id: "Q", name: "", level: .county, parent: "P"),
    ]
    let statistics = SupervisionStatistics(of: "P", in: circle)
    #expect(statistics?.rows.map(\.jurisdiction.id) == ["P", "Q"])
  }

  private func minutes(
    _ due: Int64,
    _ worn: Int64,
    _ online: Int64,
    _ located: Int64
  ) -> SupervisedTime {
    SupervisedTime(
      due: .minutes(due),
      worn: .minutes(worn),
      online: .minutes(online),
      located: .minutes(located)
    )
  }
}
