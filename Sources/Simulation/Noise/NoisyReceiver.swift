import GeoCore

/// One receiver at work: true places in, positions out, in order of time.
struct NoisyReceiver {
  /// A position as the receiver gives it.
  struct Seen {
    var place: PlanePoint
    var source: Fix.Source
    /// The accuracy that is stated, in metres.
    var accuracy: Double?
    /// The dilution of precision that is stated, with satellites.
    var dilution: Double?
  }

  private let model: ReceiverModel
  private var slow: SlowError
  private var bursts: SpellCourse?
  private var freezes: SpellCourse?
  private var fallback: SpellCourse?
  private var wild: SpellCourse?
  private var last: Seen?
  private var burst = (number: 0, offset: PlanePoint(east: 0, north: 0))
  private var tower = (until: -Double.infinity, offset: PlanePoint(east: 0, north: 0))
  private var elsewhere = (number: 0, offset: PlanePoint(east: 0, north: 0))

  init(_ model: ReceiverModel, from second: Double, _ random: inout SplitMix64) {
    self.model = model
    slow = SlowError(&random)
    bursts = model.bursts.map { SpellCourse($0.spells, from: second, &random) }
    freezes = model.freezes.map { SpellCourse($0, from: second, &random) }
    fallback = model.fallback.map { SpellCourse($0.spells, from: second, &random) }
    wild = model.wild.map { SpellCourse($0.spells, from: second, &random) }
  }

  /// What the receiver makes of a true place at a second.
  mutating func see(
    _ place: PlanePoint,
    at second: Double,
    isAtRest: Bool,
    _ random: inout SplitMix64
  ) -> Seen {
    let slow = slow.at(second, correlation: model.correlation, &random)
    if freezes?.holds(at: second, &random) ?? false, let last { return last }
    let scale = isAtRest ? model.atRest : 1
    let error = model.slow * slow + model.white * random.normal()
    var seen = Seen(place: place + scale * error, source: model.source)
    state(of: &seen, deviation: scale * model.deviation, &random)
    if let offset = burstOffset(at: second, &random) { seen.place = seen.place + offset }
    if let away = towerPosition(near: place, at: second, &random) { seen = away }
    if let offset = wildOffset(at: second, &random) { seen.place = seen.place + offset }
    last = seen
    return seen
  }

  /// Lets the receiver say of its error what it says.
  private func state(of seen: inout Seen, deviation: Double, _ random: inout SplitMix64) {
    switch model.statement {
    case .accuracy(let ratio):
      seen.accuracy = max(1, ratio * deviation * random.even(0.8...1.2))
    case .dilution: seen.dilution = 0.8 + deviation / 20 * random.even(0.5...1.5)
    case .nothing: break
    }
  }

  private mutating func burstOffset(
    at second: Double,
    _ random: inout SplitMix64
  ) -> PlanePoint? {
    guard let parameters = model.bursts, bursts?.holds(at: second, &random) ?? false,
      let number = bursts?.count
    else { return nil }
    if burst.number != number {
      // Pareto by inversion: the largest of `exponent` even numbers is a root of one.
      let root = (0..<parameters.exponent).map { _ in random.even(0...1) }.max() ?? 1
      let length = min(parameters.limit, parameters.scale / max(root, 1e-9))
      burst = (number, length * random.direction())
    }
    return random.even(0.7...1.3) * burst.offset
  }

  private mutating func towerPosition(
    near place: PlanePoint,
    at second: Double,
    _ random: inout SplitMix64
  ) -> Seen? {
    guard let parameters = model.fallback, fallback?.holds(at: second, &random) ?? false else {
      tower.until = -.infinity
      return nil
    }
    if second >= tower.until {
      let distance = random.logarithmic(parameters.distance)
      tower = (second + random.exponential(mean: 600), distance * random.direction())
    }
    var seen = Seen(place: place + tower.offset + 20 * random.normal(), source: parameters.source)
    seen.accuracy =
      parameters.lie.map { random.even($0) }
      ?? tower.offset.length * random.even(0.7...1.5)
    return seen
  }

  private mutating func wildOffset(
    at second: Double,
    _ random: inout SplitMix64
  ) -> PlanePoint? {
    guard let parameters = model.wild, wild?.holds(at: second, &random) ?? false,
      let number = wild?.count
    else { return nil }
    if elsewhere.number != number {
      elsewhere = (number, random.logarithmic(parameters.distance) * random.direction())
    }
    return elsewhere.offset
  }
}
