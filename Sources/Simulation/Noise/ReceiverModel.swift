public import GeoCore

/// What a receiver gets wrong, and what it says of that: the parameters of a ``NoisyReceiver``.
///
/// Lengths are in metres, and standard deviations are of one axis.
public struct ReceiverModel: Sendable {
  /// What positions are made from.
  public var source = Fix.Source.gnss

  /// The standard deviation of the error that stays for minutes.
  public var slow: Double

  /// The correlation time of that error, in seconds.
  public var correlation = 180.0

  /// The standard deviation of the error that is new in every fix.
  public var white: Double

  /// How many times larger both are while the person rests, most often indoors.
  public var atRest = 1.0

  /// Reflections between buildings.
  public var bursts: Bursts?

  /// Positions repeated without a new fix, and without saying so.
  public var freezes: Spells?

  /// Positions from cell towers instead.
  public var fallback: Fallback?

  /// Positions somewhere else altogether.
  public var wild: Wild?

  /// What the receiver says of its error.
  public var statement: Statement

  /// Creates the model of a receiver with a slow error, a white one, and nothing else.
  public init(slow: Double, white: Double = 0, statement: Statement) {
    self.slow = slow
    self.white = white
    self.statement = statement
  }

  /// The standard deviation of both errors together.
  var deviation: Double { (slow * slow + white * white).squareRoot() }
}

extension ReceiverModel {
  /// What a receiver says of its error.
  public enum Statement: Sendable {
    /// An accuracy: the standard deviation of an axis times `ratio`, give or take a fifth.
    ///
    /// The radius of 68 % would be a ratio of 1.51.
    case accuracy(ratio: Double)

    /// Satellites, and a dilution of precision that grows with the error, but less: reflections do not
    /// show in it.
    case dilution

    /// Nothing.
    case nothing
  }

  /// Reflections: for a while the position is off, in one direction, with a heavy tail.
  public struct Bursts: Sendable {
    /// When.
    public var spells: Spells

    /// The least distance.
    public var scale: Double

    /// The exponent of Pareto's distribution: the smaller, the heavier the tail.
    public var exponent: Int

    /// The greatest distance.
    public var limit: Double

    /// Creates bursts.
    public init(_ spells: Spells, scale: Double, exponent: Int = 2, limit: Double = 1_000) {
      self.spells = spells
      self.scale = scale
      self.exponent = exponent
      self.limit = limit
    }
  }

  /// Cell towers instead of satellites: the place of a tower and some way off it, the same for many
  /// minutes, now and then another tower's.
  public struct Fallback: Sendable {
    /// When.
    public var spells: Spells

    /// How far the towers are.
    public var distance: ClosedRange<Double>

    /// The accuracy that is stated, in metres; `nil` states the true one.
    public var lie: ClosedRange<Double>?

    /// What the position claims to be made from.
    public var source = Fix.Source.cell

    /// Creates a fallback.
    public init(_ spells: Spells, distance: ClosedRange<Double>, lie: ClosedRange<Double>? = nil) {
      self.spells = spells
      self.distance = distance
      self.lie = lie
    }
  }

  /// Positions somewhere else altogether that claim to be good ones.
  public struct Wild: Sendable {
    /// When.
    public var spells: Spells

    /// How far.
    public var distance: ClosedRange<Double>

    /// Creates wild positions.
    public init(_ spells: Spells, distance: ClosedRange<Double>) {
      self.spells = spells
      self.distance = distance
    }
  }
}
