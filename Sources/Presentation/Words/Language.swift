public import GeoCore

/// A language that operators read.
public enum Language: String, CaseIterable, Sendable {
  /// English.
  case english = "en"

  /// 中文.
  case chinese = "zh"

  /// Reads the value of `--lang`: `en` or `zh`.
  ///
  /// - Returns: `nil` for anything else, so that a wrong option is refused and not guessed.
  public init?(option: String) {
    self.init(rawValue: option.lowercased())
  }

  /// Reads a POSIX locale such as `zh_CN.UTF-8`; whatever is not Chinese is English.
  public init(locale: String) {
    let tag = locale.lowercased().prefix { $0.isLetter }
    self = tag == "zh" || tag == "chinese" ? .chinese : .english
  }

  /// Chooses the language of messages from the environment: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
  ///
  /// An empty variable counts as not set (POSIX.1-2017, base definitions, 8.2).
  public init(environment: [String: String]) {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
    self.init(locale: set.first { !$0.isEmpty } ?? "")
  }
}

extension Sentence {
  /// The wording in one language.
  public func `in`(_ language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
