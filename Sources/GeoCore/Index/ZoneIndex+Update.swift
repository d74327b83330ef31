extension ZoneIndex {
  /// Takes zones out and puts others in, as one step.
  ///
  /// The squares of the map that the zones touch are built anew, the others stay. A copy of the index that
  /// was made before is not touched: who looks up in it goes on.
  ///
  /// - Parameters:
  ///   - removed: slots that shall no longer be in the index; one that is not is passed over.
  ///   - added: new areas, each under the slot number of its zone version.
  /// - Precondition: the slots of `added` are not negative, and not in the index unless removed.
  /// - Complexity: the vertices of all parts that the touched squares have to do with; where more than a
  ///   quarter of what is there comes, that of building everything anew.
  public mutating func update(
    removing removed: some Sequence<Int32> = EmptyCollection(),
    inserting added: some Sequence<(slot: Int32, area: Area)> = EmptyCollection()
  ) {
    var touched: [MapExtent] = []
    for slot in removed { touched += takeOut(slot) }
    let (first, weightBefore) = (Int32(parts.count), weight)
    for zone in added { append(zone.area, slot: zone.slot) }
    let new = first..<Int32(parts.count)
    for number in new { touched += parts[Int(number)]?.extents ?? [] }
    guard !touched.isEmpty else { return }
    let isMuch = 4 * (weight - weightBefore) > weightBefore || parts.count > 2 * partCount + 1_000
    guard !isMuch, touched.allSatisfy({ grow(toHold: $0) }) else { return rebuild() }
    var updater = TileUpdater(cells, partsOfTile, density: density)
    (cells, partsOfTile) = (CellStore(), TileParts())
    updater.update(touched, new: new, of: parts)
    (cells, partsOfTile) = (updater.store, updater.partsOfTile)
  }

  /// The same zones in an index that was built at once.
  ///
  /// What was changed in an index stands beside what was built, and a change copies it where another copy
  /// of the index is still held. After thousands of changes it pays to build anew, on another thread.
  public func rebuilt() -> ZoneIndex {
    var copy = self
    copy.rebuild()
    return copy
  }

  /// Adds a zone version's area under its slot number: ``update(removing:inserting:)`` with one zone.
  public mutating func insert(_ area: Area, slot: Int32) {
    update(inserting: CollectionOfOne((slot: slot, area: area)))
  }

  /// Takes a slot's area out; does nothing if the slot is not in the index.
  public mutating func remove(_ slot: Int32) { update(removing: CollectionOfOne(slot)) }

  /// Makes the root hold an extent.
  ///
  /// - Returns: whether it does; if it would have far more squares than before, it does not.
  private mutating func grow(toHold extent: MapExtent) -> Bool {
    let (old, new) = (cells.root, cells.root.grown(toHold: extent))
    guard old != new else { return true }
    guard new.cellCount <= 4 * old.cellCount + 4_096 else { return false }
    let west = Int((old.west - new.west) >> old.shift)
    let south = Int((old.south - new.south) >> old.shift)
    cells.grow(to: new, west: west, south: south)
    partsOfTile.grow(from: old, to: new, west: west, south: south)
    return true
  }
}
