public import GeoCore

/// Everything that is configured: what one file says.
///
/// What is not said has its default, so that an empty file means the defaults.
public struct Configuration: Hashable, Sendable {
  /// The numbers by which positions are weighed and decisions are made.
  public var rules = DecisionRules()

  /// Who may approve which leave.
  public var leaves = LeaveRules()

  /// How many points are taken off for what.
  public var scores = ScoreRules()

  /// Creates the default configuration.
  public init() {}

  /// One key on which two configurations differ.
  public struct Difference: Hashable, Sendable {
    /// The key with its sections: `receivers.gnss.floor`.
    public var key: String

    /// What the other configuration says.
    public var before: String

    /// What this configuration says.
    public var after: String
  }

  /// The keys on which this configuration differs from `other`, in the order of the file.
  ///
  /// A grade that one of them does not name is compared by what holds for all other grades.
  public func differences(from other: Configuration) -> [Difference] {
    let grades = Set(rules.errorRates.keys).union(other.rules.errorRates.keys)
    return ConfigurationKey.all(grades: grades.sorted()).compactMap { key in
      let (before, after) = (key.value(in: other), key.value(in: self))
      guard before != after else { return nil }
      return Difference(key: key.name, before: key.text(before), after: key.text(after))
    }
  }
}
