/// The ground that a zone covers.
public enum Area: Hashable, Sendable {
  /// The union of polygons; at least one.
  case polygons([Polygon])

  /// A circle.
  case circle(Circle)
}

extension Area {
  /// Whether `coordinate` is inside, in exact integer arithmetic.
  public func contains(_ coordinate: Coordinate) -> Bool {
    switch self {
    case .polygons(let polygons): polygons.contains { $0.contains(coordinate) }
    case .circle(let circle): circle.contains(coordinate)
    }
  }

  /// The boxes around the area's parts.
  var boxes: [Box] {
    switch self {
    case .polygons(let polygons): polygons.map(\.box)
    case .circle(let circle): [circle.box]
    }
  }

  /// The smallest box around the whole area.
  public var box: Box {
    let boxes = boxes
    return boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }
  }

  /// The number of vertices; a circle has none.
  public var vertexCount: Int {
    switch self {
    case .polygons(let polygons):
      polygons.lazy.flatMap(\.rings).map(\.latitudes.count).reduce(0, +)
    case .circle: 0
    }
  }
}
