import GeoCore
import GeoFormats

/// Writes an evening in the forms that `GeoFormats` reads.
struct EveningFiles {
  let seed: UInt64
  let county: InventedCounty
  let people: [Person]
  let reports: [Fix]
  let expected: [ExpectedAlert]

  /// Every file, the explanation first.
  var all: [(name: String, text: String)] {
    [
      ("README.md", readme), ("jurisdictions.csv", jurisdictions), ("subjects.csv", subjects),
      ("devices.csv", devices), ("zones.geojson", ZoneFile.geoJSON(of: zones)),
      ("leaves.csv", leaves), ("permits.csv", permits), ("tracks.csv", tracks),
      ("expected-alerts.csv", expectedAlerts),
    ]
  }

  private var jurisdictions: String {
    CSVText.table(
      header: ["id", "name", "level", "parent"],
      rows: [
        ["990100", "云岭市", "city", ""],
        ["990121", "青岚县", "county", "990100"],
        [InventedCounty.offices[0].text, "柳溪司法所", "office", "990121"],
        [InventedCounty.offices[1].text, "石坪司法所", "office", "990121"],
      ]
    )
  }

  private var subjects: String {
    CSVText.table(
      header: ["id", "name", "jurisdiction", "grade", "key", "from"],
      rows: people.map { person in
        let subject = person.subject
        return [
          subject.id.text, subject.name, subject.jurisdiction.text, subject.grade.text,
          subject.isKeySubject ? "yes" : "no", iso(EveningClock.instant(person.supervisedSince)),
        ]
      }
    )
  }

  private var devices: String {
    CSVText.table(
      header: ["device", "kind", "subject", "from"],
      rows: people.flatMap { person in
        person.devices.map { device in
          [
            String(device.device.value), device.kind.rawValue, device.subject.text,
            iso(EveningClock.instant(person.supervisedSince)),
          ]
        }
      }
    )
  }

  private var zones: [Zone] {
    let hours = WeeklySchedule.Span(days: 0x1F, startMinute: 7 * 60 + 30, endMinute: 17 * 60 + 30)
    return [
      Zone(
        id: ZoneNames.county,
        name: "青岚县",
        role: .permitted,
        assignee: .jurisdiction("990121"),
        area: county.executionArea
      ),
      Zone(
        id: ZoneNames.airport,
        name: "青岚机场",
        role: .prohibited,
        assignee: .everyone,
        area: county.airport
      ),
      Zone(
        id: ZoneNames.school,
        name: "柳溪中学",
        role: .prohibited,
        assignee: .jurisdiction("990121"),
        schedule: WeeklySchedule(spans: [hours], timeZone: TimeZoneTable.china.name),
        area: county.school
      ),
      Zone(
        id: ZoneNames.city,
        name: "望川市区",
        role: .permitted,
        assignee: .leaves,
        area: county.city
      ),
    ] + people.compactMap(\.homeZone)
  }

  private var leaves: String {
    CSVText.table(
      header: [
        "id", "subject", "start", "end", "destination", "way", "reason", "approver", "level",
      ],
      rows: people.compactMap(\.leave).map { leave in
        [
          leave.id.text, leave.subject.text, iso(leave.period.start), iso(leave.period.end),
          leave.destination?.text ?? "", "", leave.reason, leave.approver,
          leave.approvalLevel.rawValue,
        ]
      }
    )
  }

  private var permits: String {
    CSVText.table(
      header: ["id", "subject", "zone", "start", "end", "approver"],
      rows: people.compactMap(\.permit).map { permit in
        [
          permit.id.text, permit.subject.text, permit.zone.text, iso(permit.period.start),
          iso(permit.period.end), permit.approver,
        ]
      }
    )
  }

  private var tracks: String {
    CSVText.table(
      header: [
        "time", "device", "latitude", "longitude", "source", "accuracy", "hdop", "satellites",
        "speed", "battery",
      ],
      rows: reports.map(row)
    )
  }

  private func row(of fix: Fix) -> [String] {
    var row = [iso(fix.time), String(fix.device.value)]
    guard let place = fix.coordinate else {
      return row + ["", "", "", "", "", "", "", String(fix.batteryPercent)]
    }
    row += [decimal(place.latitudeE7, places: 7, kept: 6)]
    row += [decimal(place.longitudeE7, places: 7, kept: 6)]
    row.append("\(fix.source)")
    let isSaid = { (value: UInt16) in value != Fix.unsaid16 }
    row.append(isSaid(fix.accuracyDecimeters) ? String(fix.accuracyDecimeters / 10) : "")
    row.append(
      isSaid(fix.hdopHundredths) ? decimal(Int32(fix.hdopHundredths), places: 2, kept: 1) : ""
    )
    row.append(fix.satellites == Fix.unsaid8 ? "" : String(fix.satellites))
    row.append(
      isSaid(fix.speedCentimeters) ? decimal(Int32(fix.speedCentimeters), places: 2, kept: 1) : ""
    )
    row.append(String(fix.batteryPercent))
    return row
  }

  private var expectedAlerts: String {
    CSVText.table(
      header: ["subject", "kind", "cause", "began", "tolerance_seconds", "ended", "why"],
      rows: expected.map { alert in
        [
          alert.subject.text, alert.kind.rawValue, alert.cause, iso(alert.began),
          String(alert.tolerance.count / 1_000), alert.ended.map(iso) ?? "", alert.why,
        ]
      }
    )
  }
}

// MARK: - Numbers and words

extension EveningFiles {
  /// A time of whole seconds by China's clock.
  private func iso(_ instant: Instant) -> String {
    let text = isoText(of: instant, offsetSeconds: 8 * 3_600)
    return String(text.prefix(19)) + String(text.suffix(6))
  }

  /// A positive scaled integer with `places` decimals, of which the first `kept` are written.
  private func decimal(_ scaled: Int32, places: Int, kept: Int) -> String {
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(padded.dropLast(places)).\(padded.suffix(places).prefix(kept))"
  }

  private var readme: String {
    let names = Dictionary(
      uniqueKeysWithValues: people.map { ($0.subject.id, $0.subject.name) }
    )
    let rows = expected.map { alert in
      let began = iso(alert.began).dropFirst(5).prefix(14).replacing("T", with: " ")
      let ended = alert.ended.map { iso($0).dropFirst(11).prefix(8) } ?? "goes on"
      let tolerance = alert.tolerance == .zero ? "exact" : "± \(alert.tolerance.count / 1_000) s"
      return "| \(alert.subject) \(names[alert.subject] ?? "") | `\(alert.kind.rawValue)` "
        + "| \(began) | \(tolerance) | \(ended) | \(alert.why) |"
    }
    let count = { (kind: DeviceAssignment.Kind) in
      people.flatMap(\.devices).count { $0.kind == kind }
    }
    return """
      # An evening in a county that does not exist

      Monday 2026-03-02 in 青岚县 (Qinglan): \(people.count) subjects of two judicial offices, \
      \(count(.wristband)) wristbands, \(count(.phone)) phones, \(reports.count) reports. County, \
      names, numbers and ways are invented; nothing here is a person or a boundary. \
      `fenceline simulate --seed \(seed) --out DIR` writes these files, and a test fails when they \
      differ from what it writes: edit the writer, not the files.

      | file | holds |
      | --- | --- |
      | `jurisdictions.csv`, `subjects.csv`, `devices.csv` | who is supervised by whom, with what |
      | `leaves.csv`, `permits.csv` | what was approved |
      | `zones.geojson` | the county, the airport and the school (prohibited; the school Mon–Fri \
      07:30–17:30), two homes with a curfew from 22:00 to 06:00, the neighbouring city |
      | `tracks.csv` | the reports, by time: one return on Sunday evening from 20:50 on, then \
      heartbeats only, positions from Monday 17:00 to 22:30; WGS-84 |
      | `expected-alerts.csv` | the alerts that must come, from the truth of the scenario |

      ## What must come, and nothing else

      | subject | kind | began | | ended | why |
      | --- | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      ## What must not come

      Two subjects live 40 m from the county's edge. One drives to 600 m before it and turns back. \
      One goes to the airport with a permit, one walks through the school after it has closed, one is \
      in the city on a leave, one comes back from a leave before it ends. One phone is 300 km away \
      for one fix; one falls back to cell towers now and then, a kilometre or two off. Receivers err \
      by white noise and by an error that stays for minutes; Wi-Fi indoors by 30–60 m.

      """
  }
}
