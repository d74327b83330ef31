/// A number as people write it, with its unit: `374.812 m`, `0.865 km/h`, `11(11)`, `80 %`.
struct WrittenQuantity {
  /// What is measured, and so which units may stand there.
  enum Kind {
    case length, speed, angle, share, time, number
  }

  /// The number.
  var number: Substring

  /// The unit in small letters, without what stands in parentheses; empty where none is written.
  var unit: String

  /// Splits a text; `nil` where it does not begin with a number.
  init?(_ text: String) {
    let text = text.trimmed
    let utf8 = Array(text.utf8)
    var end = 0
    let isDigit = { (index: Int) in index < utf8.count && utf8[index].decimalDigit != nil }
    if let sign = utf8.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { end += 1 }
    while isDigit(end) || end < utf8.count && utf8[end] == UInt8(ascii: ".") { end += 1 }
    guard utf8[..<end].contains(where: { $0.decimalDigit != nil }) else { return nil }
    if end < utf8.count, utf8[end] | 0x20 == UInt8(ascii: "e") {
      let isSigned = end + 1 < utf8.count && [0x2B, 0x2D].contains(utf8[end + 1])
      var power = end + (isSigned ? 2 : 1)
      if isDigit(power) {
        while isDigit(power) { power += 1 }
        end = power
      }
    }
    let split = text.utf8.index(text.startIndex, offsetBy: end)
    number = text[..<split]
    unit = Self.unit(in: text[split...])
  }

  /// A unit as it stands after a number or in a column's name, in small letters.
  static func unit(in text: some StringProtocol) -> String {
    String(text.prefix { $0 != "(" && $0 != "（" }).trimmed.lowercased()
  }

  /// How many of what a fix counts one unit is.
  private enum Scale {
    /// 10^`places`.
    case decimal(Int)
    case ratio(Int64, Int64)
  }

  /// The quantity, rounded, in what a fix counts: decimetres, centimetres per second, hundredths of a
  /// degree or of a number, percent, milliseconds.
  ///
  /// - Parameters:
  ///   - kind: what is measured.
  ///   - places: how many decimals of the kind's first unit (m, m/s, °, %, s) are counted.
  ///   - plain: the unit of a number that names none.
  /// - Returns: `nil` for a unit that is not known, or where the quantity is too large.
  func scaled(_ kind: Kind, places: Int, plain: String) -> Int64? {
    switch Self.scale(kind, unit.isEmpty ? plain : unit, places) {
    case .decimal(let places): return scaledInteger(number, places: places)
    case .ratio(let numerator, let denominator):
      guard let millionths = scaledInteger(number, places: 6) else { return nil }
      let (product, overflow) = millionths.multipliedReportingOverflow(by: numerator)
      return overflow ? nil : product.divided(by: denominator * 1_000_000)
    case nil: return nil
    }
  }

  /// Whether its unit is known for what is measured.
  func isUnit(of kind: Kind) -> Bool { Self.isUnit(unit, of: kind) }

  /// Whether a unit, in small letters, is known for what is measured.
  static func isUnit(_ unit: String, of kind: Kind) -> Bool { scale(kind, unit, 0) != nil }

  private static func scale(_ kind: Kind, _ unit: String, _ places: Int) -> Scale? {
    switch (kind, unit) {
    case (_, ""), (.length, "m"), (.length, "米"), (.speed, "m/s"), (.speed, "mps"),
      (.speed, "米/秒"), (.angle, "°"), (.angle, "deg"), (.angle, "度"), (.share, "%"),
      (.time, "s"), (.time, "秒"):
      .decimal(places)
    case (.length, "km"), (.length, "公里"), (.length, "千米"): .decimal(places + 3)
    case (.length, "ft"): .ratio(3_048, 1_000)
    case (.speed, "km/h"), (.speed, "kmh"), (.speed, "kph"), (.speed, "公里/小时"),
      (.speed, "千米/小时"):
      .ratio(250, 9)
    case (.speed, "mph"): .ratio(44_704, 1_000)
    case (.speed, "kn"), (.speed, "kt"), (.speed, "kts"), (.speed, "knots"), (.speed, "节"):
      .ratio(463, 9)
    default: nil
    }
  }
}

extension Int64 {
  /// The quotient rounded to the nearest integer, half away from zero.
  ///
  /// - Precondition: `divisor` is positive.
  func divided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    guard remainder.magnitude >= divisor.magnitude - remainder.magnitude else { return quotient }
    return quotient + (self < 0 ? -1 : 1)
  }
}
