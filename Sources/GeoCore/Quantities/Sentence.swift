/// One sentence in the two languages that operators read.
public struct Sentence: Hashable, Sendable {
  /// The sentence in English.
  public let english: String

  /// The same sentence in Chinese (中文).
  public let chinese: String

  /// Creates a sentence from its two wordings.
  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }
}

/// An error that an operator or the environment caused, told so that it can be put right.
///
/// The sentence names the file, line, zone or field, and says what to do.
public protocol ExplainedError: Error, CustomStringConvertible {
  /// What went wrong and what to do about it.
  var sentence: Sentence { get }
}

extension ExplainedError {
  public var description: String { sentence.english }
}
