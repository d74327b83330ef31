/// A zone that a straight leg passes through.
public struct ZoneCrossing: Hashable, Sendable {
  /// The slot of the zone.
  public var slot: Int32

  /// The share of the way at which the leg is first inside, in 0…1; 0 if it starts inside.
  public var share: Double
}

extension ZoneIndex {
  /// The zones that a straight leg between two fixes passes through, ascending by slot.
  ///
  /// What passing through means, and how exact it is: ``Area/crossing(from:to:)``. A strip between two
  /// fixes is found that contains neither.
  ///
  /// - Complexity: the vertices of the zones near the leg. A leg to or from a pole, which may come along
  ///   any meridian, is compared with all zones.
  public func crossings(from start: Coordinate, to end: Coordinate) -> [ZoneCrossing] {
    var shares: [Int32: Double] = [:]
    for number in partsNear(start, end) {
      guard let part = parts[Int(number)],
        let share = part.area.crossing(from: start, to: end)
      else { continue }
      shares[part.slot] = min(share, shares[part.slot] ?? share)
    }
    return shares.map { ZoneCrossing(slot: $0.key, share: $0.value) }.sorted { $0.slot < $1.slot }
  }

  /// The parts that have to do with the squares on a leg's way.
  private func partsNear(_ start: Coordinate, _ end: Coordinate) -> Set<Int32> {
    guard !start.isPole, !end.isPole, partCount > 0 else {
      return Set((0..<Int32(parts.count)).filter { parts[Int($0)] != nil })
    }
    var found: Set<Int32> = []
    let leg = Leg(from: start, to: end)
    for turns in Leg.turns {
      let reading = leg.reading(turns: turns)
      let edge = MapEdge(
        x0: Lattice.x(reading.x),
        y0: Lattice.y(reading.y),
        x1: Lattice.x(reading.x + reading.Δx),
        y1: Lattice.y(reading.y + reading.Δy)
      )
      cells.root.forEachRun(of: edge) { row, columns in
        for column in columns {
          let square = row * cells.root.columns + column
          collect(cells.entries[square + 1], .root(square), column, row, cells.root, edge, &found)
        }
      }
    }
    return found
  }

  /// Adds the parts of a square, or of those squares within it that an edge touches.
  private func collect(
    _ entry: TileEntry,
    _ place: TilePlace,
    _ column: Int,
    _ row: Int,
    _ lattice: Lattice,
    _ edge: MapEdge,
    _ found: inout Set<Int32>
  ) {
    guard entry.isDirectory else { return found.formUnion(partsOfTile[place]) }
    let inner = lattice.within(column: column, row: row, levels: Int64(entry.levels))
    inner.forEachRun(of: edge) { row, columns in
      for column in columns {
        let index = entry.base + row * inner.columns + column
        collect(cells.deeper[index], .deeper(index), column, row, inner, edge, &found)
      }
    }
  }
}
