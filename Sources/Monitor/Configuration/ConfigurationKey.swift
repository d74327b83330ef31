public import GeoCore

/// One key of the configuration file: where it stands, what it means, and what it may be.
///
/// The reader, the default file and the table of the document are made from the same keys, so that they
/// cannot disagree.
public struct ConfigurationKey: Sendable {
  /// The names of its sections, outermost first, and its own: `receivers`, `gnss`, `floor`.
  public let path: [String]

  /// What kind of number it holds.
  public let quantity: ConfigurationQuantity

  /// The unit in which it is written where nobody asks for another.
  public let unit: String

  /// What it may be, in the quantity's first unit.
  public let range: ClosedRange<Double>

  /// What it means.
  public let meaning: Sentence

  let get: @Sendable (Configuration) -> Double
  let set: @Sendable (inout Configuration, Double) -> Void

  /// The key with its sections, as errors tell it: `receivers.gnss.floor`.
  public var name: String { path.joined(separator: ".") }

  /// What a configuration says of it, in the quantity's first unit.
  public func value(in configuration: Configuration) -> Double { get(configuration) }

  /// A value with its unit, as the file holds it.
  public func text(_ value: Double) -> String { quantity.text(value, in: unit) }

  /// The least and the greatest value, each in the unit that makes it short.
  public var rangeText: (low: String, high: String) {
    (quantity.shortText(range.lowerBound, unit), quantity.shortText(range.upperBound, unit))
  }

  /// What holds where a file does not say.
  public var defaultText: String { text(get(Configuration())) }
}

/// A section of the configuration file, and what its keys are about.
public struct ConfigurationSection: Sendable {
  /// Its name and those of the sections around it, outermost first.
  public let path: [String]

  /// What its keys are about.
  public let meaning: Sentence
}

extension ConfigurationKey {
  /// A key for a length of time.
  static func time(
    _ path: [String],
    _ unit: String,
    _ range: ClosedRange<Milliseconds>,
    _ member: any WritableKeyPath<Configuration, Milliseconds> & Sendable,
    _ meaning: Sentence
  ) -> ConfigurationKey {
    ConfigurationKey(
      path: path,
      quantity: .time,
      unit: unit,
      range: Double(range.lowerBound.count)...Double(range.upperBound.count),
      meaning: meaning,
      get: { Double($0[keyPath: member].count) },
      set: { $0[keyPath: member] = Milliseconds(Int64($1)) }
    )
  }

  /// A key for a length on the ground.
  static func length(
    _ path: [String],
    _ range: ClosedRange<Double>,
    _ member: any WritableKeyPath<Configuration, Meters> & Sendable,
    _ meaning: Sentence
  ) -> ConfigurationKey {
    ConfigurationKey(
      path: path,
      quantity: .length,
      unit: "m",
      range: range,
      meaning: meaning,
      get: { $0[keyPath: member].value },
      set: { $0[keyPath: member] = Meters($1) }
    )
  }

  /// A key for a speed.
  static func speed(
    _ path: [String],
    _ range: ClosedRange<Double>,
    _ member: any WritableKeyPath<Configuration, MetersPerSecond> & Sendable,
    _ meaning: Sentence
  ) -> ConfigurationKey {
    ConfigurationKey(
      path: path,
      quantity: .speed,
      unit: "m/s",
      range: range,
      meaning: meaning,
      get: { $0[keyPath: member].value },
      set: { $0[keyPath: member] = MetersPerSecond($1) }
    )
  }

  /// A key for how many in a hundred thousand.
  static func rarity(
    _ path: [String],
    _ range: ClosedRange<Double>,
    _ member: any WritableKeyPath<Configuration, Double> & Sendable,
    _ meaning: Sentence
  ) -> ConfigurationKey {
    ConfigurationKey(
      path: path,
      quantity: .rarity,
      unit: "in 100000",
      range: range,
      meaning: meaning,
      get: { $0[keyPath: member] },
      set: { $0[keyPath: member] = $1 }
    )
  }

  /// A key for points or a share in percent.
  static func whole(
    _ quantity: ConfigurationQuantity,
    _ path: [String],
    _ range: ClosedRange<Double>,
    _ member: any WritableKeyPath<Configuration, Int> & Sendable,
    _ meaning: Sentence
  ) -> ConfigurationKey {
    ConfigurationKey(
      path: path,
      quantity: quantity,
      unit: quantity.units[0].name,
      range: range,
      meaning: meaning,
      get: { Double($0[keyPath: member]) },
      set: { $0[keyPath: member] = Int($1) }
    )
  }
}
