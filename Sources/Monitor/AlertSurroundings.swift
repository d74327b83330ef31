public import AlertStore
public import GeoCore

/// What lies around an alert: the zones that it is about, and where the subject was.
public struct AlertSurroundings: Sendable {
  /// From an hour before the alert began to an hour after it ended; where it goes on, an hour after it
  /// began.
  public let period: Period

  /// The zones concerned, as they were when the alert began.
  public let zones: [Zone]

  /// The fixes of the subject in the period.
  public let track: [ShownFix]

  /// How long before and after an alert is looked at.
  public static let margin = Milliseconds.hours(1)

  /// Reads what lies around an alert, held against all that is known.
  public init(
    of alert: AlertRecord,
    in store: AlertStore,
    by known: Registry
  ) throws(StoreError) {
    let began = alert.key.began
    let period = Period(
      start: began - Self.margin,
      end: max(alert.ended ?? began, began) + Self.margin
    )
    self.period = period
    zones = known.zonesConcerned(by: alert.key, leave: alert.leave)
    track = try store.shownTrack(of: alert.key.subject, in: period, by: known)
  }
}
