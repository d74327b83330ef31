/// How far an area's edge is, for callers to whom any distance beyond a limit is the same.
public enum EdgeDistance: Hashable, Sendable {
  /// The edge is within the limit: its distance, negative inside.
  case exactly(Meters)

  /// The edge is farther than the limit, which is given back: negative inside.
  case beyond(Meters)
}

extension EdgeDistance {
  /// The distance, or the limit that it exceeds, negative inside: what the size is at least.
  public var atLeast: Meters {
    switch self {
    case .exactly(let meters), .beyond(let meters): meters
    }
  }

  /// A distance found within a limit; infinite where none was found.
  init(toEdge meters: Double, within limit: Meters, isInside: @autoclosure () -> Bool) {
    let isNear = meters <= limit.value
    let size = isNear ? meters : limit.value
    let signed = Meters(isInside() ? -size : size)
    self = isNear ? .exactly(signed) : .beyond(signed)
  }
}
