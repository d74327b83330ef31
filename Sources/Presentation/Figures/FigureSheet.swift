internal import GeoCore

/// Columns of figures, written for spreadsheets and for programs alike.
public struct FigureSheet<Row>: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// The member of a JSON object; in English also the heading in a spreadsheet.
    public var name: String

    /// The heading in a Chinese spreadsheet, with the unit.
    public var chinese: String

    /// The value of a row.
    public var value: @Sendable (Row) -> FigureValue

    /// Creates a column.
    public init(
      _ name: String,
      _ chinese: String,
      _ value: @escaping @Sendable (Row) -> FigureValue
    ) {
      (self.name, self.chinese, self.value) = (name, chinese, value)
    }
  }

  /// The columns, in order.
  public var columns: [Column]

  /// Creates a sheet.
  public init(_ columns: [Column]) { self.columns = columns }

  /// The headings for a spreadsheet.
  public func header(in language: Language) -> [String] {
    columns.map { Sentence($0.name, $0.chinese).in(language) }
  }

  /// A row for a spreadsheet.
  public func fields(of row: Row, in language: Language) -> [String] {
    columns.map { $0.value(row).field(in: language) }
  }

  /// A row as a JSON object.
  public func line(of row: Row) -> JSONLine {
    columns.reduce(into: JSONLine()) { $1.value(row).add(to: &$0, as: $1.name) }
  }
}
