public import GeoCore

/// Something odd about a zone that is taken all the same.
public struct ZoneRemark: Hashable, Sendable {
  /// The file as it was given.
  public var file: String

  /// Where in it.
  public var place: ZoneFileError.Place

  /// How edges meet there.
  public var kind: Irregularity.Kind

  /// The place on the ground.
  public var coordinate: Coordinate

  /// How many such places the feature has in all.
  public var count: Int

  public var sentence: Sentence {
    let (english, chinese) =
      switch kind {
      case .crossing: ("the ring crosses itself or another", "环自相交或与另一环相交")
      case .touching: ("the ring touches itself", "环自相接触")
      case .overlapping: ("two edges run along each other", "两条边重叠")
      }
    let (latitude, longitude) = (
      decimalText(Int64(coordinate.latitudeE7), places: 7),
      decimalText(Int64(coordinate.longitudeE7), places: 7)
    )
    let more = count - 1
    return Sentence(
      "\(file)\(place.sentence.english): \(english) at latitude \(latitude), longitude \(longitude)"
        + (more > 0 ? ", and at \(more) other \(more == 1 ? "place" : "places")" : "")
        + "; the zone is taken as drawn, its area does not change.",
      "\(file)\(place.sentence.chinese)：\(chinese)，位于纬度 \(latitude)、经度 \(longitude)"
        + (more > 0 ? "，另有 \(more) 处" : "") + "；围栏按所绘接受，面积不变。"
    )
  }
}
