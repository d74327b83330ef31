extension Workload {
  /// A tessellation: corners off a grid, and a fractal border between two neighbours that both share.
  ///
  /// Corners are at most 0.12 of a cell off, so that edges meet at no less than 52°, and the chains'
  /// triangles of 24° at a corner do not overlap.
  static func counties(columns: Int, rows: Int) -> Workload {
    var random = SplitMix64(seed: 4)
    let (width, height) = (59.0 / 70, 24.0 / 43)
    func grid<Element>(_ make: (Int, Int) -> Element) -> [[Element]] {
      (0...rows).map { row in (0...columns).map { make($0, row) } }
    }
    let corners = grid { column, row in
      Place(
        longitude: 73 + width * (Double(column) + random.real(-0.12, 0.12)),
        latitude: 20 + height * (Double(row) + random.real(-0.12, 0.12))
      )
    }
    func border(from a: Place, to b: Place) -> [Place] {
      let segments = random.integer(134, 250)
      return FractalChain(from: a, to: b, segments: segments, using: &random).vertices + [b]
    }
    let eastward = grid { column, row in
      border(from: corners[row][column], to: corners[row][min(column + 1, columns)])
    }
    let northward = grid { column, row in
      border(from: corners[row][column], to: corners[min(row + 1, rows)][column])
    }
    var workload = Workload(
      name: "W4",
      title: "\(columns * rows) counties",
      window: Window(
        longitudes: 73...(73 + width * Double(columns)),
        latitudes: 20...(20 + height * Double(rows))
      )
    )
    for row in 0..<rows {
      for column in 0..<columns {
        let sides = [
          eastward[row][column], northward[row][column + 1],
          eastward[row + 1][column].reversed(), northward[row][column].reversed(),
        ]
        workload.zones.append(sides.flatMap { $0.dropLast() })
      }
    }
    return workload
  }
}
