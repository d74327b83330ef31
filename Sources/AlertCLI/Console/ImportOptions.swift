import ArgumentParser
import GeoFormats
import Monitor

/// What every import of a CSV file has in common.
struct ImportOptions: ParsableArguments {
  @OptionGroup var data: StoreOptions
  @OptionGroup var author: AuthorOptions

  @Argument(help: ArgumentHelp(say("The CSV file.", "CSV 文件。"))) var file: String

  /// Reads the file, takes it over and tells what was new.
  func run(_ body: (Registrar, [UInt8], String) throws -> ImportSummary) throws {
    let bytes = try InputFile.readFile(at: file)
    let bar = ProgressBar("importing \(file)", "导入 \(file)")
    if bytes.count > 4 << 20 { bar.show() }
    defer { bar.end() }
    let summary = try body(try data.open().registrar(author), bytes, file)
    bar.end()
    Self.tell(summary, file)
  }

  /// Tells what an import did.
  static func tell(_ summary: ImportSummary, _ file: String) {
    Console.tell(
      "\(file): \(summary.read) read, \(summary.changed) new or changed",
      "\(file)：读取 \(summary.read) 条，新增或变更 \(summary.changed) 条"
    )
  }
}
