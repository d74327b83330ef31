extension ZoneIndex {
  /// Finds the zones around each of many points.
  ///
  /// Points are taken 256 at a time, and each step is done for all of them before the next: the memory
  /// that one point waits for is fetched while others are worked on. Does not allocate once `hits` has
  /// grown to the batches that it sees.
  ///
  /// - Precondition: a batch has less than 2³¹ answers.
  /// - Complexity: O(1) for each point, and O(*n*) where *n* edges lie in its cell.
  public func zones(containing points: Span<Coordinate>, into hits: inout ZoneHits) {
    hits.prepare(pointCount: points.count)
    var used = 0
    unsafe points.withUnsafeBufferPointer { points in
      guard let points = points.baseAddress else { return }
      let count = hits.pointCount
      cells.read { reader in
        for first in stride(from: 0, to: count, by: CellBatch.limit) {
          let now = min(CellBatch.limit, count - first)
          hits.makeRoom(for: now * cells.greatestCount, after: used)
          unsafe hits.batch.decide(points + first, now, reader)
          used = unsafe hits.write(points + first, now, reader, from: first, after: used)
        }
      }
    }
    hits.slots.removeLast(hits.slots.count - used)
    if !polar.isEmpty { addPoles(of: points, to: &hits) }
  }

  /// The slots of the zones that contain a point, ascending.
  public func zones(containing point: Coordinate) -> [Int32] {
    guard !point.isPole else {
      return polar.filter { $0.poles.contains(pole: point) }.map(\.slot)
    }
    return cells.read { reader in
      let (x, y) = reader.offset(of: point)
      let tile = reader.tile(within: reader.square(of: point), x: x, y: y)
      let number = unsafe reader.number(of: tile, cell: tile.cell(x: x, y: y))
      let record = unsafe reader.record(of: tile, numberAt: number)
      guard unsafe record[0] != 0 else { return [] }
      return unsafe Array(unsafeUninitializedCapacity: cells.greatestCount) { slots, count in
        guard let slots = slots.baseAddress else { return }
        let (x, y) = (tile.offset(x), tile.offset(y))
        count = unsafe zonesOfRecords(at: record, x: x, y: y, into: slots, 0)
      }
    }
  }

  /// Adds the zones that hold a pole to the points that are one: a pole has no cell.
  private func addPoles(of points: Span<Coordinate>, to hits: inout ZoneHits) {
    for index in points.indices where points[index].isPole {
      for zone in polar where zone.poles.contains(pole: points[index]) {
        hits.append(zone.slot, toPoint: index)
      }
    }
  }
}
