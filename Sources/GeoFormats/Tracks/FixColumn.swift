import GeoCore

/// What a fix may say beside device, time and position, by the name that it has in files.
enum FixColumn: String, CaseIterable {
  case accuracy, hdop, satellites, speed, heading, battery, source, flags, age

  /// Whether JSON writes it as a number.
  var isNumber: Bool { self != .source && self != .flags }

  /// The value as text, exactly; empty where it is not said.
  func text(of fix: Fix) -> String {
    switch self {
    case .accuracy: said(fix.accuracyDecimeters, places: 1)
    case .hdop: said(fix.hdopHundredths, places: 2)
    case .satellites: said(fix.satellites, places: 0)
    case .speed: said(fix.speedCentimeters, places: 2)
    case .heading: said(fix.headingHundredths, places: 2)
    case .battery: said(fix.batteryPercent, places: 0)
    case .source: fix.source == .unknown ? "" : "\(fix.source)"
    case .flags: FixFlagText.text(of: fix.flags)
    case .age: said(fix.ageMilliseconds, places: 3)
    }
  }

  private func said<Value: FixedWidthInteger>(_ value: Value, places: Int) -> String {
    guard value != .max else { return "" }
    return places == 0 ? String(value) : decimalText(Int64(value), places: places)
  }
}

/// The names of a fix's flags in files.
enum FixFlagText {
  private static let flags: [(name: String, flag: Fix.Flags)] = [
    ("sos", .sos), ("strapOpen", .strapOpen), ("caseOpen", .caseOpen), ("mock", .mock),
    ("noFix", .noFix), ("stored", .stored), ("charging", .charging),
  ]

  /// Every name.
  static var names: [String] { flags.map(\.name) }

  /// The names of the flags that are set, kept apart by `|`; that there is a position has no name.
  static func text(of set: Fix.Flags) -> String {
    flags.filter { set.contains($0.flag) }.map(\.name).joined(separator: "|")
  }

  /// The flags that `text` names, kept apart by `|`, `;` or spaces.
  static func parse(_ text: String) -> Result<Fix.Flags, SkipReason> {
    var result: Fix.Flags = []
    for name in text.split(whereSeparator: { "|; ".contains($0) }) {
      guard let flag = flags.first(where: { $0.name.lowercased() == name.lowercased() }) else {
        return .failure(.badFlag(String(name)))
      }
      result.insert(flag.flag)
    }
    return .success(result)
  }
}

extension Fix.Source {
  /// The source that a file names; `nil` where it names none that is known.
  init?(named text: String) {
    switch text.lowercased() {
    case "", "unknown": self = .unknown
    case "gnss", "gps": self = .gnss
    case "wifi": self = .wifi
    case "cell": self = .cell
    case "fused": self = .fused
    default: return nil
    }
  }
}
