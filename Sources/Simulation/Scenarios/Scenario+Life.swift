extension Scenario {
  /// How a person lives: at home inside, once a day outside.
  struct Life: Sendable {
    /// How far inside the edge the home is, in metres.
    var home: ClosedRange<Double>

    /// How far outside it goes, in metres; the logarithm is drawn evenly.
    var depth: ClosedRange<Double>

    /// For how long it stays there, in minutes.
    var stay: ClosedRange<Double>

    /// How fast it goes there and back, in metres a second.
    var speed: ClosedRange<Double>

    /// How far outside an excursion begins to matter, in metres.
    var threshold = 200.0

    /// Whether it drives for an hour and a half a day along the edge, 20 to 60 m inside.
    var drivesAlong = false

    /// Where it truly is.
    func itinerary(days: Int, _ random: inout SplitMix64) -> Itinerary {
      let home = PlanePoint(east: 0, north: -random.even(self.home))
      var itinerary = Itinerary(at: home)
      for day in 0..<days {
        let midnight = 86_400 * day
        if drivesAlong { drive(&itinerary, from: midnight + 6 * 3_600, &random) }
        let depth = random.logarithmic(depth)
        // The further, the faster: nobody walks 20 km, nor drives 100 m at full speed.
        let speed = min(random.even(self.speed), max(self.speed.lowerBound, depth / 20))
        let stay = Int((random.even(stay) * 60).rounded(.up)) + 1
        let travel = Int(2 * (depth - home.north) / speed)
        let leaving = midnight + 8 * 3_600 + random.whole(0...max(0, 15 * 3_600 - stay - travel))
        let place = PlanePoint(east: random.even(-100...100), north: depth)
        itinerary.go(to: place, leaving: leaving, speed: speed)
        itinerary.go(to: home, leaving: itinerary.endTime + stay, speed: speed)
      }
      return itinerary
    }

    /// Two ways of 22 minutes along the edge, each there and back.
    private func drive(_ itinerary: inout Itinerary, from second: Int, _ random: inout SplitMix64) {
      let home = itinerary.home
      for way in 0..<2 {
        let inside = random.even(20...60)
        let speed = random.even(8...20)
        let far = PlanePoint(east: (way == 0 ? 1 : -1) * speed * 1_320, north: -inside)
        itinerary.go(
          to: PlanePoint(east: 0, north: -inside),
          leaving: second + way * 3_600,
          speed: speed
        )
        itinerary.go(to: far, leaving: itinerary.endTime, speed: speed)
        itinerary.go(
          to: PlanePoint(east: 0, north: -inside),
          leaving: itinerary.endTime,
          speed: speed
        )
        itinerary.go(to: home, leaving: itinerary.endTime, speed: speed)
      }
    }
  }
}

extension Itinerary {
  /// The begins and ends of all ways; in between the person rests or goes straight on.
  var corners: [(second: Int, place: PlanePoint)] {
    [(0, home)] + legs.flatMap { [($0.start, $0.from), ($0.end, $0.to)] }
  }
}
