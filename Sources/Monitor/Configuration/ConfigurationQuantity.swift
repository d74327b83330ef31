/// What kind of number a key of the configuration file holds, and how it is written.
///
/// A number is kept in the first of its units; a file may use any of them.
public enum ConfigurationQuantity: Hashable, Sendable {
  /// A length of time, kept in milliseconds.
  case time
  /// A length on the ground, kept in metres.
  case length
  /// A speed over the ground, kept in metres per second.
  case speed
  /// A chance between 0 and 1, without a unit.
  case chance
  /// How many in a hundred thousand.
  case rarity
  /// Points, without a unit; whole.
  case points
  /// A share in percent; whole.
  case share

  /// The names of the units, each with how many of the first one it is.
  public var units: [(name: String, factor: Double)] {
    switch self {
    case .time: [("ms", 1), ("s", 1_000), ("min", 60_000), ("h", 3_600_000), ("d", 86_400_000)]
    case .length: [("m", 1), ("km", 1_000)]
    case .speed: [("m/s", 1), ("km/h", 1 / 3.6)]
    case .rarity: [("in 100000", 1)]
    case .share: [("%", 1)]
    case .chance, .points: [("", 1)]
    }
  }

  /// Whether only whole numbers of the first unit can be.
  var isWhole: Bool { self == .time || self == .points || self == .share }

  /// Writes a number with its unit, exactly: what is read from it is the same number.
  ///
  /// - Parameters:
  ///   - value: the number, in the first unit.
  ///   - unit: the unit that is liked best; where the number is not whole in it, a smaller one is used.
  /// - Returns: `3 min`, `10 m`, `0.00005`.
  func text(_ value: Double, in unit: String) -> String {
    guard self == .time else {
      let name = units[0].name
      return plain(value) + (name.isEmpty ? "" : name == "%" ? " %" : " \(name)")
    }
    let liked = units.firstIndex { $0.name == unit } ?? 0
    let fitting = units[...liked].last { value.truncatingRemainder(dividingBy: $0.factor) == 0 }
    let (name, factor) = fitting ?? units[0]
    return "\(plain(value / factor)) \(name)"
  }

  /// Writes a number in the largest unit in which it is whole; what is 0 is so in `unit`.
  func shortText(_ value: Double, _ unit: String) -> String {
    guard self == .time || self == .length, value > 0 else { return text(value, in: unit) }
    let fitting = units.last { value.truncatingRemainder(dividingBy: $0.factor) == 0 } ?? units[0]
    return "\(plain(value / fitting.factor)) \(fitting.name)"
  }

  /// What a text says of a quantity.
  enum Reading: Equatable {
    /// The number, in the first unit.
    case value(Double)
    /// The text begins with no number.
    case noNumber
    /// The number has no unit.
    case noUnit
    /// The unit is none of the quantity's.
    case otherUnit(String)
    /// The number has to be whole and is not.
    case broken
  }

  /// Reads a number with its unit: `3 min`, `10m`, `0.00005`.
  func read(_ text: String) -> Reading {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let number = words.prefix(numberLength(of: words))
    guard let count = Double(number), count.isFinite else { return .noNumber }
    let unit = words.dropFirst(number.count).drop { $0 == " " }
    guard let factor = units.first(where: { $0.name == unit })?.factor else {
      return unit.isEmpty ? .noUnit : .otherUnit(String(unit))
    }
    let value = count * factor
    guard isWhole else { return .value(value) }
    // A tenth of a second is a whole number of milliseconds, whatever binary fractions make of it.
    let rounded = value.rounded()
    return abs(value - rounded) <= 1e-9 * max(1, abs(value)) ? .value(rounded) : .broken
  }

  /// How many characters at the beginning of a text make a decimal number.
  private func numberLength(of text: String) -> Int {
    let characters = Array(text)
    let digits = Set("0123456789")
    var length = 0
    while length < characters.count,
      digits.contains(characters[length]) || ".+-".contains(characters[length])
    { length += 1 }
    // An exponent, and not the beginning of a unit.
    guard length > 0, length < characters.count, "eE".contains(characters[length]) else {
      return length
    }
    var end = length + 1
    if end < characters.count, "+-".contains(characters[end]) { end += 1 }
    let start = end
    while end < characters.count, digits.contains(characters[end]) { end += 1 }
    return end > start ? end : length
  }
}

/// A number as decimals without an exponent; the shortest that are read as the same number.
func plain(_ value: Double) -> String {
  let text = "\(value)"
  let parts = text.split(separator: "e")
  guard parts.count == 2, let exponent = Int(parts[1]) else {
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
  let sign = parts[0].hasPrefix("-") ? "-" : ""
  let halves = parts[0].drop { $0 == "-" }.split(separator: ".")
  let fraction = halves.count > 1 && halves[1] != "0" ? String(halves[1]) : ""
  let digits = halves[0] + fraction
  guard exponent < 0 else {
    return sign + digits + String(repeating: "0", count: max(0, exponent - fraction.count))
  }
  return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
}
