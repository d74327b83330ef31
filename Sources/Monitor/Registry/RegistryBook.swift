public import GeoCore
public import GeoFormats

/// A registry made from files alone, for replays without a store.
public struct RegistryBook {
  /// The rows, in the order in which they were added.
  public private(set) var rows: [RegistryRow] = []

  /// Creates a book that holds the default grades.
  public init() {
    for grade in Grade.defaults { add(.grade(grade), in: .always) }
  }

  /// Adds the rows of a file; what does not say when it is true always is.
  public mutating func add<Value>(
    _ rows: [RegistryFile.Row<Value>],
    _ fact: (Value) -> RegistryFact
  ) {
    for row in rows { add(fact(row.value), in: row.effective ?? .always) }
  }

  /// Adds zones, in force always, and the clocks that their schedules name.
  public mutating func add(_ zones: [Zone]) throws(TimeZoneFileError) {
    for zone in zones {
      if let name = zone.schedule?.timeZone {
        add(.timeZone(try TimeZoneFile.read(named: name)), in: .always)
      }
      add(.zone(zone), in: .always)
    }
  }

  mutating func add(_ fact: RegistryFact, in period: Period = .always) {
    rows.append(RegistryRow(number: Int64(rows.count + 1), effective: period, fact: fact))
  }
}
