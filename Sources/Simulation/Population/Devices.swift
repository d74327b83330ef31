import GeoCore

extension Reporting {
  /// A wristband: every minute, with a gap of half an hour every second day; every tenth it is off for
  /// two hours.
  static let wristband = Reporting(
    outages: Spells(perDay: 0.5, meanLength: 1_800),
    offs: Spells(perDay: 0.1, meanLength: 7_200),
    lost: 1
  )

  /// A phone: every quarter of an hour or so; off for three hours in five days.
  static let phone = Reporting(
    interval: 900,
    slack: 120,
    outages: Spells(perDay: 0.5, meanLength: 3_600),
    offs: Spells(perDay: 0.2, meanLength: 10_800),
    lost: 3
  )
}

extension ReceiverModel {
  /// A wristband's receiver: a weak antenna, in the open, in a town or between high buildings, that
  /// states satellites and HDOP, or an accuracy, or nothing.
  static func wristband(_ random: inout SplitMix64) -> ReceiverModel {
    let statement: Statement =
      switch random.whole(1...20) {
      case 1...12: .dilution
      case 13...15: .accuracy(ratio: random.even(0.5...1.6))
      default: .nothing
      }
    var model = surrounded(statement, &random)
    if case .nothing = statement { model.source = .unknown }
    model.freezes = Spells(perDay: 0.3, meanLength: 1_200)
    return model
  }

  /// A phone's mixture: it states an accuracy, right or too good, and falls back to cell towers; one in
  /// twenty does not say so.
  static func phone(_ random: inout SplitMix64) -> ReceiverModel {
    let isHonest = random.whole(1...20) > 1
    var model = surrounded(.accuracy(ratio: isHonest ? 1.51 : random.even(0.3...0.8)), &random)
    model.source = .fused
    model.atRest = 2
    let towers = Spells(perDay: 2, meanLength: 1_800)
    model.fallback = Fallback(towers, distance: 300...3_000, lie: isHonest ? nil : 20...80)
    model.wild = Wild(Spells(perDay: 0.05, meanLength: 120), distance: 20_000...1_000_000)
    return model
  }

  /// In the open as the phone that was measured, in the woods as the tracker, or between high buildings.
  private static func surrounded(
    _ statement: Statement,
    _ random: inout SplitMix64
  ) -> ReceiverModel {
    switch random.whole(1...10) {
    case 1...6:
      var model = phoneOnBicycle(statement)
      model.atRest = 1.5
      return model
    case 7...9: return trackerInPocket(statement)
    default:
      var model = ReceiverModel(slow: 20, white: 8, statement: statement)
      model.bursts = Bursts(Spells(perDay: 12, meanLength: 120), scale: 50, exponent: 2)
      return model
    }
  }
}
