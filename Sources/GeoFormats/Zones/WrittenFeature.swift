import GeoCore

/// A feature of a file of zones, whatever the format, as it is written there.
struct WrittenFeature {
  /// The line on which it begins.
  var line: Int

  /// Its number in the file, from 1.
  var number: Int

  /// The identifier that the format gives features beside their properties.
  var id: String?

  /// What it says of itself; `nil` is a value that is neither text nor number.
  var properties: [String: String?]

  /// What it covers; `nil` where it says nothing of that.
  var geometry: WrittenGeometry?
}

/// A geometry as it is written: positions are of the file's own coordinate system.
enum WrittenGeometry {
  /// Polygons, each of rings whose last position repeats the first.
  case areas([[[WrittenPosition]]])
  /// The centre of a circle.
  case point(WrittenPosition)
  /// The middle lines of corridors.
  case lines([[WrittenPosition]])
}

/// What a format's reader finds: the features in file order, each as far as it can be read.
typealias WrittenFeatures = [Result<WrittenFeature, ZoneFileError>]
