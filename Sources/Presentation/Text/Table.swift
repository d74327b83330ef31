public import GeoCore

/// Rows and columns for a terminal.
public struct Table: Sendable {
  /// To which side a column's text is pushed.
  public enum Alignment: Sendable {
    case left, right
  }

  /// One column.
  public struct Column: Sendable {
    /// Its heading.
    public var title: Sentence

    /// To which side its text is pushed; figures go right.
    public var alignment: Alignment

    /// Whether it is never shortened: figures, times, and names that somebody types in again.
    public var isKeptWhole: Bool

    /// Creates a column.
    public init(_ title: Sentence, _ alignment: Alignment = .left, isKeptWhole: Bool? = nil) {
      self.title = title
      self.alignment = alignment
      self.isKeptWhole = isKeptWhole ?? (alignment == .right)
    }
  }

  /// One cell.
  public struct Cell: Sendable, ExpressibleByStringInterpolation {
    /// What stands in it.
    public var text: String

    /// How it looks where colour is shown.
    public var style: Style?

    /// Creates a cell.
    public init(_ text: String, _ style: Style? = nil) {
      self.text = text
      self.style = style
    }

    public init(stringLiteral text: String) { self.init(text) }
  }

  /// The columns.
  public let columns: [Column]

  /// The rows below the heading.
  public private(set) var rows: [[Cell]] = []

  /// Creates a table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row.
  ///
  /// - Precondition: it has one cell for each column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has one cell for each column")
    rows.append(row.map { Cell($0.text.onOneLine, $0.style) })
  }
}

extension Table {
  /// The table as lines, heading first, each ended by a line feed.
  ///
  /// Lines take at most `width` cells: the widest column that may be shortened gives way first, down
  /// to ``narrowest``; what is too wide even so stays too wide. Without a width nothing is shortened.
  public func text(in language: Language, width: Int? = nil, isColored: Bool = false) -> String {
    let heading = columns.map { Cell($0.title.in(language), .bold) }
    let widths = widths(of: [heading] + rows, fitting: width)
    return ([heading] + rows).reduce(into: "") { text, row in
      text += line(row, widths, isColored: isColored) + "\n"
    }
  }

  /// The fewest cells to which a column is shortened.
  public static let narrowest = 4

  /// The space between columns.
  private static let space = "  "

  /// The width of each column, in cells.
  private func widths(of rows: [[Cell]], fitting limit: Int?) -> [Int] {
    var widths = columns.indices.map { column in
      rows.map { $0[column].text.cellCount }.max() ?? 0
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + Self.space.count * (columns.count - 1) - limit
    while excess > 0 {
      let giving = columns.indices.filter {
        !columns[$0].isKeptWhole && widths[$0] > Self.narrowest
      }
      guard let widest = giving.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// One row.
  private func line(_ row: [Cell], _ widths: [Int], isColored: Bool) -> String {
    var line = ""
    for (index, cell) in row.enumerated() {
      if index > 0 { line += Self.space }
      let text = cell.text.shortened(toCells: widths[index])
      let padding = String(repeating: " ", count: widths[index] - text.cellCount)
      let styled = text.isEmpty ? "" : text.styled(cell.style, isColored: isColored)
      switch columns[index].alignment {
      case .right: line += padding + styled
      case .left: line += index == row.count - 1 ? styled : styled + padding
      }
    }
    return line
  }
}
