extension Evaluator {
  /// How far a way leaves the straight line, as a share of its length: half a road's usual detour.
  private static let bend = 0.05

  /// Tells of the prohibited zones that the way to a fix led through, though no fix lies in them.
  ///
  /// The straight way between two fixes is taken for the way that was gone, with an error that grows with
  /// its length. The zone has been crossed if the deepest place of that way lies inside with as much
  /// evidence as a fix would need.
  mutating func judgeLeg(
    _ slot: Int32,
    from start: CredibleFix,
    to goal: CredibleFix,
    _ scale: Evidence.Scale,
    into output: inout Evaluation
  ) {
    let passed = goal.time - start.time
    guard passed <= rules.windows.leg, !start.isUnconfirmed, !goal.isUnconfirmed,
      registry.hasProhibitedZones(slot, at: goal.time)
    else { return }
    let length = start.coordinate.distance(to: goal.coordinate).value
    let least = Double(scale.leastError) / 10
    let origin = credibility.origin(of: start, in: states[Int(slot)].course.scatter)
    let floor = credibility.worth(of: origin).floor.value
    let error = max(start.errorRadius.value, goal.errorRadius.value, least, floor)
    guard length > 2 * error else { return }
    let bend = Self.bend * length
    let wayError = Int64((10 * (error * error + bend * bend).squareRoot()).rounded())
    for crossing in registry.prohibitedCrossings(
      of: slot,
      from: start.coordinate,
      to: goal.coordinate,
      at: goal.time
    ) {
      let cause = crossing.zone.text
      let odds = -scale.odds(of: goal, outsideBy: -crossing.depth, error: wayError)
      guard odds >= scale.rates.toAccuse, !isOpen(.prohibitedZone, cause, slot),
        !states[Int(slot)].course.watched.contains(where: { $0.zone == crossing.zone })
      else { continue }
      func time(_ share: Double) -> Instant {
        start.time + Milliseconds(Int64((Double(passed.count) * share).rounded()))
      }
      raise(
        .prohibitedZone,
        cause,
        slot,
        began: time(crossing.shares.enters),
        .crossedProhibited,
        outsideBy: crossing.depth,
        odds: odds,
        into: &output
      )
      let leaves = time(crossing.shares.leaves)
      end(.prohibitedZone, cause, slot, at: leaves, .left, into: &output)
    }
  }
}
