/// The zones that belong to one person each: a home, a workplace, a victim's house.
///
/// ```
///  person   0     1       2        a run of zones each
///         ┌───┬─────────┬────┐
///         │ ○ │ ○ ○ ⬡   │ ○  │     a circle stands in the run, a polygon is named
///         └───┴─────────┴────┘
/// ```
///
/// A person's zones are tested one by one: there are few, they stand together in memory, and nobody else's
/// are looked at. A circle takes 24 bytes, a person 8. Polygons that several persons share are kept once.
public struct PersonalZones: Sendable {
  /// A zone of a person.
  private struct Item: BitwiseCopyable {
    var slot: Int32
    var x: Int32
    var y: Int32
    var longitudeScale: Int32
    var latitudeScale: Int32
    /// The radius; of a polygon, −1 − its place among the shapes.
    var radiusMillimeters: Int32
  }

  /// A polygon, and how many persons have it.
  private struct Shape: Sendable {
    var index: AreaIndex
    var users: Int
  }

  /// Where the items of each person stand.
  private var runs: [(start: UInt32, count: UInt32)] = []

  /// The items of all persons.
  private var items: [Item] = []

  /// How many items no run means any more.
  private var staleCount = 0

  private var shapes: [Shape?] = []
  private var shapeOfArea: [Area: Int32] = [:]

  /// Creates a collection without zones.
  public init() {}

  /// The memory that the zones take, in bytes.
  public var byteCount: Int {
    8 * runs.count + MemoryLayout<Item>.stride * items.count
      + shapes.reduce(0) { $0 + ($1?.index.byteCount ?? 0) }
  }
}

extension PersonalZones {
  /// Gives a person a zone.
  ///
  /// - Parameters:
  ///   - person: the person's number, not negative; numbers are best without large gaps.
  ///   - slot: the slot number of the zone version.
  public mutating func insert(_ area: Area, slot: Int32, of person: Int32) {
    precondition(person >= 0, "a person's number is not negative")
    let missing = Int(person) + 1 - runs.count
    if missing > 0 { runs.append(contentsOf: repeatElement((start: 0, count: 0), count: missing)) }
    replace(of: person, with: Array(own(person)) + [item(area, slot: slot)])
  }

  /// Takes a zone from a person; does nothing if the person has none with this slot.
  public mutating func remove(_ slot: Int32, of person: Int32) {
    guard let gone = own(person).first(where: { $0.slot == slot }) else { return }
    replace(of: person, with: own(person).filter { $0.slot != slot })
    guard gone.radiusMillimeters < 0 else { return }
    let number = Int(-1 - gone.radiusMillimeters)
    shapes[number]?.users -= 1
    guard let shape = shapes[number], shape.users == 0 else { return }
    shapeOfArea[shape.index.area] = nil
    shapes[number] = nil
  }

  private func own(_ person: Int32) -> ArraySlice<Item> {
    guard runs.indices.contains(Int(person)) else { return [] }
    let run = runs[Int(person)]
    return items[Int(run.start)..<Int(run.start + run.count)]
  }

  private mutating func replace(of person: Int32, with new: [Item]) {
    let old = runs[Int(person)]
    if old.start + old.count == UInt32(items.count) {
      // The last run grows where it stands.
      items.removeLast(Int(old.count))
    } else {
      staleCount += Int(old.count)
    }
    runs[Int(person)] = (UInt32(items.count), UInt32(new.count))
    items += new
    if staleCount > 1_000, 2 * staleCount > items.count { tidy() }
  }

  /// Moves the runs together.
  private mutating func tidy() {
    var kept: [Item] = []
    kept.reserveCapacity(items.count - staleCount)
    for (person, run) in runs.enumerated() {
      runs[person].start = UInt32(kept.count)
      kept += items[Int(run.start)..<Int(run.start + run.count)]
    }
    (items, staleCount) = (kept, 0)
  }

  private mutating func item(_ area: Area, slot: Int32) -> Item {
    switch area {
    case .circle(let circle):
      return Item(
        slot: slot,
        x: circle.center.longitudeE7,
        y: circle.center.latitudeE7,
        longitudeScale: Int32(circle.longitudeScale),
        latitudeScale: Int32(circle.latitudeScale),
        radiusMillimeters: Int32(circle.radiusMillimeters)
      )
    case .polygons:
      var number = shapeOfArea[area] ?? Int32(shapes.firstIndex { $0 == nil } ?? shapes.count)
      if shapeOfArea[area] == nil {
        let shape = Shape(index: AreaIndex(area, density: .standard), users: 0)
        if Int(number) < shapes.count { shapes[Int(number)] = shape } else { shapes.append(shape) }
        shapeOfArea[area] = number
      }
      shapes[Int(number)]?.users += 1
      number = -1 - number
      return Item(
        slot: slot,
        x: 0,
        y: 0,
        longitudeScale: 0,
        latitudeScale: 0,
        radiusMillimeters: number
      )
    }
  }
}

// MARK: - Lookup

extension PersonalZones {
  /// Visits the zones of a person that contain a place, in the order in which they were given.
  public func forEachZone(
    of person: Int32,
    containing place: Coordinate,
    _ visit: (_ slot: Int32) -> Void
  ) {
    for item in own(person) where contains(item, place) { visit(item.slot) }
  }

  /// Whether a zone of a person contains a place; `false` if the person has no zone with this slot.
  public func contains(_ place: Coordinate, slot: Int32, of person: Int32) -> Bool {
    own(person).contains { $0.slot == slot && contains($0, place) }
  }

  /// Finds for each of many persons those of their own zones that contain a place.
  ///
  /// Persons are taken 64 at a time: where their zones stand is fetched for all before they are tested.
  /// Does not allocate once `hits` has grown to the batches that it sees.
  ///
  /// - Parameters:
  ///   - persons: the persons' numbers, one for each place.
  ///   - places: where they are.
  /// - Precondition: there are as many persons as places.
  public func zones(
    of persons: Span<Int32>,
    containing places: Span<Coordinate>,
    into hits: inout ZoneHits
  ) {
    precondition(persons.count == places.count, "there is a place for each person")
    hits.prepare(pointCount: places.count)
    var block = InlineArray<64, (start: UInt32, count: UInt32)>(repeating: (0, 0))
    for first in stride(from: 0, to: persons.count, by: 64) {
      let count = min(64, persons.count - first)
      for index in 0..<count {
        let person = Int(persons[first + index])
        unsafe block[unchecked: index] = runs.indices.contains(person) ? runs[person] : (0, 0)
      }
      unsafe items.withUnsafeBufferPointer { items in
        guard let items = items.baseAddress else { return }
        for index in 0..<count {
          let run = unsafe block[unchecked: index]
          unsafe prefetch(items + Int(run.start), 0, 3, 1)
          unsafe prefetch(items + Int(run.start) + max(0, Int(run.count) - 1), 0, 3, 1)
        }
      }
      for index in 0..<count {
        let run = unsafe block[unchecked: index]
        for item in Int(run.start)..<Int(run.start + run.count)
        where contains(items[item], places[first + index]) {
          hits.slots.append(items[item].slot)
        }
        hits.starts[first + index + 1] = Int32(hits.slots.count)
      }
    }
  }

  /// Whether a zone contains a place; exact, as ``Area/contains(_:)`` is.
  @inline(__always)
  private func contains(_ item: Item, _ place: Coordinate) -> Bool {
    guard item.radiusMillimeters >= 0 else {
      return shapes[Int(-1 - item.radiusMillimeters)]?.index.contains(place) ?? false
    }
    var Δx = Int64(place.longitudeE7) - Int64(item.x)
    if Δx > Box.turn / 2 { Δx -= Box.turn }
    if Δx < -Box.turn / 2 { Δx += Box.turn }
    let east = Δx * Int64(item.longitudeScale)
    let north = (Int64(place.latitudeE7) - Int64(item.y)) * Int64(item.latitudeScale)
    let reach = Int64(item.radiusMillimeters) << 20
    guard abs(east) <= reach, abs(north) <= reach else { return false }
    let (a, b, c) = (Int128(east), Int128(north), Int128(reach))
    return a * a + b * b <= c * c
  }
}
