/// Every number by which positions are weighed and decisions are made.
///
/// A change of these is an input like any other: what is judged after it is judged by it. The defaults
/// are right for a county.
public struct DecisionRules: Hashable, Sendable {
  /// What positions are worth.
  public var receivers = ReceiverRules()

  /// How sure a decision has to be, for each grade that has rates of its own.
  public var errorRates: [GradeID: ErrorRates] = [
    "strict": ErrorRates(falseAlarm: 5e-5),
    "lenient": ErrorRates(falseAlarm: 2e-5),
  ]

  /// How sure a decision has to be for every other grade.
  public var otherErrorRates = ErrorRates()

  /// Which movements are believed.
  public var movement = MovementRules()

  /// How long things count.
  public var windows = WindowRules()

  /// Creates the default rules.
  public init() {}

  /// How sure a decision about a subject of `grade` has to be.
  public func errorRates(of grade: GradeID) -> ErrorRates { errorRates[grade] ?? otherErrorRates }
}

/// How often a decision may be wrong: the two error rates of Wald's sequential test.
public struct ErrorRates: Hashable, Sendable {
  /// The chance that the evidence against somebody who is where they may be is taken for enough; above
  /// 0 and below 0.5.
  public var falseAlarm: Double

  /// The chance that somebody who is where they may not be is taken for back; above 0 and below 0.5.
  public var miss: Double

  /// Creates rates.
  public init(falseAlarm: Double = 4e-5, miss: Double = 0.01) {
    self.falseAlarm = falseAlarm
    self.miss = miss
  }
}

/// What positions of each source are worth.
///
/// An error is the standard deviation of a position along one axis, in metres.
public struct ReceiverRules: Hashable, Sendable {
  /// What a source of positions is worth.
  public struct Worth: Hashable, Sendable {
    /// The least error that is believed, whatever a device states.
    public var floor: Meters

    /// The error where the device states nothing.
    public var usual: Meters

    /// How long an error stays: positions closer in time share it, and count for less than one each.
    public var correlation: Milliseconds

    /// How many positions in a hundred thousand are somewhere else altogether, in spite of what they
    /// state.
    public var outliersPerHundredThousand: Double

    /// Creates a worth.
    public init(
      floor: Meters,
      usual: Meters,
      correlation: Milliseconds,
      outliersPerHundredThousand: Double
    ) {
      self.floor = floor
      self.usual = usual
      self.correlation = correlation
      self.outliersPerHundredThousand = outliersPerHundredThousand
    }
  }

  /// Satellites, where the device states satellites or a dilution of precision.
  public var gnss = Worth(
    floor: Meters(10),
    usual: Meters(40),
    correlation: .minutes(3),
    outliersPerHundredThousand: 1
  )

  /// The phone's own mixture, and what does not say where it comes from.
  public var fused = Worth(
    floor: Meters(20),
    usual: Meters(40),
    correlation: .minutes(5),
    outliersPerHundredThousand: 1_500
  )

  /// Wi-Fi access points.
  public var wifi = Worth(
    floor: Meters(40),
    usual: Meters(80),
    correlation: .minutes(5),
    outliersPerHundredThousand: 2_000
  )

  /// Cell towers.
  public var cell = Worth(
    floor: Meters(500),
    usual: Meters(1_500),
    correlation: .minutes(10),
    outliersPerHundredThousand: 5_000
  )

  /// The error that one unit of horizontal dilution of precision stands for.
  public var perDilution = Meters(5)

  /// Creates the default rules.
  public init() {}
}

/// Which movements are believed.
public struct MovementRules: Hashable, Sendable {
  /// The average speed of a fast drive from one standstill to the next.
  public var driveSpeed = MetersPerSecond(25)

  /// How long such a drive takes beside the driving.
  public var driveOverhead = Milliseconds.minutes(1)

  /// The fastest journey on the ground: a little more than a high-speed train.
  public var groundSpeed = MetersPerSecond(100)

  /// The speed of an airliner over the ground.
  public var flightSpeed = MetersPerSecond(280)

  /// How long a flight takes beside the flying.
  public var flightOverhead = Milliseconds.minutes(20)

  /// A leap from one position to the next over which any source but satellites has to be confirmed by
  /// a second, independent position.
  public var leap = Meters(500)

  /// From how far away a journey that no vehicle makes is an alert by itself, and not only set aside.
  public var alarmDistance = Meters(10_000)

  /// Creates the default rules.
  public init() {}
}

/// How long things count.
public struct WindowRules: Hashable, Sendable {
  /// How late a fix may arrive and still change what was decided.
  public var late = Milliseconds.hours(72)

  /// For how long a place is not believed to which no journey led.
  public var doubt = Milliseconds.minutes(30)

  /// After how long of the very same position of a satellite receiver it is frozen.
  public var frozen = Milliseconds.minutes(30)

  /// For how long after satellites a position without a source counts as one without satellites.
  public var satellites = Milliseconds.hours(24)

  /// The longest time between two fixes over which the straight way between them is judged.
  public var leg = Milliseconds.minutes(5)

  /// How far a device's clock may be off before its fixes say nothing of a place.
  public var clockTolerance = Milliseconds.minutes(10)

  /// Creates the default rules.
  public init() {}
}
