/// Receivers whose errors were measured against a way that is known: `docs/simulation.md` says how well
/// they fit.
extension ReceiverModel {
  /// A phone on a bicycle, in small towns and woods, that states `statement`.
  static func phoneOnBicycle(_ statement: Statement) -> ReceiverModel {
    var model = ReceiverModel(slow: 4, white: 0.7, statement: statement)
    model.correlation = 120
    model.bursts = Bursts(Spells(perDay: 200, meanLength: 30), scale: 4, exponent: 3, limit: 30)
    return model
  }

  /// A small tracker in a jersey's pocket, on the same way.
  static func trackerInPocket(_ statement: Statement) -> ReceiverModel {
    var model = ReceiverModel(slow: 11, white: 1, statement: statement)
    model.correlation = 75
    model.bursts = Bursts(Spells(perDay: 400, meanLength: 60), scale: 15, exponent: 2, limit: 60)
    return model
  }
}
