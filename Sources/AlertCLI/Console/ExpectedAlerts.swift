import AlertStore
import GeoCore
import GeoFormats

/// An alert that must come.
struct ExpectedAlert {
  var subject: SubjectID
  var kind: AlertKind
  var cause: String
  var began: Instant
  var tolerance: Milliseconds

  /// Whether `alert` is the one that was expected.
  func matches(_ alert: AlertRecord) -> Bool {
    let difference = (alert.key.began - began).count.magnitude
    return alert.key.subject == subject && alert.key.kind == kind && alert.key.cause == cause
      && difference <= tolerance.count.magnitude
  }
}

/// The list of alerts that must come.
enum ExpectedAlerts {
  /// Reads the list.
  static func read(at path: String) throws -> [ExpectedAlert] {
    let bytes = try InputFile.readFile(at: path)
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let header = lines.first?.split(separator: ",").map(String.init) ?? []
    var faults: [RegistryFileError.Fault] = []
    var alerts: [ExpectedAlert] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let values = Dictionary(zip(header, fields)) { first, _ in first }
      guard let subject = values["subject"],
        let began = values["began"].flatMap({ parseInstant($0) }),
        let kind = values["kind"].flatMap({ AlertKind(rawValue: $0) }),
        let tolerance = values["tolerance_seconds"].flatMap({ Int64($0) })
      else {
        let reason = Sentence(
          "subject, kind, began and tolerance_seconds are needed",
          "需要 subject、kind、began 和 tolerance_seconds"
        )
        faults.append(
          RegistryFileError.Fault(line: index + 1, column: "", value: "", reason: reason)
        )
        continue
      }
      alerts.append(
        ExpectedAlert(
          subject: SubjectID(subject),
          kind: kind,
          cause: values["cause"] ?? "",
          began: began,
          tolerance: .seconds(tolerance)
        )
      )
    }
    guard faults.isEmpty else { throw RegistryFileError(file: path, faults: faults) }
    return alerts
  }
}
