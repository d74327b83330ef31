import GeoCore

/// A random course of changes: zones that come, go and move, huge and tiny, near and far.
struct ZoneCourse {
  private var world: RandomWorld

  /// What is there after the last change.
  private(set) var areas: [Int32: Area] = [:]

  /// Slots that are free.
  private var free: [Int32] = Array((0..<400).reversed())

  init(seed: UInt64) { world = RandomWorld(seed: seed) }

  /// The slots that go and the zones that come in one step.
  struct Change: Sendable {
    var removed: [Int32] = []
    var added: [(slot: Int32, area: Area)] = []
  }

  /// The next change.
  mutating func next() -> Change {
    var change = Change()
    switch world.integer(0...9) {
    case 0:  // Many go.
      let slots = areas.keys.sorted()
      change.removed = slots.filter { _ in world.integer(0...9) == 0 }
      // Some that never were.
      change.removed.append(10_000)
    case 1, 2:  // Some move: the same slot with another area.
      change.removed = Array(areas.keys.sorted().shuffled(using: &world.random).prefix(3))
      for slot in change.removed { if let area = area() { change.added.append((slot, area)) } }
    case 3:  // Hard ones come.
      let kinds = [
        HardZones.spikes, .holesAtShells, .slivers, .corridors, .fan, .aroundGlobe, .circles,
      ]
      guard let kind = kinds.randomElement(using: &world.random) else { break }
      for area in kind.areas(&world).prefix(20) where !free.isEmpty {
        change.added.append((free.removeLast(), area))
      }
    default:
      for _ in 0..<world.integer(1...4) where !free.isEmpty {
        if let area = area() { change.added.append((free.removeLast(), area)) }
      }
    }
    apply(change)
    return change
  }

  private mutating func apply(_ change: Change) {
    let added = Set(change.added.map(\.slot))
    for slot in change.removed where areas.removeValue(forKey: slot) != nil && !added.contains(slot)
    {
      free.append(slot)
    }
    for zone in change.added { areas[zone.slot] = zone.area }
  }

  /// In one region mostly; at times far outside of all so far.
  private mutating func area() -> Area? {
    guard world.integer(0...7) > 0 else { return world.area() }
    let center = (x: 200_000_000 + integer(30_000_000), y: 300_000_000 + integer(30_000_000))
    let size = world.size()
    return world.polygon(around: center, size: min(size, 20_000_000)).map { .polygons([$0]) }
  }

  private mutating func integer(_ reach: Int64) -> Int64 { world.integer(-reach...reach) }

  /// Places near the zones of now.
  mutating func places(_ count: Int) -> [Coordinate] {
    let sorted = areas.sorted { $0.key < $1.key }.map(\.value)
    var points = HurtfulPoints(seed: world.random.next(), near: sorted)
    return points.take(count)
  }

  /// What the oracle says of the zones of now.
  func expected(at places: [Coordinate]) -> [[Int32]] { Self.expected(of: areas, at: places) }

  static func expected(of areas: [Int32: Area], at places: [Coordinate]) -> [[Int32]] {
    let sorted = areas.sorted { $0.key < $1.key }
    let oracle = OracleWorld(sorted.map(\.value))
    return places.map { place in oracle.slots(around: place).map { sorted[Int($0)].key } }
  }
}
