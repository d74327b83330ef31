import GeoCore

/// How the people of the population live: nights at home, work, errands, and now and then a way out of
/// the county without leave.
struct ResidentLife {
  let county: InventedCounty
  let gates: [InventedCounty.Gate]

  /// The middle of the town whose office the person belongs to.
  let town: PlanePoint

  /// The share of days with a way out, in hundredths.
  private static let outings = 10

  /// The ways of so many days, the first a Monday.
  func itinerary(days: Int, _ random: inout SplitMix64) -> Itinerary {
    // One in eight lives by the edge.
    let home =
      random.whole(1...8) == 1
      ? gates[random.whole(0...gates.count - 1)].place(inside: random.logarithmic(30...300))
      : place(within: 2_500, of: town, &random)
    let hasWork = random.whole(1...10) <= 6
    let work = reachable(from: home, within: 2_000, of: town, &random)
    var itinerary = Itinerary(at: home)
    for day in 0..<days {
      let midnight = 86_400 * day
      let isFree = day % 7 >= 5 || !hasWork
      if !isFree {
        visit(
          work,
          from: midnight + 7 * 3_600,
          within: 5_400,
          staying: 32_400...36_000,
          &itinerary,
          &random
        )
      }
      if random.whole(1...100) <= Self.outings {
        let earliest = midnight + (isFree ? 9 : 18) * 3_600
        goOut(from: earliest, &itinerary, &random)
      } else if random.whole(1...10) <= 6 {
        let shop = reachable(from: home, within: 1_500, of: home, &random)
        let earliest = midnight + (isFree ? 9 : 18) * 3_600
        visit(shop, from: earliest, within: 7_200, staying: 900...5_400, &itinerary, &random)
      }
    }
    return itinerary
  }

  /// Goes somewhere, stays, and goes home.
  private func visit(
    _ place: PlanePoint,
    from second: Int,
    within: Int,
    staying: ClosedRange<Int>,
    _ itinerary: inout Itinerary,
    _ random: inout SplitMix64
  ) {
    let speed = self.speed(over: itinerary.home.distance(to: place), &random)
    itinerary.go(to: place, leaving: second + random.whole(0...within), speed: speed)
    let stay = random.whole(staying)
    itinerary.go(to: itinerary.home, leaving: itinerary.endTime + stay, speed: speed)
  }

  /// Leaves the county by a road, for ten minutes to three hours, and comes home.
  private func goOut(from second: Int, _ itinerary: inout Itinerary, _ random: inout SplitMix64) {
    let home = itinerary.home
    let open = gates.filter { isInside(from: home, to: $0.place(inside: 300)) }
    guard !open.isEmpty else { return }
    let gate = open[random.whole(0...open.count - 1)]
    let depth = random.logarithmic(60...30_000)
    let speed = self.speed(over: home.distance(to: gate.middle) + depth, &random)
    itinerary.go(
      to: gate.place(inside: 300),
      leaving: second + random.whole(0...7_200),
      speed: speed
    )
    itinerary.go(to: gate.place(inside: -depth), leaving: itinerary.endTime, speed: speed)
    let stay = Int(60 * random.logarithmic(10...180))
    itinerary.go(to: gate.place(inside: 300), leaving: itinerary.endTime + stay, speed: speed)
    itinerary.go(to: home, leaving: itinerary.endTime, speed: speed)
  }

  /// On foot for a short way, else by scooter or car.
  private func speed(over meters: Double, _ random: inout SplitMix64) -> Double {
    meters < 1_200 ? random.even(1.1...1.6) : random.even(5...min(25, 5 + meters / 400))
  }

  /// A place of the county about another.
  private func place(
    within radius: Double,
    of middle: PlanePoint,
    _ random: inout SplitMix64
  ) -> PlanePoint {
    for _ in 0..<1_000 {
      let place = middle + radius * random.normal()
      if county.executionArea.signedDistance(to: place.coordinate).value < -30 { return place }
    }
    preconditionFailure("a town lies in the county")
  }

  /// A place of the county about another to which a straight way leads within the county; if chance finds
  /// none, the start.
  private func reachable(
    from start: PlanePoint,
    within radius: Double,
    of middle: PlanePoint,
    _ random: inout SplitMix64
  ) -> PlanePoint {
    for _ in 0..<100 {
      let place = place(within: radius, of: middle, &random)
      if isInside(from: start, to: place) { return place }
    }
    return start
  }

  /// Whether the straight way between two places stays in the county.
  private func isInside(from start: PlanePoint, to end: PlanePoint) -> Bool {
    let steps = max(1, Int(start.distance(to: end) / 50))
    return (0...steps).allSatisfy { step in
      let place = start + (Double(step) / Double(steps)) * (end - start)
      return county.executionArea.contains(place.coordinate)
    }
  }
}
