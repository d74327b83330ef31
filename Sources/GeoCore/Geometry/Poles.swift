/// The poles that an area holds.
///
/// A pole is one point whose longitude says nothing, so that no ray decides it. It is inside where the
/// zone says so: by an edge along the pole's parallel that goes all the way round.
struct Poles: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let north = Poles(rawValue: 1 << 0)
  static let south = Poles(rawValue: 1 << 1)

  /// Whether `pole`, which is one of the two, is among them.
  func contains(pole: Coordinate) -> Bool { contains(pole.latitudeE7 > 0 ? .north : .south) }
}

extension Ring {
  /// The poles along whose parallel the ring goes all the way round.
  var poles: Poles {
    let highest = Int64(Coordinate.latitudes.upperBound)
    var poles: Poles = []
    if box.latitudes.upperBound == highest, goesRound(at: highest) { poles.insert(.north) }
    if box.latitudes.lowerBound == -highest, goesRound(at: -highest) { poles.insert(.south) }
    return poles
  }

  /// Whether the edges along a parallel add up to a whole turn.
  private func goesRound(at latitude: Int64) -> Bool {
    var sum: Int64 = 0
    var previous = longitudes.count - 1
    for index in longitudes.indices {
      if latitudes[index] == latitude, latitudes[previous] == latitude {
        sum += longitudes[index] - longitudes[previous]
      }
      previous = index
    }
    return abs(sum) == Box.turn
  }
}
