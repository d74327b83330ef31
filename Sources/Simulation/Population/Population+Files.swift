import GeoCore
import GeoFormats

/// A population in files that `replay`, `send` and the imports read, and its truth.
extension Population {
  /// An explanation, the registry, and ``truth``; everything but the tracks.
  ///
  /// Tables are CSV that a spreadsheet opens: with a byte order mark, lines ended by CRLF.
  public var files: [(name: String, text: String)] {
    let residents = (0..<count).map { resident($0) }
    return [
      ("README.md", readme), ("jurisdictions.csv", jurisdictions),
      ("subjects.csv", subjects(residents)), ("devices.csv", devices(residents)),
      ("zones.geojson", ZoneFile.geoJSON(of: [zone])), ("truth.csv", truth(residents)),
    ]
  }

  private var jurisdictions: String {
    CSVText.table(
      header: ["id", "name", "level", "parent"],
      rows: Self.jurisdictions.map {
        [$0.id.text, $0.name, $0.level.rawValue, $0.parent?.text ?? ""]
      }
    )
  }

  private func subjects(_ residents: [Resident]) -> String {
    CSVText.table(
      header: ["id", "name", "jurisdiction", "grade", "key", "from"],
      rows: residents.map(\.subject).map {
        [$0.id.text, $0.name, $0.jurisdiction.text, $0.grade.text, "no", Self.registered]
      }
    )
  }

  private func devices(_ residents: [Resident]) -> String {
    CSVText.table(
      header: ["device", "kind", "subject", "from"],
      rows: residents.map(\.assignment).map {
        [String($0.device.value), $0.kind.rawValue, $0.subject.text, Self.registered]
      }
    )
  }

  /// Everybody is registered since the day before.
  private static var registered: String { iso(EveningClock.instant(-86_400)) }

  /// The true stays outside.
  private func truth(_ residents: [Resident]) -> String {
    CSVText.table(
      header: [
        "subject", "device", "began", "ended", "deepest_m", "time_zero", "seconds_beyond_200_m",
      ],
      rows: residents.flatMap { resident in
        resident.excursions.map { excursion in
          [
            resident.subject.id.text, String(resident.assignment.device.value),
            Self.iso(excursion.period.start), Self.iso(excursion.period.end),
            String(Int(excursion.deepest.value.rounded())),
            excursion.timeZero.map(Self.iso) ?? "", String(excursion.stay.count / 1_000),
          ]
        }
      }
    )
  }

  private static func iso(_ instant: Instant) -> String {
    isoText(of: instant, offsetSeconds: 8 * 3_600)
  }

  private var readme: String {
    """
    # A population

    Invented by `fenceline simulate --subjects \(count) --days \(days) --seed \(seed)`; nobody here \
    exists, nor does the county.

    - `tracks.csv`: what the devices say, in order of arrival. Times are the devices' own, and some \
    clocks are wrong; `age` is how long before its arrival a fix was taken, by the device's measuring.
    - `truth.csv`: every true stay outside the county: from crossing the edge to crossing it again, the \
    greatest distance, the first instant at least 200 m outside, and for how long it stayed that far.
    - `jurisdictions.csv`, `subjects.csv`, `devices.csv`, `zones.geojson` (WGS-84): the registry.

    An alert is false if its interval meets no true stay of more than 50 m; a stay of ten minutes or \
    more beyond 200 m is to be found. Nobody has a leave.

    """
  }
}

extension Population {
  /// Writes what everybody's devices say as one table, in order of arrival, an hour at a time.
  ///
  /// - Parameter write: gets the parts of the text, in order.
  public func writeTracks(_ write: (String) throws -> Void) rethrows {
    let residents = (0..<count).map { resident($0) }
    var devices = residents.map(\.device)
    var waiting: [(fix: Fix, receivedAt: Instant)] = []
    var isFirst = true
    for hour in stride(from: 3_600, through: 86_400 * days, by: 3_600) {
      for index in residents.indices {
        waiting += devices[index].reports(until: hour, on: residents[index].itinerary)
          .map(residents[index].delivery)
      }
      let end = EveningClock.instant(hour)
      let due = waiting.enumerated().filter { $0.element.receivedAt < end }
        .sorted { ($0.element.receivedAt, $0.offset) < ($1.element.receivedAt, $1.offset) }
        .map(\.element.fix)
      waiting.removeAll { $0.receivedAt < end }
      let text = TrackFile.write(due, as: .csv, name: "").text
      let header = text.prefix { $0 != "\r\n" }.count + 1
      try write(isFirst ? text : String(text.dropFirst(header)))
      isFirst = false
    }
  }
}
