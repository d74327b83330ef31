import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

/// How a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, json
}

/// In which form a report is written, and where it goes.
struct ReportOutput: ParsableArguments {
  @Option(help: ArgumentHelp(say("How it is written.", "输出格式。"), valueName: "table|csv|json"))
  var format: ReportFormat?

  @Flag(help: ArgumentHelp(say("The same as --format csv.", "等同于 --format csv。"))) var csv = false

  @Flag(help: ArgumentHelp(say("Write JSON lines.", "输出 JSON 行。"))) var json = false

  @Option(
    help: ArgumentHelp(
      say("Write to a file that only you can read.", "写入仅本人可读的文件。"),
      valueName: "file"
    )
  )
  var out: String?

  /// The one form that was asked for.
  ///
  /// - Throws: ``CommandError/misused(_:)`` where several were.
  var chosen: ReportFormat {
    get throws {
      let asked = Set(
        [format, csv ? .csv : nil, json ? .json : nil].compactMap(\.self)
      )
      guard asked.count < 2 else {
        throw CommandError.misused(
          Sentence(
            "a report has one format; choose one of --csv and --json",
            "一份报表只有一种格式；--csv 与 --json 请选其一"
          )
        )
      }
      return asked.first ?? .table
    }
  }

  /// Writes a text to the file, or to standard output.
  func write(_ text: String) throws {
    guard let out else { return Console.write(text) }
    try OutputFile.write(text, to: out)
    Console.note("\(out) is written", "已写入 \(out)")
  }

  /// Writes rows as CSV.
  func csv<Row>(_ sheet: FigureSheet<Row>, _ rows: [Row]) throws {
    let fields = rows.map { sheet.fields(of: $0, in: language) }
    try write(CSVText.table(header: sheet.header(in: language), rows: fields))
  }

  /// Writes JSON lines.
  func json(_ lines: [JSONLine]) throws { try write(lines.map { $0.text + "\n" }.joined()) }

  /// A table as lines, fitted to the terminal, with a line before it.
  func text(of table: Table, title: String? = nil) -> String {
    let isScreen = out == nil && Console.isTerminal
    let width = out == nil ? Console.width : nil
    return (title.map { $0 + "\n" } ?? "")
      + table.text(in: language, width: width, isColored: isScreen)
  }
}
