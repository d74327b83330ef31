/// Finds the zones around a point without testing all of them.
public struct ZoneIndex: Sendable {
  /// The cells that are looked into.
  private(set) var cells = CellStore()

  /// The parts; those of one slot stand together. A vacant one is `nil`.
  private var parts: [ZonePart?] = []

  /// Which parts belong to a slot.
  private var partsOfSlot: [Int32: Range<Int32>] = [:]

  /// Which parts each tile has to do with.
  private var partsOfTile = TileParts()

  /// The slots that hold a pole, and which.
  private(set) var polar: [Int32: Poles] = [:]

  /// How fine the cells are.
  public let density: CellDensity

  /// Creates an index without zones.
  public init(density: CellDensity = .standard) { self.density = density }

  var partsBytes: Int { partsOfTile.byteCount }
  /// The number of zones.
  public var count: Int { partsOfSlot.count }
}

extension ZoneIndex {
  /// Creates the index of some zones' areas, each under the slot number of its zone version.
  ///
  /// - Precondition: slots are not negative, and each comes once.
  public init(_ zones: some Sequence<(slot: Int32, area: Area)>, density: CellDensity = .standard) {
    self.init(density: density)
    for zone in zones { append(zone.area, slot: zone.slot) }
    rebuild()
  }

  /// Adds a zone's parts; its cells have to be built afterwards.
  private mutating func append(_ area: Area, slot: Int32) {
    precondition(slot >= 0, "a slot number is not negative")
    precondition(partsOfSlot[slot] == nil, "a slot holds one area at a time")
    let first = Int32(parts.count)
    switch area {
    case .polygons(let polygons):
      for polygon in polygons { parts.append(ZonePart(slot: slot, shape: .polygon(polygon))) }
      let poles = polygons.reduce(into: Poles()) { $0.formUnion($1.poles) }
      if !poles.isEmpty { polar[slot] = poles }
    case .circle(let circle): parts.append(ZonePart(slot: slot, shape: .circle(circle)))
    }
    partsOfSlot[slot] = first..<Int32(parts.count)
  }

  /// Builds all cells anew.
  private mutating func rebuild() {
    var builder = CellStoreBuilder(density: density)
    let numbered = parts.enumerated().compactMap { index, part in
      part.map { (number: Int32(index), part: $0) }
    }
    builder.build(numbered.sorted { ($0.part.slot, $0.number) < ($1.part.slot, $1.number) })
    cells = builder.store
    partsOfTile = builder.partsOfTile
  }
}

extension ZoneIndex {
  /// Adds a zone version's area under its slot number.
  public mutating func insert(_ area: Area, slot: Int32) {
    append(area, slot: slot)
    rebuild()
  }

  /// Takes a slot's area out; does nothing if the slot is not in the index.
  public mutating func remove(_ slot: Int32) {
    guard let range = partsOfSlot.removeValue(forKey: slot) else { return }
    polar[slot] = nil
    for number in range { parts[Int(number)] = nil }
    rebuild()
  }
}
