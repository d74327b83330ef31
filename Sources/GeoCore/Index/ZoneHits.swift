/// The zones around each point of a batch; kept and used again, it grows to the largest batch.
///
/// ```
/// for index in 0..<hits.pointCount {
///   for position in hits.starts[index]..<hits.starts[index + 1] { … hits.slots[Int(position)] … }
/// }
/// ```
public struct ZoneHits: Sendable {
  /// Where the slots of each point begin in ``slots``; one more than there are points.
  public internal(set) var starts: [Int32] = [0]

  /// The slots of the zones around all points, one point after another, ascending for each.
  public internal(set) var slots: [Int32] = []

  /// What is kept of a few points while they are looked up.
  var batch = CellBatch()

  /// Creates an empty answer.
  public init() {}

  /// The number of points that were asked about.
  public var pointCount: Int { starts.count - 1 }

  /// The slots of the zones that contain the point at this index of the batch, ascending.
  ///
  /// Let go of the slice before the hits are filled again: a slice that is still held makes that
  /// copy, which allocates.
  public func slots(of pointIndex: Int) -> ArraySlice<Int32> {
    slots[Int(starts[pointIndex])..<Int(starts[pointIndex + 1])]
  }
}

extension ZoneHits {
  /// Forgets all answers, and makes room for those of so many points.
  mutating func prepare(pointCount: Int) {
    slots.removeAll(keepingCapacity: true)
    let missing = pointCount + 1 - starts.count
    if missing > 0 { starts.append(contentsOf: repeatElement(0, count: missing)) }
    if missing < 0 { starts.removeLast(-missing) }
    starts[0] = 0
  }

  /// Makes room for so many slots, and one more, after those that are used.
  mutating func makeRoom(for count: Int, after used: Int) {
    let missing = used + count + 1 - slots.count
    if missing > 0 { slots.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Writes what the batch has decided.
  ///
  /// - Returns: how many slots are used afterwards.
  @inline(__always)
  mutating func write(
    _ points: UnsafePointer<Coordinate>,
    _ count: Int,
    _ reader: CellReader,
    from first: Int,
    after used: Int
  ) -> Int {
    unsafe slots.withUnsafeMutableBufferPointer { slots in
      unsafe starts.withUnsafeMutableBufferPointer { starts in
        guard let slots = slots.baseAddress, let starts = starts.baseAddress else { return used }
        return unsafe batch.write(
          points,
          count,
          reader,
          starts: starts + first,
          slots: slots,
          used: used
        )
      }
    }
  }

  /// Adds a slot to those of one point.
  mutating func append(_ slot: Int32, toPoint pointIndex: Int) {
    slots.insert(slot, at: Int(starts[pointIndex + 1]))
    for index in (pointIndex + 1)..<starts.count { starts[index] += 1 }
  }
}
