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
  private var runs: [Run] = []

  private typealias Run = (start: UInt32, count: UInt32)

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
  ///   - area: the ground of the zone.
  ///   - slot: the slot number of the zone version.
  ///   - person: the person's number, not negative; numbers are best without large gaps.
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
    runs[Int(person)] = new.isEmpty ? (0, 0) : (UInt32(items.count), UInt32(new.count))
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
  ///   - hits: the answers.
  /// - Precondition: there are as many persons as places.
  public func zones(
    of persons: Span<Int32>,
    containing places: Span<Coordinate>,
    into hits: inout ZoneHits
  ) {
    precondition(persons.count == places.count, "there is a place for each person")
    hits.prepare(pointCount: places.count)
    var (used, own) = (0, InlineArray<64, Run>(repeating: (0, 0)))
    unsafe runs.withUnsafeBufferPointer { runs in
      unsafe items.withUnsafeBufferPointer { items in
        guard let items = items.baseAddress else { return }
        for first in stride(from: 0, to: persons.count, by: 64) {
          let now = first..<min(first + 64, persons.count)
          let room = unsafe fetch(persons, now, runs, items, into: &own)
          hits.makeRoom(for: room, after: used)
          used = unsafe write(now, &own, places, items, to: &hits, after: used)
        }
      }
    }
    hits.slots.removeLast(hits.slots.count - used)
    // Nobody has a zone where there are no items.
    if items.isEmpty { for index in hits.starts.indices { hits.starts[index] = 0 } }
  }

  /// Finds the runs of some persons, and fetches their items.
  ///
  /// - Returns: how many items these are.
  @inline(__always)
  private func fetch(
    _ persons: Span<Int32>,
    _ now: Range<Int>,
    _ runs: UnsafeBufferPointer<Run>,
    _ items: UnsafePointer<Item>,
    into own: inout InlineArray<64, Run>
  ) -> Int {
    guard let first = runs.baseAddress else { return 0 }
    for index in now {
      let person = Int(persons[index])
      if person >= 0, person < runs.count { unsafe prefetch(first + person, 0, 3, 1) }
    }
    var count = 0
    for index in now {
      let person = Int(persons[index])
      let run: Run = person >= 0 && person < runs.count ? unsafe first[person] : (0, 0)
      unsafe own[unchecked: index - now.lowerBound] = run
      let last = Int(run.start) + max(0, Int(run.count) - 1)
      unsafe prefetch(items + Int(run.start), 0, 3, 1)
      unsafe prefetch(items + last, 0, 3, 1)
      count += Int(run.count)
    }
    return count
  }

  /// Writes the zones around some places.
  ///
  /// - Returns: how many slots are used afterwards.
  @inline(__always)
  private func write(
    _ now: Range<Int>,
    _ own: inout InlineArray<64, Run>,
    _ places: Span<Coordinate>,
    _ items: UnsafePointer<Item>,
    to hits: inout ZoneHits,
    after alreadyUsed: Int
  ) -> Int {
    var used = alreadyUsed
    unsafe hits.slots.withUnsafeMutableBufferPointer { slots in
      unsafe hits.starts.withUnsafeMutableBufferPointer { starts in
        guard let slots = slots.baseAddress, let starts = starts.baseAddress else { return }
        for index in now {
          let (place, run) = (places[index], unsafe own[unchecked: index - now.lowerBound])
          for item in Int(run.start)..<Int(run.start + run.count) {
            // Written at once, and counted if it is around: nothing to guess.
            unsafe slots[used] = unsafe items[item].slot
            used += unsafe contains(items[item], place) ? 1 : 0
          }
          unsafe starts[index + 1] = Int32(truncatingIfNeeded: used)
        }
      }
    }
    return used
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
    // Half a turn is below 2³¹ units and a scale below 2²⁴: the squares stay below 2¹¹⁰.
    let (a, b) = (Int128(east), Int128(north))
    let c = Int128(Int64(item.radiusMillimeters) << 20)
    return a * a + b * b <= c * c
  }
}
