import GeoCore

/// What a receiver makes of a true place: white noise, and an error that stays for minutes.
///
/// The slow error is a first-order autoregression with a time constant of five minutes. An error is
/// never beyond three standard deviations on either axis.
struct Receiver {
  /// The device that it sits in.
  let assignment: DeviceAssignment
  private var slow = PlanePoint(east: 0, north: 0)
  private var last: Int?
  private var charge: Double

  init(_ assignment: DeviceAssignment, _ random: inout SplitMix64) {
    self.assignment = assignment
    charge = random.even(70...98)
    slow = PlanePoint(east: random.bell(), north: random.bell())
  }

  /// A report without a position.
  mutating func heartbeat(at second: Int) -> Fix {
    drain(until: second)
    var fix = Fix(device: assignment.device, time: EveningClock.instant(second))
    fix.batteryPercent = battery
    return fix
  }

  /// A fix of the place where `itinerary` is at `second`.
  mutating func fix(
    of itinerary: Itinerary,
    at second: Int,
    _ random: inout SplitMix64
  ) -> Fix {
    let isMoving = itinerary.leg(at: second) != nil
    let place = itinerary.place(at: second)
    var fix: Fix
    switch assignment.kind {
    case .wristband:
      let hdop = isMoving ? random.even(0.8...1.6) : random.even(1.6...3.2)
      fix = self.fix(at: place, second, .gnss, deviation: isMoving ? 5 : 9, &random)
      fix.hdopHundredths = UInt16((hdop * 10).rounded()) * 10
      fix.satellites = UInt8(isMoving ? random.whole(8...14) : random.whole(5...9))
    case .phone:
      // A stated accuracy holds the truth with 68 %: 1.51 standard deviations of an axis.
      let accuracy = (isMoving ? random.even(5...12) : random.even(30...60)).rounded()
      let source: Fix.Source = isMoving ? .gnss : .wifi
      fix = self.fix(at: place, second, source, deviation: accuracy / 1.51, &random)
      fix.accuracyDecimeters = UInt16(accuracy) * 10
    }
    let speed = itinerary.speed(at: second)
    if speed > 0 {
      let stated = max(0, speed + 0.3 * random.bell())
      fix.speedCentimeters = UInt16((stated * 10).rounded()) * 10
    }
    return fix
  }

  /// A fix by cell towers: one to two kilometres off, and it says so.
  mutating func cellFix(
    of itinerary: Itinerary,
    at second: Int,
    _ random: inout SplitMix64
  ) -> Fix {
    let accuracy = random.even(1_000...2_000).rounded()
    let place = itinerary.place(at: second)
    var fix = self.fix(at: place, second, .cell, deviation: accuracy / 1.51, &random)
    fix.accuracyDecimeters = UInt16(accuracy) * 10
    return fix
  }

  /// A fix 300 km off that claims to be a good one.
  mutating func teleport(
    of itinerary: Itinerary,
    at second: Int,
    _ random: inout SplitMix64
  ) -> Fix {
    let place = itinerary.place(at: second) + PlanePoint(east: 180_000, north: 240_000)
    var fix = self.fix(at: place, second, .gnss, deviation: 5, &random)
    fix.accuracyDecimeters = 80
    return fix
  }

  /// A fix of a place with an error of `deviation` metres on either axis.
  private mutating func fix(
    at place: PlanePoint,
    _ second: Int,
    _ source: Fix.Source,
    deviation: Double,
    _ random: inout SplitMix64
  ) -> Fix {
    drift(until: second, &random)
    drain(until: second)
    let white = PlanePoint(east: random.bell(), north: random.bell())
    let error = 0.8 * slow + 0.6 * white
    let seen = PlanePoint(
      east: place.east + deviation * min(3, max(-3, error.east)),
      north: place.north + deviation * min(3, max(-3, error.north))
    )
    var fix = Fix(
      device: assignment.device,
      time: EveningClock.instant(second),
      coordinate: seen.coordinate,
      source: source
    )
    fix.batteryPercent = battery
    return fix
  }

  private var battery: UInt8 { UInt8(max(5, charge)) }

  private mutating func drift(until second: Int, _ random: inout SplitMix64) {
    let keep = 1 / (1 + Double(max(0, second - (last ?? second))) / 300)
    let fresh = (1 - keep * keep).squareRoot()
    slow = keep * slow + fresh * PlanePoint(east: random.bell(), north: random.bell())
  }

  /// A wristband lasts days, a phone an evening; at night a phone is charged.
  private mutating func drain(until second: Int) {
    let passed = Double(max(0, second - (last ?? second)))
    last = second
    charge -= passed / (assignment.kind == .wristband ? 3_600 : 600)
    if assignment.kind == .phone, second < EveningClock.time(17, 0) { charge = max(charge, 85) }
    charge = max(charge, 30)
  }
}
