import GeoCore

/// The texts of one position report, as a file of tracks gives them; an empty text is "not said".
struct FixFields {
  /// Degrees, or northing and easting where the system is a map projection.
  var (latitude, longitude) = ("", "")

  /// What a column of its own says of the hemisphere; `nil` where there is no such column.
  var (northOrSouth, eastOrWest): (String?, String?) = (nil, nil)

  /// What else is said.
  private var values: [FixColumn: String] = [:]

  /// The units of numbers that name none, where they are not metres and metres per second.
  var units: [FixColumn: String] = [:]

  /// The text of a value; an empty one is "not said".
  subscript(column: FixColumn) -> String {
    get { values[column] ?? "" }
    set { values[column] = newValue }
  }

  /// The fix, or why there is none.
  ///
  /// Values that a fix cannot hold are "not said", but for an accuracy or HDOP that is too large: as
  /// "not said" it could be taken for better than it is, so it is the largest that there is.
  func fix(
    device: DeviceNumber,
    time: Instant,
    conversion: Conversion
  ) -> Result<Fix, SkipReason> {
    let coordinate: Coordinate?
    switch place(conversion) {
    case .success(let place): coordinate = place
    case .failure(let reason): return .failure(reason)
    }
    guard let source = Fix.Source(named: self[.source]) else {
      return .failure(.badSource(self[.source]))
    }
    var fix = Fix(device: device, time: time, coordinate: coordinate, source: source)
    fix.accuracyDecimeters = atMost(.accuracy, .length, places: 1)
    fix.hdopHundredths = atMost(.hdop, .number, places: 2)
    fix.speedCentimeters = scaled(.speed, .speed, places: 2) ?? Fix.unsaid16
    fix.satellites = scaled(.satellites, .number, places: 0) ?? Fix.unsaid8
    fix.ageMilliseconds = scaled(.age, .time, places: 3) ?? Fix.unsaid32
    if let percent: UInt8 = scaled(.battery, .share, places: 0), percent <= 100 {
      fix.batteryPercent = percent
    }
    if let hundredths: UInt16 = scaled(.heading, .angle, places: 2), hundredths <= 36_000 {
      fix.headingHundredths = hundredths % 36_000
    }
    return FixFlagText.parse(self[.flags]).map { flags in
      fix.flags.formUnion(flags)
      return fix
    }
  }

  /// The position in WGS-84; `nil` where neither latitude nor longitude is said.
  ///
  /// In WGS-84 the decimals are taken as they stand; another system is converted in double precision.
  func place(_ conversion: Conversion) -> Result<Coordinate?, SkipReason> {
    if latitude.isEmpty, longitude.isEmpty { return .success(nil) }
    guard let latitude = signed(latitude, northOrSouth, plus: "n北", minus: "s南"),
      let longitude = signed(longitude, eastOrWest, plus: "e东", minus: "w西")
    else {
      return .failure(.badHemisphere(latitude, northOrSouth ?? "", longitude, eastOrWest ?? ""))
    }
    guard let latitudeE7 = scaledInteger(latitude, places: 7),
      let longitudeE7 = scaledInteger(longitude, places: 7)
    else { return .failure(.noNumbers(latitude, longitude)) }
    if !conversion.isProjected {
      let written = Coordinate(
        latitudeE7: Int32(clamping: latitudeE7),
        longitudeE7: Int32(clamping: longitudeE7)
      )
      guard let written else { return .failure(.offGlobe(latitude, longitude)) }
      guard conversion.system != .wgs84 else { return .success(written) }
    }
    guard let x = Double(longitude.trimmed), let y = Double(latitude.trimmed) else {
      return .failure(.noNumbers(latitude, longitude))
    }
    guard let position = conversion.toWGS84(WrittenPosition(x: x, y: y)),
      let place = Coordinate(position)
    else { return .failure(.outsideSystem(latitude, longitude, conversion.system)) }
    return .success(place)
  }

  /// The number with the sign that its hemisphere gives it; `nil` for a hemisphere that is none, or
  /// beside a number that has a sign already.
  private func signed(_ number: String, _ side: String?, plus: String, minus: String) -> String? {
    guard let side else { return number }
    guard let letter = side.lowercased().first, !number.hasPrefix("-") else { return nil }
    if plus.contains(letter) { return number }
    return minus.contains(letter) ? "-" + number : nil
  }

  /// The value in what a fix counts, or the largest that can be said.
  private func atMost(_ column: FixColumn, _ kind: WrittenQuantity.Kind, places: Int) -> UInt16 {
    let most = Fix.unsaid16 - 1
    if let value: UInt64 = scaled(column, kind, places: places) {
      return UInt16(min(value, UInt64(most)))
    }
    // Too large to be counted is not the same as not said.
    guard let quantity = values[column].flatMap(WrittenQuantity.init), quantity.isUnit(of: kind),
      let number = Double(quantity.number), number > Double(most)
    else { return Fix.unsaid16 }
    return most
  }

  /// The value in what a fix counts; `nil` where it is not said or its "not said" would be meant.
  private func scaled<Value: FixedWidthInteger>(
    _ column: FixColumn,
    _ kind: WrittenQuantity.Kind,
    places: Int
  ) -> Value? {
    guard let text = values[column], !text.isEmpty, let quantity = WrittenQuantity(text),
      let number = quantity.scaled(kind, places: places, plain: units[column] ?? ""),
      let value = Value(exactly: number), value != .max
    else { return nil }
    return value
  }
}
