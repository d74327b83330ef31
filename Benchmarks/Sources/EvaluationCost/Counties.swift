import GeoCore
import Glibc

/// A tessellation of counties: neighbours share a border, and no two borders meet but at corners.
///
/// ```
///   ∿∿∿∿∿┬∿∿∿∿∿┬∿∿∿∿∿
///   }    {     }        Corners stand on a grid. A border is the graph of a function over the line
///   ├∿∿∿∿┼∿∿∿∿∿┼∿∿∿∿     between two corners, and steep nowhere: it cannot meet itself.
/// ```
struct Counties {
  static let columns = 70
  static let rows = 43

  /// The south-west corner and the sides of a county, in units of 10⁻⁷ degree.
  private static let west = 730_000_000
  private static let south = 200_000_000
  private static let width = 8_400_000
  private static let height = 5_600_000

  /// Straight pieces in each of a county's four borders.
  private static let pieces = 96

  /// How many counties there are.
  static var count: Int { columns * rows }

  /// The area of a county, four borders of 96 pieces.
  static func area(_ number: Int) throws -> Area {
    let (column, row) = (number % columns, number / columns)
    let steps = 0..<pieces
    let vertices =
      steps.map { eastward(column, row, $0) } + steps.map { northward(column + 1, row, $0) }
      + steps.map { eastward(column, row + 1, pieces - $0) }
      + steps.map { northward(column, row, pieces - $0) }
    return .polygons([Polygon(shell: try Ring(vertices))])
  }

  /// A vertex of the border that leads east from a corner.
  private static func eastward(_ column: Int, _ row: Int, _ step: Int) -> WrittenVertex {
    WrittenVertex(
      longitudeE7: Int32(west + column * width + step * width / pieces),
      latitudeE7: Int32(south + row * height) + bend(step, 2 * (row * columns + column), height)
    )
  }

  /// A vertex of the border that leads north from a corner.
  private static func northward(_ column: Int, _ row: Int, _ step: Int) -> WrittenVertex {
    WrittenVertex(
      longitudeE7: Int32(west + column * width)
        + bend(step, 2 * (row * columns + column) + 1, width),
      latitudeE7: Int32(south + row * height + step * height / pieces)
    )
  }

  /// How far a border leaves its line: a few waves, and a notch at every other vertex.
  private static func bend(_ step: Int, _ border: Int, _ length: Int) -> Int32 {
    guard step > 0, step < pieces else { return 0 }
    let share = Double(step) / Double(pieces)
    let waves = sin(3 * .pi * share) * 0.02 + sin(Double(2 + border % 5) * .pi * share) * 0.03
    let notch = step % 2 == 0 ? 0 : 0.003
    return Int32((waves + notch * sin(.pi * share)) * Double(length))
  }

  /// A random place on the map.
  static func place(using random: inout some RandomNumberGenerator) -> GeographicPosition {
    GeographicPosition(
      latitude: Double(Int.random(in: south..<(south + rows * height), using: &random)) / 1e7,
      longitude: Double(Int.random(in: west..<(west + columns * width), using: &random)) / 1e7
    )
  }
}
