public import GeoCore

/// Something odd about a zone that is taken all the same.
public struct ZoneRemark: Hashable, Sendable {
  /// What is odd.
  public enum Kind: Hashable, Sendable {
    /// Edges meet where they should not; in so many places of the feature.
    case edges(Irregularity.Kind, count: Int)
    /// Two parts, counted from 1, meet in more than a point: in an edge, a sliver, or in so much ground.
    case parts(Int, Int, squareMeters: Double)
  }

  /// The file as it was given.
  public var file: String

  /// Where in it.
  public var place: ZoneFileError.Place

  /// What is odd there.
  public var kind: Kind

  /// The place on the ground; of several the first.
  public var coordinate: Coordinate

  public var sentence: Sentence {
    let (latitude, longitude) = (
      decimalText(Int64(coordinate.latitudeE7), places: 7),
      decimalText(Int64(coordinate.longitudeE7), places: 7)
    )
    let (what, result) = (self.what, self.result)
    return Sentence(
      "\(file)\(place.sentence.english): \(what.english) at latitude \(latitude), longitude \(longitude)"
        + result.english,
      "\(file)\(place.sentence.chinese)：\(what.chinese)，位于纬度 \(latitude)、经度 \(longitude)"
        + result.chinese
    )
  }

  private var what: Sentence {
    switch kind {
    case .edges(.crossing, _): Sentence("the ring crosses itself or another", "环自相交或与另一环相交")
    case .edges(.touching, _): Sentence("the ring touches itself", "环自相接触")
    case .edges(.overlapping, _): Sentence("two edges run along each other", "两条边重叠")
    case .parts(let first, let second, let squareMeters):
      squareMeters > 0
        ? Sentence(
          "polygons \(first) and \(second) cover the same ground",
          "第 \(first) 和第 \(second) 个多边形重叠"
        )
        : Sentence(
          "polygons \(first) and \(second) meet along an edge or cross in a sliver",
          "第 \(first) 和第 \(second) 个多边形沿边相接或有微小交叠"
        )
    }
  }

  private var result: Sentence {
    switch kind {
    case .edges(_, let count):
      let (more, word) = (count - 1, count == 2 ? "place" : "places")
      return Sentence(
        (more > 0 ? ", and at \(more) other \(word)" : "")
          + "; the zone is taken as drawn, its area does not change.",
        (more > 0 ? "，另有 \(more) 处" : "") + "；围栏按所绘接受，面积不变。"
      )
    case .parts(_, _, 0): return Sentence("; the zone is their union.", "；围栏取其并集。")
    case .parts(_, _, let squareMeters):
      let size = "\(Int64(squareMeters.rounded()))"
      return Sentence(
        "; \(size) m² in all are covered twice, and the zone is the union: a hole has to be a ring of the "
          + "polygon that it is in.",
        "；共有 \(size) 平方米重叠，围栏取其并集：内环须写在所属多边形之中。"
      )
    }
  }
}
