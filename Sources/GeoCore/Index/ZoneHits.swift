/// The zones around each point of a batch; kept and used again, it grows to the largest batch.
public struct ZoneHits: Sendable {
  /// Where the slots of each point begin in ``found``; one more than there are points.
  private var starts: [Int] = [0]

  /// The slots of all points, one after another.
  private var found: [Int32] = []

  /// Creates an empty answer.
  public init() {}

  /// The number of points that were asked about.
  public var pointCount: Int { starts.count - 1 }

  /// The slots of the zones that contain the point at this index of the batch, ascending.
  ///
  /// Let go of the slice before the hits are filled again: a slice that is still held makes that
  /// copy, which allocates.
  public func slots(of pointIndex: Int) -> ArraySlice<Int32> {
    found[starts[pointIndex]..<starts[pointIndex + 1]]
  }
}

extension ZoneHits {
  /// Forgets all answers and keeps the memory.
  mutating func removeAll() {
    found.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
  }

  /// Adds a zone around the current point, at its place among the others, unless it is there.
  ///
  /// - Complexity: O(*k*) in the number of zones around the point.
  mutating func add(slot: Int32) {
    let start = starts[starts.count - 1]
    var index = found.count
    while index > start && found[index - 1] > slot { index -= 1 }
    if index > start && found[index - 1] == slot { return }
    found.append(slot)
    var last = found.count - 1
    while last > index {
      found[last] = found[last - 1]
      last -= 1
    }
    found[index] = slot
  }

  /// Ends the current point and begins the next.
  mutating func endPoint() { starts.append(found.count) }

  /// All slots, for a batch of one point.
  var all: [Int32] { found }
}
