/// Finds the zones around a point without testing all of them.
///
/// ```
///   the map in squares      a square in cells       a cell's record
///   ┌───┬───┬───┐           ┌─┬─┬─┬─┐               zones 7, 9
///   │   │ 7 │ ▦ │           │ │ │#│7│  . nothing    at the corner: 9
///   ├───┼───┼───┤     ▦ =   │ │#│#│7│  # edges      edges, and which zone each bounds
///   │   │ ▦ │ ▦ │           │9│#│7│7│  7 all in
///   └───┴───┴───┘           └─┴─┴─┴─┘
/// ```
///
/// The answers are exactly those of ``Area/contains(_:)`` for every area. How it works, why it is exact,
/// what it costs and what it is bad at: `docs/zone-index.md`.
///
/// A value: a copy shares its memory until one of the two changes, and then only what changed is new.
public struct ZoneIndex: Sendable {
  /// The cells that are looked into.
  var cells = CellStore()

  /// Which parts each tile has to do with.
  var partsOfTile = TileParts()

  /// The parts, those of one slot together; one that was taken out is `nil`.
  private(set) var parts = PagedArray<ZonePart?>()

  /// Which parts belong to a slot, in 256 tables by the slot's last bits.
  private var partsOfSlot: [[Int32: Range<Int32>]] = Array(repeating: [:], count: 256)

  /// The number of parts that are not `nil`, and the sum of their ``ZonePart/weight``.
  private(set) var partCount = 0
  private(set) var weight = 0

  /// The slots that hold a pole, ascending, and which.
  private(set) var polar: [(slot: Int32, poles: Poles)] = []

  /// How fine the cells are.
  public let density: CellDensity

  /// Creates an index without zones.
  public init(density: CellDensity = .standard) { self.density = density }

  /// Creates the index of some zones' areas, each under the slot number of its zone version.
  ///
  /// - Precondition: slots are not negative, and each comes once.
  public init(_ zones: some Sequence<(slot: Int32, area: Area)>, density: CellDensity = .standard) {
    self.init(density: density)
    for zone in zones { append(zone.area, slot: zone.slot) }
    rebuild()
  }

  /// The number of zones.
  public var count: Int { partsOfSlot.reduce(0) { $0 + $1.count } }

  /// The memory of the cells and their records, in bytes; the areas themselves come on top.
  public var byteCount: Int { cells.byteCount + partsOfTile.byteCount }
}

extension ZoneIndex {
  /// Adds a zone's parts; its cells have to be built afterwards.
  mutating func append(_ area: Area, slot: Int32) {
    precondition(slot >= 0, "a slot number is not negative")
    precondition(partsOfSlot[Int(slot & 255)][slot] == nil, "a slot holds one area at a time")
    let first = parts.count
    switch area {
    case .polygons(let polygons):
      for polygon in polygons { parts.append(ZonePart(slot: slot, shape: .polygon(polygon))) }
      let poles = polygons.reduce(into: Poles()) { $0.formUnion($1.poles) }
      if !poles.isEmpty {
        polar.insert((slot, poles), at: polar.firstIndex { $0.slot > slot } ?? polar.count)
      }
    case .circle(let circle): parts.append(ZonePart(slot: slot, shape: .circle(circle)))
    }
    precondition(parts.count < 1 << 30, "an index holds fewer than 2³⁰ parts")
    partsOfSlot[Int(slot & 255)][slot] = Int32(first)..<Int32(parts.count)
    partCount += parts.count - first
    for number in first..<parts.count { weight += parts[number]?.weight ?? 0 }
  }

  /// Takes a zone's parts out; its cells have to be built afterwards.
  ///
  /// - Returns: what of the map they touched.
  mutating func takeOut(_ slot: Int32) -> [MapExtent] {
    polar.removeAll { $0.slot == slot }
    var extents: [MapExtent] = []
    for number in partsOfSlot[Int(slot & 255)].removeValue(forKey: slot) ?? 0..<0 {
      guard let part = parts[Int(number)] else { continue }
      extents += part.extents
      partCount -= 1
      weight -= part.weight
      parts[Int(number)] = nil
    }
    return extents
  }

  /// Builds all cells anew.
  mutating func rebuild() {
    let live = parts.elements.compactMap { $0 }
    let order = live.indices.sorted { (live[$0].slot, $0) < (live[$1].slot, $1) }
    let sorted = order.map { live[$0] }
    for table in partsOfSlot.indices { partsOfSlot[table].removeAll(keepingCapacity: true) }
    for (number, part) in sorted.enumerated() {
      let table = Int(part.slot & 255)
      let first = partsOfSlot[table][part.slot]?.lowerBound ?? Int32(number)
      partsOfSlot[table][part.slot] = first..<Int32(number + 1)
    }
    parts = PagedArray(sorted.lazy.map { $0 })
    var builder = CellStoreBuilder(density: density)
    builder.build(sorted)
    (cells, partsOfTile) = (builder.store, builder.partsOfTile)
  }
}
