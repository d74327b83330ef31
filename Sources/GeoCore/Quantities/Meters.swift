/// A length on the ground, in metres.
///
/// A length can never be mistaken for an angle: the two meet only in a ``LocalFrame``, which knows
/// where on Earth it stands.
public struct Meters: Hashable, Sendable {
  /// The length, in metres.
  ///
  /// It may be negative: a signed distance to an edge is, inside.
  public var value: Double

  /// Creates a length of `value` metres.
  public init(_ value: Double) { self.value = value }
}

extension Meters: Comparable, AdditiveArithmetic {
  public static let zero = Meters(0)
  public static func < (a: Meters, b: Meters) -> Bool { a.value < b.value }
  public static func + (a: Meters, b: Meters) -> Meters { Meters(a.value + b.value) }
  public static func - (a: Meters, b: Meters) -> Meters { Meters(a.value - b.value) }
  public static func * (a: Double, b: Meters) -> Meters { Meters(a * b.value) }
}

/// A speed over ground, in metres per second.
public struct MetersPerSecond: Hashable, Comparable, Sendable {
  /// The speed, in metres per second.
  public var value: Double

  /// Creates a speed of `value` metres per second.
  public init(_ value: Double) { self.value = value }

  public static func < (a: MetersPerSecond, b: MetersPerSecond) -> Bool { a.value < b.value }
}
