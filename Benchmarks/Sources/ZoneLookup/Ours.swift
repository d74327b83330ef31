import GeoCore
import ZonePeers

/// Fenceline's index, through what the module shows to others.
struct Ours: Sendable {
  private let index: ZoneIndex

  /// Builds the index from the polygons.
  init(_ zones: ZoneColumns, _ density: CellDensity = .standard) {
    let areas = (0..<zones.count).lazy.map { (slot: Int32($0), area: Self.area(zones, $0)) }
    index = ZoneIndex(areas, density: density)
  }

  /// The area of one of the zones.
  static func area(_ zones: ZoneColumns, _ zone: Int) -> Area {
    let vertices = zones.vertices(of: zone).map {
      WrittenVertex(longitudeE7: zones.longitudes[$0], latitudeE7: zones.latitudes[$0])
    }
    guard let ring = try? Ring(vertices) else {
      preconditionFailure("a workload's ring is a ring")
    }
    return .polygons([Polygon(shell: ring)])
  }

  /// Asks about a run of points, batch by batch, and reads every hit.
  func query(
    _ points: Span<Coordinate>,
    batch: Int,
    reusing hits: inout ZoneHits
  ) -> PeerAnswer {
    var answer = PeerAnswer(hits: 0, slots: 0)
    var first = 0
    while first < points.count {
      let count = min(batch, points.count - first)
      index.zones(containing: points.extracting(first..<first + count), into: &hits)
      let slots = hits.slots.span
      answer.hits += Int64(slots.count)
      for position in slots.indices { answer.slots += Int64(slots[position]) }
      first += count
    }
    return answer
  }

  /// Asks and returns each pair as point << 32 | zone, the first point being number `base`.
  func pairs(_ points: Span<Coordinate>, batch: Int, base: Int = 0) -> [UInt64] {
    var hits = ZoneHits()
    var pairs: [UInt64] = []
    for first in stride(from: 0, to: points.count, by: batch) {
      let count = min(batch, points.count - first)
      index.zones(containing: points.extracting(first..<first + count), into: &hits)
      for point in 0..<count {
        for slot in hits.slots(of: point) {
          pairs.append(UInt64(base + first + point) << 32 | UInt64(slot))
        }
      }
    }
    return pairs
  }
}
