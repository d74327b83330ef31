import GeoCore

/// Makes zones of the features of one file, keeping the place for an error's sentence.
struct ZoneBuilder {
  let file: String
  let conversion: Conversion
  let defaults: ZoneDefaults

  /// Whether the file holds one feature only, whose name a default may be.
  let isOnlyOne: Bool

  /// The identifiers that features state, as far as they can be read.
  let givenIDs: Set<String>

  /// The place in hand.
  var place = ZoneFileError.Place()

  /// What is odd so far.
  private(set) var remarks: [ZoneRemark] = []

  /// The properties that were assumed for some feature.
  var assumed: Set<String> = []

  private var firstFeatures: [ZoneID: Int] = [:]

  /// Creates a builder for the features of a file.
  init(
    file: String,
    conversion: Conversion,
    defaults: ZoneDefaults,
    features: WrittenFeatures
  ) {
    self.file = file
    self.conversion = conversion
    self.defaults = defaults
    isOnlyOne = features.count == 1
    givenIDs = Set(
      features.compactMap { feature in
        guard case .success(let feature) = feature else { return nil }
        return Self.givenID(of: feature, defaults).flatMap { $0 }
      }
    )
  }

  /// The error with this cause at the place in hand.
  func failure(_ cause: ZoneFileError.Cause) -> ZoneFileError {
    ZoneFileError(file: file, place: place, cause: cause)
  }

  /// The zone that a feature draws.
  mutating func zone(of feature: WrittenFeature) throws(ZoneFileError) -> Zone {
    place = ZoneFileError.Place(line: feature.line, feature: feature.number)
    let id = try id(of: feature)
    place.id = id
    guard let geometry = feature.geometry else { throw failure(.noGeometry) }
    let area = try area(of: geometry, feature)
    (place.part, place.ring, place.vertex) = (nil, nil, nil)
    let zone = try zone(id: id, feature, area: area)
    if let first = firstFeatures.updateValue(feature.number, forKey: id) {
      throw failure(.duplicateID(firstFeature: first))
    }
    return zone
  }

  /// Keeps a remark where parts of an area meet in more than a point.
  mutating func remarkMeeting(ofPartsOf area: Area) {
    guard let meeting = area.partMeeting else { return }
    (place.part, place.ring, place.vertex) = (nil, nil, nil)
    remarks.append(
      ZoneRemark(
        file: file,
        place: place,
        kind: .parts(meeting.first + 1, meeting.second + 1, squareMeters: meeting.squareMeters),
        coordinate: meeting.place
      )
    )
  }

  /// Keeps one remark for a feature: the first place of each kind stands for all.
  mutating func remark(_ irregularities: [Irregularity], at places: [ZoneFileError.Place]) {
    for kind in [Irregularity.Kind.crossing, .touching, .overlapping] {
      guard let index = irregularities.firstIndex(where: { $0.kind == kind }) else { continue }
      remarks.append(
        ZoneRemark(
          file: file,
          place: places[index],
          kind: .edges(kind, count: irregularities.count { $0.kind == kind }),
          coordinate: irregularities[index].place
        )
      )
    }
  }
}
