public import GeoCore

/// Why a configuration file is refused: everything that is wrong with it.
public struct ConfigurationError: ExplainedError, Hashable {
  /// The file as it was given.
  public var file: String

  /// Everything that is wrong, by line; at least one.
  public var faults: [ConfigurationFault]

  /// The most faults that the sentence tells one by one.
  static let toldLimit = 20

  public var sentence: Sentence {
    let told = faults.prefix(Self.toldLimit).map(\.sentence)
    let more = faults.count - told.count
    let english = told.map(\.english).joined(separator: "; ")
    let chinese = told.map(\.chinese).joined(separator: "；")
    guard faults.count > 1 else {
      return Self.ended(Sentence("\(file), \(english)", "\(file) \(chinese)"))
    }
    return Self.ended(
      Sentence(
        "\(file) has \(faults.count) mistakes and is not taken: \(english)"
          + (more > 0 ? "; and \(more) more" : ""),
        "\(file) 有 \(faults.count) 处错误，未采用：\(chinese)" + (more > 0 ? "；另有 \(more) 处" : "")
      )
    )
  }

  /// A sentence with its full stop, unless it asks.
  private static func ended(_ sentence: Sentence) -> Sentence {
    Sentence(
      sentence.english + (sentence.english.hasSuffix("?") ? "" : "."),
      sentence.chinese + (sentence.chinese.hasSuffix("？") ? "" : "。")
    )
  }
}

/// One thing that is wrong with a configuration file.
public struct ConfigurationFault: Hashable, Sendable {
  /// The line, counted from 1.
  public var line: Int

  /// The key with its sections; empty where the whole line is meant.
  public var key: String

  /// Why it cannot be, and what to do about it.
  public var reason: Sentence

  /// The fault, naming its place.
  public var sentence: Sentence {
    let (comma, space) = key.isEmpty ? ("", "") : (", \(key)", " \(key)")
    return Sentence(
      "line \(line)\(comma): \(reason.english)",
      "第 \(line) 行\(space)：\(reason.chinese)"
    )
  }
}
