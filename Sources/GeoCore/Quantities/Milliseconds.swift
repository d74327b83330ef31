/// A length of time, in milliseconds.
public struct Milliseconds: Hashable, Sendable {
  /// The number of milliseconds.
  public var count: Int64

  /// Creates a length of time of `count` milliseconds.
  public init(_ count: Int64) { self.count = count }

  /// A length of time of `count` seconds.
  public static func seconds(_ count: Int64) -> Milliseconds { Milliseconds(count * 1_000) }

  /// A length of time of `count` minutes.
  public static func minutes(_ count: Int64) -> Milliseconds { .seconds(count * 60) }

  /// A length of time of `count` hours.
  public static func hours(_ count: Int64) -> Milliseconds { .minutes(count * 60) }

  /// A length of time of `count` days of 24 hours.
  public static func days(_ count: Int64) -> Milliseconds { .hours(count * 24) }

  /// The same length in seconds.
  public var seconds: Double { Double(count) / 1_000 }
}

extension Milliseconds: Comparable, AdditiveArithmetic {
  public static let zero = Milliseconds(0)
  public static func < (a: Milliseconds, b: Milliseconds) -> Bool { a.count < b.count }
  public static func + (a: Milliseconds, b: Milliseconds) -> Milliseconds {
    Milliseconds(a.count + b.count)
  }
  public static func - (a: Milliseconds, b: Milliseconds) -> Milliseconds {
    Milliseconds(a.count - b.count)
  }
}

extension Int64 {
  /// The quotient by a positive divisor, rounded down.
  func quotient(floor divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
