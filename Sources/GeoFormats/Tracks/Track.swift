public import GeoCore

/// A line or point of a file of tracks that gave no fix.
public struct SkippedLine: Hashable, Sendable {
  /// The line, counted from 1.
  public var line: Int

  /// Why, and what it should be.
  public var reason: Sentence
}

/// The fixes of one file, in the order in which they stand there.
public struct Track: Hashable, Sendable {
  /// What the file calls the track; without a name, the file itself.
  public var name: String

  /// The fixes, in file order; not sorted by time.
  public var fixes: [Fix]

  /// The first ``skippedLimit`` lines that gave no fix.
  public var skipped: [SkippedLine]

  /// How many lines gave no fix.
  public var skippedCount: Int

  /// The most skipped lines that are named one by one.
  public static let skippedLimit = 1_000

  /// Creates a track without fixes.
  init(name: String) {
    self.name = name
    (fixes, skipped, skippedCount) = ([], [], 0)
  }

  /// Counts a line that gave no fix, and names it while there is room.
  mutating func skip(line: Int, _ reason: Sentence) {
    skippedCount += 1
    if skipped.count < Self.skippedLimit {
      skipped.append(SkippedLine(line: line, reason: reason))
    }
  }
}

/// Files of tracks: GPX 1.0 and 1.1, and CSV.
public enum TrackFile {}

/// Why a file of tracks is refused as a whole.
public struct TrackFileError: ExplainedError, Hashable {
  /// Why.
  public enum Cause: Hashable, Sendable {
    /// The text is not XML; what is wrong there.
    case notXML(line: Int, column: Int, reason: Sentence)
    /// The XML is not GPX; its outermost element.
    case notGPX(root: String)
    /// The first line is no header, or lacks these columns.
    case missingColumns([String])
    /// A column stands twice in the header.
    case repeatedColumn(String)
    /// Neither the file nor the command says which device it is.
    case noDevice
  }

  /// The file as it was given.
  public var file: String

  /// Why.
  public var cause: Cause

  public var sentence: Sentence {
    switch cause {
    case .notXML(let line, let column, let reason):
      Sentence(
        "\(file), line \(line), column \(column): not XML (\(reason.english)); is the file whole?",
        "\(file)，第 \(line) 行第 \(column) 列：不是 XML（\(reason.chinese)）；请检查文件是否完整。"
      )
    case .notGPX(let root):
      Sentence(
        "\(file): the outermost element is \(root), not gpx; export the track as GPX 1.1.",
        "\(file)：最外层元素是 \(root)，不是 gpx；请将轨迹导出为 GPX 1.1。"
      )
    case .missingColumns(let names):
      Sentence(
        "\(file), line 1: the header has no column \(names.joined(separator: ", ")); begin with "
          + "a line such as time,latitude,longitude.",
        "\(file)，第 1 行：表头缺少列 \(names.joined(separator: "、"))；"
          + "第一行应为 time,latitude,longitude 等列名。"
      )
    case .repeatedColumn(let name):
      Sentence(
        "\(file), line 1: the column \(name) stands twice in the header; take one out.",
        "\(file)，第 1 行：列 \(name) 重复；请删去一个。"
      )
    case .noDevice:
      Sentence(
        "\(file): there is no column device; name the device on the command line.",
        "\(file)：没有 device（设备）列；请在命令行中指定设备。"
      )
    }
  }
}
