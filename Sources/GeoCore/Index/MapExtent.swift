/// A rectangle of the map, its bounds included.
struct MapExtent {
  var x: ClosedRange<Int64>
  var y: ClosedRange<Int64>
}

extension Lattice {
  /// The cells that an extent meets, by column and row.
  func cells(in extent: MapExtent) -> (columns: Range<Int>, rows: Range<Int>) {
    (
      columns(from: extent.x.lowerBound, to: extent.x.upperBound),
      rows(from: extent.y.lowerBound, to: extent.y.upperBound)
    )
  }

  /// Whether an extent meets the lattice.
  func meets(_ extent: MapExtent) -> Bool {
    let (columns, rows) = cells(in: extent)
    return !columns.isEmpty && !rows.isEmpty
  }

  /// The lattice with as many columns and rows more as it takes to hold an extent.
  func grown(toHold extent: MapExtent) -> Lattice {
    func missing(_ units: Int64) -> Int { Int(max(0, units + side - 1) >> shift) }
    let westward = missing(west - extent.x.lowerBound)
    let southward = missing(south - extent.y.lowerBound)
    var grown = self
    grown.west -= Int64(westward) << shift
    grown.south -= Int64(southward) << shift
    grown.columns += westward + missing(extent.x.upperBound - lastX)
    grown.rows += southward + missing(extent.y.upperBound - lastY)
    return grown
  }
}
