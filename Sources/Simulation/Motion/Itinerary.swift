/// Where a person truly is, second by second: rests joined by straight ways.
struct Itinerary {
  /// A straight way at an even speed.
  struct Leg {
    var (start, end): (Int, Int)
    var (from, to): (PlanePoint, PlanePoint)

    /// The place at a second of the leg.
    func place(at second: Int) -> PlanePoint {
      from + (Double(second - start) / Double(end - start)) * (to - from)
    }
  }

  /// Where it begins.
  let home: PlanePoint
  /// The ways, in order of time.
  private(set) var legs: [Leg] = []

  init(at home: PlanePoint) { self.home = home }

  /// The place after the last leg.
  var end: PlanePoint { legs.last?.to ?? home }

  /// The second at which the last leg ends.
  var endTime: Int { legs.last?.end ?? .min }

  /// Goes straight to a place, leaving at a second (or at once, if that is past), at metres a second.
  mutating func go(to place: PlanePoint, leaving second: Int, speed: Double) {
    let start = max(second, endTime)
    let duration = max(1, Int((end.distance(to: place) / speed).rounded()))
    legs.append(Leg(start: start, end: start + duration, from: end, to: place))
  }

  /// Goes straight to a place so as to be there at a second.
  mutating func go(to place: PlanePoint, arriving second: Int, speed: Double) {
    let duration = Int((end.distance(to: place) / speed).rounded())
    go(to: place, leaving: second - duration, speed: speed)
  }

  /// The way at a second; `nil` at rest.
  func leg(at second: Int) -> Leg? { legs.first { $0.start <= second && second < $0.end } }

  /// The place at a second.
  func place(at second: Int) -> PlanePoint {
    guard let leg = legs.last(where: { $0.start <= second }) else { return home }
    return second < leg.end ? leg.place(at: second) : leg.to
  }

  /// The speed at a second, in metres a second.
  func speed(at second: Int) -> Double {
    guard let leg = leg(at: second) else { return 0 }
    return leg.from.distance(to: leg.to) / Double(leg.end - leg.start)
  }

  /// Every place that is passed: the rests, and the ways about every `step` metres.
  func trace(every step: Double) -> [PlanePoint] {
    var places = [home]
    for leg in legs {
      let count = max(1, Int(leg.from.distance(to: leg.to) / step))
      for index in 1...count {
        places.append(leg.from + (Double(index) / Double(count)) * (leg.to - leg.from))
      }
    }
    return places
  }
}
