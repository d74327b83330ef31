/// What the registry knows of one thing: who, what, when.
public enum RegistryFact: Hashable, Sendable {
  /// A node of the tree of jurisdictions.
  case jurisdiction(Jurisdiction)
  /// A supervision grade.
  case grade(Grade)
  /// The clock of a time zone that some schedule names.
  case timeZone(TimeZoneTable)
  /// A supervised person.
  case subject(Subject)
  /// Who carries which device.
  case device(DeviceAssignment)
  /// A version of a zone.
  case zone(Zone)
  /// A leave as it stands.
  case leave(Leave)
  /// A permit to enter a prohibited zone.
  case permit(Permit)
  /// Who may send, and for which devices.
  case sender(Sender)
}

/// One row of the bitemporal registry: a fact, and the period in which it is true.
///
/// When it was *recorded*, and when it was superseded, is told by the ``RegistryChange`` that brought
/// it and the one that took it away.
public struct RegistryRow: Hashable, Sendable {
  /// The row's number, never used again.
  public var number: Int64

  /// When the fact is true; half-open.
  public var effective: Period

  /// The fact.
  public var fact: RegistryFact

  /// Creates a row.
  public init(number: Int64, effective: Period, fact: RegistryFact) {
    self.number = number
    self.effective = effective
    self.fact = fact
  }
}

/// A step from one revision of the registry to a later one.
public struct RegistryChange: Hashable, Sendable {
  /// The revision that the registry has after the change.
  public var revision: Int64

  /// The numbers of the rows that no longer hold.
  public var superseded: [Int64]

  /// The rows that hold from now on.
  public var recorded: [RegistryRow]

  /// Creates a change.
  public init(revision: Int64, superseded: [Int64], recorded: [RegistryRow]) {
    self.revision = revision
    self.superseded = superseded
    self.recorded = recorded
  }
}
