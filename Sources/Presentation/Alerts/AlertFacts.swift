public import GeoCore

/// What the engine says of an alert, as JSON: what a live run and a replay have in common byte for byte.
///
/// Nothing in it comes from an operator or from the registry, and nothing depends on a language or a
/// time zone: times are in UTC, positions in WGS-84.
///
/// | member | value |
/// | --- | --- |
/// | `alert` | the alert's short name |
/// | `subject`, `kind`, `cause` | what identifies it, with `began` |
/// | `reason`, `leave` | why it was raised, and the leave that it concerns or null |
/// | `began`, `worsened`, `ended` | event times, RFC 3339 in UTC with milliseconds, or null |
/// | `raisedAt`, `withdrawnAt` | when the engine knew |
/// | `endReason` | why it ended or was withdrawn, or null |
/// | `outsideByMeters` | one decimal, or null |
/// | `probability` | of the evidence that raised it, five decimals rounded down, or null |
/// | `position` | null, or `latitude` and `longitude` with seven decimals, `time`, `errorMeters`, `source` |
public struct AlertFacts: Sendable {
  /// The alert.
  public var alert: AlertRecord

  /// Creates the facts of an alert.
  public init(_ alert: AlertRecord) { self.alert = alert }

  /// The facts alone.
  public var line: JSONLine {
    var line = JSONLine()
    line.add("alert", alert.name)
    line.add("subject", alert.key.subject.text)
    line.add("kind", alert.key.kind.rawValue)
    line.add("cause", alert.key.cause)
    line.add("reason", alert.reason.rawValue)
    line.add("leave", alert.leave?.text)
    line.add("began", isoText(alert.key.began))
    line.add("raisedAt", isoText(alert.raisedAt))
    line.add("worsened", alert.worsened.flatMap { isoText($0) })
    line.add("ended", alert.ended.flatMap { isoText($0) })
    line.add("endReason", alert.endReason?.rawValue)
    line.add("withdrawnAt", alert.withdrawnAt.flatMap { isoText($0) })
    line.add("outsideByMeters", alert.outsideBy?.value, decimals: 1)
    line.add("probability", scaled: alert.odds.map { Int64($0.hundredThousandths) }, decimals: 5)
    line.add("position", alert.position.map(Self.line(of:)))
    return line
  }

  /// The facts, then `state`, `severity`, and of the subject `name`, `office`, `grade`,
  /// `isKeySubject` and `jurisdictions` from the root to the office.
  public func line(with context: AlertContext) -> JSONLine {
    var line = line
    let severity = Severity(of: alert, isKeySubject: context.isKeySubject)
    line.add("state", alert.state.rawValue)
    line.add("severity", severity.word)
    line.add("name", context.name)
    line.add("office", context.office)
    line.add("grade", context.grade.text)
    line.add("isKeySubject", context.isKeySubject)
    line.add("jurisdictions", JSONArray(context.jurisdictions.map(\.text)))
    return line
  }

  /// A believed position.
  private static func line(of fix: CredibleFix) -> JSONLine {
    var line = JSONLine()
    line.add("latitude", scaled: Int64(fix.coordinate.latitudeE7), decimals: 7)
    line.add("longitude", scaled: Int64(fix.coordinate.longitudeE7), decimals: 7)
    line.add("time", isoText(fix.time))
    line.add("errorMeters", scaled: Int64(fix.errorDecimeters), decimals: 1)
    line.add("source", fix.isGNSS ? "gnss" : "other")
    return line
  }
}
