/// How fine the cells of an index are: more of them are faster and take more memory.
public struct CellDensity: Hashable, Sendable {
  /// How many cells the index aims at for each edge.
  public var cellsPerEdge: Double

  /// Creates a density.
  ///
  /// - Precondition: `cellsPerEdge` is above 0.
  public init(cellsPerEdge: Double) {
    precondition(cellsPerEdge > 0, "an index has cells")
    self.cellsPerEdge = cellsPerEdge
  }

  /// The least memory.
  public static let sparse = CellDensity(cellsPerEdge: 0.8)

  /// Most of the speed for most of the memory.
  public static let standard = CellDensity(cellsPerEdge: 2)

  /// The most speed.
  public static let dense = CellDensity(cellsPerEdge: 8)
}
