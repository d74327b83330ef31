import GeoCore

/// One sentence of NMEA 0183 that says where or when: RMC, GGA or ZDA.
struct NMEASentence {
  /// Which of them.
  enum Kind: String {
    /// Position, speed, course and date.
    case rmc = "RMC"
    /// Position and its quality.
    case gga = "GGA"
    /// Date and time.
    case zda = "ZDA"
  }

  var kind: Kind

  /// Milliseconds since midnight, UTC.
  var timeOfDay: Int64

  /// The day, counted from 1970-01-01, where the sentence says it.
  var day: Int64?

  /// What it says of the fix.
  var fields = FixFields()

  /// Whether it holds a position.
  var hasPosition: Bool { !fields.latitude.isEmpty }

  /// Whether the receiver says that it has no fix.
  var isWithoutFix = false

  /// The systems whose receivers are read: GPS, several, GLONASS, BeiDou (two names), Galileo.
  private static let talkers = ["GP", "GN", "GL", "BD", "GB", "GA"]

  /// Whether a line begins like a sentence of such a receiver.
  static func isBegun(_ line: String) -> Bool {
    guard let dollar = line.firstIndex(of: "$"), dollar == line.startIndex || line.hasPrefix("\\")
    else { return false }
    let text = line[line.index(after: dollar)...]
    let name = text.prefix { $0 != "," }
    return name.utf8.count == 5 && text.utf8.count > 5
      && name.utf8.allSatisfy { (0x41...0x5A).contains($0) }
      && talkers.contains { name.hasPrefix($0) }
  }

  /// Reads the fields of a sentence, between `$` and `*`.
  ///
  /// - Returns: `nil` for a sentence that says neither where nor when.
  static func read(_ text: String) -> Result<NMEASentence?, SkipReason> {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    guard let name = fields.first, name.utf8.count == 5, talkers.contains(String(name.prefix(2))),
      let kind = Kind(rawValue: String(name.dropFirst(2)))
    else { return .success(nil) }
    let needed = kind == .rmc ? 10 : kind == .gga ? 9 : 5
    guard fields.count >= needed else {
      return .failure(.fieldCount(fields.count, expected: needed))
    }
    guard !fields[1].isEmpty else { return .failure(.noTime) }
    guard let time = timeOfDay(fields[1]) else { return .failure(.unreadableTime(fields[1])) }
    var sentence = NMEASentence(kind: kind, timeOfDay: time)
    return sentence.fill(fields).map { sentence }
  }

  private mutating func fill(_ texts: [String]) -> Result<Void, SkipReason> {
    switch kind {
    case .zda:
      guard let day = Self.day(texts[2], texts[3], year: Int64(texts[4])) else {
        return .failure(.unreadableTime(texts[2...4].joined(separator: "-")))
      }
      self.day = day
      return .success(())
    case .rmc:
      let date = texts[9]
      if !date.isEmpty {
        let parts = [date.prefix(2), date.dropFirst(2).prefix(2), date.dropFirst(4)].map(
          String.init
        )
        // Receivers write two digits; GPS began in 1980.
        let year = Int64(parts[2]).map { $0 + ($0 < 80 ? 2_000 : 1_900) }
        guard date.utf8.count == 6, let day = Self.day(parts[0], parts[1], year: year) else {
          return .failure(.unreadableTime(date))
        }
        self.day = day
      }
      guard texts[2] == "A" || texts[2] == "V" else {
        return .failure(.badValue(Sentence("status", "状态"), texts[2]))
      }
      isWithoutFix = texts[2] == "V"
      fields[.source] = isWithoutFix ? "" : "gnss"
      fields[.speed] = texts[7]
      fields.units[.speed] = "kn"
      fields[.heading] = texts[8]
      return place(texts[3...6])
    case .gga:
      guard let quality = Int(texts[6]), (0...8).contains(quality) else {
        return .failure(.badValue(Sentence("fix quality", "定位质量"), texts[6]))
      }
      isWithoutFix = quality == 0
      // 6 is dead reckoning; 7 and 8 are typed in and simulated.
      fields[.source] = (1...5).contains(quality) ? "gnss" : ""
      fields[.flags] = quality > 6 ? "mock" : ""
      fields[.satellites] = texts[7]
      fields[.hdop] = texts[8]
      return place(texts[2...5])
    }
  }

  /// Takes the position `ddmm.mmmm`, `N`, `dddmm.mmmm`, `E`; a receiver without a fix leaves it empty.
  private mutating func place(_ texts: ArraySlice<String>) -> Result<Void, SkipReason> {
    let texts = Array(texts)
    if isWithoutFix, texts[0].isEmpty, texts[2].isEmpty { return .success(()) }
    guard let latitude = Self.angleE7(texts[0], degrees: 2),
      let longitude = Self.angleE7(texts[2], degrees: 3)
    else { return .failure(.noNumbers(texts[0], texts[2])) }
    fields.latitude = decimalText(latitude, places: 7)
    fields.longitude = decimalText(longitude, places: 7)
    (fields.northOrSouth, fields.eastOrWest) = (texts[1], texts[3])
    guard ["N", "S"].contains(texts[1]), ["E", "W"].contains(texts[3]) else {
      return .failure(.badHemisphere(texts[0], texts[1], texts[2], texts[3]))
    }
    return .success(())
  }

  /// Degrees and minutes in units of 10⁻⁷ degree, rounded, without a detour through binary fractions.
  private static func angleE7(_ text: String, degrees count: Int) -> Int64? {
    let whole = text.prefix { $0 != "." }
    guard whole.utf8.count == count + 2, whole.utf8.allSatisfy({ $0.decimalDigit != nil }),
      text.utf8.allSatisfy({ $0.decimalDigit != nil || $0 == UInt8(ascii: ".") }),
      let degrees = Int64(text.prefix(count)),
      let minutesE9 = scaledInteger(text.dropFirst(count), places: 9), minutesE9 < 60_000_000_000
    else { return nil }
    return degrees * 10_000_000 + minutesE9.divided(by: 6_000)
  }

  /// `hhmmss` or `hhmmss.sss` in milliseconds; digits beyond are dropped.
  private static func timeOfDay(_ text: String) -> Int64? {
    let digits = text.utf8.prefix(6).compactMap(\.decimalDigit).map(Int64.init)
    let rest = text.dropFirst(6)
    guard digits.count == 6, rest.isEmpty || rest.first == "." else { return nil }
    let thousandths = (rest.dropFirst() + "000").prefix(3)
    guard rest.utf8.dropFirst().allSatisfy({ $0.decimalDigit != nil }),
      let milliseconds = Int64(thousandths)
    else { return nil }
    let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    let second = digits[4] * 10 + digits[5]
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return ((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds
  }

  private static func day(_ day: String, _ month: String, year: Int64?) -> Int64? {
    guard let day = Int64(day), let month = Int64(month), let year, (1_980...9_999).contains(year)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)?.dayNumber
  }
}
