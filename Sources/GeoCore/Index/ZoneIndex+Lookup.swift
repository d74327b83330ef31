extension ZoneIndex {
  /// Finds the zones around each of many points.
  ///
  /// Does not allocate once `hits` has grown to the batches that it sees.
  ///
  /// - Complexity: for each point, O(levels in use), and O(*n*) for each part in whose boundary cell
  ///   it lies, of *n* vertices.
  public func zones(containing points: Span<Coordinate>, into hits: inout ZoneHits) {
    hits.removeAll()
    for index in points.indices {
      collect(around: points[index], into: &hits)
      hits.endPoint()
    }
  }

  /// The slots of the zones that contain a point, ascending.
  public func zones(containing point: Coordinate) -> [Int32] {
    var hits = ZoneHits()
    collect(around: point, into: &hits)
    return hits.all
  }

  /// Adds every zone around one point.
  private func collect(around point: Coordinate, into hits: inout ZoneHits) {
    guard !point.isPole else {
      for (slot, poles) in polar where poles.contains(pole: point) { hits.add(slot: slot) }
      return
    }
    for grid in levels {
      var next = table.head(of: grid.key(of: point))
      while next >= 0 {
        let entry = table.entry(next)
        next = entry.next
        let isFull = entry.partAndFull & 1 != 0
        switch parts[Int(entry.partAndFull >> 1)] {
        case .polygon(let polygon, let slot):
          if isFull || polygon.contains(point) { hits.add(slot: slot) }
        case .circle(let circle, let slot):
          if isFull || circle.contains(point) { hits.add(slot: slot) }
        case .vacant: assertionFailure("a cell names no part that was removed")
        }
      }
    }
  }
}
