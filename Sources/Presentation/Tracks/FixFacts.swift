public import GeoCore

/// One report of a track, as a row for operators and as a line for programs.
public struct FixFacts: Sendable {
  private let fix: Fix
  private let isPermitted: Bool?

  /// Creates the facts of a fix, and whether the subject was permitted to be there; `nil` is not known.
  public init(_ fix: Fix, isPermitted: Bool?) {
    self.fix = fix
    self.isPermitted = isPermitted
  }

  /// A table for reports, without rows.
  public static var table: Table {
    Table([
      Table.Column(Sentence("TIME", "时间"), isKeptWhole: true),
      Table.Column(Sentence("DEVICE", "装置"), .right),
      Table.Column(Sentence("WGS-84 LAT,LON", "WGS-84 纬度,经度"), isKeptWhole: true),
      Table.Column(Sentence("GCJ-02 LON,LAT", "GCJ-02 经度,纬度"), isKeptWhole: true),
      Table.Column(Sentence("ACCURACY", "精度"), .right),
      Table.Column(Sentence("SOURCE", "来源")),
      Table.Column(Sentence("SPEED", "速度"), .right),
      Table.Column(Sentence("SAT/HDOP", "卫星/HDOP"), .right),
      Table.Column(Sentence("BATTERY", "电量"), .right),
      Table.Column(Sentence("FLAGS", "标志")),
      Table.Column(Sentence("PERMITTED", "是否允许")),
    ])
  }

  /// The row of the report; a heartbeat has no position, and "—" stands for what is not said.
  public func row(in language: Language, clock: TimeZoneTable) -> [Table.Cell] {
    let place = fix.coordinate
    let none = fix.flags.contains(.hasPosition) ? "—" : Sentence("heartbeat", "心跳").in(language)
    let permitted = isPermitted.map { isInside in
      isInside ? Sentence("yes", "是") : Sentence("no", "否")
    }
    return [
      Table.Cell(timeText(fix.time, table: clock)),
      Table.Cell("\(fix.device.value)"),
      Table.Cell(place?.wgs84Text ?? none),
      Table.Cell(place?.gcj02Text ?? "—"),
      Table.Cell(fix.accuracy.map { "±" + distanceText($0, in: language) } ?? "—"),
      Table.Cell(fix.source.words.in(language)),
      Table.Cell(speed(in: language)),
      Table.Cell(reception),
      Table.Cell(fix.batteryPercent == Fix.unsaid8 ? "—" : "\(fix.batteryPercent) %"),
      Table.Cell(fix.flags.words.in(language)),
      Table.Cell(permitted?.in(language) ?? "—", isPermitted == false ? .boldRed : nil),
    ]
  }

  /// In kilometres per hour, as people know it of cars.
  private func speed(in language: Language) -> String {
    guard fix.speedCentimeters != Fix.unsaid16 else { return "—" }
    let text = decimalText(Double(fix.speedCentimeters) * 0.036, decimals: 1)
    return Sentence("\(text) km/h", "\(text) 公里/小时").in(language)
  }

  /// Satellites and HDOP.
  private var reception: String {
    let satellites = fix.satellites == Fix.unsaid8 ? "—" : "\(fix.satellites)"
    guard let hdop = fix.hdop else { return satellites }
    return "\(satellites)/\(decimalText(hdop, decimals: 1))"
  }

  /// The report for programs: degrees of WGS-84 and GCJ-02, metres, metres per second; exact, and
  /// `null` where something is not said.
  public var line: JSONLine {
    var line = JSONLine()
    line.add("time", isoText(fix.time))
    line.add("device", fix.device.value)
    let place = fix.coordinate
    line.add("latitude", scaled: place.map { Int64($0.latitudeE7) }, decimals: 7)
    line.add("longitude", scaled: place.map { Int64($0.longitudeE7) }, decimals: 7)
    let gcj02 = place.map { ChineseDatum.gcj02.fromWGS84($0.position) }
    line.add("gcj02Latitude", gcj02?.latitude, decimals: 7)
    line.add("gcj02Longitude", gcj02?.longitude, decimals: 7)
    line.add("accuracy", scaled: said(fix.accuracyDecimeters), decimals: 1)
    line.add("source", "\(fix.source)")
    line.add("speed", scaled: said(fix.speedCentimeters), decimals: 2)
    line.add("heading", scaled: said(fix.headingHundredths), decimals: 2)
    line.add("satellites", said(fix.satellites))
    line.add("hdop", scaled: said(fix.hdopHundredths), decimals: 2)
    line.add("battery", said(fix.batteryPercent))
    let flags = fix.flags.subtracting(.hasPosition).names
    line.add("flags", JSONArray(flags))
    line.add("permitted", isPermitted)
    return line
  }

  private func said<Value: FixedWidthInteger>(_ value: Value) -> Int64? {
    value == .max ? nil : Int64(value)
  }
}
