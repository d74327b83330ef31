import GeoCore
import Testing

extension CellDensity {
  /// The densities that have names.
  static let named: [CellDensity] = [.sparse, .standard, .dense]
}

extension ZoneIndex {
  /// The index of areas whose slots are their positions.
  init(of areas: [Area], density: CellDensity = .standard) {
    self.init(areas.enumerated().map { (slot: Int32($0), area: $1) }, density: density)
  }

  /// The slots around each point, by one batch.
  func answers(at points: [Coordinate]) -> [[Int32]] {
    var hits = ZoneHits()
    zones(containing: points.span, into: &hits)
    return points.indices.map { Array(hits.slots(of: $0)) }
  }
}

/// Areas and what the oracle says of each.
struct OracleWorld {
  var areas: [Area] = []
  private var oracles: [(area: Area, oracle: AreaOracle)] = []
  private var oracleOfSlot: [Int] = []

  init(_ areas: [Area]) {
    self.areas = areas
    // Copies are asked once.
    for area in areas {
      if oracles.last?.area != area { oracles.append((area, AreaOracle(area))) }
      oracleOfSlot.append(oracles.count - 1)
    }
  }

  /// The slots of the areas that contain a place, ascending.
  func slots(around place: Coordinate) -> [Int32] {
    let isInside = oracles.map { $0.oracle.contains(place) }
    return areas.indices.filter { isInside[oracleOfSlot[$0]] }.map(Int32.init)
  }
}

/// Expects of an index what the oracle says, at all densities, and that some of the points lie in zones.
func expectExact(_ areas: [Area], at points: [Coordinate], _ name: String) {
  let world = OracleWorld(areas)
  let expected = points.map { world.slots(around: $0) }
  #expect(expected.contains { !$0.isEmpty }, "\(name): the points have to lie in zones")
  for density in CellDensity.named {
    let found = ZoneIndex(of: areas, density: density).answers(at: points)
    guard let wrong = points.indices.first(where: { found[$0] != expected[$0] }) else { continue }
    let count = points.indices.count { found[$0] != expected[$0] }
    let difference = Set(found[wrong]).symmetricDifference(expected[wrong]).sorted().prefix(5)
    Issue.record(
      """
      \(name), \(density): \(count) of \(points.count) points; the first at \(points[wrong]), \
      slots \(Array(difference)) of \(areas.count)
      """
    )
  }
}
