public import GeoCore

/// Files of the registry: jurisdictions, subjects, devices, leaves and permits as CSV.
///
/// A file is taken whole or not at all. Headers are in English or Chinese, in any order; a column that
/// nobody knows is refused, because a misspelt `until` would be a supervision without end. Times
/// without an offset are by the clock that the caller gives.
public enum RegistryFile {
  /// One line of a file.
  public struct Row<Value: Hashable & Sendable>: Hashable, Sendable {
    /// What the line says.
    public var value: Value

    /// The line, counted from 1.
    public var line: Int

    /// When it is true; `nil` where the file does not say.
    public var effective: Period?
  }
}

/// Why a file of the registry is refused: everything that is wrong with it.
public struct RegistryFileError: ExplainedError, Hashable {
  /// One thing that is wrong.
  public struct Fault: Hashable, Sendable {
    /// The line, counted from 1.
    public var line: Int

    /// The column by its English name; empty where the whole line is meant.
    public var column: String

    /// What stands there.
    public var value: String

    /// Why it cannot be, and what may stand there.
    public var reason: Sentence

    /// Creates a fault.
    public init(line: Int, column: String, value: String, reason: Sentence) {
      self.line = line
      self.column = column
      self.value = value
      self.reason = reason
    }
  }

  /// The file as it was given.
  public var file: String

  /// Everything that is wrong, by line; at least one.
  public var faults: [Fault]

  /// Creates an error of at least one fault.
  public init(file: String, faults: [Fault]) {
    self.file = file
    self.faults = faults
  }

  /// The most faults that the sentence tells one by one.
  static let toldLimit = 20

  public var sentence: Sentence {
    let told = faults.prefix(Self.toldLimit).map(\.sentence)
    let more = faults.count - told.count
    let values = faults.count == 1 ? "1 value is" : "\(faults.count) values are"
    return Sentence(
      "\(file): \(values) wrong and nothing was taken; correct "
        + told.map(\.english).joined(separator: "; ")
        + (more > 0 ? "; and \(more) more." : "."),
      "\(file)：有 \(faults.count) 处错误，未导入任何内容；请更正"
        + told.map(\.chinese).joined(separator: "；") + (more > 0 ? "；另有 \(more) 处。" : "。")
    )
  }
}

extension RegistryFileError.Fault {
  /// The fault, naming its place.
  public var sentence: Sentence {
    guard !column.isEmpty else {
      return Sentence(
        "line \(line): \(reason.english)",
        "第 \(line) 行：\(reason.chinese)"
      )
    }
    return Sentence(
      "line \(line), column \(column), \"\(value)\": \(reason.english)",
      "第 \(line) 行 \(column) 列“\(value)”：\(reason.chinese)"
    )
  }
}
