extension ZoneIndex {
  /// Finds the zones around each of many points.
  ///
  /// Points are taken 64 at a time, and each step is done for all of them before the next: the memory
  /// that one point waits for is fetched while others are worked on. Does not allocate once `hits` has
  /// grown to the batches that it sees.
  ///
  /// - Precondition: a batch has less than 2³¹ answers.
  /// - Complexity: O(1) for each point, and O(*n*) where *n* edges lie in its cell.
  public func zones(containing points: Span<Coordinate>, into hits: inout ZoneHits) {
    hits.prepare(pointCount: points.count)
    var used = 0
    unsafe points.withUnsafeBufferPointer { points in
      cells.read { reader in
        var places = unsafe CellPlaces(empty: reader.blocks)
        for first in stride(from: 0, to: points.count, by: CellPlaces.limit) {
          let count = min(CellPlaces.limit, points.count - first)
          hits.makeRoom(for: count * max(cells.greatestCount, polar.count), after: used)
          unsafe hits.slots.withUnsafeMutableBufferPointer { slots in
            unsafe hits.starts.withUnsafeMutableBufferPointer { starts in
              guard let slots = slots.baseAddress, let starts = starts.baseAddress,
                let points = points.baseAddress
              else { return }
              unsafe places.find(points + first, count, reader)
              used = unsafe answer(points + first, count, places, starts + first, slots, used)
            }
          }
        }
      }
    }
    hits.slots.removeLast(hits.slots.count - used)
  }

  /// The slots of the zones that contain a point, ascending.
  public func zones(containing point: Coordinate) -> [Int32] {
    var hits = ZoneHits()
    zones(containing: [point].span, into: &hits)
    return hits.slots
  }

  /// Writes the answers for some points whose records are known.
  ///
  /// - Returns: how many slots are used afterwards.
  @inline(__always)
  private func answer(
    _ points: UnsafePointer<Coordinate>,
    _ count: Int,
    _ places: borrowing CellPlaces,
    _ starts: UnsafeMutablePointer<Int32>,
    _ slots: UnsafeMutablePointer<Int32>,
    _ alreadyUsed: Int
  ) -> Int {
    var used = alreadyUsed
    let hasPoles = !polar.isEmpty
    var index = 0
    while index < count {
      let place = places[index]
      let head = unsafe CellRecordHead(bits: place.record[0])
      if head.isPlain {
        var found = unsafe mask(of: head, place.record, x: place.x, y: place.y)
        // Most records name one zone: its slot is written at once, and counted if it is one.
        unsafe slots[used] = unsafe Int32(bitPattern: place.record[1])
        used &+= Int(found & 1)
        found &>>= 1
        var slot = 2
        while found != 0 {
          let zeros = found.trailingZeroBitCount
          slot &+= zeros
          unsafe slots[used] = unsafe Int32(bitPattern: place.record[slot])
          used &+= 1
          slot &+= 1
          found = found &>> UInt32(truncatingIfNeeded: zeros &+ 1)
        }
      } else {
        used = unsafe zonesOfRecords(at: place, into: slots, used)
      }
      if hasPoles, unsafe points[index].isPole {
        let start = used
        for (slot, poles) in polar where unsafe poles.contains(pole: points[index]) {
          unsafe slots[used] = slot
          used += 1
        }
        unsafe sortDistinct(slots, from: start, &used)
      }
      unsafe starts[index &+ 1] = Int32(truncatingIfNeeded: used)
      index &+= 1
    }
    return used
  }
}
