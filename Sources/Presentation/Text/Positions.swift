public import GeoCore

extension Coordinate {
  /// WGS-84, **latitude,longitude**, six decimals (0.11 m), rounded: `28.206000,120.150000`.
  public var wgs84Text: String {
    "\(micros(ofE7: latitudeE7)),\(micros(ofE7: longitudeE7))"
  }

  /// GCJ-02, **longitude,latitude**, six decimals, as an operator pastes it into Amap (高德地图):
  /// `120.154541,28.202870`.
  ///
  /// Outside the box around China it is the position in WGS-84, as those maps have it.
  public var gcj02Text: String {
    let position = ChineseDatum.gcj02.fromWGS84(position)
    let longitude = decimalText(position.longitude, decimals: 6)
    return "\(longitude),\(decimalText(position.latitude, decimals: 6))"
  }

  /// Both positions, each with its datum and the order of its numbers.
  public func text(in language: Language) -> String {
    Sentence(
      "WGS-84 lat,lon \(wgs84Text)  GCJ-02 lon,lat \(gcj02Text)",
      "WGS-84 纬度,经度 \(wgs84Text)  GCJ-02 经度,纬度 \(gcj02Text)"
    ).in(language)
  }
}

/// An angle in units of 10⁻⁷ degree as degrees with six decimals, rounded away from zero.
private func micros(ofE7 angle: Int32) -> String {
  let wide = Int64(angle)
  return decimalText(scaled: (wide + (wide < 0 ? -5 : 5)) / 10, decimals: 6)
}
